// The scalar types that C++ has no word for, and `scalar`, which makes a scalar of a type of
// the program's own.
//
// Each of ours but `vector` is the text GraphQL clients send and receive; the checks are the
// schema's, which knows what every scalar may hold.
#pragma once

#include <string>
#include <vector>

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

struct date {
  std::string text = {};
  friend bool operator==(const date&, const date&) = default;
};

// A time of day.
struct time {
  std::string text = {};
  friend bool operator==(const time&, const time&) = default;
};

struct duration {
  std::string text = {};
  friend bool operator==(const duration&, const duration&) = default;
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

struct email_address {
  std::string text = {};
  friend bool operator==(const email_address&, const email_address&) = default;
};

struct url {
  std::string text = {};
  friend bool operator==(const url&, const url&) = default;
};

struct ip_address {
  std::string text = {};
  friend bool operator==(const ip_address&, const ip_address&) = default;
};

struct cidr {
  std::string text = {};
  friend bool operator==(const cidr&, const cidr&) = default;
};

struct mac_address {
  std::string text = {};
  friend bool operator==(const mac_address&, const mac_address&) = default;
};

struct ltree {
  std::string text = {};
  friend bool operator==(const ltree&, const ltree&) = default;
};

// Of single precision, in GraphQL a Vector: a list of 1 to 16,000 finite numbers.
struct vector {
  std::vector<float> numbers = {};
  friend bool operator==(const vector&, const vector&) = default;
};

struct date_range {
  std::string text = {};
  friend bool operator==(const date_range&, const date_range&) = default;
};

struct int_range {
  std::string text = {};
  friend bool operator==(const int_range&, const int_range&) = default;
};

struct big_int_range {
  std::string text = {};
  friend bool operator==(const big_int_range&, const big_int_range&) = default;
};

struct decimal_range {
  std::string text = {};
  friend bool operator==(const decimal_range&, const decimal_range&) = default;
};

// Of instants, in GraphQL a DateTimeRange.
struct timestamp_range {
  std::string text = {};
  friend bool operator==(const timestamp_range&, const timestamp_range&) = default;
};

// Specialise it to make a type of your own a scalar, before a struct has such a member:
//
//   template <>
//   struct fraiseql::scalar<Money> {
//     static constexpr const char* name = "Money";
//     static Money read(std::string_view text);      // throws for what is no Money
//     static std::string write(const Money& value);  // what clients and the database see
//   };
//
// `description` and `specified_by` (an address) may stand beside `name`.
template <class T>
struct scalar;

}  // namespace fraiseql::api
