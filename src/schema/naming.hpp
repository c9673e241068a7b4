// naming: how things are spelled in the database where nobody says otherwise.
//
// The same for every front-end, and for the text that says a schema's binding: what is as these
// functions have it needs no words. docs/api/directives.md has the rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/type.hpp"

namespace fraiseql::schema {

// The stored key that says of which type a value of an interface or union is.
inline constexpr const char* default_discriminator = "type";

// The relation of a type: `BlogPost` -> `tv_blog_post`, in schema public.
relation default_relation(std::string_view type);

// Whether the name of a relation or function is "name" or "schema.name".
bool is_qualified_name(std::string_view name);

// "tv_post" or "blog.tv_post", the first in schema public. Needs a qualified name.
relation to_relation(std::string_view name);

// The other way: the schema stands before the name where it is not public.
std::string to_text(const relation& relation);

// The stored key of a field, or an input field's parameter without p_: `createdAt` ->
// `created_at`; a name without capitals (`dns_1`) is its own key. Nothing where capitals stand side
// by side (`htmlURL`) or first: there the name does not tell the words apart.
std::optional<std::string> default_stored_key(std::string_view field);

// The spelling of an enumeration's value: `IN_REVIEW` -> `in_review`; a name that has small
// letters is spelled as it is.
std::string default_stored_value(std::string_view value);

}  // namespace fraiseql::schema
