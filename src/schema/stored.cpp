// How the values of a schema are spelled where they are stored: enumerations by a spelling of
// their own, objects of interfaces and unions with a key that says their type.
#include <algorithm>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "schema/assembly.hpp"
#include "schema/naming.hpp"

namespace fraiseql::schema {
namespace {

// A field of a described schema may have any name but one with two underscores.
constexpr const char* described_discriminator = "__typename";

// The transform compares keys with the text of a document, where these are escaped.
bool is_key(std::string_view stored) {
  return std::ranges::none_of(
      stored, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

std::shared_ptr<const scalars::rule> rule_of(const type& enumeration) {
  std::unordered_map<std::string, std::string> names;
  for (const enum_value& one : enumeration.values) names.emplace(one.stored_text(), one.name);
  return std::make_shared<scalars::rule>(scalars::rule{
      enumeration.name, [names = std::move(names)](std::string& out, std::string_view text) {
        const auto found = names.find(std::string(text));
        if (found == names.end()) return false;
        out += found->second;
        return true;
      }});
}

}  // namespace

void assembly::add_stored_spellings() {
  for (type& one : made_->types_) {
    if (one.kind == type_kind::enumeration) {
      std::unordered_set<std::string_view> seen;
      for (const enum_value& value : one.values) {
        if (seen.insert(value.stored_text()).second || !is_served()) continue;
        error("two values of " + one.name + " are stored as \"" + value.stored_text() + "\"",
              one.origin, places_of(value.at.self));
      }
      one.rule = rule_of(one);
    }
    if (one.kind == type_kind::interface || one.kind == type_kind::union_of) {
      if (one.discriminator.empty()) {
        one.discriminator = is_served() ? default_discriminator : described_discriminator;
      }
      check_discriminator(one);
    }
    if (is_served()) check_shared_keys(one);
    for (const field& declared : one.fields) {
      if (declared.native != nullptr) made_->has_native_fields_ = true;
      if (is_key(declared.stored_key)) continue;
      error("field " + one.name + "." + declared.name +
                " is stored under a key with a quote, a backslash or a control character",
            one.origin, places_of(declared.at.self));
    }
  }
}

// Two fields may read one stored value, as text and as number, say; but an object is of one type.
void assembly::check_shared_keys(const type& owner) {
  std::unordered_map<std::string_view, const field*> by_key;
  for (const field& declared : owner.fields) {
    if (declared.native != nullptr || declared.type.named == nullptr) continue;
    if (declared.stored_key.empty()) continue;  // a root field
    const field& first = *by_key.try_emplace(declared.stored_key, &declared).first->second;
    const bool is_same = first.type.named == declared.type.named &&
                         first.type.list_depth == declared.type.list_depth;
    const bool are_leaves = first.type.named->is_leaf() && declared.type.named->is_leaf() &&
                            first.type.list_depth == declared.type.list_depth;
    if (is_same || are_leaves) continue;
    error("fields " + owner.name + "." + first.name + " and " + owner.name + "." + declared.name +
              " are of different types and both stored under the key \"" + declared.stored_key +
              "\"",
          owner.origin, places_of(declared.at.self));
  }
}

void assembly::check_discriminator(const type& abstract) {
  const std::string what =
      std::string(abstract.kind == type_kind::interface ? "interface" : "union") + " " +
      abstract.name;
  if (!is_key(abstract.discriminator)) {
    error(what + " is told apart by a key with a quote, a backslash or a control character",
          abstract.origin, definition_of(abstract));
  }
  if (!is_served()) return;
  for (const type* possible : abstract.possible_types) {
    for (const field& declared : possible->fields) {
      if (declared.native != nullptr || declared.stored_key != abstract.discriminator) continue;
      error(what + " is told apart by the key \"" + abstract.discriminator + "\", which is " +
                possible->name + "." + declared.name +
                "; declare another key for the type, or for the field",
            abstract.origin, places_of(declared.at.self));
    }
  }
}

}  // namespace fraiseql::schema
