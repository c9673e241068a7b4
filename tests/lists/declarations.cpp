#include "lists/declarations.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "lists/ordering.hpp"

namespace fraiseql::lists {
namespace {

schema::type_use use_of(const filters::model& all, const filters::field& one) {
  const std::uint32_t item = one.is_list && one.has_required_items ? 1 : 0;
  const std::uint32_t outer = one.is_required ? (one.is_list ? 2 : 1) : 0;
  return {filters::type_name(all, one), static_cast<std::uint8_t>(one.is_list ? 1 : 0),
          item | outer};
}

}  // namespace

schema::type_declaration declaration_of(const filters::model& all, const filters::object& one,
                                        const std::string& name, const std::string& table) {
  schema::type_declaration made{.name = name, .origin = "struct " + name};
  if (!table.empty()) {
    made.source = schema::relation{.name = table};
    made.fields.push_back({.name = "id", .type = use_of(all, id_field())});
  }
  for (const filters::field& each : one.fields) {
    made.fields.push_back({.name = each.name, .type = use_of(all, each), .stored_key = each.key});
  }
  return made;
}

schema::type_declaration declaration_of(const filters::enumeration& one) {
  schema::type_declaration made{
      .kind = schema::type_kind::enumeration, .name = one.name, .origin = "enum " + one.name};
  for (const auto& [name, stored] : one.values) {
    made.values.push_back({.name = name, .stored = stored});
  }
  return made;
}

std::shared_ptr<const schema::schema> built(schema::schema_builder&& from) {
  auto made = std::move(from).build();
  if (made) return *std::move(made);
  for (const schema::schema_error& one : made.error()) ADD_FAILURE() << one.message;
  return nullptr;
}

std::string outline(const schema::schema& of, const std::string& type) {
  std::string text = "type " + type + " {";
  const schema::type* found = of.find_type(type);
  if (found == nullptr) return text + " is not there }\n";
  for (const schema::field& one : found->fields) {
    text += "\n  " + one.name + ": " + schema::to_text(one.type);
    if (!one.stored_key.empty()) text += " as " + one.stored_key;
    for (const schema::field_match& each : one.relates_by()) {
      text += ", its " + each.theirs->name + " is our " + each.ours->name;
    }
  }
  return text + "\n}\n";
}

}  // namespace fraiseql::lists
