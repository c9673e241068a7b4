// The builder only collects; what it means is worked out at the end, by assembly.
#include "schema/builder.hpp"

#include "schema/assembly.hpp"

namespace fraiseql::schema {

std::string root_origin(language::operation_kind kind) {
  return kind == language::operation_kind::mutation ? "the root of mutations"
                                                    : "the root of queries";
}

void schema_builder::add(type_declaration declaration) { types_.push_back(std::move(declaration)); }
void schema_builder::add(directive_declaration declaration) {
  directives_.push_back(std::move(declaration));
}
void schema_builder::set(schema_declaration declaration) { schema_ = std::move(declaration); }
void schema_builder::add_query(find_declaration declaration) {
  root_fields_.emplace_back(std::move(declaration));
}
void schema_builder::add_query(find_one_declaration declaration) {
  root_fields_.emplace_back(std::move(declaration));
}
void schema_builder::add_query(call_declaration declaration) {
  declaration.kind = language::operation_kind::query;
  root_fields_.emplace_back(std::move(declaration));
}
void schema_builder::add_mutation(call_declaration declaration) {
  declaration.kind = language::operation_kind::mutation;
  root_fields_.emplace_back(std::move(declaration));
}
void schema_builder::add_root(native_declaration declaration) {
  root_fields_.emplace_back(std::move(declaration));
}
void schema_builder::add(constraint_declaration declaration) {
  constraints_.push_back(std::move(declaration));
}
void schema_builder::add(session_declaration declaration) {
  session_settings_.push_back(std::move(declaration));
}
void schema_builder::add(role_declaration declaration) { roles_.push_back(std::move(declaration)); }
void schema_builder::add_error(schema_error error) { errors_.push_back(std::move(error)); }

result<std::shared_ptr<const schema>, std::vector<schema_error>> schema_builder::build() && {
  return assembly(std::move(*this)).assemble();
}

}  // namespace fraiseql::schema
