// Coerce the variables of a request (specification 6.1.2 "Coercing Variable Values").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "json/item.hpp"
#include "json/source.hpp"
#include "language/ast.hpp"
#include "schema/type.hpp"
#include "validation/validate.hpp"

namespace fraiseql::validation {

// What an operation declares of its variables, looked up once for all its requests. Borrows the
// document.
class declared_variables {
 public:
  declared_variables(const validated_document& document, const language::operation_node& operation);

  // The operation's variables from the request's `variables` (an object, or null where
  // absent). Unknown members are ignored, as the specification has it. Objects come out
  // with their fields in the order of their declaration, defaults filled in. Errors have
  // code BAD_USER_INPUT, the location of the variable's definition and a message that
  // names the variable and the path inside it: `variable "$input" got an invalid value at
  // "input.title": expected a non-null String`. Suggestions are shown as to validate().
  [[nodiscard]] result<json::variables, std::vector<graphql_error>> coerce(
      const json::item& variables) const;

  // Appends what of the variables changes the structure of an operation: null or not, the keys of
  // objects, the length of lists of objects, enumeration values, booleans, which values of a
  // connection's cursor are null; never the value of another scalar. Equal texts mean that one
  // prepared operation serves both; a variable that can change nothing is not in them.
  void write_structure(std::string& out, const json::variables& variables) const;

  // Values of the structures that most requests have, to make an operation before one came: of a
  // request that gives as little as it must, and of one that gives every scalar. None where what
  // must be given decides on the structure. Nothing else is right about the values.
  [[nodiscard]] std::vector<json::variables> stand_ins() const;

  // About what it takes in memory.
  [[nodiscard]] std::size_t weight() const;

 private:
  struct declaration {
    const language::variable_definition_node* node = nullptr;
    std::optional<schema::type_reference> type = {};  // nothing where no argument takes it
    std::optional<json::value> by_default = {};
    std::string bad_default = {};  // why it has none, though one is written
    bool is_cursor = false;
    bool has_fixed_structure = false;
  };

  [[nodiscard]] declaration declare(const language::variable_definition_node& variable) const;
  [[nodiscard]] std::optional<json::value> coerce_one(const declaration& variable,
                                                      const std::optional<json::item>& given,
                                                      std::vector<graphql_error>& into) const;

  const validated_document* document_;
  std::vector<declaration> declarations_;
};

// The same for one request.
result<json::variables, std::vector<graphql_error>> coerce_variables(
    const validated_document& document, const language::operation_node& operation,
    const json::item& variables);
std::string structure_of(const validated_document& document,
                         const language::operation_node& operation,
                         const json::variables& variables);

}  // namespace fraiseql::validation
