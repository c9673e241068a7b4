#include "execution/documents.hpp"

#include <algorithm>
#include <utility>

#include "execution/sha256.hpp"
#include "json/flat.hpp"
#include "language/parser.hpp"
#include "validation/operation.hpp"

namespace fraiseql::execution {
namespace {

constexpr std::size_t text_cache_bytes = 8 * 1024 * 1024;
constexpr std::size_t spelling_cache_bytes = 8 * 1024 * 1024;
constexpr std::size_t hash_cache_bytes = 4 * 1024 * 1024;

// What a tree weighs for each byte of its document: measured arena sizes are 4 to 7.
constexpr std::size_t tree_bytes_per_byte = 8;
constexpr std::size_t tree_bytes_at_least = 2 * 1024;

using error_list = std::vector<graphql_error>;

result<validation::validated_document, error_list> read_document(
    std::string_view text, const document_surroundings& with) {
  auto parsed = language::parse(text, with.limits);
  if (!parsed) return failed{error_list{std::move(parsed).error()}};
  return validation::validate(std::make_shared<const language::document>(std::move(*parsed)),
                              with.schema, with.validating);
}

failed<error_list> refuse(error_code code, std::string message) {
  return failed{error_list{{.message = std::move(message), .code = code}}};
}

failed<error_list> refuse_text() {
  return refuse(error_code::persisted_query_id_required,
                "documents are answered by their id alone; send \"documentId\" instead of "
                "\"query\"");
}

bool has_escapes(std::string_view spelled) { return spelled.find('\\') != std::string_view::npos; }

std::string_view text_of(const request& asked, std::string& room) {
  if (!asked.unread) return asked.document;
  const std::string_view spelled = asked.unread->document;
  if (!has_escapes(spelled)) return spelled;
  json::unescape(room, spelled);
  return room;
}

bool has_text(const request& asked) {
  return asked.unread ? !asked.unread->document.empty() : !asked.document.empty();
}

std::string name_of(const language::document& of) {
  return of.operations().empty() ? std::string() : std::string(of.operations().front()->name.text);
}

}  // namespace

known_document::known_document(validation::validated_document of, std::uint64_t its_number)
    : proven(std::move(of)), number(its_number) {
  for (const language::operation_node* node : proven.document().operations()) {
    operations.push_back({node, validation::declared_variables(proven, *node)});
  }
}

std::size_t known_document::place_of(const language::operation_node* node) const {
  const auto found = std::ranges::find(operations, node, &operation::node);
  return static_cast<std::size_t>(found - operations.begin());
}

std::size_t known_document::tree_weight() const {
  return tree_bytes_at_least + tree_bytes_per_byte * proven.document().text().size();
}

std::size_t known_document::weight() const {
  std::size_t bytes = tree_weight();
  for (const operation& one : operations) bytes += one.variables.weight();
  return bytes;
}

documents::documents(document_surroundings with, document_rules rules, prepare_meters* counted)
    : with_(std::move(with)),
      rules_(std::move(rules)),
      last_number_(rules_.trusted == nullptr ? 0 : rules_.trusted->size()),
      by_text_(text_cache_bytes, part_of(counted, &prepare_meters::documents)),
      by_spelling_(spelling_cache_bytes, part_of(counted, &prepare_meters::spelled_documents)),
      by_hash_(hash_cache_bytes) {
  trusted_documents made;
  if (rules_.trusted != nullptr) {
    for (const trusted_document& one : *rules_.trusted) {
      const std::size_t place = made.proven.size();
      made.by_id.emplace(one.id, place);
      auto read = read_document(one.text, with_);
      if (!read) {
        made.proven.emplace_back(failed{std::move(read).error()});
        continue;
      }
      const auto known_one = std::make_shared<known_document>(*std::move(read), place + 1);
      known_one->is_kept = true;
      known_one->is_trusted = true;
      made.proven.emplace_back(std::shared_ptr<const known_document>(known_one));
    }
  }
  trusted_ = std::make_shared<const trusted_documents>(std::move(made));
}

documents::documents(const documents& beside, prepare_meters* counted)
    : with_(beside.with_),
      rules_(beside.rules_),
      trusted_(beside.trusted_),
      last_number_(rules_.trusted == nullptr ? 0 : rules_.trusted->size()),
      by_text_(text_cache_bytes, part_of(counted, &prepare_meters::documents)),
      by_spelling_(spelling_cache_bytes, part_of(counted, &prepare_meters::spelled_documents)),
      by_hash_(hash_cache_bytes) {}

documents::known documents::find(const request& asked) {
  const bool has_no_id = asked.document_id.empty();
  if (rules_.mode == documents_mode::only && (has_no_id || has_text(asked))) return refuse_text();
  return has_no_id ? by_text(asked) : by_id(asked);
}

documents::known documents::by_id(const request& asked) {
  const std::string_view id = plain_id(asked.document_id);
  if (has_text(asked)) {
    std::string room;
    return by_id_and_text(asked, id, text_of(asked, room));
  }
  const auto place = trusted_->by_id.find(id);
  if (place != trusted_->by_id.end()) return trusted_->proven[place->second];
  if (rules_.registered != nullptr) return registered(id);
  if (rules_.trusted == nullptr) {
    return refuse(error_code::persisted_query_not_supported, "PersistedQueryNotSupported");
  }
  return refuse(error_code::persisted_query_not_found, "PersistedQueryNotFound");
}

// The text goes its way, but not under an id that is another's.
documents::known documents::by_id_and_text(const request& asked, std::string_view id,
                                           std::string_view text) {
  if (is_hash(id)) {
    if (sha256(text) != id) {
      return refuse(error_code::bad_user_input,
                    "the hash is not that of the document that was sent with it; it must be the "
                    "SHA-256 of its exact text");
    }
  } else if (const auto place = trusted_->by_id.find(id);
             place != trusted_->by_id.end() && (*rules_.trusted)[place->second].text != text) {
    return refuse(error_code::bad_user_input,
                  "the document that was sent is not the one of its id; send one of them alone");
  }
  auto found = by_text(asked);
  if (!found || rules_.registered == nullptr || !is_hash(id)) return found;
  rules_.registered->add(std::string(id), text);
  by_hash_.insert(std::string(id), *found, (**found).weight());
  return found;
}

documents::known documents::registered(std::string_view hash) {
  if (auto found = by_hash_.find(hash)) return found;
  const auto text = rules_.registered->find(hash);
  if (text == nullptr) {
    return refuse(error_code::persisted_query_not_found, "PersistedQueryNotFound");
  }
  auto found = by_text(std::string_view(*text));
  if (found) by_hash_.insert(std::string(hash), *found, (**found).weight());
  return found;
}

// One without escapes is spelled as it is.
documents::known documents::by_text(const request& asked) {
  if (!asked.unread) return by_text(std::string_view(asked.document));
  const std::string_view spelled = asked.unread->document;
  if (!has_escapes(spelled)) return by_text(spelled);
  if (auto found = by_spelling_.find(spelled)) return found;
  std::string text;
  json::unescape(text, spelled);
  FRAISEQL_TRY(document, by_text(std::string_view(text)));
  by_spelling_.insert(std::string(spelled), document, document->weight());
  return document;
}

documents::known documents::by_text(std::string_view text) {
  if (auto found = by_text_.find(text)) return found;
  ++read_;
  FRAISEQL_TRY(read, read_document(text, with_));
  const auto made = std::make_shared<known_document>(std::move(read), ++last_number_);
  made->is_kept = by_text_.insert(std::string(text), made, made->weight());
  if (rules_.mode == documents_mode::prefer) tell(text, *made);
  return std::shared_ptr<const known_document>(made);
}

void documents::tell(std::string_view text, const known_document& of) {
  if (!rules_.on_text || rules_.told == nullptr) return;
  std::string hash = sha256(text);
  const auto news = rules_.told->tell(hash);
  if (news == told_texts::news::none) return;
  const bool is_trusted =
      rules_.trusted != nullptr &&
      std::ranges::find(*rules_.trusted, text, &trusted_document::text) != rules_.trusted->end();
  rules_.on_text({.hash = std::move(hash),
                  .operation = name_of(of.proven.document()),
                  .is_trusted = is_trusted,
                  .is_last = news == told_texts::news::last_text});
}

std::vector<refused_document> refused_documents(const manifest& trusted,
                                                const document_surroundings& with) {
  std::vector<refused_document> refused;
  for (const trusted_document& one : trusted) {
    const auto read = read_document(one.text, with);
    if (!read) {
      refused.push_back({.id = one.id, .operation = {}, .error = read.error().front()});
      continue;
    }
    for (const language::operation_node* node : read->document().operations()) {
      // What permissions forbid is for requests to hear, and so are values.
      const auto made =
          validation::make_operation(*read, *node, json::variables(node->variables.size()),
                                     with.limits, validation::permissions::all());
      if (made) continue;
      const auto limit = std::ranges::find(made.error(), error_code::graphql_validation_failed,
                                           &graphql_error::code);
      if (limit == made.error().end()) continue;
      refused.push_back({.id = one.id, .operation = std::string(node->name.text), .error = *limit});
      break;
    }
  }
  return refused;
}

}  // namespace fraiseql::execution
