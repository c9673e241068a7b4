// How the values of a schema are spelled where they are stored: enumerations by a spelling of
// their own, objects of interfaces and unions with a key that says their type.
#include <algorithm>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

constexpr const char* served_discriminator = "type";
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
              one.origin);
      }
      one.rule = rule_of(one);
    }
    if (one.kind == type_kind::interface || one.kind == type_kind::union_of) {
      if (one.discriminator.empty()) {
        one.discriminator = is_served() ? served_discriminator : described_discriminator;
      }
      check_discriminator(one);
    }
    for (const field& declared : one.fields) {
      if (declared.native != nullptr) made_->has_native_fields_ = true;
      if (is_key(declared.stored_key)) continue;
      error("field " + one.name + "." + declared.name +
                " is stored under a key with a quote, a backslash or a control character",
            one.origin);
    }
  }
}

void assembly::check_discriminator(const type& abstract) {
  const std::string what =
      std::string(abstract.kind == type_kind::interface ? "interface" : "union") + " " +
      abstract.name;
  if (!is_key(abstract.discriminator)) {
    error(what + " is told apart by a key with a quote, a backslash or a control character",
          abstract.origin);
  }
  if (!is_served()) return;
  for (const type* possible : abstract.possible_types) {
    for (const field& declared : possible->fields) {
      if (declared.native != nullptr || declared.stored_key != abstract.discriminator) continue;
      error(what + " is told apart by the key \"" + abstract.discriminator + "\", which is " +
                possible->name + "." + declared.name +
                "; declare another key for the type, or for the field",
            abstract.origin);
    }
  }
}

}  // namespace fraiseql::schema
