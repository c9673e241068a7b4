// Two passes over the registered functions. The first asks each for its plan and notes
// which structs have a relation: a struct is read from one if a field finds or calls for
// it, and is embedded in another's document if not. The second declares the fields, and
// each struct where it is first met (structures.hpp).
#include "frontend/code/code_frontend.hpp"

#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "frontend/code/structures.hpp"

namespace fraiseql::frontend {
namespace {

namespace tables = api::detail;

std::string origin_of(const tables::root_field& field) {
  return std::string("function ") + field.path;
}

// A field with the plan its function gave.
struct asked_field {
  const tables::root_field* field;
  tables::plan plan;
};

void refuse(schema::schema_builder& builder, const tables::root_field& field, std::string why) {
  builder.add_error({.message = std::move(why), .origin = origin_of(field)});
}

// The functions are the user's, so they may throw.
std::optional<tables::plan> ask(schema::schema_builder& builder, const tables::root_field& field) {
  const std::string name = to_camel_case(field.name);
  try {
    return field.describe();
  } catch (const std::exception& thrown) {
    refuse(builder, field, "field \"" + name + "\" threw while it was described: " + thrown.what());
  } catch (...) {
    refuse(builder, field, "field \"" + name + "\" threw while it was described");
  }
  return std::nullopt;
}

// The compiler has matched parameters with results; that an input was handed on can
// only be seen in the plan.
bool passes_its_input(schema::schema_builder& builder, const asked_field& asked) {
  if (asked.field->input == asked.plan.input) return true;
  const std::string name = to_camel_case(asked.field->name);
  refuse(builder, *asked.field,
         "field \"" + name + "\" takes an input and does not pass it on; write call<T>(\"" +
             asked.plan.function + "\", input)");
  return false;
}

std::vector<asked_field> ask_all(schema::schema_builder& builder, const api::schema& declared) {
  std::vector<asked_field> fields;
  for (const tables::root_field* field : declared.fields()) {
    std::optional<tables::plan> plan = ask(builder, *field);
    if (!plan) continue;
    asked_field asked{.field = field, .plan = std::move(*plan)};
    if (passes_its_input(builder, asked)) fields.push_back(std::move(asked));
  }
  return fields;
}

void declare(schema::schema_builder& builder, const asked_field& asked) {
  const tables::structure& object = asked.plan.object();
  std::string name = to_camel_case(asked.field->name);
  std::string origin = origin_of(*asked.field);
  switch (asked.plan.kind) {
    case tables::operation::find:
      builder.add_query(schema::find_declaration{
          .name = std::move(name), .object = object.name, .origin = std::move(origin)});
      return;
    case tables::operation::find_one:
      builder.add_query(schema::find_one_declaration{
          .name = std::move(name), .object = object.name, .origin = std::move(origin)});
      return;
    case tables::operation::call:
      builder.add_mutation(schema::call_declaration{
          .name = std::move(name),
          .object = object.name,
          .input = asked.plan.input != nullptr ? asked.plan.input().name : "",
          .function = asked.plan.function,
          .origin = std::move(origin)});
      return;
  }
}

}  // namespace

void fill(schema::schema_builder& builder, const api::schema& declared) {
  const std::vector<asked_field> fields = ask_all(builder, declared);
  structures types(builder);
  for (const asked_field& asked : fields) types.has_relation(asked.plan.object());
  for (const asked_field& asked : fields) {
    types.add_object(asked.plan.object());
    if (asked.plan.input != nullptr) types.add_input(asked.plan.input());
    declare(builder, asked);
  }
}

}  // namespace fraiseql::frontend
