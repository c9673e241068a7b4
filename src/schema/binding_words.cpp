#include "schema/binding_words.hpp"

#include "language/printer.hpp"
#include "schema/literal.hpp"
#include "schema/naming.hpp"

namespace fraiseql::schema {
namespace {

std::string string_literal(std::string_view text) {
  language::value_node literal;
  literal.kind = language::value_kind::string;
  literal.text = text;
  return language::print(literal);
}

std::string stored_as(std::string_view text) {
  return " @stored(as: " + string_literal(text) + ")";
}

// `on: [{ field: "authorId", equals: "id" }]`, or nothing of a root field.
std::string pairs_of(const field& of) {
  std::string pairs;
  for (const field_match& one : of.relates_by()) {
    pairs += pairs.empty() ? "on: [" : ", ";
    pairs += "{ field: " + string_literal(one.theirs->name) +
             ", equals: " + string_literal(one.ours->name) + " }";
  }
  return pairs.empty() ? pairs : pairs + "]";
}

std::string words_of(const find_binding& find, const field& of) {
  std::string arguments;
  const auto add = [&](const std::string& one) {
    if (!one.empty()) arguments += (arguments.empty() ? "" : ", ") + one;
  };
  add(pairs_of(of));
  const auto usual = find.is_connection ? maximum_of_connection : maximum_of_list;
  // Who streams says it in any case.
  if (find.maximum_limit != usual || find.is_streamed) {
    add("maxLimit: " + std::to_string(find.maximum_limit));
  }
  if (find.is_streamed) add("streamed: true");
  if (find.is_aggregated) add("aggregated: true");
  if (!find.where.is_null()) {
    add("where: " + literal_text(find.where, of.find_argument("where")->type));
  }
  const input_value& order = *of.find_argument("orderBy");
  if (order.default_value) add("orderBy: " + order.default_text);
  return arguments.empty() ? " @find" : " @find(" + arguments + ")";
}

std::string words_of(const text_search& of) {
  std::string arguments;
  const auto add = [&](const char* name, const std::string& value) {
    arguments += (arguments.empty() ? "" : ", ") + std::string(name) + ": " + value;
  };
  std::string paths;
  for (const std::vector<const field*>& way : of.texts) {
    std::string path;
    for (const field* one : way) path += (path.empty() ? "" : ".") + one->name;
    paths += (paths.empty() ? "" : ", ") + string_literal(path);
  }
  if (!paths.empty()) add("fields", "[" + paths + "]");
  if (!of.column.empty()) add("column", string_literal(of.column));
  if (!of.configuration.empty()) add("configuration", string_literal(of.configuration));
  return " @search(" + arguments + ")";
}

std::string words_of(const authorization& of) {
  if (!of.is_needed()) return {};
  return " @authorize(needs: " + string_literal(of.needs) +
         (of.otherwise == when_denied::null_value ? ", orNull: true)" : ")");
}

std::string words_of(const field& of) {
  const field_binding& binding = of.binding;
  if (const auto* find = std::get_if<find_binding>(&binding)) return words_of(*find, of);
  if (std::holds_alternative<find_one_binding>(binding)) {
    return of.is_relation() ? " @findOne(" + pairs_of(of) + ")" : " @findOne";
  }
  if (const auto* call = std::get_if<call_binding>(&binding)) {
    return " @call(function: " +
           string_literal(to_text(relation{.schema = call->schema, .name = call->function})) +
           (call->is_retryable ? ", retryable: true)" : ")");
  }
  return {};
}

}  // namespace

binding_words::binding_words(const schema& of) : schema_(of), reached_(reachable_types(of)) {
  for (const type& owner : of.types()) {
    for (const field& one : owner.fields) {
      if (const auto* find = std::get_if<find_binding>(&one.binding)) read_.insert(find->rows);
      if (std::holds_alternative<find_one_binding>(one.binding)) read_.insert(one.type.named);
      if (std::holds_alternative<call_binding>(one.binding)) give_back(*one.type.named);
      for (const input_value& argument : one.arguments) {
        if (argument.role == input_role::call_input) pass(*argument.type.named);
      }
    }
  }
}

void binding_words::pass(const type& input) {
  if (!passed_.insert(&input).second) return;
  for (const input_value& one : input.input_fields) pass(*one.type.named);
}

void binding_words::give_back(const type& returned) {
  returned_.insert(&returned);
  returned_.insert(returned.possible_types.begin(), returned.possible_types.end());
}

std::optional<failure> binding_words::wrong() const {
  for (const type& one : schema_.types()) {
    if (one.kind == type_kind::scalar && one.rule != nullptr) {
      return failure{"no directive says the scalar \"" + one.name + "\", which a program defines"};
    }
    const bool is_root = &one == schema_.query_type() || &one == schema_.mutation_type();
    for (const field& part : one.fields) {
      const std::string where = "the field \"" + one.name + "." + part.name + "\"";
      if (part.native != nullptr) {
        return failure{"no directive says " + where + ", which a program works out"};
      }
      if (is_root && std::holds_alternative<std::monostate>(part.binding)) {
        return failure{where + " is bound to no database, so there is no directive to print"};
      }
    }
  }
  return std::nullopt;
}

bool binding_words::comes_by_itself(const type& one) {
  return one.is_derived || one.kind == type_kind::scalar;
}

bool binding_words::adds_arguments(const field& one) {
  return std::holds_alternative<find_binding>(one.binding) ||
         std::holds_alternative<find_one_binding>(one.binding);
}

std::string binding_words::of(const constraint& one) {
  std::string words = " @constraint(name: " + string_literal(one.name) +
                      ", message: " + string_literal(one.message);
  if (!one.argument.empty()) words += ", argument: " + string_literal(one.argument);
  return words + ")";
}

std::string binding_words::of(const session_setting& one) {
  return " @session(setting: " + string_literal(one.name) +
         ", claim: " + string_literal(one.claim) + ")";
}

std::string binding_words::of(const request_role& one) {
  std::string allowed;
  for (const std::string& name : one.allowed) {
    allowed += (allowed.empty() ? "" : ", ") + string_literal(name);
  }
  return " @role(claim: " + string_literal(one.claim) + ", allowed: [" + allowed +
         "], anonymous: " + string_literal(one.anonymous) + ")";
}

std::string binding_words::of(const type& one) const {
  std::string words;
  if (!reached_.contains(&one)) return words;
  const bool is_abstract = one.kind == type_kind::interface || one.kind == type_kind::union_of;
  if (is_abstract && one.discriminator != default_discriminator) {
    words += " @discriminator(key: " + string_literal(one.discriminator) + ")";
  }
  // What a function returns has rows only where that is said.
  const bool is_said =
      one.source &&
      (read_.contains(&one) ? *one.source != default_relation(one.name) : returned_.contains(&one));
  if (is_said) words += " @relation(name: " + string_literal(to_text(*one.source)) + ")";
  if (one.search) words += words_of(*one.search);
  if (one.is_public && (read_.contains(&one) || returned_.contains(&one))) words += " @public";
  return words + words_of(one.authorized);
}

std::string binding_words::of(const type& owner, const field& one) const {
  const bool is_bound = !std::holds_alternative<std::monostate>(one.binding);
  if (!is_bound && !reached_.contains(&owner)) return binding_of(owner, one);
  return binding_of(owner, one) + words_of(one.authorized);
}

std::string binding_words::binding_of(const type& owner, const field& one) const {
  if (!std::holds_alternative<std::monostate>(one.binding)) return words_of(one);
  const auto key = default_stored_key(one.name);
  if (!reached_.contains(&owner)) return key ? "" : stored_as(one.stored_key);
  std::string words;
  if (one.stored_key != key) words += stored_as(one.stored_key);
  const bool has_its_own =
      one.column == one.stored_key && (one.column == "id" || one.column == "identifier");
  if (!one.column.empty() && !has_its_own) {
    words += " @column(name: " + string_literal(one.column) + ")";
  }
  return words;
}

std::string binding_words::of(const type& owner, const enum_value& one) const {
  const std::string& stored = one.stored_text();
  const bool is_said = reached_.contains(&owner) && stored != default_stored_value(one.name);
  return is_said ? stored_as(stored) : "";
}

std::string binding_words::of(const type& owner, const input_value& one) const {
  const bool is_said = passed_.contains(&owner) && one.stored != default_stored_key(one.name);
  return is_said ? stored_as(one.stored) : "";
}

}  // namespace fraiseql::schema
