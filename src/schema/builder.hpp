// schema_builder: the one way to make a schema. Every front-end fills it.
//
// Declarations name types by text, in any order; build() resolves the names, adds what
// the framework adds (filter and order inputs of what is listed), verifies everything
// and gives the schema or all that is wrong with it. A declaration's `origin` says
// where it was made ("struct Note", "schema.graphql:12:3") and stands in the errors.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "schema/schema.hpp"

namespace fraiseql::schema {

// A type_reference whose type is still a name.
struct type_use {
  std::string name;
  std::uint8_t list_depth = 0;
  std::uint8_t non_null = 0;  // bits as in type_reference
};

struct input_declaration {
  std::string name;
  type_use type;
  std::string description = {};
  std::optional<json::value> default_value = {};
  std::string stored = {};  // stored spelling where it differs from the name's own
};

struct field_declaration {
  std::string name;
  type_use type;
  std::string description = {};
  std::string stored_key = {};
};

struct object_declaration {
  std::string name;
  std::string description = {};
  std::vector<field_declaration> fields;
  std::optional<relation> source = {};
  std::string origin = {};
};

struct input_object_declaration {
  std::string name;
  std::string description = {};
  std::vector<input_declaration> fields;
  std::string origin = {};
};

// A root field that lists `object`: gets where, orderBy, limit and offset, and the type
// `[Object!]!`.
struct find_declaration {
  std::string name;
  std::string object;
  std::string description = {};
  std::int32_t maximum_limit = 1000;
  std::string origin = {};
};

// A root field that looks one `object` up: gets `id: ID` and, if the object has such a
// field, `identifier: String`; its type is `Object`.
struct find_one_declaration {
  std::string name;
  std::string object;
  std::string description = {};
  std::string origin = {};
};

// A root field that calls a function which returns the uuid of an `object`: gets
// `input: Input!`; its type is `Object!`.
struct call_declaration {
  std::string name;
  std::string object;
  std::string input;     // name of an input object, or "" for a function without one
  std::string function;  // bare, or "schema.function"
  std::string description = {};
  std::string origin = {};
};

// What is wrong with a declaration, and where it was made.
struct schema_error {
  std::string message;
  std::string origin;
};

class schema_builder {
 public:
  // A declaration made twice by the same origin is kept once; a name claimed by two
  // origins is an error of build().
  void add(object_declaration declaration);
  void add(input_object_declaration declaration);
  void add_query(find_declaration declaration);
  void add_query(find_one_declaration declaration);
  void add_mutation(call_declaration declaration);
  // Something the front-end itself found wrong; build() reports it with the rest.
  void add_error(schema_error error);

  // Once.
  result<std::shared_ptr<const schema>, std::vector<schema_error>> build() &&;

 private:
  friend class assembly;
  std::vector<object_declaration> objects_;
  std::vector<input_object_declaration> inputs_;
  // In the order of declaration.
  std::vector<std::variant<find_declaration, find_one_declaration, call_declaration>> root_fields_;
  std::vector<schema_error> errors_;
};

}  // namespace fraiseql::schema
