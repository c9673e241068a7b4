// The scalar types that C++ has no word for.
//
// Each is the text GraphQL clients send and receive; the checks are the schema's, which
// knows what every scalar may hold.
#pragma once

#include <string>

namespace fraiseql::api {

// GraphQL's ID; a uuid where a relation has it as its key.
struct id {
  std::string text = {};
  friend bool operator==(const id&, const id&) = default;
};

struct uuid {
  std::string text = {};
  friend bool operator==(const uuid&, const uuid&) = default;
};

// An instant, in GraphQL a DateTime: RFC 3339.
struct timestamp {
  std::string text = {};
  friend bool operator==(const timestamp&, const timestamp&) = default;
};

// A number of any precision; no digit is lost.
struct decimal {
  std::string text = {};
  friend bool operator==(const decimal&, const decimal&) = default;
};

// Any JSON document.
struct json {
  std::string text = {};
  friend bool operator==(const json&, const json&) = default;
};

}  // namespace fraiseql::api
