// Parts of a plan's text form, which takes two files. Private to the room.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plan/query_plan.hpp"

namespace fraiseql::plan {

std::string to_text(const location& place);
std::string relation_text(const schema::relation& relation);  // with its schema

// A line each, indented by so many spaces.
void append(std::string& out, const std::vector<match>& on, std::size_t indent);
void append(std::string& out, const conditions& all, std::size_t indent);
void append(std::string& out, const grouping& groups, std::size_t indent);

// From where its line goes on; what belongs to it is indented by two more.
void append_read(std::string& out, const read& read, std::size_t indent);

}  // namespace fraiseql::plan
