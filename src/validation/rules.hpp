// What the rules see and say. Private to the room.
//
// The document is walked once (rules/walk.cpp); the walk writes down every occurrence of a
// thing that some rule asks about, in the order of the text, together with what the
// schema says of its place: the parent type, the field's definition, the type an input
// value must have. A rule is one function over these lists, in a file of its own under
// rules/. No list is longer than the document and fragments are never followed by the
// walk, so a document cannot make it expensive. A nullptr means "unknown to the
// schema": another rule reports that, so every rule passes over it. Documents of a type
// system are walked without a schema, so there everything is unknown but directives.
#pragma once

#include <cstdint>
#include <initializer_list>
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
#include "validation/rules/name_index.hpp"
#include "validation/validate.hpp"

namespace fraiseql::validation {

struct field_use {
  const language::field_node* node = nullptr;
  const schema::type* parent = nullptr;
  const schema::field* definition = nullptr;
};

// The directives of one node, empty lists left out; `location` as the specification
// spells it. Those of a definition and of its extensions stand at one location.
struct directives_use {
  std::span<const language::directive_node> nodes;
  std::string_view location;
  const language::type_system_node* definition = nullptr;  // whose they are, or of a part: nullptr
};

struct directive_argument {
  std::string_view name;
  std::string required_type = {};  // "" where it may be left out
};

// A directive as the document defines it, else the schema, else (without a schema) the
// specification.
struct known_directive {
  std::string_view name;
  std::vector<directive_argument> arguments = {};
  std::vector<std::string_view> locations = {};
  bool is_repeatable = false;
  const std::vector<schema::input_value>* in_schema = nullptr;  // its arguments there
};

// A field or directive, as far as its arguments go; recorded with or without any.
struct arguments_use {
  std::span<const language::argument_node> nodes;
  std::uint32_t offset = 0;              // of the field or directive
  const schema::type* parent = nullptr;  // of a field
  const schema::field* field = nullptr;  // one of these two, or neither if unknown
  const known_directive* directive = nullptr;

  // `field "Note.title"`, `directive "@skip"`. Needs one of them.
  [[nodiscard]] std::string describe() const;
};

// A place where the document names a type.
struct type_name_use {
  std::string_view name;
  std::uint32_t offset = 0;
  bool in_type_system = false;
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
  const schema::type* one_of = nullptr;  // the oneOf input object whose field it is given to
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
  // Without a schema (nullptr) only the rules of type systems may run.
  context(const language::document& document, const schema::schema* schema,
          const validate_options& options, const language::document* prelude = nullptr);
  context(const context&) = delete;
  context& operator=(const context&) = delete;

  [[nodiscard]] const validate_options& options() const { return options_; }
  [[nodiscard]] bool has_schema() const { return schema_ != nullptr; }
  [[nodiscard]] const schema::schema& schema() const;
  [[nodiscard]] std::span<const language::type_system_node* const> type_system() const {
    return type_system_;
  }

  // What the schema knows, or nullptr; quick however much a type has.
  [[nodiscard]] const schema::type* find_type(std::string_view name) const {
    return schema_ == nullptr ? nullptr : schema_->find_type(name);
  }
  [[nodiscard]] const schema::type* root_type(language::operation_kind kind) const {
    return schema_ == nullptr ? nullptr : schema_->root_type(kind);
  }
  const schema::field* find_field(const schema::type& parent, std::string_view name);
  const schema::input_value* find_input(const std::vector<schema::input_value>& among,
                                        std::string_view name) {
    return inputs_by_name_.find(among, name);
  }

  // The definition of a type in the document, the last of that name; nullptr if there is none.
  [[nodiscard]] const language::type_system_node* defined_type(std::string_view name) const;
  // Whether a definition is none of the document's own.
  [[nodiscard]] bool is_prelude(const language::type_system_node& node) const;
  // Those of the schema and those the document defines.
  [[nodiscard]] std::vector<std::string_view> all_type_names() const;

  const known_directive* find_directive(std::string_view name);
  const directive_argument* find_argument(const known_directive& directive, std::string_view name) {
    return directive_arguments_.find(directive.arguments, name);
  }
  // Those that find_directive() knows, once it was asked.
  const std::vector<std::string_view>& directive_names();

  // The last of that name, as graphql-js takes it; nullptr if there is none.
  [[nodiscard]] const definition* find_fragment(std::string_view name) const;
  // The fragments that `from` reaches over any number of spreads, each once.
  [[nodiscard]] std::vector<const definition*> reachable(
      std::span<const language::fragment_spread_node* const> from) const;
  // An operation and the fragments it reaches. Costs work; gives up where that is spent.
  std::span<const definition* const> parts_of(const definition& operation);

  void report(std::string message, std::span<const std::uint32_t> offsets);
  void report(std::string message, std::initializer_list<std::uint32_t> offsets) {
    report(std::move(message), std::span(offsets.begin(), offsets.size()));
  }
  // The last report of all, about a document that is too dear to check.
  void give_up(std::string message, std::uint32_t offset);
  // Whether further reports are dropped: a rule whose work is dear may stop.
  [[nodiscard]] bool is_full() const { return gave_up_ || errors_.size() >= max_errors; }
  // Counts steps of work over fragments that operations share; gives up, and is false, once
  // there were too many. `offset` is of the operation.
  bool spend(std::size_t steps, std::uint32_t offset);

  // `; did you mean "title"?` or "". Always "" where is_full(), where suggestions are
  // hidden, and once they have cost enough.
  std::string suggest(std::string_view given, const std::vector<std::string_view>& known);
  // Whether to look through that many names more for a suggestion; counts them.
  bool may_suggest(std::size_t names);
  // The suggestion that a failure brought along, where suggestions are shown.
  [[nodiscard]] std::string_view shown(const std::string& hint) const {
    return options_.suggestions == suggestions::shown ? std::string_view(hint) : "";
  }

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
  void index_directives();

  language::location_index locations_;
  const schema::schema* schema_;
  validate_options options_;
  std::span<const language::type_system_node* const> type_system_;
  std::span<const language::type_system_node* const> prelude_;  // known without being checked
  std::unordered_map<std::string_view, const language::type_system_node*> defined_types_;
  std::vector<schema::directive> specified_;  // where there is no schema
  std::unordered_map<std::string_view, known_directive> known_directives_;  // made when asked for
  std::vector<std::string_view> directive_names_;
  std::unordered_map<std::string_view, std::size_t> fragment_by_name_;
  std::unordered_map<const definition*, std::vector<const definition*>> parts_;
  name_index<schema::field> fields_by_name_;
  name_index<schema::input_value> inputs_by_name_;
  name_index<directive_argument> directive_arguments_;
  std::vector<graphql_error> errors_;
  std::size_t work_ = 0;
  std::size_t suggested_from_ = 0;
  bool gave_up_ = false;
};

// An error names at most this many places; a cycle of a thousand fragments is as clear
// from its first ones.
inline constexpr std::size_t max_locations = 40;

// The type if fields or fragments can be selected on it, else nullptr.
const schema::type* composite_or_null(const schema::type* type);

// Of a type: no extension, schema or directive.
bool is_type_definition(const language::type_system_node& node);

// The name in quotes; one that is too long for a message is cut.
std::string quoted(std::string_view name);

// Reports names that occur more than once among `nodes`, one error a name with all its
// places, as `there can be only one <what> named "x"`.
void report_duplicates(context& context, std::span<const language::name_node> nodes,
                       std::string_view what);

// Reports each name that occurs again among what is added, with the place of its first.
// `what` completes "there can be only one", and the name follows.
class unique_names {
 public:
  unique_names(context& context, std::string what) : context_(context), what_(std::move(what)) {}
  void add(const language::name_node& name) { add(name.text, name.offset); }
  void add(std::string_view name, std::uint32_t offset);

 private:
  context& context_;
  std::string what_;
  std::unordered_map<std::string_view, std::uint32_t> first_;
};

// Of documents with operations, in graphql-js's order (specifiedRules.ts).
void executable_definitions(context& context);
void known_operation_types(context& context);
void unique_operation_names(context& context);
void lone_anonymous_operation(context& context);
void single_field_subscriptions(context& context);
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
void max_introspection_depth(context& context);
void no_schema_introspection(context& context);

// Of documents with a type system, those of above that serve both left out.
void lone_schema_definition(context& context);
void unique_operation_types(context& context);
void unique_type_names(context& context);
void unique_enum_value_names(context& context);
void unique_field_definition_names(context& context);
void unique_argument_definition_names(context& context);
void unique_directive_names(context& context);
void possible_type_extensions(context& context);

}  // namespace fraiseql::validation
