// declare: from the model to declarations.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "frontend/code/model.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

// The type as GraphQL has it; what is no std::optional is not null.
schema::type_use use_of(const value_model& of);

class declarer {
 public:
  // The builder is borrowed; the native functions keep the model.
  declarer(schema::schema_builder& builder, std::shared_ptr<const model> of);

  // Notes how values of the input are made, for its default values. Before it is declared.
  void knows(const tables::taken_structure& taken);

  void declare_types();
  schema::field_declaration field(const function_model& function);

 private:
  struct carriers {
    const tables::structure_reader* reader;
    const tables::structure_writer* writer;
  };

  void knows(const tables::structure& of, carriers by);
  std::vector<schema::input_declaration> inputs(const structure_model& of);
  void add_defaults(const structure_model& of, std::vector<schema::input_declaration>& to);
  void add_functions(const structure_model& of, schema::type_declaration& to);
  void declare(const structure_model& of);

  schema::schema_builder& builder_;
  std::shared_ptr<const model> of_;
  std::map<const tables::structure*, carriers> known_;
};

}  // namespace fraiseql::frontend
