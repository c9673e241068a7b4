// catalogue_parts: what the look at the catalogue asks of each relation and function that is
// needed, and what it makes of the answers. Private to the room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postgres/catalogue.hpp"
#include "postgres/group.hpp"

namespace fraiseql::postgres {

enum class named_thing { relation, function, search_configuration };

// A name that does not exist, so that the nearest one that does is worth looking for.
struct unknown_name {
  std::size_t missing = 0;  // the number of the message that says so
  named_thing kind = named_thing::relation;
  std::string schema;
  std::string name;
};

struct findings {
  std::vector<postgres::missing> missing;
  std::vector<unknown_name> unknown;
  plan::catalogue found;
};

// "tv_note", "app.tv_note"
std::string qualified(const std::string& schema, const std::string& name);

std::string as_text(const rows& found, std::size_t row, std::size_t column);
// Of a boolean as text.
bool is_true(const rows& found, std::size_t row, std::size_t column);

command look_up(const char* query, const std::vector<std::string>& texts);

command look_up(const required_relation& needed);
void look_at(const required_relation& needed, const rows& found, findings& into);

command look_up(const required_function& needed);
void look_at(const required_function& needed, const rows& found, findings& into);

command look_up(const required_extension& needed);
void look_at(const required_extension& needed, const rows& found, findings& into);

// row_security.cpp: who could read past the policies.
// A JSON list of the roles of requests.
std::string names_of_roles(const requirements& needed);
command look_up_roles(const requirements& needed);
// Whether that server, by its server_version_num, may take a plan that was made for one role for
// another's (CVE-2024-10976).
bool confuses_roles(int server_version_num);
void look_at_roles(const rows& found, findings& into);
command look_up_owners(const requirements& needed);
void look_at_owners(const rows& found, findings& into);

// found_constraints.cpp: the constraints that have words for clients.
struct constraint_comment {
  std::string message;
  std::string argument;
};
// nullopt: it does not say them.
std::optional<constraint_comment> read_constraint_comment(std::string_view comment);
command look_up_constraints();
void look_at_constraints(const rows& found, findings& into);

}  // namespace fraiseql::postgres
