// A computed value stands in its object under the computation's key, in a list of its own; a
// failure is a number there. The transform (transform.cpp, computed) knows both.
#include "execution/native.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "json/jsonb.hpp"
#include "json/read.hpp"
#include "transform/transform.hpp"

namespace fraiseql::execution {
namespace {

// A tree of a document is walked by recursion.
constexpr std::size_t max_document_depth = 128;

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
    auto made =
        (*asked.function)({.request = in_.request, .arguments = arguments, .object = object});
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

  // Goes through lists; what is neither list nor object is the transform's to complain of.
  void enrich(json::value& value, const plan::enriched_value& inside) {
    if (auto* items = std::get_if<json::array>(&value)) {
      for (json::value& item : *items) enrich(item, inside);
    } else if (std::holds_alternative<json::object>(value)) {
      const plan::enrichment* one = choose(value, inside);
      if (one != nullptr) enrich_object(value, *one);
    }
  }

 private:
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

worked_out enrich(std::vector<document_text> documents, const plan::enriched_value& inside,
                  const native_surroundings& in) {
  worked_out made{.documents = std::move(documents)};
  enricher works(in, made.raised);
  for (document_text& text : made.documents) {
    if (!text) continue;
    auto document = json::read(*text, {.max_depth = max_document_depth});
    if (!document) continue;
    works.enrich(*document, inside);
    text = json::to_jsonb_text(*document);
  }
  return made;
}

}  // namespace fraiseql::execution
