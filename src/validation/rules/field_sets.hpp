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
#include <vector>

#include "validation/rules.hpp"

namespace fraiseql::validation {

struct collected_field {
  const schema::type* parent = nullptr;
  const language::field_node* node = nullptr;
  const schema::field* definition = nullptr;  // nullptr for __typename too
  std::uint32_t arguments = 0;                // equal numbers: equal arguments, in whatever order
  std::uint32_t structure = 0;  // equal numbers: equal parent, name, arguments and selections
};

// Fields of one structure, in the order of the text; never empty.
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

// Makes each set once and keeps it. Borrows the context.
class field_sets {
 public:
  explicit field_sets(const context& context) : context_(context) {}

  // `parent` must be the same at every call for one set; nullptr where it is unknown.
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
  [[nodiscard]] const schema::type* type_inside(const language::inline_fragment_node& node,
                                                const schema::type* parent) const;

  const context& context_;
  std::unordered_map<const language::selection_set_node*, std::unique_ptr<field_set>> sets_;
  std::unordered_map<const language::field_node*, collected_field> fields_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace fraiseql::validation
