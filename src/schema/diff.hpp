// What a client may notice when one schema takes the place of another: the changes that
// graphql-js's findBreakingChanges and findDangerousChanges name. Changes that no client
// can notice (a new type, a new field, another description) are left out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace fraiseql::schema {

// A breaking change makes a valid operation invalid; a dangerous one may surprise a client
// whose operations stay valid.
enum class severity : std::uint8_t { breaking, dangerous };

struct schema_change {
  enum severity severity = severity::breaking;
  std::string kind;        // graphql-js's name of it: "FIELD_REMOVED"
  std::string coordinate;  // of what changed: "Note.title", "Query.notes(limit:)", "@tag"
  std::string message;
};

// All of them: first of types, in the order of `before`, then of directives. What was removed
// stands before what changed, and that before what was added.
std::vector<schema_change> compare(const schema& before, const schema& after);

}  // namespace fraiseql::schema
