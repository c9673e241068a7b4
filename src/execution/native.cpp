// A computed value stands in its object under the computation's key, in a list of its own; a
// failure is a number there. The transform (transform.cpp, computed) knows both.
#include "execution/native.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "json/jsonb.hpp"
#include "json/read.hpp"
#include "transform/transform.hpp"

namespace fraiseql::execution {
namespace {

// A tree of a document, and of the rows around it, is walked by recursion.
constexpr std::size_t max_document_depth = 192;

// Of a connection as a value (transform/response_shape.hpp).
constexpr std::size_t connection_rows = 4;

bool is_utf8(const json::value& value) {
  if (const auto* text = value.get<std::string>()) return fraiseql::is_utf8(*text);
  if (const auto* items = value.get<json::array>()) {
    return std::ranges::all_of(*items, [](const json::value& item) { return is_utf8(item); });
  }
  const auto* members = value.get<json::object>();
  return members == nullptr || std::ranges::all_of(*members, [](const json::member& member) {
           return fraiseql::is_utf8(member.first) && is_utf8(member.second);
         });
}

schema::native_failure internal_error(std::string log_detail) {
  return {.error = {.message = "internal error"}, .log_detail = std::move(log_detail)};
}

// Of a connection's rows those that are answered: one more than the size says is not.
struct page {
  std::size_t begin = 0;
  std::size_t end = 0;
};

page page_of(std::string_view size, std::size_t rows, bool is_backward) {
  std::size_t most = 0;
  const auto read = std::from_chars(size.data(), size.data() + size.size(), most);
  if (read.ec != std::errc() || rows <= most) return {0, rows};
  return is_backward ? page{rows - most, rows} : page{0, most};
}

json::value to_value(const plan::native_value& given, const json::variables& variables);

json::object to_object(const std::vector<plan::native_member>& members,
                       const json::variables& variables) {
  json::object made;
  for (const auto& [name, value] : members) {
    const auto* source = std::get_if<json::source>(&value.content);
    const bool is_absent = source != nullptr && json::resolve(*source, variables) == nullptr;
    if (!is_absent) made.emplace_back(name, to_value(value, variables));
  }
  return made;
}

json::value to_value(const plan::native_value& given, const json::variables& variables) {
  if (const auto* source = std::get_if<json::source>(&given.content)) {
    const json::value* found = json::resolve(*source, variables);
    return found == nullptr ? json::value(json::null{}) : *found;
  }
  if (const auto* members = std::get_if<std::vector<plan::native_member>>(&given.content)) {
    return to_object(*members, variables);
  }
  json::array items;
  for (const auto& item : std::get<std::vector<plan::native_value>>(given.content)) {
    items.push_back(to_value(item, variables));
  }
  return items;
}

class enricher {
 public:
  enricher(const native_surroundings& in, std::vector<schema::native_failure>& raised)
      : in_(in), raised_(raised) {}

  result<json::value, schema::native_failure> call(const plan::native_call& asked,
                                                   const json::value* object) const {
    if (in_.is_given_up) return failed{internal_error("given up")};
    const json::object arguments = to_object(asked.arguments, in_.variables);
    auto made = (*asked.function)({.request = in_.request,
                                   .arguments = arguments,
                                   .object = object,
                                   .rows = in_.rows,
                                   .commands = in_.commands});
    // The response would be no JSON: what comes from outside of the program is not the only
    // text that can be broken.
    if (made && !is_utf8(*made)) {
      return failed{internal_error(asked.name + " gave a text that is not UTF-8")};
    }
    if (!made && !fraiseql::is_utf8(made.error().error.message)) {
      return failed{internal_error(asked.name + " raised an error whose text is not UTF-8")};
    }
    return made;
  }

  void enrich(json::value& value, const plan::enriched_value& inside) {
    switch (inside.form) {
      case plan::value_form::document: return enrich_document(value, inside);
      case plan::value_form::row: return enrich_rows(value, inside, inside.list_depth);
      case plan::value_form::connection: {
        auto* parts = std::get_if<json::array>(&value);
        if (parts == nullptr || parts->size() <= connection_rows) return;
        auto* rows = std::get_if<json::array>(&(*parts)[connection_rows]);
        const auto* size = parts->front().get<json::number>();
        if (rows == nullptr || size == nullptr) return;
        const page answered = page_of(size->text, rows->size(), inside.is_backward);
        for (std::size_t at = answered.begin; at < answered.end; ++at) {
          enrich_rows((*rows)[at], inside, 0);
        }
        return;
      }
    }
  }

  // A row as the statement has it: only what something is worked out in is read.
  void enrich_row(std::span<document_text> row, const plan::enriched_value& inside) {
    const std::size_t first = inside.has_document ? 1 : 0;
    const bool is_looked_at =
        !inside.discriminator.empty() || changes_document(inside.possible.front());
    auto document = inside.has_document && is_looked_at ? read(row.front()) : std::nullopt;
    const plan::enrichment* one = choose(document ? *document : json::value(), inside);
    if (one == nullptr) return;
    const bool is_object = document && std::holds_alternative<json::object>(*document);
    if (is_object && changes_document(*one)) {
      enrich_object(*document, *one);
      row.front() = json::to_jsonb_text(*document);
    }
    for (const auto& [column, of_column] : one->beside) {
      if (first + column >= row.size()) continue;
      auto value = read(row[first + column]);
      if (!value) continue;
      enrich(*value, of_column);
      row[first + column] = json::to_jsonb_text(*value);
    }
  }

 private:
  static bool changes_document(const plan::enrichment& one) {
    return !one.computed.empty() || !one.inside.empty();
  }

  static std::optional<json::value> read(const document_text& text) {
    if (!text) return std::nullopt;
    auto made = json::read(*text, {.max_depth = max_document_depth});
    return made ? std::optional(*std::move(made)) : std::nullopt;
  }

  void enrich_rows(json::value& value, const plan::enriched_value& inside, std::size_t lists) {
    auto* items = std::get_if<json::array>(&value);
    if (items == nullptr) return;
    if (lists > 0) {
      for (json::value& item : *items) enrich_rows(item, inside, lists - 1);
      return;
    }
    const std::size_t first = inside.has_document ? 1 : 0;
    if (items->size() < first) return;
    const plan::enrichment* one =
        choose(inside.has_document ? items->front() : json::value(), inside);
    if (one == nullptr) return;
    const bool is_object =
        inside.has_document && std::holds_alternative<json::object>(items->front());
    if (is_object) enrich_object(items->front(), *one);
    for (const auto& [column, of_column] : one->beside) {
      if (first + column < items->size()) enrich((*items)[first + column], of_column);
    }
  }

  // Goes through lists; what is neither list nor object is the transform's to complain of.
  void enrich_document(json::value& value, const plan::enriched_value& inside) {
    if (auto* items = std::get_if<json::array>(&value)) {
      for (json::value& item : *items) enrich_document(item, inside);
    } else if (std::holds_alternative<json::object>(value)) {
      const plan::enrichment* one = choose(value, inside);
      if (one != nullptr) enrich_object(value, *one);
    }
  }

  static const plan::enrichment* choose(const json::value& object,
                                        const plan::enriched_value& inside) {
    if (inside.discriminator.empty()) return &inside.possible.front();
    const json::value* type = object.find(inside.discriminator);
    const auto* name = type == nullptr ? nullptr : type->get<std::string>();
    if (name == nullptr) return nullptr;
    const auto found = std::ranges::find(inside.possible, *name, &plan::enrichment::type_name);
    return found == inside.possible.end() ? nullptr : &*found;
  }

  void enrich_object(json::value& value, const plan::enrichment& with) {
    // First, so that the functions see the object as it is stored.
    json::object computed;
    for (const plan::computation& one : with.computed) {
      auto made = call(one.call, &value);
      if (made && !one.result.is_empty()) enrich(*made, one.result);
      computed.emplace_back(one.key, made ? json::value(json::array{std::move(*made)})
                                          : number_of(std::move(made).error()));
    }
    auto& members = std::get<json::object>(value);
    for (const auto& [key, inside] : with.inside) {
      const auto found = std::ranges::find(members, key, &json::member::first);
      if (found != members.end()) enrich(found->second, inside);
    }
    for (json::member& one : computed) set(members, std::move(one));
  }

  // A stored key that looks like ours is not the computed value.
  static void set(json::object& members, json::member one) {
    std::erase_if(members, [&](const json::member& other) { return other.first == one.first; });
    members.push_back(std::move(one));
  }

  json::value number_of(schema::native_failure failure) {
    raised_.push_back(std::move(failure));
    return json::number{std::to_string(raised_.size() - 1)};
  }

  const native_surroundings& in_;
  std::vector<schema::native_failure>& raised_;
};

}  // namespace

worked_out work_out(const plan::native& root, const plan::enriched_value& inside,
                    const native_surroundings& in) {
  worked_out made;
  enricher works(in, made.raised);
  auto value = works.call(root.call, nullptr);
  if (!value) {
    made.failure = std::move(value).error();
    return made;
  }
  if (!inside.is_empty()) works.enrich(*value, inside);
  made.documents.emplace_back(json::to_jsonb_text(*value));
  return made;
}

worked_out enrich(worked_out rows, const plan::enriched_value& inside,
                  const native_surroundings& in) {
  enricher works(in, rows.raised);
  // What a connection's rows begin with is its own.
  const std::size_t first = inside.form == plan::value_form::connection ? connection_rows : 0;
  if (rows.width <= first) return rows;
  const std::span<document_text> all(rows.documents);
  page answered{0, all.size() / rows.width};
  if (first > 0 && answered.end > 0) {
    answered = page_of(all.front().value_or(""), answered.end, inside.is_backward);
  }
  for (std::size_t at = answered.begin; at < answered.end; ++at) {
    works.enrich_row(all.subspan(at * rows.width + first, rows.width - first), inside);
  }
  return rows;
}

}  // namespace fraiseql::execution
