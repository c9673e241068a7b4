// Any bytes as a document and, behind a NUL, the variables of a request for it, against a
// schema with something of everything. What is valid must become an operation or an error
// with words, twice the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"
#include "language/parser.hpp"
#include "validation/coercion.hpp"
#include "validation/cost.hpp"
#include "validation/operation.hpp"
#include "validation/validate.hpp"

namespace {

using namespace fraiseql;

constexpr std::string_view sdl = R"(
directive @tag(name: String! = "a", on: [Choice!]) repeatable on
  | QUERY | MUTATION | SUBSCRIPTION | FIELD | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT
  | VARIABLE_DEFINITION
type Query {
  node(id: ID!): Node
  find(by: By!, filter: Filter = { and: [{ n: 1 }] }, first: Int = 10): [Thing!]!
  one(choice: Choice, ids: [[Int!]]): Other
  any(value: Any): Any
}
type Mutation { make(input: Filter!, flag: Boolean = true): Note }
type Subscription { note(id: ID): Note }
interface Node { id: ID! }
interface Named implements Node { id: ID! name(upper: Boolean = false): String }
type Note implements Node & Named { id: ID! name(upper: Boolean = false): String tags: [String!] other: Other }
type Other implements Node { id: ID! n: Int! x: Float notes(first: Int): [Note!]! self: Other }
union Thing = Note | Other
enum Choice { RED GREEN BLUE @deprecated }
input By @oneOf { id: ID name: String at: Point }
input Point { x: Int! y: Int! = 2 }
input Filter { and: [Filter!] not: Filter n: Int s: String f: Float b: Boolean c: Choice = RED p: [Point] }
scalar Any
)";

std::shared_ptr<const schema::schema> make_schema() {
  const auto made = frontend::build_schema(sdl);
  if (!made) std::abort();
  return *made;
}

// What becomes of one operation: its text, or the first error's.
std::string outcome(const validation::validated_document& document,
                    const language::operation_node& node, const json::value& given) {
  const auto variables = validation::coerce_variables(document, node, given);
  if (!variables) return variables.error().front().message;
  const auto made = validation::make_operation(document, node, *variables, {});
  if (!made) return made.error().front().message;
  const auto cost = validation::check_cost(*made, *variables, {});
  if (!cost) return cost.error().front().message;
  return validation::structure_of(document, node, *variables) + validation::to_text(*made);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::shared_ptr<const schema::schema> schema = make_schema();
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t end = text.find('\0');
  auto parsed = language::parse(text.substr(0, end));
  if (!parsed) return 0;
  const auto document = std::make_shared<const language::document>(std::move(*parsed));
  const auto proven = validation::validate(document, schema, {});
  if (!proven) {
    if (proven.error().empty()) std::abort();
    return 0;
  }
  auto variables = json::read(end == std::string_view::npos ? "{}" : text.substr(end + 1));
  if (!variables) variables = json::value(json::object{});
  for (const language::operation_node* node : document->operations()) {
    const std::string once = outcome(*proven, *node, *variables);
    if (once.empty() || once != outcome(*proven, *node, *variables)) std::abort();
  }
  return 0;
}
