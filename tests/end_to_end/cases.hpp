// Cases of cases/*.json: a request and what must come back. A member "query" makes a
// GraphQL request (with "variables", "operationName"), "body" a raw one ("method",
// "path", "headers"); "status" is 200 unless said. "answer" is the exact body; "error" is
// the only error of the answer: its code, part of its message, all its locations and path;
// with a path, "data" is null unless said. A member "each" is a list of names: the case stands for
// one of each, with the name for every `<field>` in it.
#pragma once

#include <string>
#include <vector>

#include "json/value.hpp"
#include "support/http_client.hpp"

namespace fraiseql::testing {

// Every case of cases/`name`.json, in the order of the file.
std::vector<json::value> cases_of(const std::string& name);

http_request request_of(const json::value& the_case);

// Fails the running test where `response` is not what the case says.
void expect_answer(const json::value& the_case, const http_response& response);

// "code: message" of the errors in an answer's body, joined by "; ".
std::string errors_of(const std::string& body);

// The case's name, for test names.
std::string name_of(const json::value& the_case);

}  // namespace fraiseql::testing
