// example: answers without a database, for front ends that are written before the back end,
// and for comparing the engine with others.
//
// The values are documents like those of a read table, and go the same way: jsonb text, in rows,
// through the plan's response shape. An example_executor serves any schema, one that only describes
// or one that is bound to a database; example_answer shows the answer to a prepared request, for
// `explain`.
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

// Which values for the scalars that a schema only names: the constant that the command line
// promises (docs/api/cli.md), or what is valid for the scalar of FraiseQL that has the name.
// Scalars that the schema knows have a valid value in any case.
enum class example_values : std::uint8_t { constants, realistic };

// Gives a root field's whole value as one document; nothing: too long. The value is laid out as one
// inside of a document is, also where it comes in rows: of many a list, a connection as its shape
// says.
using example_source = std::function<std::optional<std::string>(
    const transform::response_shape& shape, const validation::selected_field& field)>;

// The longest response, each document alone being no longer either.
inline constexpr std::size_t max_example_bytes = 16UL * 1024 * 1024;

// Documents made as the selection needs them, none of them, and nothing that is answered from one,
// longer than `most_bytes`. Every list and every page has two items, nothing is null.
example_source examples(example_values values, std::size_t most_bytes = max_example_bytes);

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

// The answer to a request with examples, without running it.
response example_answer(const prepared_request& prepared, example_values values);

}  // namespace fraiseql::execution
