// First every registered function is asked: for its plan, or which types its data has. That
// fills the model (discovery.hpp). Then the model is declared (declare.hpp), and last the root
// fields, in their order.
#include "frontend/code/code_frontend.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "frontend/code/declare.hpp"
#include "frontend/code/discovery.hpp"
#include "frontend/code/rows.hpp"

namespace fraiseql::frontend {
namespace {

// A root field as it will be declared.
struct root_field {
  const tables::registered* from;
  std::string name = {};
  std::string origin = {};
  remarks said = {};
  std::optional<std::int32_t> max_limit = {};
  bool is_streamed = false;
  bool is_aggregated = false;
  bool is_retryable = false;
  // Native, or a call:
  const function_model* function = nullptr;
  // Any other than native:
  tables::field_plan plan = {};
  // One that finds:
  schema::list_declaration list = {};
  const structure_model* object = nullptr;
};

bool finds(tables::operation kind) {
  return kind == tables::operation::find || kind == tables::operation::find_one;
}

std::string origin_of(const tables::function& function) {
  return std::string("function ") + function.path;
}

class root_fields {
 public:
  // All are borrowed.
  root_fields(discovery& types, const api::schema& declared) : types_(types) {
    for (const tables::function_notes& one : declared.notes()) {
      if (one.of == nullptr || notes_.try_emplace(one.of, &one).second) continue;
      types_.refuse("the function is described twice; keep one describe<>()", origin_of(*one.of));
    }
    std::map<const tables::function*, const tables::function_notes*> unused = notes_;
    for (const tables::registered& one : declared.fields()) {
      if (one.field == nullptr) continue;
      unused.erase(one.field);
      add(one);
    }
    for (const auto& [function, notes] : unused) {
      types_.refuse("the function is described and not registered; add it to query<> or mutation<>",
                    origin_of(*function));
    }
  }

  void declare(schema::schema_builder& builder, declarer& by) const;

 private:
  void add(const tables::registered& from);
  void check(const root_field& of, const tables::function_notes& notes);
  bool ask(root_field& of);
  void add_rows(root_field& of);
  void check_rows(const root_field& of);

  discovery& types_;
  std::map<const tables::function*, const tables::function_notes*> notes_;
  std::vector<root_field> fields_;
};

void root_fields::check(const root_field& of, const tables::function_notes& notes) {
  const tables::operation kind = of.from->field->kind;
  const std::string subject = "field \"" + of.name + "\"";
  if (notes.max_limit.times > 0 && kind != tables::operation::find) {
    types_.refuse(subject + " is given a max_limit, which only find<T> has; remove it", of.origin);
  }
  if (notes.is_streamed.times > 0 && kind != tables::operation::find) {
    types_.refuse(subject + " is streamed, which only a find<T> can be; remove that", of.origin);
  }
  if (notes.is_aggregated.times > 0 && kind != tables::operation::find) {
    types_.refuse(subject + " is aggregated, which only a find<T> can be; remove that", of.origin);
  }
  if (notes.is_retryable.times > 0 && kind != tables::operation::call) {
    types_.refuse(subject + " is retryable, which only a call<T> is; remove that", of.origin);
  }
  if (notes.discriminator.times > 0 && finds(kind)) {
    types_.refuse(subject + " is given a discriminator, which only a std::variant has; remove it",
                  of.origin);
  }
}

void root_fields::add(const tables::registered& from) {
  static const tables::function_notes nothing;
  const tables::function& function = *from.field;
  const auto found = notes_.find(&function);
  const tables::function_notes& notes = found == notes_.end() ? nothing : *found->second;
  root_field made{.from = &from, .origin = origin_of(function)};
  made.name = types_.once_named(notes.name, "name", "the function", made.origin)
                  .value_or(to_camel_case(function.name));
  const std::string subject = "field \"" + made.name + "\"";
  made.said = {types_.once(notes.doc, "description", subject, made.origin),
               types_.once(notes.deprecated, "deprecation", subject, made.origin),
               types_.permission(notes.authorized, subject, made.origin)};
  made.is_retryable = types_.once(notes.is_retryable, "retryable", subject, made.origin);
  made.is_streamed = types_.once(notes.is_streamed, "streamed", subject, made.origin);
  made.is_aggregated = types_.once(notes.is_aggregated, "aggregated", subject, made.origin);
  made.max_limit = types_.limit(notes.max_limit, subject, made.origin);
  check(made, notes);
  if (function.kind != tables::operation::native && !ask(made)) return;
  if (finds(function.kind)) {
    add_rows(made);
  } else {
    function_model& model = types_.root(function, made.name, made.origin, notes.discriminator);
    model.said = made.said;
    made.function = &model;
  }
  fields_.push_back(std::move(made));
}

bool root_fields::ask(root_field& of) {
  const tables::function& function = *of.from->field;
  const std::string subject = "field \"" + of.name + "\"";
  if (const auto asked = frontend::ask(function, of.plan); !asked.ok()) {
    types_.refuse(subject + " " + asked.error().message, of.origin);
    return false;
  }
  // The compiler has matched parameters with results; that an input was handed on can
  // only be seen in the plan.
  if (function.input.type != of.plan.input) {
    types_.refuse(subject + " takes an input and does not pass it on; write call<T>(\"" +
                      of.plan.function + "\", input)",
                  of.origin);
    return false;
  }
  return true;
}

void root_fields::add_rows(root_field& of) {
  const std::string subject = "field \"" + of.name + "\"";
  structure_model& object = types_.object(of.from->field->plan_object());
  object.has_relation = true;
  of.object = &object;
  check_rows(of);
  auto list = to_list(of.plan.rows, object, of.max_limit);
  if (list.ok()) {
    of.list = std::move(*list);
    of.list.is_streamed = of.is_streamed;
    of.list.is_aggregated = of.is_aggregated;
  } else {
    types_.refuse_filter(subject, list.error(), of.origin);
  }
}

void root_fields::check_rows(const root_field& of) {
  const tables::row_plan& rows = of.plan.rows;
  const std::string subject = "field \"" + of.name + "\"";
  if (of.from->field->kind == tables::operation::find_one) {
    if (rows.is_required) {
      types_.refuse(subject +
                        " takes a key, by which there may be no row, so it cannot be required(); "
                        "remove that",
                    of.origin);
    }
    if (rows.on.empty() && rows.where.empty()) return;
    types_.refuse(subject + " takes a key and finds its row otherwise; write find_one<T>(key)",
                  of.origin);
  } else if (!rows.on.empty()) {
    types_.refuse(subject +
                      " finds rows by a member that equals one of an object, and there is no "
                      "object; name the function in the describe() of the object's struct",
                  of.origin);
  }
}

// Where a function only reads it may find nothing.
schema::type_use type_of(const root_field& call) {
  const value_model& returned = *call.function->result;
  schema::type_use made = use_of(returned);
  const bool is_object = returned.structure != nullptr || returned.united != nullptr;
  if (is_object && call.from->under == tables::root::query) made.non_null = 0;
  return made;
}

void declare_call(schema::schema_builder& builder, const root_field& one) {
  const bool mutates = one.from->under == tables::root::mutation;
  const structure_model* input = one.function->input;
  schema::call_declaration made{.name = one.name,
                                .type = type_of(one),
                                .input = input != nullptr ? input->name : "",
                                .function = one.plan.function,
                                .is_retryable = one.is_retryable,
                                .description = one.said.doc,
                                .deprecation = one.said.deprecated,
                                .authorized = one.said.authorized,
                                .origin = one.origin};
  if (mutates) return builder.add_mutation(std::move(made));
  builder.add_query(std::move(made));
}

void root_fields::declare(schema::schema_builder& builder, declarer& by) const {
  for (const root_field& one : fields_) {
    by.knows(one.from->field->input);
    by.knows(one.from->field->arguments);
  }
  by.declare_types();
  for (const root_field& one : fields_) {
    switch (one.from->field->kind) {
      case tables::operation::find:
        builder.add_query(schema::find_declaration{.name = one.name,
                                                   .object = one.object->name,
                                                   .description = one.said.doc,
                                                   .deprecation = one.said.deprecated,
                                                   .list = one.list,
                                                   .authorized = one.said.authorized,
                                                   .origin = one.origin});
        break;
      case tables::operation::find_one:
        builder.add_query(schema::find_one_declaration{.name = one.name,
                                                       .object = one.object->name,
                                                       .description = one.said.doc,
                                                       .deprecation = one.said.deprecated,
                                                       .authorized = one.said.authorized,
                                                       .origin = one.origin});
        break;
      case tables::operation::call: declare_call(builder, one); break;
      case tables::operation::native:
        builder.add_root({.kind = one.from->under == tables::root::mutation
                                      ? language::operation_kind::mutation
                                      : language::operation_kind::query,
                          .field = by.field(*one.function),
                          .origin = one.origin});
        break;
    }
  }
}

bool reads_rows(const model& of) {
  const auto takes_repository = [](const function_model& one) { return one.table->reads_rows; };
  return std::ranges::any_of(of.roots, takes_repository) ||
         std::ranges::any_of(of.structures, [&](const structure_model& one) {
           return one.is_object && std::ranges::any_of(one.computed, takes_repository);
         });
}

bool writes(const model& of) {
  return std::ranges::any_of(of.roots, [](const function_model& one) { return one.table->writes; });
}

}  // namespace

void fill(schema::schema_builder& builder, const api::schema& declared) {
  const auto found = std::make_shared<model>();
  discovery types(builder, *found);
  const root_fields roots(types, declared);
  for (const tables::structure_function one : declared.types_named()) types.object(one());
  types.finish();
  if (reads_rows(*found)) builder.add_repository();
  if (writes(*found)) builder.add_commands();
  for (const tables::constraint& one : declared.constraints()) {
    builder.add(schema::constraint_declaration{.name = one.name,
                                               .message = one.message,
                                               .argument = one.argument,
                                               .origin = "schema.constraint()"});
  }
  for (const tables::session_setting& one : declared.session_settings()) {
    builder.add(schema::session_declaration{
        .setting = one.name, .claim = one.claim, .origin = "schema.session()"});
  }
  for (const tables::request_role& one : declared.roles()) {
    builder.add(schema::role_declaration{
        .role = {.claim = one.claim, .allowed = one.allowed, .anonymous = one.anonymous},
        .origin = "schema.role()"});
  }
  declarer by(builder, found);
  roots.declare(builder, by);
}

}  // namespace fraiseql::frontend
