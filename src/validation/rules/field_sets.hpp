// The fields that a selection set selects directly, grouped by response key: what
// OverlappingFieldsCanBeMerged compares. Inline fragments are part of the set around
// them; spread fragments are only listed, since each has a set of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "validation/rules.hpp"

namespace fraiseql::validation {

struct collected_field {
  const schema::type* parent = nullptr;
  const language::field_node* node = nullptr;
  const schema::field* definition = nullptr;  // nullptr for __typename too
  std::uint32_t arguments = 0;                // equal numbers: same_arguments()
  std::uint32_t structure = 0;  // equal numbers: equal parent, name, arguments and selections
};

// Whether as many are given, in whatever order, and each of a's is the last of its name in b:
// as graphql-js has it, which matters only where a name is given twice.
bool same_arguments(const collected_field& a, const collected_field& b);

// Fields of one structure, or one field, in the order of the text; never empty.
using field_class = std::vector<collected_field>;

struct field_group {
  std::string_view response_key;
  std::vector<field_class> classes = {};
};

struct field_set {
  std::vector<field_group> groups = {};           // by first occurrence
  std::vector<const definition*> fragments = {};  // spread here, each once

  [[nodiscard]] const field_group* find(std::string_view response_key) const;

  // Only for finding and collecting: the group of a response key, the class of a
  // structure inside its group, the fragments listed already.
  std::unordered_map<std::string_view, std::size_t> by_key = {};
  std::unordered_map<std::uint32_t, std::size_t> class_of = {};
  std::unordered_set<const definition*> seen = {};
};

using address_pair = std::pair<const void*, const void*>;
struct address_pair_hash {
  std::size_t operator()(const address_pair& of) const {
    const auto a = reinterpret_cast<std::uintptr_t>(of.first);
    const auto b = reinterpret_cast<std::uintptr_t>(of.second);
    return std::hash<std::uintptr_t>()(a * 0x9E3779B97F4A7C15U ^ b);
  }
};

enum class classes : std::uint8_t { by_structure, of_one_field };

// Makes each set once and keeps it. Borrows the context.
class field_sets {
 public:
  field_sets(context& context, classes grouping) : context_(context), grouping_(grouping) {}

  // `parent` is nullptr where it is unknown. It may be a type without fields: graphql-js takes
  // the fields of one set under two parents for different ones, and so do we.
  const field_set& of(const language::selection_set_node& set, const schema::type* parent);
  const field_set& of(const definition& fragment);
  // Of what a collected field selects.
  const field_set& below(const collected_field& field);

 private:
  void collect(const language::selection_set_node& set, const schema::type* parent,
               field_set& into);
  void add(const collected_field& field, field_set& into);
  collected_field make(const language::field_node& node, const schema::type* parent);
  // A number for what a set selects, equal for equal selections.
  std::uint32_t structure_of(const language::selection_set_node& set, const schema::type* parent);
  std::uint32_t number_of(std::string key);
  std::string arguments_key(std::span<const language::argument_node> arguments);
  [[nodiscard]] const schema::type* type_inside(const language::inline_fragment_node& node,
                                                const schema::type* parent) const;

  context& context_;
  classes grouping_;
  std::unordered_map<address_pair, std::unique_ptr<field_set>, address_pair_hash> sets_;
  std::unordered_map<address_pair, collected_field, address_pair_hash> fields_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace fraiseql::validation
