// assembly: turns a builder's declarations into a schema. Private to the room.
//
// First every type gets its place (so that a name can be resolved to an address that
// stays), then fields are filled in and related (relations.cpp), then come the root fields of a
// served schema and the arguments of relations with the types that the framework adds for them
// (roots.cpp, lists.cpp, filter_inputs.cpp, derived.cpp), then what every schema has (built_in.cpp,
// introspection_types.cpp). The whole is checked (checks.hpp) before default values, which may
// stand for each other, are worked out. Errors are collected, not thrown: build() reports all of
// them at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "schema/builder.hpp"

namespace fraiseql::schema {

struct operator_entry;  // filter_operators.hpp

class assembly {
 public:
  explicit assembly(schema_builder&& from) : from_(std::move(from)), errors_(from_.errors_) {}

  result<std::shared_ptr<const schema>, std::vector<schema_error>> assemble();

 private:
  [[nodiscard]] bool is_served() const { return from_.purpose_ == purpose::served; }
  // A second claim on a name is an error, and nullptr.
  type* place_type(type_kind kind, const std::string& name, const std::string& origin);
  type* find(std::string_view name);
  void error(std::string message, const std::string& origin, std::vector<place> places = {});
  static std::vector<place> places_of(place at);  // none of nowhere
  static std::vector<place> definition_of(const type& of);

  // The type that a name stands for; a known scalar comes into the schema when it is
  // first used. nullptr after reporting an unknown name.
  const type* use(const std::string& name, const std::string& where, const std::string& origin,
                  place at);
  type_reference resolve(const type_use& use, const std::string& where, const std::string& origin,
                         place at);

  void place_declared();
  void place_roots();
  void fill(type& filled, const type_declaration& declaration);
  field make_field(const type_declaration& of, const field_declaration& declared);
  input_value make_input(const input_declaration& declared, const std::string& where,
                         const std::string& origin);
  void add_declared_directives();
  // What the stored values of enumerations, interfaces and unions are told apart by.
  void add_stored_spellings();
  void check_shared_keys(const type& owner);
  void check_columns();
  void check_roots();
  void check_discriminator(const type& abstract);
  void refuse_internal_key(std::string_view stored, const std::string& where,
                           const std::string& origin, place at);
  void finish();

  // roots.cpp: the fields of a served schema's roots.
  void add_root(const find_declaration& declaration);
  void add_root(const find_one_declaration& declaration);
  void add_root(const call_declaration& declaration);
  void add_root(const native_declaration& declaration);
  bool may_be_returned(const type& returned, const std::string& where,
                       const call_declaration& declaration);
  void add_root_field(type& root, field added, const std::string& origin);
  // The object a root field reads, or nullptr after reporting why it cannot.
  type* readable_object(const std::string& name, const std::string& root_field,
                        const std::string& origin, place at);

  // The type whose rows a field has, or nullptr before errors are reported.
  static const type* rows_of(const field& one);

  // lists.cpp: what a field that lists rows is made of, at a root and elsewhere.
  void check_streamed(const list_declaration& declared, const std::string& name,
                      const std::string& origin, place at);
  find_binding binding_of(const type& rows, const list_declaration& declared,
                          const std::string& name, const std::string& origin, place at);
  // Adds the arguments and says the type, by the field's find_binding.
  void list_rows(field& into, const std::string& origin);
  const type* connection_of(const type& rows);
  const type* page_info();
  type* place_connection_part(const std::string& name, std::string description,
                              const std::string& origin);

  // aggregates.cpp: the field beside an aggregated list, and what groups of rows are made of.
  static field groups_beside(const field& list);
  // Adds the arguments and says the type, by the field's find_binding.
  void list_groups(field& into, const std::string& origin);
  type* place_of_groups(type_kind kind, const std::string& name, const std::string& of,
                        std::string description);
  const type* aggregate_of(const type& rows);
  const type* values_of(const type& rows, aggregate how);
  [[nodiscard]] bool has_value(const type& owner, const field& one, aggregate how) const;
  [[nodiscard]] bool has_values(const type& rows, aggregate how) const;
  type_reference result_of(const field& one, aggregate how);
  const type* group_by_input(const type& rows);
  const type* group_by_of(const field& one);
  enum class units_of : std::uint8_t { days, instants };
  const type* time_units(const char* name, units_of what);
  const type* aggregate_filter(const type& rows, const std::string& origin);
  const type* having_input(const type& groups, const type& rows, const std::string& origin);

  // relations.cpp: fields of objects that are rows of other types.
  struct related_field {
    type* owner = nullptr;
    std::size_t index = 0;  // of the field
    const field_declaration* declared = nullptr;
  };
  [[nodiscard]] bool is_root_name(const std::string& name) const;
  void begin_relation(type& owner, const field_declaration& declared);
  void relate();
  bool may_relate(const related_field& one);
  std::vector<field_match> match(const related_field& one, const type& rows);
  void refuse_relation(const related_field& one, const std::string& why, place at);
  // Of a pair of which one field at least is not there: what it should have been.
  void refuse_unknown(const related_field& one, const type& rows, const match_declaration& pair,
                      place at);
  // Whether the field has a value that can be compared; else it is refused.
  bool is_comparable(const related_field& one, const type& of, const field& found, place at);
  void add_related_lists();
  void check_ways_to_relations();

  // derived.cpp: what listed objects are ordered by, and the columns of their fields.
  [[nodiscard]] bool is_same_everywhere(const type& owner, const field& one) const;
  [[nodiscard]] bool is_object_in_document(const type& owner, const field& one) const;
  [[nodiscard]] bool is_ordered_inside(const type& owner, const field& one) const;
  [[nodiscard]] bool has_order(const type& object) const;
  enum class ordered_as : std::uint8_t { row, object_inside };
  const type* order_input(const type& object, ordered_as it_is = ordered_as::row);
  type* order_direction_type();
  input_value plain_argument(std::string name, std::string_view scalar, input_role role,
                             std::optional<json::value> default_value = {});

  // searches.cpp: what the rows of types are searched in.
  void add_searches();
  text_search make_search(const type& of, const search_declaration& declared);
  // The fields that lead to a text, or none after reporting why there is none.
  std::vector<const field*> way_to_text(const type& of, const std::string& path, place at);
  void check_search_has_effect(const type& of);
  const type* rank_input();

  // vectors.cpp: how vectors are filtered and ordered by their distance from one.
  const type* metric_type();
  const type* distance_input();
  const type* nearest_input();
  // An input object of the framework, with these fields.
  const type* place_input(const std::string& name, const std::string& description,
                          std::vector<input_value> fields);

  // filter_inputs.cpp: the filters the framework adds for a listed object.
  [[nodiscard]] bool is_filterable(const type& owner, const field& one) const;
  [[nodiscard]] bool has_filter(const type& object) const;
  // Of a row; of an object inside a document.
  const type* where_input(const type& object, const std::string& origin);
  const type* object_filter(const type& object, const std::string& origin);
  // Of the rows that belong to one.
  const type* relation_filter(const type& rows, const std::string& origin);
  // Of the values that a field of that type holds.
  const type* filter_of(const type_reference& held, const std::string& origin);
  const type* filter_of(const field& one, const std::string& origin);
  type* place_filter(const std::string& name, const std::string& of, std::string description);
  void add_operators(type& filter, const type_reference& held, std::uint16_t families,
                     const std::string& origin);
  void add_conditions(type& filter, const type& object, const std::string& origin);
  type_reference operand_of(const operator_entry& one, const type_reference& held,
                            const std::string& origin);

  // repository.cpp: what the program's functions read rows by.
  [[nodiscard]] bool is_fetchable(const type& rows) const;
  void add_repository();
  [[nodiscard]] bool has_functions_that_read() const {
    return from_.has_repository_ || from_.has_commands_;
  }

  // constraints.cpp: what is said of the database's constraints.
  void add_constraints();

  // identity.cpp: what the database is told of who asks.
  void add_identity();
  void add_session_settings();
  void add_role();

  // authorizations.cpp: what requests must be allowed to do, and which types are everybody's.
  void add_authorizations();
  void add_authorization(const type& of, const type_declaration& declared);
  void check_authorization(const std::string& owner, const field& of, const std::string& origin);
  void check_inherited(const type& of);
  bool is_permission(const authorization& one, const std::string& where, const std::string& origin,
                     place at);

  // own_values.cpp: the filters and orders that belong to a field itself.
  struct own_list {
    type* owner = nullptr;
    std::string field;
    const list_declaration* said = nullptr;
    std::string origin;
  };
  void coerce_own_values();
  void coerce_own_values(const own_list& of);
  void check_own_filters_end();

  // introspection_types.cpp: the types and meta-fields of section 4.
  void add_introspection();

  schema_builder from_;
  std::vector<schema_error> errors_;
  std::shared_ptr<schema> made_ = std::shared_ptr<schema>(new schema());
  std::unordered_map<std::string, type*> places_;
  std::vector<related_field> related_;
  std::vector<own_list> own_lists_;
  bool is_repository_ = false;  // of another schema, which was checked
};

}  // namespace fraiseql::schema
