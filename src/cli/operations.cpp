#include "cli/operations.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "frontend/sdl/sdl_frontend.hpp"
#include "language/parser.hpp"
#include "validation/validate.hpp"

namespace fraiseql::cli {
namespace {

using language::definition_node;
using language::fragment_node;
using language::operation_node;

// A definition and where it stands.
template <class Node>
struct found {
  std::size_t file = 0;
  const Node* node = nullptr;
};

std::tuple<std::size_t, std::uint32_t, std::uint32_t> place_of(const found_error& of) {
  const auto& at = of.error.locations;
  return {of.file, at.empty() ? 0 : at.front().line, at.empty() ? 0 : at.front().column};
}

class gathering {
 public:
  explicit gathering(const std::vector<source_text>& files) : files_(files) {
    for (std::size_t file = 0; file < files.size(); ++file) read(file);
    std::ranges::sort(operations_, {}, [](const auto& one) { return one.node->name.text; });
  }

  gathered_operations take() {
    gathered_operations made;
    for (const found<operation_node>& one : operations_)
      made.operations.push_back(document_of(one));
    std::ranges::sort(errors_, {}, place_of);
    made.errors = std::move(errors_);
    return made;
  }

 private:
  void read(std::size_t file) {
    auto parsed = language::parse(files_[file].text, frontend::specification_limits);
    documents_.emplace_back();
    if (!parsed) {
      errors_.push_back({file, std::move(parsed).error()});
      return;
    }
    documents_.back().emplace(*std::move(parsed));
    for (const definition_node& one : documents_.back()->definitions()) {
      std::visit([&](const auto* node) { add(file, *node); }, one);
    }
  }

  void add(std::size_t file, const operation_node& node) {
    if (node.name.text.empty()) {
      return refuse(file, node.offset, "an operation needs a name, by which clients find its id");
    }
    add_once(operations_by_name_, file, node, "operation");
    operations_.push_back({file, &node});
  }
  void add(std::size_t file, const fragment_node& node) {
    add_once(fragments_, file, node, "fragment");
  }
  void add(std::size_t file, const language::type_system_node& node) {
    refuse(file, node.offset,
           "this is part of a schema; only operations and fragments are persisted");
  }

  template <class Node>
  void add_once(std::map<std::string_view, found<Node>>& to, std::size_t file, const Node& node,
                const char* what) {
    const auto [at, is_new] = to.emplace(node.name.text, found<Node>{file, &node});
    if (is_new) return;
    const source_location first = documents_[at->second.file]->location(at->second.node->offset);
    refuse(file, node.offset,
           std::string("there are two ") + what + "s \"" + std::string(node.name.text) +
               "\"; the other is at " + files_[at->second.file].name + ':' +
               std::to_string(first.line));
  }

  void refuse(std::size_t file, std::uint32_t offset, std::string message) {
    errors_.push_back({file,
                       {.message = std::move(message),
                        .code = error_code::graphql_validation_failed,
                        .locations = {documents_[file]->location(offset)}}});
  }

  // Into `into`, in the order of their first use, each with those that it uses itself behind it.
  void collect(std::size_t file, const language::selection_set_node& from,
               std::vector<found<fragment_node>>& into) {
    for (const language::selection_node& one : from.selections) {
      if (const auto* const* field = std::get_if<const language::field_node*>(&one)) {
        collect(file, (*field)->selection_set, into);
      } else if (const auto* const* inner =
                     std::get_if<const language::inline_fragment_node*>(&one)) {
        collect(file, (*inner)->selection_set, into);
      } else {
        collect(file, *std::get<const language::fragment_spread_node*>(one), into);
      }
    }
  }
  void collect(std::size_t file, const language::fragment_spread_node& spread,
               std::vector<found<fragment_node>>& into) {
    const auto known = fragments_.find(spread.name.text);
    if (known == fragments_.end()) {
      if (!unknown_.emplace(file, spread.offset).second) return;
      return refuse(file, spread.offset,
                    "no file has the fragment \"" + std::string(spread.name.text) + '"');
    }
    if (std::ranges::find(into, known->second.node, &found<fragment_node>::node) != into.end())
      return;
    into.push_back(known->second);
    collect(known->second.file, known->second.node->selection_set, into);
  }

  persisted_operation document_of(const found<operation_node>& of) {
    std::vector<found<fragment_node>> needed;
    collect(of.file, of.node->selection_set, needed);
    persisted_operation made{
        .name = std::string(of.node->name.text), .kind = of.node->kind, .text = {}};
    const language::document& own = *documents_[of.file];
    const bool is_whole =
        own.definitions().size() == needed.size() + 1 &&
        std::ranges::all_of(needed, [&](const auto& one) { return one.file == of.file; });
    if (is_whole) {
      made.text = files_[of.file].text;
      made.pieces.push_back({.file = of.file});
      return made;
    }
    append(made, of.file, of.node->offset);
    for (const found<fragment_node>& one : needed) append(made, one.file, one.node->offset);
    return made;
  }

  void append(persisted_operation& to, std::size_t file, std::uint32_t offset) {
    if (!to.text.empty()) to.text += "\n\n";
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(to.text, '\n'));
    to.pieces.push_back(
        {.file = file, .line = lines + 1, .from = documents_[file]->location(offset)});
    to.text += text_of(file, offset);
  }

  // The definition at `offset`, without what stands between it and the next one.
  [[nodiscard]] std::string_view text_of(std::size_t file, std::uint32_t offset) const {
    std::size_t end = files_[file].text.size();
    for (const definition_node& one : documents_[file]->definitions()) {
      const std::uint32_t begin = std::visit([](const auto* node) { return node->offset; }, one);
      if (begin > offset) end = std::min<std::size_t>(end, begin);
    }
    const std::string_view all = std::string_view(files_[file].text).substr(offset, end - offset);
    std::string_view text = trimmed(all);
    while (line_is_comment(text)) {
      text = trimmed(text.substr(0, text.rfind('\n') + 1));
    }
    // A line of a text within it may look like a comment.
    return language::parse(text, frontend::specification_limits) ? text : all;
  }

  static std::string_view trimmed(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \t\r\n,") + 1);
  }
  static bool line_is_comment(std::string_view text) {
    const std::string_view line = text.substr(text.rfind('\n') + 1);
    const std::size_t first = line.find_first_not_of(" \t,");
    return first != line.npos && line[first] == '#';
  }

  const std::vector<source_text>& files_;
  std::vector<std::optional<language::document>> documents_;
  std::vector<found<operation_node>> operations_;
  std::map<std::string_view, found<operation_node>> operations_by_name_;
  std::map<std::string_view, found<fragment_node>> fragments_;
  std::set<std::pair<std::size_t, std::uint32_t>> unknown_;
  std::vector<found_error> errors_;
};

// Where a place of a document is in the files.
std::pair<std::size_t, source_location> origin_of(const persisted_operation& of,
                                                  source_location at) {
  const auto behind = std::ranges::upper_bound(of.pieces, at.line, {}, &document_piece::line);
  const document_piece& piece = *std::prev(behind);
  if (at.line == piece.line) at.column += piece.from.column - 1;
  at.line += piece.from.line - piece.line;
  return {piece.file, at};
}

}  // namespace

gathered_operations gather_operations(const std::vector<source_text>& files) {
  return gathering(files).take();
}

std::vector<found_error> validate_operations(const std::vector<persisted_operation>& operations,
                                             const std::shared_ptr<const schema::schema>& schema) {
  std::vector<found_error> found;
  // What is wrong with a fragment is so in each operation that has it.
  std::set<std::tuple<std::size_t, std::uint32_t, std::uint32_t, std::string>> known;
  for (const persisted_operation& one : operations) {
    auto parsed = language::parse(one.text, frontend::specification_limits);
    if (!parsed) {
      found.push_back({one.pieces.front().file, std::move(parsed).error()});
      continue;
    }
    const auto valid = validation::validate(
        std::make_shared<const language::document>(*std::move(parsed)), schema);
    if (valid) continue;
    for (const graphql_error& error : valid.error()) {
      std::map<std::size_t, std::vector<source_location>> by_file;
      for (const source_location at : error.locations) {
        const auto [file, place] = origin_of(one, at);
        by_file[file].push_back(place);
      }
      for (auto& [file, places] : by_file) {
        const source_location first = places.front();
        if (!known.emplace(file, first.line, first.column, error.message).second) continue;
        graphql_error there = error;
        there.locations = std::move(places);
        found.push_back({file, std::move(there)});
      }
    }
  }
  return found;
}

}  // namespace fraiseql::cli
