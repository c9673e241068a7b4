// Types in the order in which they were met, then unions, enumerations and scalars. The
// default of an argument or an input field is what it has in an empty object of its struct,
// where that is not what an empty value of its own type is.
#include "frontend/code/declare.hpp"

#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "frontend/code/carry.hpp"
#include "frontend/code/conditions.hpp"
#include "frontend/code/native.hpp"
#include "json/write.hpp"
#include "schema/naming.hpp"

namespace fraiseql::frontend {
namespace {

using tables::kind;

std::vector<schema::name_use> names_of(const std::vector<const structure_model*>& of) {
  std::vector<schema::name_use> names;
  for (const structure_model* one : of) names.push_back({one->name});
  return names;
}

schema::relation relation_of(const structure_model& of) {
  return of.notes.relation.times > 0 ? schema::to_relation(of.notes.relation.said)
                                     : schema::default_relation(of.table->name);
}

schema::search_declaration search_of(const structure_model& of) {
  const tables::searched_texts& said = of.notes.search.said;
  schema::search_declaration made{.column = said.column, .configuration = said.configuration};
  for (const std::string& member : said.members) {
    made.fields.push_back(member_called(of, member).name);
  }
  return made;
}

schema::type_declaration declaration(const enumeration_model& of) {
  schema::type_declaration made{
      .kind = schema::type_kind::enumeration, .name = of.name, .origin = of.origin};
  if (of.notes.doc.times > 0) made.description = of.notes.doc.said;
  for (const enumerator_model& one : of.values) {
    made.values.push_back({.name = one.name,
                           .description = one.said.doc,
                           .deprecation = one.said.deprecated,
                           .stored = one.stored});
  }
  return made;
}

schema::type_declaration declaration(const tables::custom_scalar& of) {
  schema::type_declaration made{.kind = schema::type_kind::scalar,
                                .name = of.name,
                                .origin = std::string("scalar<") + of.path + ">"};
  if (of.description != nullptr) made.description = of.description;
  if (of.specified_by != nullptr) made.specified_by = of.specified_by;
  const auto write = [normalise = of.normalise](std::string& out, std::string_view text) {
    try {
      const std::string written = normalise(text);
      // PostgreSQL's text holds no other.
      if (!is_utf8(written) || written.find('\0') != std::string::npos) return false;
      out += written;
      return true;
    } catch (...) {
      return false;
    }
  };
  made.rule = std::make_shared<scalars::rule>(scalars::rule{of.name, write});
  return made;
}

// Calls `use` with an empty object.
template <class Use>
void with_new(void (*make)(void (*)(void*, void*), void*), Use use) {
  make([](void* object, void* state) { (*static_cast<Use*>(state))(object); }, &use);
}

// What an empty value of the type is as JSON; a failure if it has no JSON.
result<json::value> empty_json(const value_model& type, const tables::reader& reader,
                               const tables::writer& writer) {
  result<json::value> made = json::value(json::null{});
  const auto write = [&](const void* object) { made = try_to_literal(type, writer, object); };
  const std::string no_text;
  switch (type.table->is) {
    case kind::boolean: return json::value(false);
    case kind::int32:
    case kind::int64:
    case kind::float32:
    case kind::float64: return json::value(json::number{"0"});
    case kind::string:
    case kind::text: write(&no_text); break;
    case kind::numbers: return json::value(json::array{});
    case kind::optional: return json::value(json::null{});
    case kind::list: return json::value(json::array{});
    case kind::enumeration:
      for (const enumerator_model& one : type.enumeration->values) {
        if (one.number == 0) return json::value(one.name);
      }
      return failed{failure{"no enumerator is 0"}};
    case kind::custom: with_new(reader.with_new, write); break;
    case kind::structure: with_new(reader.structure().with_new, write); break;
    case kind::variant: break;
  }
  return made;
}

// The default value of a member that is `value` in an empty object or that describe() gives
// it; nothing where that says nothing.
result<std::optional<json::value>> default_of(const member_model& member,
                                              const tables::reader& reader,
                                              const tables::writer& writer, const void* value) {
  const bool is_said = member.default_value != nullptr;
  auto made = try_to_literal(*member.type, writer, is_said ? member.default_value : value);
  const auto empty = empty_json(*member.type, reader, writer);
  if (made.ok()) {
    if (!is_said && empty.ok() && json::to_text(*made) == json::to_text(*empty))
      return std::optional<json::value>();
    return std::optional(std::move(*made));
  }
  // An empty value may well have no JSON: an enum without a 0, a json without a text, a
  // scalar<T> that does not write an empty T.
  const bool is_empty = member.type->table->is == kind::enumeration
                            ? writer.number(value) == 0
                            : !empty.ok() && empty.error().message == made.error().message;
  if (is_empty && !is_said) return std::optional<json::value>();
  return failed{std::move(made).error()};
}

}  // namespace

schema::type_use use_of(const value_model& of) {
  switch (of.table->is) {
    case kind::optional: {
      schema::type_use use = use_of(*of.inner);
      use.non_null &= ~(1U << use.list_depth);
      return use;
    }
    case kind::list: {
      schema::type_use use = use_of(*of.inner);
      ++use.list_depth;
      use.non_null |= 1U << use.list_depth;
      return use;
    }
    case kind::structure: return {of.structure->name, 0, 1};
    case kind::enumeration: return {of.enumeration->name, 0, 1};
    case kind::variant: return {of.united->name, 0, 1};
    case kind::custom: return {of.table->custom->name, 0, 1};
    case kind::boolean:
    case kind::int32:
    case kind::int64:
    case kind::float32:
    case kind::float64:
    case kind::string:
    case kind::text:
    case kind::numbers: return {of.table->scalar, 0, 1};
  }
  FRAISEQL_CHECK(false);
}

declarer::declarer(schema::schema_builder& builder, std::shared_ptr<const model> of)
    : builder_(builder), of_(std::move(of)) {}

void declarer::knows(const tables::taken_structure& taken) {
  if (taken.type == nullptr) return;
  knows(taken.type(), {&taken.reader(), &taken.writer()});
}

void declarer::knows(const tables::structure& of, carriers by) {
  if (!known_.try_emplace(&of, by).second) return;
  for (std::size_t i = 0; i < of.size; ++i) {
    const tables::value* type = of.members[i].type;
    const tables::reader* reader = by.reader->members[i];
    const tables::writer* writer = by.writer->members[i];
    for (; type->inner != nullptr; type = type->inner) {
      reader = reader->inner;
      writer = writer->inner;
    }
    if (type->is == kind::structure) {
      knows(type->structure(), {&reader->structure(), &writer->structure()});
    }
  }
}

void declarer::add_defaults(const structure_model& of, std::vector<schema::input_declaration>& to) {
  const auto known = known_.find(of.table);
  FRAISEQL_CHECK(known != known_.end());
  const auto [reader, writer] = known->second;
  const auto work_out = [&](void* object) {
    std::vector<const void*> addresses(of.members.size());
    reader->locate(object, addresses.data());
    for (std::size_t i = 0; i < of.members.size(); ++i) {
      auto made = default_of(of.members[i], *reader->members[i], *writer->members[i], addresses[i]);
      if (made.ok()) {
        to[i].default_value = std::move(*made);
      } else {
        builder_.add_error({.message = "the default of member \"" + of.members[i].name +
                                       "\" is no value of its type: " + made.error().message,
                            .origin = of.origin});
      }
    }
  };
  try {
    with_new(reader->with_new, work_out);
  } catch (const std::exception& thrown) {
    builder_.add_error(
        {.message = std::string("an empty object threw: ") + thrown.what(), .origin = of.origin});
  } catch (...) {
    builder_.add_error({.message = "an empty object threw", .origin = of.origin});
  }
}

std::vector<schema::input_declaration> declarer::inputs(const structure_model& of) {
  std::vector<schema::input_declaration> made;
  for (const member_model& member : of.members) {
    made.push_back({.name = member.name,
                    .type = use_of(*member.type),
                    .description = member.said.doc,
                    .deprecation = member.said.deprecated,
                    .stored = member.stored});
  }
  add_defaults(of, made);
  return made;
}

schema::field_declaration declarer::field(const function_model& function) {
  schema::field_declaration made{.name = function.name,
                                 .type = use_of(*function.result),
                                 .description = function.said.doc,
                                 .deprecation = function.said.deprecated,
                                 .native = make_native(of_, function),
                                 .authorized = function.said.authorized};
  if (function.arguments != nullptr) made.arguments = inputs(*function.arguments);
  if (function.input != nullptr) {
    made.arguments.push_back({.name = "input", .type = {function.input->name, 0, 1}});
  }
  return made;
}

// In the order of describe().
void declarer::add_functions(const structure_model& of, schema::type_declaration& to) {
  auto related = of.relations.begin();
  for (std::size_t i = 0; i <= of.computed.size(); ++i) {
    for (; related != of.relations.end() && related->computed_before == i; ++related) {
      if (!related->declared) continue;  // reported
      to.fields.push_back({.name = related->name,
                           .type = {related->rows->name, 0, related->is_required ? 1U : 0U},
                           .description = related->said.doc,
                           .deprecation = related->said.deprecated,
                           .relation = related->declared,
                           .authorized = related->said.authorized});
    }
    if (i < of.computed.size()) to.fields.push_back(field(of.computed[i]));
  }
}

void declarer::declare(const structure_model& of) {
  if ((!of.is_object && !of.is_input) || of.is_named_twice) return;
  schema::type_declaration made{.name = of.name, .origin = of.origin};
  made.kind = of.is_interface ? schema::type_kind::interface
              : of.is_input   ? schema::type_kind::input_object
                              : schema::type_kind::object;
  if (of.notes.doc.times > 0) made.description = of.notes.doc.said;
  if (of.is_input) {
    made.input_fields = inputs(of);
    builder_.add(std::move(made));
    return;
  }
  if (of.has_relation || of.notes.relation.times > 0) made.source = relation_of(of);
  made.is_public = of.notes.is_public.times > 0;
  made.authorized.needs = of.notes.authorized.said.needs;
  if (of.notes.search.times > 0) made.search = search_of(of);
  if (of.notes.discriminator.times > 0) made.discriminator = of.notes.discriminator.said;
  made.interfaces = names_of(of.interfaces);
  for (const member_model& member : of.members) {
    made.fields.push_back({.name = member.name,
                           .type = use_of(*member.type),
                           .description = member.said.doc,
                           .deprecation = member.said.deprecated,
                           .stored_key = member.stored,
                           .column = member.column,
                           .authorized = member.said.authorized});
  }
  add_functions(of, made);
  builder_.add(std::move(made));
}

void declarer::declare_types() {
  for (const structure_model& one : of_->structures) {
    for (const function_model& computed : one.computed) {
      knows(computed.table->input);
      knows(computed.table->arguments);
    }
  }
  for (const structure_model& one : of_->structures) declare(one);
  for (const union_model& one : of_->unions) {
    builder_.add(schema::type_declaration{.kind = schema::type_kind::union_of,
                                          .name = one.name,
                                          .members = names_of(one.alternatives),
                                          .discriminator = one.discriminator,
                                          .origin = one.origin});
  }
  for (const enumeration_model& one : of_->enumerations) {
    if (!one.is_named_twice) builder_.add(declaration(one));
  }
  for (const tables::custom_scalar* one : of_->scalars) builder_.add(declaration(*one));
}

}  // namespace fraiseql::frontend
