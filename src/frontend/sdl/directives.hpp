// directives: the directives of ours that a text may use, by name and as definitions
// (docs/api/directives.md). Private to the front-end.
#pragma once

#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "language/document.hpp"

namespace fraiseql::frontend {

using applied_directives = std::span<const language::directive_node>;

inline constexpr std::string_view find_name = "find";
inline constexpr std::string_view find_one_name = "findOne";
inline constexpr std::string_view call_name = "call";
inline constexpr std::string_view relation_name = "relation";
inline constexpr std::string_view stored_name = "stored";
inline constexpr std::string_view column_name = "column";
inline constexpr std::string_view discriminator_name = "discriminator";
inline constexpr std::string_view constraint_name = "constraint";
inline constexpr std::string_view session_name = "session";
inline constexpr std::string_view role_name = "role";
inline constexpr std::string_view public_name = "public";
inline constexpr std::string_view authorize_name = "authorize";
inline constexpr std::string_view search_name = "search";

inline constexpr std::array directive_names = {
    find_name,   find_one_name,      call_name,       relation_name, stored_name,
    column_name, discriminator_name, constraint_name, session_name,  role_name,
    public_name, authorize_name,     search_name};

// The first of that name, or nullptr.
const language::directive_node* find_directive(applied_directives all, std::string_view name);

// The argument of that name, or nullptr.
const language::argument_node* find_argument(const language::directive_node& of,
                                             std::string_view name);

// Whether a directive of that name is one of ours.
bool is_ours(std::string_view name);

// What is before "Connection" in the name, or "".
std::string_view rows_of_connection(std::string_view name);

// The types that @find makes of those which the document defines, as its fields name them.
std::set<std::string_view> connections_of(const language::document& document);

// Whether the document uses one of ours, or one that is spelled nearly so, which it does not
// define.
bool uses_directives(const language::document& document);

}  // namespace fraiseql::frontend
