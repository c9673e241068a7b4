// What is said of the database's constraints: each once, with a message, and of an argument that
// some call has. Whether the database has the constraint, only the database knows: it may have come
// with a migration that is still to run.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

// The names of the fields of all inputs that mutations take.
std::vector<std::string_view> input_names_of(const type* mutations) {
  std::set<std::string_view> names;
  if (mutations == nullptr) return {};
  for (const field& one : mutations->fields) {
    const input_value* input = one.find_argument("input");
    if (input == nullptr || input->type.named == nullptr) continue;
    for (const input_value& part : input->type.named->input_fields) names.insert(part.name);
  }
  return {names.begin(), names.end()};
}

std::string wrong_text(const constraint_declaration& one) {
  const std::string subject = "the constraint \"" + one.name + "\"";
  if (!is_utf8(one.name)) return "a constraint is given a name that is not UTF-8";
  if (one.name.empty()) return "a constraint is declared without its name";
  if (one.message.empty()) return subject + " is declared without a message";
  if (!is_utf8(one.message)) return subject + " is given a message that is not UTF-8";
  return {};
}

}  // namespace

void assembly::add_constraints() {
  const std::vector<std::string_view> names = input_names_of(find("Mutation"));
  std::set<std::string_view> seen;
  for (const constraint_declaration& one : from_.constraints_) {
    const std::string subject = "the constraint \"" + one.name + "\"";
    if (std::string wrong = wrong_text(one); !wrong.empty()) {
      error(std::move(wrong), one.origin, places_of(one.at));
    } else if (!seen.insert(one.name).second) {
      error(subject + " is declared twice; keep one", one.origin, places_of(one.at));
    } else if (!one.argument.empty() && std::ranges::find(names, one.argument) == names.end()) {
      error(subject + " is about the argument \"" + one.argument +
                "\", which no input of a mutation has" + did_you_mean(one.argument, names),
            one.origin, places_of(one.argument_at));
    } else {
      made_->constraints_.push_back({one.name, one.message, one.argument});
    }
  }
}

}  // namespace fraiseql::schema
