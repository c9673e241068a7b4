// What the rules of section 5 see and say. Private to the room.
//
// The document is walked once (rules.cpp); the walk writes down every occurrence of a
// thing that some rule asks about, in the order of the text, together with what the
// schema says of its place: the parent type, the field's definition, the type an input
// value must have. A rule is one function over these lists, in a file of its own under
// rules/. No list is longer than the document and fragments are never followed by the
// walk, so a document cannot make it expensive. A nullptr means "unknown to the
// schema": another rule reports that, so every rule passes over it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/graphql_error.hpp"
#include "language/document.hpp"
#include "language/location_index.hpp"
#include "schema/schema.hpp"

namespace fraiseql::validation {

struct field_use {
  const language::field_node* node = nullptr;
  const schema::type* parent = nullptr;
  const schema::field* definition = nullptr;
};

// The directives of one node, empty lists left out; `location` as the specification
// spells it.
struct directives_use {
  std::span<const language::directive_node> nodes;
  std::string_view location;
};

// A field or directive, as far as its arguments go; recorded with or without any.
struct arguments_use {
  std::span<const language::argument_node> nodes;
  std::uint32_t offset = 0;              // of the field or directive
  const schema::type* parent = nullptr;  // of a field
  const schema::field* field = nullptr;  // one of these two, or neither if unknown
  const schema::directive* directive = nullptr;

  // What may be given, or nullptr where field and directive are unknown.
  [[nodiscard]] const std::vector<schema::input_value>* declared() const;
  // `field "Note.title"`, `directive "@skip"`. Needs one of them.
  [[nodiscard]] std::string describe() const;
};

// A place where the document names a type.
struct type_name_use {
  std::string_view name;
  std::uint32_t offset = 0;
};

// A type condition of a known type; `fragment` is nullptr for an inline fragment.
struct condition_use {
  const language::name_node* node = nullptr;
  const language::fragment_node* fragment = nullptr;
  const schema::type* type = nullptr;
};

struct spread_use {
  const language::fragment_spread_node* node = nullptr;
  const schema::type* parent = nullptr;
};

struct inline_fragment_use {
  const language::inline_fragment_node* node = nullptr;
  const schema::type* parent = nullptr;
  const schema::type* type = nullptr;  // the condition's, else the parent
};

// The selection set of a field, operation or fragment; those of inline fragments are
// part of the set around them and have no entry.
struct selection_set_use {
  const language::selection_set_node* node = nullptr;
  const schema::type* parent = nullptr;
};

// A whole argument or default value in a place of known type.
struct value_use {
  const language::value_node* node = nullptr;
  schema::type_reference type = {};
};

struct variable_use {
  const language::value_node* node = nullptr;
  std::optional<schema::type_reference> type = {};
  const schema::type* parent = nullptr;  // the input object whose field it is given to
  bool has_default = false;              // the place has a default value of its own
};

// An operation or a fragment: one of the two is set.
struct definition {
  const language::operation_node* operation = nullptr;
  const language::fragment_node* fragment = nullptr;
  // The spreads of a selection set before those of the sets inside it, which is the
  // order in which graphql-js follows them.
  std::vector<const language::fragment_spread_node*> spreads = {};
  std::vector<variable_use> variables = {};
};

// Everything a rule may look at. Borrows document and schema.
class context {
 public:
  context(const language::document& document, const schema::schema& schema);
  context(const context&) = delete;
  context& operator=(const context&) = delete;

  [[nodiscard]] const schema::schema& schema() const { return schema_; }

  // The last of that name, as graphql-js takes it; nullptr if there is none.
  [[nodiscard]] const definition* find_fragment(std::string_view name) const;
  // The fragments that `from` reaches over any number of spreads, each once.
  [[nodiscard]] std::vector<const definition*> reachable(
      std::span<const language::fragment_spread_node* const> from) const;

  void report(std::string message, std::span<const std::uint32_t> offsets);
  void report(std::string message, std::initializer_list<std::uint32_t> offsets) {
    report(std::move(message), std::span(offsets.begin(), offsets.size()));
  }
  // Whether further reports are dropped: a rule whose work is dear may stop.
  [[nodiscard]] bool is_full() const { return errors_.size() >= max_errors; }
  // `; did you mean "title"?` or "", and "" at once where is_full().
  [[nodiscard]] std::string suggest(std::string_view given,
                                    std::vector<std::string_view> known) const;

  [[nodiscard]] std::vector<graphql_error> take_errors() { return std::move(errors_); }

  // Filled by the walk, in the order of the text.
  std::vector<definition> operations = {};
  std::vector<definition> fragments = {};
  std::vector<field_use> fields = {};
  std::vector<directives_use> directives = {};
  std::vector<arguments_use> arguments = {};
  std::vector<type_name_use> type_names = {};
  std::vector<condition_use> conditions = {};
  std::vector<spread_use> spreads = {};
  std::vector<inline_fragment_use> inline_fragments = {};
  std::vector<selection_set_use> selection_sets = {};
  std::vector<value_use> values = {};
  std::vector<const language::value_node*> objects = {};  // literals, at any depth

 private:
  language::location_index locations_;
  const schema::schema& schema_;
  std::unordered_map<std::string_view, std::size_t> fragment_by_name_;
  std::vector<graphql_error> errors_;
};

// An error names at most this many places; a cycle of a thousand fragments is as clear
// from its first ones.
inline constexpr std::size_t max_locations = 40;

// The type if fields or fragments can be selected on it, else nullptr.
const schema::type* composite_or_null(const schema::type* type);

// The name in quotes; one that is too long for a message is cut.
std::string quoted(std::string_view name);

// Reports names that occur more than once among `nodes`, one error a name with all its
// places, as `there can be only one <what> named "x"`.
void report_duplicates(context& context, std::span<const language::name_node> nodes,
                       std::string_view what);

// In the order of the specification's list in graphql-js (specifiedRules.ts).
void known_operation_types(context& context);
void unique_operation_names(context& context);
void lone_anonymous_operation(context& context);
void known_type_names(context& context);
void fragments_on_composite_types(context& context);
void variables_are_input_types(context& context);
void scalar_leafs(context& context);
void fields_on_correct_type(context& context);
void unique_fragment_names(context& context);
void known_fragment_names(context& context);
void no_unused_fragments(context& context);
void possible_fragment_spreads(context& context);
void no_fragment_cycles(context& context);
void unique_variable_names(context& context);
void no_undefined_variables(context& context);
void no_unused_variables(context& context);
void known_directives(context& context);
void unique_directives_per_location(context& context);
void known_argument_names(context& context);
void unique_argument_names(context& context);
void values_of_correct_type(context& context);
void provided_required_arguments(context& context);
void variables_in_allowed_position(context& context);
void overlapping_fields_can_be_merged(context& context);
void unique_input_field_names(context& context);

}  // namespace fraiseql::validation
