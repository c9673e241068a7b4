// Text: letter case of names, UTF-8, the nearest of several names.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fraiseql {

// `created_at` -> `createdAt`; an underscore goes only where a lower-case letter
// follows, so `dns_1` stays `dns_1` and no two names of one case fall together.
std::string to_camel_case(std::string_view snake);

// `Note` -> `note`, `BlogPost` -> `blog_post`.
std::string to_snake_case(std::string_view pascal);

// Whether all of `text` is well-formed UTF-8 (Unicode 15, table 3-7).
bool is_utf8(std::string_view text);

// Whether `text` is a GraphQL Name: /[_A-Za-z][_0-9A-Za-z]*/.
bool is_name(std::string_view text);

// ASCII letters folded to lower case.
std::string to_lower(std::string_view text);

// The one of `known` that a person most likely meant by `given`, or "" if none is
// near (edit distance above two fifths of the length, transpositions count one).
std::string_view nearest(std::string_view given, std::span<const std::string_view> known);

// `; did you mean "title"?` or "", to append to a message.
std::string did_you_mean(std::string_view given, std::span<const std::string_view> known);

// Without the spaces and tabs around it.
std::string_view trimmed(std::string_view text);

// The part of `from` up to the separator, trimmed; both are taken away from it.
std::string_view take_part(std::string_view& from, char separator);

}  // namespace fraiseql
