#include "execution/manifest.hpp"

#include <algorithm>
#include <utility>

#include "execution/sha256.hpp"
#include "json/item.hpp"

namespace fraiseql::execution {
namespace {

constexpr std::string_view hash_prefix = "sha256:";
constexpr std::string_view apollo_format = "apollo-persisted-query-manifest";
// Apollo's form has three levels.
constexpr std::size_t deepest = 8;

bool is_lower_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// What needs no escape in JSON or in a URL (GraphQL over HTTP, appendix A), and the colon behind a
// prefix.
bool is_of_id(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~' || c == ':';
}

failure wrong(std::string message) {
  return {std::move(message), "make the manifest again, with the tool that made it"};
}

result<done> check_id(std::string_view id) {
  if (id.empty() || id.size() > max_document_id_bytes || !std::ranges::all_of(id, is_of_id)) {
    return failed{wrong("the id \"" + std::string(id.substr(0, max_document_id_bytes)) +
                        "\" is not 1 to " + std::to_string(max_document_id_bytes) +
                        " letters, digits, - . _ ~ or :")};
  }
  return done{};
}

result<done> add(manifest& to, std::string_view given_id, std::string text, const limits& limits) {
  FRAISEQL_TRY_DONE(check_id(given_id));
  const std::string_view id = plain_id(given_id);
  const std::string named = "the document \"" + std::string(id) + "\"";
  if (to.size() == max_manifest_documents) {
    return failed{
        wrong("it has more than " + std::to_string(max_manifest_documents) + " documents")};
  }
  if (text.size() > limits.document_bytes) {
    return failed{wrong(named + " is larger than " + std::to_string(limits.document_bytes) +
                        " bytes, the limit \"max_document_bytes\"")};
  }
  if (given_id.starts_with(hash_prefix) && !is_hash(id)) {
    return failed{wrong("the id \"" + std::string(given_id) +
                        "\" is not sha256: and 64 hexadecimal digits in lower case")};
  }
  if (is_hash(id) && sha256(text) != id) {
    return failed{
        wrong(named + " is not the text of its id: the SHA-256 of the text is " + sha256(text))};
  }
  to.push_back({.id = std::string(id), .text = std::move(text)});
  return done{};
}

result<std::string> text_of(const json::item& of, std::string_view what) {
  if (of.is() != json::form::string) {
    return failed{
        wrong(std::string(what) + " must be a string, not " + std::string(of.kind_name()))};
  }
  std::string room;
  return std::string(of.text(room));
}

result<manifest> read_map(const json::item& root, const limits& limits) {
  manifest made;
  result<done> read = done{};
  root.each_member([&](std::string_view id, const json::item& value) {
    auto text = text_of(value, "the document \"" + std::string(id) + "\"");
    read = text ? add(made, id, *std::move(text), limits)
                : result<done>(failed{std::move(text).error()});
    return read.ok();
  });
  FRAISEQL_TRY_DONE(std::move(read));
  return made;
}

result<done> add_operation(manifest& to, const json::item& operation, const limits& limits) {
  if (operation.is() != json::form::members) {
    return failed{wrong("each of \"operations\" must be an object")};
  }
  const auto member = [&](std::string_view name) {
    return text_of(
        operation.find(name).value_or(json::item()),
        "the member \"" + std::string(name) + "\" of operation " + std::to_string(to.size() + 1));
  };
  FRAISEQL_TRY(id, member("id"));
  FRAISEQL_TRY(body, member("body"));
  return add(to, id, std::move(body), limits);
}

result<manifest> read_apollo(const json::item& root, const limits& limits) {
  std::string room;
  const json::item version = root.find("version").value_or(json::item());
  if (version.is() != json::form::number || version.text(room) != "1") {
    return failed{wrong("its \"version\" must be 1")};
  }
  const json::item operations = root.find("operations").value_or(json::item());
  if (operations.is() != json::form::list) return failed{wrong("\"operations\" must be a list")};
  manifest made;
  result<done> read = done{};
  operations.each_item([&](const json::item& one) {
    read = add_operation(made, one, limits);
    return read.ok();
  });
  FRAISEQL_TRY_DONE(std::move(read));
  return made;
}

}  // namespace

std::string_view plain_id(std::string_view id) {
  if (id.starts_with(hash_prefix) && is_hash(id.substr(hash_prefix.size()))) {
    id.remove_prefix(hash_prefix.size());
  }
  return id;
}

bool is_hash(std::string_view id) {
  return id.size() == 64 && std::ranges::all_of(id, is_lower_digit);
}

result<manifest> read_manifest(std::string_view text, const limits& limits) {
  if (text.size() > max_manifest_bytes) {
    return failed{wrong("it is larger than " + std::to_string(max_manifest_bytes) + " bytes")};
  }
  json::flat flat;
  if (const auto read = flat.read(text, {.max_depth = deepest}); !read) {
    return failed{wrong("it is not JSON: " + read.error().message)};
  }
  const json::item root(flat);
  if (root.is() != json::form::members) {
    return failed{wrong("it must be an object of ids and documents, or Apollo's, not " +
                        std::string(root.kind_name()))};
  }
  std::string room;
  const json::item format = root.find("format").value_or(json::item());
  const bool is_apollos = format.is() == json::form::string && format.text(room) == apollo_format;
  FRAISEQL_TRY(made, is_apollos ? read_apollo(root, limits) : read_map(root, limits));
  if (made.empty()) return failed{wrong("it has no documents")};
  std::ranges::sort(made, {}, &trusted_document::id);
  const auto twice = std::ranges::adjacent_find(made, {}, &trusted_document::id);
  if (twice != made.end()) return failed{wrong("the id \"" + twice->id + "\" is there twice")};
  return std::move(made);
}

}  // namespace fraiseql::execution
