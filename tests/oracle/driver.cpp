// The engine's side of the comparison with graphql-js (compare.mjs): reads one JSON object a
// line, does what its "op" names and answers on one line. The specification alone applies:
// no limit of ours, at most 100 errors. What is no request of the comparison ends the
// program, so that a mistake in it cannot pass for agreement.
#include <cstdlib>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/limits.hpp"
#include "execution/example.hpp"
#include "execution/introspect.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/jsonb.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "language/parser.hpp"
#include "language/printer.hpp"
#include "schema/diff.hpp"
#include "schema/schema.hpp"
#include "validation/coercion.hpp"
#include "validation/validate.hpp"

namespace {

using namespace fraiseql;

constexpr std::size_t remembered_schemas = 300;

using errors = std::vector<graphql_error>;
using built_schema = frontend::schema_result;

[[noreturn]] void refuse(std::string_view why) {
  std::cerr << "oracle_driver: " << why << '\n';
  std::exit(2);
}

const std::string& text_of(const json::value& request, std::string_view member) {
  const json::value* found = request.find(member);
  const auto* text = found == nullptr ? nullptr : found->get<std::string>();
  if (text == nullptr) refuse("a request without " + std::string(member));
  return *text;
}

// Most requests are about a schema that another one was about.
const built_schema& schema_of(const std::string& text) {
  static std::unordered_map<std::string, built_schema> built;
  if (const auto found = built.find(text); found != built.end()) return found->second;
  if (built.size() >= remembered_schemas) built.clear();
  return built.emplace(text, frontend::build_schema(text)).first->second;
}

void write_errors(std::string& out, std::span<const graphql_error> found) {
  out += found.empty() ? R"("valid":true,"errors":[)" : R"("valid":false,"errors":[)";
  for (const graphql_error& error : found) {
    if (&error != found.data()) out += ',';
    out += R"({"message":)";
    json::write_string(out, error.message);
    out += R"(,"locations":[)";
    for (const source_location& at : error.locations) {
      if (&at != error.locations.data()) out += ',';
      out += R"({"line":)" + std::to_string(at.line) + R"(,"column":)" + std::to_string(at.column) +
             '}';
    }
    out += "]}";
  }
  out += ']';
}

std::string refused(std::span<const graphql_error> found) {
  std::string out;
  write_errors(out, found);
  return out;
}

std::string text_answer(std::string_view text) {
  std::string out = R"("text":)";
  json::write_string(out, text);
  return out;
}

std::string check(const json::value& request) {
  const built_schema& built = schema_of(text_of(request, "schema"));
  return built ? refused({}) : refused(built.error());
}

result<std::shared_ptr<const language::document>, errors> parse(const std::string& text) {
  auto parsed = language::parse(text, frontend::specification_limits);
  if (!parsed) return failed{errors{std::move(parsed).error()}};
  return std::make_shared<const language::document>(std::move(*parsed));
}

result<validation::validated_document, errors> prove(const json::value& request) {
  const built_schema& built = schema_of(text_of(request, "schema"));
  if (!built) return failed{built.error()};
  FRAISEQL_TRY(document, parse(text_of(request, "document")));
  return validation::validate(document, *built);
}

std::string validate_rule(const json::value& request) {
  const built_schema& built = schema_of(text_of(request, "schema"));
  if (!built) return refused(built.error());
  const auto document = parse(text_of(request, "document"));
  if (!document) return refused(document.error());
  return refused(validation::validate_rule(**document, **built, text_of(request, "rule")));
}

std::string validate(const json::value& request) {
  if (request.find("rule") != nullptr) return validate_rule(request);
  const auto proven = prove(request);
  return proven ? refused({}) : refused(proven.error());
}

std::string print_document(const json::value& request) {
  const auto document = parse(text_of(request, "document"));
  return document ? text_answer(language::print(**document)) : refused(document.error());
}

std::string print_schema(const json::value& request) {
  const built_schema& built = schema_of(text_of(request, "schema"));
  if (!built) return refused(built.error());
  const json::value* sort = request.find("sort");
  const bool sorted = sort != nullptr && *sort == json::value(true);
  std::string text =
      schema::print(**built, sorted ? schema::print_order::sorted : schema::print_order::declared);
  if (text.ends_with('\n')) text.pop_back();  // ours ends its last line
  return text_answer(text);
}

std::string introspect(const json::value& request) {
  const built_schema& built = schema_of(text_of(request, "schema"));
  if (!built) return refused(built.error());
  const std::string response = execution::introspect(**built);
  return response.substr(1, response.size() - 2);  // without its braces
}

std::string diff(const json::value& request) {
  // A copy: the second look may forget the first.
  const built_schema before = schema_of(text_of(request, "old"));
  const built_schema& after = schema_of(text_of(request, "new"));
  if (!before) return refused(before.error());
  if (!after) return refused(after.error());
  json::array changes;
  for (const schema::schema_change& change : schema::compare(**before, **after)) {
    const bool breaking = change.severity == schema::severity::breaking;
    changes.push_back(json::object{{"kind", change.kind},
                                   {"severity", breaking ? "breaking" : "dangerous"},
                                   {"coordinate", change.coordinate}});
  }
  return R"("changes":)" + json::to_text(json::value(std::move(changes)));
}

std::string coerce(const json::value& request) {
  const auto proven = prove(request);
  if (!proven) return refused(proven.error());
  const json::value* given = request.find("variables");
  if (given == nullptr) refuse("a request without variables");
  const language::operation_node& operation = *proven->document().operations().front();
  const auto variables = validation::coerce_variables(*proven, operation, *given);
  if (!variables) return refused(variables.error());
  json::object coerced;
  for (std::size_t i = 0; i < variables->size(); ++i) {
    if (const auto& value = (*variables)[i]) {
      coerced.emplace_back(operation.variables[i].name.text, *value);
    }
  }
  return refused({}) + R"(,"data":)" + json::to_text(json::value(std::move(coerced)));
}

constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
constexpr limits no_limits = {.document_bytes = unlimited,
                              .tokens = unlimited,
                              .syntax_depth = frontend::specification_limits.syntax_depth,
                              .depth = unlimited,
                              .aliases = unlimited,
                              .root_fields = unlimited,
                              .mutations = unlimited,
                              .directives = unlimited,
                              .cost = unlimited,
                              .introspection_bytes = unlimited};

// A root field's document is the member of its name, or the constants where the request has none.
execution::example_source source_of(const json::value& request) {
  if (request.find("documents") == nullptr) {
    return execution::examples(execution::example_values::constants);
  }
  auto documents = json::read(text_of(request, "documents"));
  if (!documents) refuse(documents.error().message + " in documents");
  return [documents = std::move(*documents)](const auto&, const validation::selected_field& field) {
    const json::value* found = documents.find(field.definition->name);
    return std::optional(found == nullptr ? "null" : json::to_jsonb_text(*found));
  };
}

// A request that came `before` with other variables leaves what was prepared for it.
std::string execute(const json::value& request) {
  const built_schema& built = schema_of(text_of(request, "schema"));
  if (!built) return refused(built.error());
  execution::example_executor executor(*built, source_of(request), no_limits);
  execution::request asked{.document = text_of(request, "document")};
  if (request.find("operationName") != nullptr) {
    asked.operation_name = text_of(request, "operationName");
  }
  execution::response response;
  for (const std::string_view variables : {"before", "variables"}) {
    const json::value* given = request.find(variables);
    asked.variables = given == nullptr ? json::null{} : *given;
    if (given != nullptr || variables == "variables") response = executor.execute(asked);
  }
  std::string out = response.was_executed ? R"("valid":true,"body":)" : R"("valid":false,"body":)";
  json::write_string(out, response.body);
  return out;
}

using operation = std::string (*)(const json::value&);
constexpr std::pair<std::string_view, operation> operations[] = {
    {"validate", validate},
    {"check", check},
    {"print_document", print_document},
    {"print_schema", print_schema},
    {"introspect", introspect},
    {"diff", diff},
    {"coerce", coerce},
    {"execute", execute},
};

std::string answer(const std::string& line) {
  const auto request = json::read(line, {.max_depth = 1000});
  if (!request) refuse(request.error().message + " in " + line);
  const std::string& wanted = text_of(*request, "op");
  for (const auto& [name, run] : operations) {
    if (name == wanted) return run(*request);
  }
  refuse("no operation " + wanted);
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << '{' << answer(line) << "}\n";
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
}
