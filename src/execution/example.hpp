// example: answers without a database, for front ends that are written before the back end,
// and for comparing the engine with others.
//
// The values are documents like those of a read table, and go the same way: jsonb text
// through the plan's response shape. An example_executor serves a schema that only describes,
// whose root fields are bound to nothing (plan::example); example_answer shows the answer to
// any prepared request, for `explain`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "execution/prepare.hpp"
#include "execution/request.hpp"

namespace fraiseql::execution {

// Which values: the constants that the command line promises (docs/api/cli.md), or those with
// a valid text for each scalar that FraiseQL has a rule for.
enum class example_values : std::uint8_t { constants, realistic };

// The document of a root field, made as its selection needs it; nothing where it, or what is
// answered from it, would be longer than `most_bytes`. Every list has two items, nothing is
// null.
std::optional<std::string> example_document(const validation::selected_field& field,
                                            example_values values, std::size_t most_bytes);

// Gives a root field's document; nothing: too long.
using example_source =
    std::function<std::optional<std::string>(const validation::selected_field& field)>;

// The longest response, each document alone being no longer either.
inline constexpr std::size_t max_example_bytes = 16UL * 1024 * 1024;

// An executor whose data is made up. Belongs to one thread.
class example_executor {
 public:
  example_executor(std::shared_ptr<const schema::schema> schema, example_source source,
                   limits limits = {}, validation::validate_options validating = {});

  response execute(const request& request);

 private:
  preparer preparer_;
  example_source source_;
};

// The answer to a request for any schema, without running it: two rows of each list and of each
// page, a row of each look-up and call, and of what the program works out the value of its type.
response example_answer(const prepared_request& prepared, example_values values);

}  // namespace fraiseql::execution
