// Tables: what the templates of this folder say about a program's types and functions,
// in plain structs for the .cpp files that make a schema of them and that carry values
// between JSON and C++.
//
// Tables are constants that live as long as the program. A struct or an enumeration is named
// by a function that gives its table, so that types may contain each other. Two uses of one
// type have the same table, at the same address. A `void*` points to an object of the type
// that the table is of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fraiseql::api::detail {

struct type_notes;  // notes.hpp
struct structure;
struct enumeration;
struct invocation;  // the engine's
struct field_plan;  // rows.hpp
using structure_function = const structure& (*)();
using enumeration_function = const enumeration& (*)();

// What a C++ type is made of. `text` is a struct of scalars.hpp, `numbers` its vector.
enum class kind : std::uint8_t {
  boolean,
  int32,
  int64,
  float32,
  float64,
  string,
  text,
  numbers,
  custom,
  enumeration,
  structure,
  optional,
  list,
  variant,
};

// A type that the program made a scalar. The functions may throw.
struct custom_scalar {
  const char* name;
  const char* description;   // or nullptr
  const char* specified_by;  // or nullptr
  const char* path;
  std::string (*normalise)(std::string_view text);  // read, then written
};

// A C++ type; `is` says which of the pointers are set.
struct value {
  kind is = kind::structure;
  const char* scalar = nullptr;  // GraphQL's name, where the framework has one
  const value* inner = nullptr;  // of an optional and of a list
  structure_function structure = nullptr;
  enumeration_function enumeration = nullptr;
  const custom_scalar* custom = nullptr;
  const structure_function* alternatives = nullptr;  // of a variant
  std::size_t alternative_count = 0;
};

// How values of a type are looked into. Only types that a function returns or takes have
// a writer, and only those that one takes have a reader, since both cost object code.
struct writer;
struct structure_writer {
  // Puts the addresses of an object's members into `addresses`, in their order.
  void (*locate)(const void* object, const void** addresses);
  const writer* const* members;
};
using structure_writer_function = const structure_writer& (*)();
struct writer {
  const writer* inner = nullptr;                            // of an optional and of a list
  structure_writer_function structure = nullptr;            // of a struct
  const structure_writer_function* alternatives = nullptr;  // of a variant
  std::string (*text)(const void* custom) = nullptr;        // may throw
  std::int64_t (*number)(const void* enumerator) = nullptr;
  // What an optional or a variant holds, or nullptr.
  const void* (*held)(const void* of) = nullptr;
  std::size_t (*size)(const void* list) = nullptr;  // of a variant: which alternative it holds
  const void* (*item)(const void* list, std::size_t index) = nullptr;
};

struct reader;
struct structure_reader {
  void (*locate)(const void* object, const void** addresses);
  const reader* const* members;
  // Hands `use` an object as the type's own `{}` makes it.
  void (*with_new)(void (*use)(void* object, void* state), void* state);
};
using structure_reader_function = const structure_reader& (*)();
struct reader {
  const reader* inner = nullptr;
  structure_reader_function structure = nullptr;
  const structure_reader_function* alternatives = nullptr;
  void (*text)(void* custom, std::string_view text) = nullptr;                      // may throw
  void (*with_new)(void (*use)(void* object, void* state), void* state) = nullptr;  // custom
  void (*number)(void* enumerator, std::int64_t number) = nullptr;
  // Makes an optional hold an empty value, or a variant one of its alternatives.
  void* (*emplace)(void* of, std::size_t alternative) = nullptr;
  void (*clear)(void* of) = nullptr;  // an optional or a list
  // Appends an empty item, which `fill` fills, and gives what that answers.
  bool (*append)(void* list, bool (*fill)(void* item, void* state), void* state) = nullptr;
};

struct member {
  const char* name;
  const value* type;
};

// A user's struct. `path` is its name with its namespaces, for messages.
struct structure {
  const char* name = "";
  const char* path = "";
  const member* members = nullptr;
  std::size_t size = 0;
  void (*describe)(type_notes& notes) = nullptr;  // where the program has one
};

struct enumerator {
  const char* name;
  std::int64_t number;
};

// A user's scoped enum, with the enumerators that stand for 0 to 63.
struct enumeration {
  const char* name;
  const char* path;
  const enumerator* values;
  std::size_t size;
  void (*describe)(type_notes& notes);  // or nullptr
};

enum class operation : std::uint8_t { find, find_one, call, native };

// A struct that a function takes.
struct taken_structure {
  structure_function type = nullptr;
  structure_reader_function reader = nullptr;
  structure_writer_function writer = nullptr;  // of what has default values
};

// A field function: one of the program's, a const member function of a struct, or one that says
// which rows belong to it.
struct function {
  const char* name;
  const char* path;
  operation kind;
  taken_structure input = {};      // what its input<T> has
  taken_structure arguments = {};  // the struct of its arguments
  taken_structure object = {};     // the struct whose member function it is
  bool reads_rows = false;         // it takes a query_repository
  bool writes = false;             // it takes a command_repository
  // Of a native one and of a call: what is returned.
  const value* result = nullptr;
  // Of a native one: how it is called with values. It may throw what the program throws.
  const writer* result_writer = nullptr;
  void (*invoke)(invocation&) = nullptr;
  // Of any other: what calls it for its plan. Of one that finds: what.
  void (*ask)(field_plan& into) = nullptr;
  structure_function plan_object = nullptr;
};

// What `invoke` asks of the engine. The readers answer false where a value does not fit the
// struct; the function is not called then.
bool read_input(invocation& call, void* into);
bool read_arguments(invocation& call, void* into);
bool read_object(invocation& call, void* into);
void answer(invocation& call, const void* result);

}  // namespace fraiseql::api::detail
