// Tables: what the templates of this folder say about a program's types and functions,
// in plain structs for the one .cpp that makes a schema of them.
//
// Tables are constants that live as long as the program. A type is named by a function
// that gives its table, so that types may contain each other. Two uses of one type have
// the same table, at the same address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace fraiseql::api::detail {

struct structure;
using structure_function = const structure& (*)();

// The type of a member: `scalar` or `object` is set. List depth and the bits of non_null
// are as in schema::type_use: bit 0 for the type itself, bit i for the i-th list.
struct member_type {
  const char* scalar = nullptr;
  structure_function object = nullptr;
  std::uint8_t list_depth = 0;
  std::uint8_t non_null = 1;
};

struct member {
  const char* name;
  member_type type;
};

// A user's struct. `path` is its name with its namespaces, for messages.
struct structure {
  const char* name;
  const char* path;
  const member* members;
  std::size_t size;
};

enum class operation : std::uint8_t { find, find_one, call };

// What a field function answered.
struct plan {
  operation kind = operation::find;
  structure_function object = nullptr;
  std::string function = {};           // of a call
  structure_function input = nullptr;  // of a call that passes one on
};

// A field function. `input` is what it takes, if it takes one; `describe` calls it.
struct root_field {
  const char* name;
  const char* path;
  operation kind;
  structure_function input;
  plan (*describe)();
};

}  // namespace fraiseql::api::detail
