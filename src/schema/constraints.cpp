// What is said of the database's constraints: each once, with a message, and of an argument that
// some call has. Whether the database has the constraint, only the database knows: it may have come
// with a migration that is still to run.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

// The names of the fields of all inputs that mutations take, and of the objects inside of them.
std::vector<std::string_view> input_names_of(const type* mutations) {
  if (mutations == nullptr) return {};
  std::vector<const type*> inputs;
  const auto add = [&](const type* input) {
    const bool is_object = input != nullptr && input->kind == type_kind::input_object;
    if (is_object && std::ranges::find(inputs, input) == inputs.end()) inputs.push_back(input);
  };
  for (const field& one : mutations->fields) {
    const input_value* input = one.find_argument("input");
    if (input != nullptr) add(input->type.named);
  }
  std::set<std::string_view> names;
  for (std::size_t at = 0; at < inputs.size(); ++at) {
    for (const input_value& part : inputs[at]->input_fields) {
      names.insert(part.name);
      add(part.type.named);
    }
  }
  return {names.begin(), names.end()};
}

// Of `changes.email` the last: that there is such a way is seen where it is looked for.
std::string_view last_of(std::string_view argument) {
  return argument.substr(argument.rfind('.') + 1);
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
    } else if (!one.argument.empty() &&
               std::ranges::find(names, last_of(one.argument)) == names.end()) {
      error(subject + " is about the argument \"" + one.argument +
                "\", which no input of a mutation has" + did_you_mean(one.argument, names),
            one.origin, places_of(one.argument_at));
    } else {
      made_->constraints_.push_back({one.name, one.message, one.argument});
    }
  }
}

}  // namespace fraiseql::schema
