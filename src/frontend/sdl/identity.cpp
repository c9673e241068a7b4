// What the text says of who asks: what the database is told of them, what they must be allowed to
// do, and which types are everybody's. Part of binding.
#include <algorithm>
#include <optional>

#include "frontend/sdl/binding.hpp"

namespace fraiseql::frontend {

void binding::read_identity() {
  for (const language::type_system_node* part : of_.schema_parts) {
    for (const language::directive_node& one : part->directives) {
      if (one.name.text == session_name) {
        builder_.add(schema::session_declaration{
            .setting = text_of(one, "setting"), .claim = text_of(one, "claim"), .at = one.offset});
      } else if (one.name.text == role_name) {
        schema::request_role role{.claim = text_of(one, "claim"),
                                  .allowed = texts_of(one, "allowed"),
                                  .anonymous = text_of(one, "anonymous")};
        builder_.add(schema::role_declaration{.role = std::move(role), .at = one.offset});
      }
    }
  }
}

std::vector<std::string> binding::texts_of(const language::directive_node& directive,
                                           std::string_view argument) {
  const language::value_node& value = find_argument(directive, argument)->value;
  const bool is_list = value.kind == language::value_kind::list;
  std::vector<std::string> made;
  // One stands for a list of it.
  for (const language::value_node& one : is_list ? value.items : std::span(&value, 1)) {
    std::string text = text_of(directive, argument, one);
    if (text.empty()) return {};
    made.push_back(std::move(text));
  }
  if (made.empty()) {
    refuse("@" + std::string(directive.name.text) + "(" + std::string(argument) +
               ":) needs one at least",
           value.offset);
  }
  return made;
}

bool binding::is_set(const language::directive_node& directive, std::string_view argument) {
  const language::argument_node* given = find_argument(directive, argument);
  if (given == nullptr) return false;
  if (given->value.kind == language::value_kind::boolean) return given->value.text == "true";
  refuse("@" + std::string(directive.name.text) + "(" + std::string(argument) +
             ":) must be true or false",
         given->value.offset);
  return false;
}

schema::authorization binding::authorization_of(applied_directives all, schema::place& at) {
  const language::directive_node* said = find_directive(all, authorize_name);
  if (said == nullptr) return {};
  at = said->offset;
  schema::authorization made{.needs = text_of(*said, "needs")};
  if (is_set(*said, "orNull")) made.otherwise = schema::when_denied::null_value;
  return made;
}

void binding::bind_access(type_definition& of, bool may_have_rows) {
  const std::string where = "type \"" + of.declared.name + "\"";
  for (const language::type_system_node* part : of.parts) {
    if (const auto* said = find_directive(part->directives, public_name)) {
      of.declared.is_public = true;
      of.declared.public_at = said->offset;
      if (!may_have_rows) {
        refuse("@public has no effect on " + where + ": no field reads its rows", said->offset);
      }
    }
    const auto* said = find_directive(part->directives, authorize_name);
    if (said == nullptr) continue;
    if (of.declared.authorized.is_needed()) {
      refuse(where + " needs two permissions; keep one @authorize", said->offset);
    }
    if (const auto* given = find_argument(*said, "orNull")) {
      refuse("@authorize(orNull:) has no effect on " + where +
                 ": say it of the fields that may be null",
             given->name.offset);
    }
    of.declared.authorized.needs = text_of(*said, "needs");
    of.declared.authorized_at = said->offset;
    said_.push_back({of.declared.name, said});
  }
}

}  // namespace fraiseql::frontend
