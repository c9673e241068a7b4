// explain: a statement that asks PostgreSQL how it would carry out another one.
#pragma once

#include <cstdint>

#include "sql/statement.hpp"

namespace fraiseql::sql {

enum class explain_form : std::uint8_t { text, json };

// Whether the statement is only planned, or carried out as well, for times, rows and buffers.
enum class explain_depth : std::uint8_t { plan, analysis };

struct explain_options {
  explain_depth depth = explain_depth::plan;
  explain_form form = explain_form::text;
};

// It has the parameters of the other one, so it is planned with the values of a request.
statement explained(const statement& of, explain_options options);

}  // namespace fraiseql::sql
