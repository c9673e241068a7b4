// model: the program's types as GraphQL will have them, with what their describe() says.
//
// Made once by discovery.hpp. Declarations are made of it (declare.hpp), and values are
// carried along it (carry.hpp), so native functions keep it alive. Parts point to each other
// and to the program's tables; they are good for as long as the model is.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fraiseql/detail/notes.hpp"
#include "fraiseql/detail/tables.hpp"
#include "schema/builder.hpp"
#include "schema/native.hpp"

namespace fraiseql::frontend {

namespace tables = api::detail;

struct structure_model;
struct enumeration_model;

// A union has no name in the program: it is named after where it is.
struct union_model {
  std::string name;
  std::string origin;
  std::string discriminator;
  std::vector<const structure_model*> alternatives;
};

// The type of one member, argument or result.
struct value_model {
  const tables::value* table = nullptr;
  const value_model* inner = nullptr;
  const structure_model* structure = nullptr;
  const enumeration_model* enumeration = nullptr;
  const union_model* united = nullptr;
};

// What is said of anything.
struct remarks {
  std::optional<std::string> doc = {};
  std::optional<std::string> deprecated = {};
  schema::authorization authorized = {};
};

struct member_model {
  std::string name;
  std::string stored;
  std::string column;  // or ""
  const value_model* type = nullptr;
  remarks said = {};
  const void* default_value = nullptr;  // as describe() says, kept by the notes
};

// A function that works data out, or says what is called: a root field, or a computed field of a
// structure.
struct function_model {
  const tables::function* table = nullptr;
  std::string name;
  std::string origin;
  remarks said = {};
  const value_model* result = nullptr;
  const structure_model* input = nullptr;
  const structure_model* arguments = nullptr;
  const structure_model* object = nullptr;
  // Of a computed field: which members are filled; empty for all.
  std::vector<bool> needs = {};
};

// The rows that belong to a structure.
struct relation_model {
  const tables::function* table = nullptr;
  std::string name = {};
  std::string origin = {};
  remarks said = {};
  std::optional<std::int32_t> maximum_limit = {};
  bool is_aggregated = false;
  const structure_model* rows = nullptr;
  bool is_required = false;         // one row, which there always is
  std::size_t computed_before = 0;  // how many fields of the structure, in the order of describe()
  // Nothing before the function was asked, or where what it says is wrong.
  std::optional<schema::relation_declaration> declared = {};
};

struct structure_model {
  const tables::structure* table = nullptr;
  tables::type_notes notes = {};
  std::string name;
  std::string origin;
  bool is_object = false;
  bool is_interface = false;
  bool is_input = false;
  bool is_arguments = false;
  bool has_relation = false;
  bool is_named_twice = false;  // reported; not declared
  std::vector<member_model> members = {};
  std::vector<function_model> computed = {};
  std::vector<relation_model> relations = {};
  std::vector<const structure_model*> interfaces = {};
};

struct enumerator_model {
  std::int64_t number = 0;
  std::string name;
  std::string stored;
  remarks said = {};
};

struct enumeration_model {
  const tables::enumeration* table = nullptr;
  tables::type_notes notes = {};
  std::string name;
  std::string origin;
  bool is_named_twice = false;
  std::vector<enumerator_model> values = {};
};

struct model {
  // In the order in which they were first met; addresses stay.
  std::deque<structure_model> structures;
  std::deque<enumeration_model> enumerations;
  std::deque<union_model> unions;
  std::deque<value_model> values;
  std::vector<const tables::custom_scalar*> scalars;
  std::deque<function_model> roots;
};

}  // namespace fraiseql::frontend
