// native: what of an answer the program itself works out (schema/native.hpp), as a plan.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "json/source.hpp"
#include "schema/native.hpp"

namespace fraiseql::plan {

struct native_member;

// A value of an argument, to be put together when the variables are known.
struct native_value {
  std::variant<json::source, std::vector<native_value>, std::vector<native_member>> content;
};

struct native_member {
  std::string name;
  native_value value;
};

struct native_call {
  std::string name;  // "Post.excerpt", for explain
  std::shared_ptr<const schema::native_function> function;
  std::vector<native_member> arguments;
};

struct enrichment;

// How a value comes (transform/response_shape.hpp): as it is in a document, as a row of columns,
// as a connection of rows.
enum class value_form : std::uint8_t { document, row, connection };

// A value of the answer with something to work out inside: the objects it can be, told apart
// by the discriminator if that is not "". Lists around it are gone through.
struct enriched_value {
  std::string discriminator = {};
  std::vector<enrichment> possible;  // empty: nothing is to be done
  value_form form = value_form::document;
  std::uint8_t list_depth = 0;
  bool has_document = true;  // of rows: it stands before their columns
  bool is_backward = false;  // of a connection: the row too many is the first

  [[nodiscard]] bool is_empty() const { return possible.empty(); }
};

// A field of an object that a member function of the program works out: its value goes into
// the object's document, under a key of its own.
struct computation {
  std::string key;
  native_call call;
  enriched_value result;  // what is to be worked out inside its value
};

struct enrichment {
  std::string type_name = {};
  std::vector<computation> computed;
  std::vector<std::pair<std::string, enriched_value>> inside;    // by stored key
  std::vector<std::pair<std::uint32_t, enriched_value>> beside;  // by number of the column
};

}  // namespace fraiseql::plan
