// statement: SQL text and what its parameters are; parameters: their values for one
// execution, encoded as PostgreSQL takes them.
//
// The text is made once per prepared operation and shared; the values travel beside it.
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/container/string.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "json/source.hpp"
#include "plan/query_plan.hpp"

namespace fraiseql::sql {

struct statement {
  std::string text;
  std::vector<plan::operand> parameters = {};
  // It only reads its one parameter, a pattern: an error of it is the client's.
  bool is_check = false;
  // What was given and need not be sent, but must be right.
  std::vector<plan::operand> unused = {};
  // It calls a function of the author's, which may leave things behind on the connection.
  bool is_call = false;
  // Of a look-up whose key two texts of which are equal only if their bytes are: the same for many
  // keys. Its one parameter is all of them (all_of), its first column the row's key as text, behind
  // which stand the columns. nullptr: there is none.
  std::shared_ptr<const statement> of_many = {};
};

// Bytes of a value. A key, such as the 16 bytes of a uuid, needs no memory of its own.
using octets = boost::container::string;

// One value as the wire takes it. `oid` is the type's in pg_type.dat; `is_binary` says
// whether `bytes` are in its binary form (else its text form); nullopt is NULL.
struct parameter {
  std::uint32_t oid = 25;
  bool is_binary = false;
  std::optional<octets> bytes = {};
};
using parameters = boost::container::small_vector<parameter, 1>;

// Whether a function is called whenever the statements run, or only where a key was claimed in
// front of them (idempotency.hpp).
enum class call_form : std::uint8_t { plain, idempotent };

// The statements of one root field, to be sent in this order in one group: a read is one
// behind a check for each pattern in it, a call is the function's and the read-back's,
// `__typename` has none. An idempotent call always has a read-back, the last of them: of a value
// that is answered as it is, this gives it.
std::vector<statement> compile(const plan::step& step, call_form form = call_form::plain);

// The values for one execution. What does not fit its type is BAD_USER_INPUT and names
// the argument: `note(id:) is not a UUID: "abc"`.
result<parameters, graphql_error> bind(const statement& statement,
                                       const json::variables& variables);
// The same into `bound`, which is empty.
result<done, graphql_error> bind(const statement& statement, const json::variables& variables,
                                 parameters& bound);

// The oid and the encoding of one value; a null or absent one is NULL.
result<parameter, graphql_error> encode(const plan::operand& operand, const json::value* value);

// By this word in its detail, an error of SQLSTATE 22P02 is the read-back of a call
// saying that the row is not there (compile.cpp).
inline constexpr std::string_view no_row_sqlstate = "22P02";
inline constexpr std::string_view no_row_token = "fraiseql_no_row";

}  // namespace fraiseql::sql
