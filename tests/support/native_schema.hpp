// native_schema: root fields and computed fields that functions here work out, with the kinds
// of types that only a program has: an enumeration with spellings of its own, an interface, a
// union.
#pragma once

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "json/write.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::testing {

using native_result = result<json::value, schema::native_failure>;

inline std::shared_ptr<const schema::native_function> native(schema::native_function function) {
  return std::make_shared<const schema::native_function>(std::move(function));
}

inline schema::native_failure native_error(std::string message, error_code code) {
  return {.error = {.message = std::move(message), .code = code}, .log_detail = "for the log"};
}

inline const json::value* argument_of(const schema::native_call& call, std::string_view name) {
  for (const auto& [key, value] : call.arguments) {
    if (key == name) return &value;
  }
  return nullptr;
}

// All arguments as JSON, "null" without an object.
inline native_result tell_arguments(const schema::native_call& call) {
  return json::value(json::to_text(json::value(call.arguments)));
}

// The stored title in capitals; an error where it is "bad" or missing.
inline native_result shout(const schema::native_call& call) {
  const json::value* title = call.object->find("title");
  const auto* text = title == nullptr ? nullptr : title->get<std::string>();
  if (text == nullptr) {
    return failed{native_error("internal error", error_code::internal_server_error)};
  }
  if (*text == "bad") return failed{native_error("no shouting", error_code::forbidden)};
  std::string capitals = *text;
  for (char& c : capitals) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return json::value(std::move(capitals));
}

inline schema::field_declaration computed(schema::field_declaration declared,
                                          schema::native_function function) {
  declared.native = native(std::move(function));
  return declared;
}

inline schema::native_declaration root(schema::field_declaration declared,
                                       schema::native_function function,
                                       language::operation_kind kind = {}) {
  std::string origin = "function " + declared.name;
  return {kind, computed(std::move(declared), std::move(function)), std::move(origin)};
}

inline void add_native_types(schema::schema_builder& into) {
  into.add(schema::type_declaration{.kind = schema::type_kind::enumeration,
                                    .name = "Status",
                                    .values = {{.name = "DRAFT", .stored = "draft"},
                                               {.name = "IN_REVIEW", .stored = "in_review"}},
                                    .origin = "enum Status"});
  into.add(schema::type_declaration{.kind = schema::type_kind::interface,
                                    .name = "Node",
                                    .fields = {member("id", "ID", true)},
                                    .source = schema::relation{.name = "tv_node"},
                                    .origin = "struct Node"});
  schema::field_declaration excerpt = computed(member("excerpt", "String"), tell_arguments);
  excerpt.arguments = {input_member("length", "Int"), input_member("status", "Status")};
  into.add(schema::type_declaration{
      .name = "Post",
      .fields = {member("id", "ID", true), member("title", "String", true),
                 member("status", "Status"), member("author", "Author"),
                 member("related", "Media", false, 1),
                 computed(member("shout", "String", true), shout), std::move(excerpt),
                 computed(member("first", "Author"),
                          [](const schema::native_call& call) -> native_result {
                            const json::value* author = call.object->find("author");
                            return author == nullptr ? json::value(json::null{}) : *author;
                          })},
      .interfaces = {{"Node"}},
      .source = schema::relation{.name = "tv_post"},
      .origin = "struct Post"});
  into.add(
      schema::type_declaration{.name = "Author",
                               .fields = {member("id", "ID", true), member("title", "String", true),
                                          computed(member("shout", "String", true), shout)},
                               .interfaces = {{"Node"}},
                               .origin = "struct Author"});
  into.add(schema::type_declaration{.kind = schema::type_kind::union_of,
                                    .name = "Media",
                                    .members = {{"Post"}, {"Author"}},
                                    .discriminator = "kind",
                                    .origin = "variant Media"});
}

// Besides the types: `nodes` and `posts` read relations, `say` and `media` are the program's,
// and so is the mutation `act`, which fails where it is told to.
inline void add_native_fields(schema::schema_builder& into) {
  into.add_query(schema::find_declaration{.name = "posts", .object = "Post", .origin = "posts"});
  into.add_query(schema::find_declaration{.name = "nodes", .object = "Node", .origin = "nodes"});
  schema::field_declaration say = member("say", "String");
  say.arguments = {input_member("text", "String"), input_member("status", "Status"),
                   input_member("times", "Int")};
  into.add_root(root(say, tell_arguments));
  into.add_root(root(member("header", "String"), [](const schema::native_call& call) {
    std::string told = call.request.operation_name;
    for (const auto& [name, value] : call.request.headers) told += "," + name + "=" + value;
    return native_result(json::value(std::move(told)));
  }));
  into.add_root(root(member("media", "Media", false, 1), [](const schema::native_call&) {
    const auto object = [](const char* kind, const char* title) {
      return json::value(
          json::object{{"kind", kind}, {"id", "1"}, {"title", title}, {"status", "in_review"}});
    };
    return native_result(json::value(
        json::array{object("Post", "a post"), object("Author", "ann"), object("Post", "bad")}));
  }));
  schema::field_declaration act = member("act", "Int", true);
  act.arguments = {input_member("number", "Int", true)};
  into.add_root(root(
      act,
      [](const schema::native_call& call) -> native_result {
        const json::value& number = *argument_of(call, "number");
        if (number == json::value(json::number{"0"})) {
          return failed{native_error("zero", error_code::conflict)};
        }
        return number;
      },
      language::operation_kind::mutation));
}

inline std::shared_ptr<const schema::schema> native_schema() {
  schema::schema_builder builder;
  add_native_types(builder);
  add_native_fields(builder);
  auto built = std::move(builder).build();
  if (built) return *built;
  for (const auto& error : built.error()) std::fprintf(stderr, "%s\n", error.message.c_str());
  std::abort();
}

}  // namespace fraiseql::testing
