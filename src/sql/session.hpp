// session: what a connection is told before and after the statements of a request.
//
// Whatever a transaction depends on is said again in each, since a function may have left something
// else behind; what holds for the transaction alone ends with it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sql/statement.hpp"

namespace fraiseql::sql {

// Of the framework, for functions that write: the request's id.
inline constexpr std::string_view request_id_setting = "fraiseql.request_id";
// The role is a setting like others; "none" is that of the connection.
inline constexpr std::string_view role_setting = "role";
inline constexpr std::string_view no_role = "none";

// Sets them for the transaction: a text parameter each, in their order. Needs one or more.
statement tell_session(const std::vector<std::string>& settings);

using setting_value = std::pair<std::string, std::string>;

// Sets them for good.
statement set_up_session(const std::vector<setting_value>& settings);

// Undoes what a function may have left: settings, the role, locks, tables, cursors, channels. Then
// the session is as set_up_session() made it. Statements without parameters.
std::vector<statement> clean_session(const std::vector<setting_value>& settings);

// A text as a parameter.
parameter text_parameter(std::string text);

}  // namespace fraiseql::sql
