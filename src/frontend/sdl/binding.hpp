// binding: from what a text says with directives of ours to declarations that are bound to a
// database (docs/api/directives.md). Private to the front-end.
//
// The roots are read first (roots.cpp): they say which types are read, what is passed to functions
// and what these return (calls.cpp); so do relations. Then each type is bound. What would have no
// effect is an error; whether a type is one that anybody sees is known when the schema is built.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/sdl/definitions.hpp"
#include "frontend/sdl/directives.hpp"

namespace fraiseql::frontend {

class binding {
 public:
  // The builder is borrowed.
  binding(schema::schema_builder& builder, definitions of)
      : builder_(builder), of_(std::move(of)) {}

  // Once. Everything that `of` defines goes to the builder.
  void declare();
  // What is wrong with it: then there is nothing to build.
  [[nodiscard]] std::vector<schema::schema_error>& errors() { return errors_; }

  // What of the filters and orders of @find is no literal of its type.
  [[nodiscard]] std::vector<schema::schema_error> misspelt(const schema::schema& built) const;

  // What was said of types that no answer and no argument has.
  [[nodiscard]] std::vector<schema::schema_error> inert(const schema::schema& built) const;

 private:
  struct remark {
    std::string type;
    const language::directive_node* directive;
  };
  // What @find says as a client would.
  struct own_value {
    std::string type;  // Query, or the one that has the relation
    std::string field;
    std::string argument;
    const language::value_node* given;
  };
  struct called_type {
    std::string name;
    std::string field;
    schema::place at;
  };
  using field_node = language::field_definition_node;

  void refuse(std::string message, schema::place at);
  // The directives of ours but those named, where they mean nothing.
  void refuse_inert(applied_directives all, std::initializer_list<std::string_view> but,
                    const std::string& where, const std::string& why);
  // An argument that is a string; "" after refusing it.
  std::string text_of(const language::directive_node& directive, std::string_view argument);
  std::string text_of(const language::directive_node& directive, std::string_view argument,
                      const language::value_node& value);
  std::string qualified_name_of(const language::directive_node& directive,
                                std::string_view argument);

  // roots.cpp
  static std::string root_name(language::operation_kind kind);
  void read_roots();
  bool has_its_roots();
  void read_root(const type_definition& root, language::operation_kind kind);
  void read_root_field(language::operation_kind kind, const field_node& node,
                       schema::field_declaration& field);
  const language::directive_node* binding_of(language::operation_kind kind, const field_node& node,
                                             const std::string& where);
  void declare_find(const language::directive_node& how, const field_node& node,
                    const schema::field_declaration& field, schema::listing as);
  void declare_find_one(const language::directive_node& how, const field_node& node,
                        const schema::field_declaration& field);
  bool has_no_arguments(const field_node& node, const language::directive_node& how);
  // Whether rows of the type can be read.
  bool is_readable(const field_node& node, const schema::field_declaration& field);
  bool is_of_type(const field_node& node, const schema::field_declaration& field,
                  const schema::type_use& wanted, std::string_view because);

  // calls.cpp
  void declare_call(language::operation_kind kind, const language::directive_node& how,
                    const field_node& node, const schema::field_declaration& field);
  // Whether the argument is what a function can be given.
  bool is_input(const schema::field_declaration& field, const schema::input_declaration& argument);
  // Which types functions return, once it is known what are connections.
  void find_returned();
  bool may_be_returned(const called_type& one);
  // Which inputs are inside of those that are passed.
  void find_passed_inside();

  // lists.cpp
  // Whether @find makes a connection of the field: then its type becomes that of the rows.
  schema::listing take_listing(schema::field_declaration& field);
  // What of connections the text defines itself: it is taken out.
  void refuse_defined_connections();
  // A connection where there is none.
  void refuse_connection(const std::string& name, schema::place at);
  schema::list_declaration read_list(const language::directive_node& how, const field_node& node,
                                     const schema::field_declaration& field,
                                     const std::string& owner, schema::listing as);
  // A value as a client would write it; null after refusing it.
  json::value read_own(const language::value_node& given, const std::string& argument,
                       const std::string& what);

  // searches.cpp
  // What @search says of a type.
  void bind_search(type_definition& of, bool may_have_rows);

  // relations.cpp
  // Which types they read.
  void find_relations();
  void read_relation(const type_definition& owner, const field_node& node,
                     schema::field_declaration& field, const language::directive_node& how);
  std::vector<schema::match_declaration> read_matches(const type_definition& owner,
                                                      const schema::field_declaration& field,
                                                      const language::directive_node& how);
  std::optional<schema::match_declaration> read_match(const language::value_node& match);

  // Calls `use` with each node of the parts beside what was declared of it.
  template <class Nodes, class Declared, class Use>
  static void each_beside(const type_definition& of, Nodes nodes, std::vector<Declared>& declared,
                          const Use& use) {
    auto next = declared.begin();
    for (const language::type_system_node* part : of.parts) {
      for (const auto& node : part->*nodes) use(node, *next++);
    }
  }

  // constraints.cpp
  void read_constraints();

  // identity.cpp
  void read_identity();
  // An argument that is a list of strings; none after refusing it.
  std::vector<std::string> texts_of(const language::directive_node& directive,
                                    std::string_view argument);
  // Whether an argument that is true or false is given and true.
  bool is_set(const language::directive_node& directive, std::string_view argument);
  // What @authorize says of a field.
  schema::authorization authorization_of(applied_directives all, schema::place& at);
  // What @public and @authorize say of a type.
  void bind_access(type_definition& of, bool may_have_rows);

  void refuse_definitions();
  void bind_scalar(const type_definition& of);
  void bind_object(type_definition& of);
  void bind_field(const type_definition& of, const field_node& node,
                  schema::field_declaration& field);
  void bind_discriminator(type_definition& of);
  void bind_values(type_definition& of);
  void bind_inputs(type_definition& of);
  // What @stored says, or what follows from the name.
  std::string stored_key_of(const type_definition& of, applied_directives all,
                            const std::string& name, const std::string& where, schema::place at);

  [[nodiscard]] const type_definition* find_type(std::string_view name) const;

  schema::schema_builder& builder_;
  definitions of_;
  std::vector<schema::schema_error> errors_;
  std::vector<remark> said_;
  std::vector<own_value> own_values_;
  std::set<std::string, std::less<>> connections_;  // that are made of others
  std::set<std::string, std::less<>> read_;         // objects and interfaces whose rows are read
  std::vector<called_type> called_;                 // as the fields with @call say it
  std::set<std::string, std::less<>> returned_;     // what a function's rows may be of
  std::set<std::string, std::less<>> passed_;       // inputs whose fields are parameters
  std::set<std::string, std::less<>> passed_inside_;
};

}  // namespace fraiseql::frontend
