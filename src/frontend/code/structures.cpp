// Members become fields with their names in camel case and the spelling of the source as
// the stored key. A struct is declared before the structs inside it, so that the schema
// reads from the outside in.
#include "frontend/code/structures.hpp"

#include <span>
#include <utility>

#include "base/text.hpp"

namespace fraiseql::frontend {
namespace {

namespace tables = api::detail;

std::string origin_of(const tables::structure& of) { return std::string("struct ") + of.path; }

std::span<const tables::member> members_of(const tables::structure& of) {
  return {of.members, of.size};
}

schema::type_use use_of(const tables::member_type& type) {
  return {.name = type.object != nullptr ? type.object().name : type.scalar,
          .list_depth = type.list_depth,
          .non_null = type.non_null};
}

}  // namespace

bool structures::claim_name(const tables::structure& claimed, use used_as) {
  const auto [found, is_new] = claims_.try_emplace(claimed.name, claim{&claimed, used_as});
  if (is_new) return true;
  const claim& earlier = found->second;
  const std::string name = claimed.name;
  if (earlier.owner != &claimed) {
    builder_.add_error({.message = "type \"" + name + "\" is the name of two structs, " +
                                   earlier.owner->path + " and " + claimed.path +
                                   "; rename one of them",
                        .origin = origin_of(claimed)});
  } else if (earlier.used_as != used_as) {
    builder_.add_error({.message = "type \"" + name +
                                   "\" is used both as an object and as an input; make a struct "
                                   "of its own for the input",
                        .origin = origin_of(claimed)});
  }
  return false;
}

void structures::add_object(const tables::structure& object) {
  if (!claim_name(object, use::object)) return;
  schema::type_declaration declaration{
      .kind = schema::type_kind::object, .name = object.name, .origin = origin_of(object)};
  if (read_.contains(&object)) {
    declaration.source = schema::relation{.name = "tv_" + to_snake_case(object.name)};
  }
  for (const tables::member& member : members_of(object)) {
    declaration.fields.push_back({.name = to_camel_case(member.name),
                                  .type = use_of(member.type),
                                  .stored_key = member.name});
  }
  builder_.add(std::move(declaration));
  for (const tables::member& member : members_of(object)) {
    if (member.type.object != nullptr) add_object(member.type.object());
  }
}

void structures::add_input(const tables::structure& input) {
  if (!claim_name(input, use::input)) return;
  schema::type_declaration declaration{
      .kind = schema::type_kind::input_object, .name = input.name, .origin = origin_of(input)};
  for (const tables::member& member : members_of(input)) {
    declaration.input_fields.push_back(
        {.name = to_camel_case(member.name), .type = use_of(member.type), .stored = member.name});
  }
  builder_.add(std::move(declaration));
  for (const tables::member& member : members_of(input)) {
    if (member.type.object != nullptr) add_input(member.type.object());
  }
}

}  // namespace fraiseql::frontend
