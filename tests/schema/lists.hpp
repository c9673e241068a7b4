// Organisations with their users and these with their posts, said by hand: a list and a connection
// at the root, relations of each kind, an object inside of documents.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "schema/builder.hpp"
#include "schema/naming.hpp"

namespace fraiseql::schema::lists {

inline field_declaration member(const std::string& name, const std::string& type,
                                bool non_null = true) {
  return {.name = name,
          .type = {type, 0, non_null ? 1U : 0U},
          .stored_key = default_stored_key(name).value_or("")};
}

inline field_declaration to_many(const std::string& name, const std::string& rows,
                                 std::vector<match_declaration> on, list_declaration list = {}) {
  return {.name = name,
          .type = {rows, 0, 0},
          .relation = relation_declaration{.on = std::move(on), .list = std::move(list)}};
}

inline field_declaration to_one(const std::string& name, const std::string& rows,
                                std::vector<match_declaration> on, bool non_null = false) {
  return {.name = name,
          .type = {rows, 0, non_null ? 1U : 0U},
          .relation = relation_declaration{.on = std::move(on)}};
}

// A type with rows of its own.
inline type_declaration rows(const std::string& name, std::vector<field_declaration> fields) {
  return {.name = name,
          .fields = std::move(fields),
          .source = default_relation(name),
          .origin = "struct " + name};
}

inline type_declaration embedded(const std::string& name, std::vector<field_declaration> fields) {
  return {.name = name, .fields = std::move(fields), .origin = "struct " + name};
}

inline type_declaration organisation() {
  return rows("Organisation",
              {member("id", "ID"), member("name", "String"), member("address", "Address"),
               to_many("users", "User", {{"organisationId", "id"}})});
}

inline type_declaration address() { return embedded("Address", {member("city", "String")}); }

inline type_declaration user() {
  return rows(
      "User",
      {member("id", "ID"), member("name", "String"), member("organisationId", "ID", false),
       to_one("organisation", "Organisation", {{"id", "organisationId"}}),
       to_many("posts", "Post", {{"authorId", "id"}},
               {.as = listing::connection, .order_by = json::object{{"createdAt", "DESC"}}})});
}

inline type_declaration post() {
  return rows("Post",
              {member("id", "ID"), member("title", "String"), member("createdAt", "DateTime"),
               member("authorId", "ID"), to_one("author", "User", {{"id", "authorId"}}, true)});
}

// `changed` are there in the place of those of their names, or besides.
inline schema_builder builder(const std::vector<type_declaration>& changed = {}) {
  std::vector<type_declaration> types = {organisation(), address(), user(), post()};
  for (const type_declaration& one : changed) {
    const auto same = std::ranges::find(types, one.name, &type_declaration::name);
    if (same != types.end()) {
      *same = one;
    } else {
      types.push_back(one);
    }
  }
  schema_builder made;
  for (type_declaration& one : types) made.add(std::move(one));
  made.add_query(find_declaration{
      .name = "organisations", .object = "Organisation", .origin = "organisations"});
  made.add_query(find_declaration{
      .name = "posts", .object = "Post", .list = {.as = listing::connection}, .origin = "posts"});
  return made;
}

// The schema, or nullptr after a failure of the test with what is wrong.
inline std::shared_ptr<const schema> built(schema_builder made) {
  auto all = std::move(made).build();
  if (all.ok()) return *all;
  for (const schema_error& error : all.error()) ADD_FAILURE() << error.message;
  return nullptr;
}

// What is wrong with what was declared, a line each.
inline std::string errors_of(schema_builder made) {
  const auto all = std::move(made).build();
  std::string text;
  if (all.ok()) return text;
  for (const schema_error& error : all.error()) text += error.message + "\n";
  return text;
}

inline field_declaration computed(const std::string& name, const std::string& type) {
  field_declaration made = member(name, type);
  made.native = std::make_shared<const native_function>();
  return made;
}

// A user with these fields besides the id.
inline type_declaration user_with(std::vector<field_declaration> fields) {
  type_declaration made = user();
  for (field_declaration& one : fields) made.fields.push_back(std::move(one));
  return made;
}

// What is wrong with such a user.
inline std::string wrong_with(field_declaration field,
                              const std::vector<type_declaration>& others = {}) {
  std::vector<type_declaration> types = others;
  types.push_back(user_with({std::move(field)}));
  return errors_of(builder(types));
}

}  // namespace fraiseql::schema::lists
