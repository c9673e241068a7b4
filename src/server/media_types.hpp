// media_types: what the headers Content-Type and Accept say (RFC 9110, 8.3 and 12.5.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fraiseql::server {

inline constexpr std::string_view graphql_response = "application/graphql-response+json";
inline constexpr std::string_view json_response = "application/json";

// What a client takes an answer in: one of the types by its name, or whatever comes.
enum class answer_type : std::uint8_t { graphql, json, any };

// Whether a content type is JSON in UTF-8; nothing else is read, so that a form of a
// foreign page can never be a request (CSRF).
bool is_json(std::string_view content_type);

// What the client takes, or nullopt where that is neither. Wanted alike, it is the one whose status
// says more; `any` where that one is not named.
std::optional<answer_type> negotiate(std::string_view accept);

}  // namespace fraiseql::server
