// Random operations, and which of them may be done. The generator writes down what it asks for
// while it writes an operation, so it is a slow twin of validation/authorize.cpp that knows neither
// the expanded operation nor the arguments made of its literals.
#include <gtest/gtest.h>

#include <random>

#include "execution/authorization_cases.hpp"

namespace fraiseql::execution {
namespace {

using schema::type;
using schema::type_kind;

// What is asked for at a path, and what is asked for below it.
struct asked_for {
  std::string path = {};
  std::map<std::string, const schema::authorization*> field = {};  // by what it is said of
  std::map<std::string, const schema::authorization*> rest = {};   // types, filters, orders
  std::vector<asked_for> below = {};
};
using needs = std::map<std::string, const schema::authorization*>;

void add_type(needs& to, const type& of) {
  if (of.authorized.is_needed()) to[of.name] = &of.authorized;
  for (const auto& one : of.interfaces) {
    if (one.named->authorized.is_needed()) to[one.named->name] = &one.named->authorized;
  }
}

void add_field(needs& to, const type& of, const std::string& name) {
  const schema::field* field = of.find_field(name);
  if (field != nullptr && field->authorized.is_needed()) {
    to[of.name + "." + name] = &field->authorized;
  }
  for (const auto& one : of.interfaces) add_field(to, *one.named, name);
}

// Of each object that a value of the type can be.
template <class Use>
void each_possible(const type& of, Use use) {
  use(of);
  if (of.kind == type_kind::object) return;
  for (const type* one : of.possible_types) use(*one);
}

void add_compared(needs& to, const type& of, const std::string& name) {
  add_field(to, of, name);
  if (of.kind == type_kind::object) return;
  each_possible(of, [&](const type& one) {
    add_type(to, one);
    add_field(to, one, name);
  });
}

const type& rows_of(const schema::field& field) {
  const auto* find = std::get_if<schema::find_binding>(&field.binding);
  return find == nullptr ? *field.type.named : *find->rows;
}

class generator {
 public:
  generator(const schema::schema& of, std::uint32_t seed) : schema_(of), random_(seed) {}

  std::string write(asked_for& into) {
    const bool mutates = chance(20);
    const type& root = mutates ? *schema_.mutation_type() : *schema_.query_type();
    return (mutates ? "mutation " : "query ") + selection(root, into, 4);
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  bool chance(std::size_t percent) { return below(100) < percent; }

  std::string selection(const type& object, asked_for& into, int depth) {
    std::string text = "{";
    const std::size_t count = 1 + below(3);
    for (std::size_t i = 0; i < count; ++i) {
      const schema::field& field = object.fields[below(object.fields.size())];
      if (field.type.named->is_composite() && depth == 0) continue;
      const std::string alias = "a" + std::to_string(++aliases_);
      asked_for made{.path = into.path.empty() ? alias : into.path + "." + alias};
      add_field(made.field, object, field.name);
      text += " " + alias + ": " + field.name + any_field(field, made, depth - 1);
      into.below.push_back(std::move(made));
    }
    return text + " __typename }";
  }

  std::string any_field(const schema::field& field, asked_for& into, int depth) {
    const auto* find = std::get_if<schema::find_binding>(&field.binding);
    bool is_ordered = false;
    std::string arguments = arguments_of(field, into.rest, is_ordered);
    if (find != nullptr && find->is_connection) {
      return arguments + connection(field, into, depth, is_ordered);
    }
    if (!field.type.named->is_composite()) return arguments;
    add_type(into.rest, *field.type.named);
    return arguments + of_value(*field.type.named, into, into, depth);
  }

  // What is selected of an object, or of one of several. What it is of is asked for at `at`.
  std::string of_value(const type& named, asked_for& at, asked_for& into, int depth) {
    if (named.kind == type_kind::object) return selection(named, into, depth);
    std::string text = " {";
    for (const type* one : named.possible_types) {
      if (!chance(40)) continue;
      add_type(at.rest, *one);
      text += " ... on " + one->name + " " + selection(*one, into, depth);
    }
    if (text == " {" || chance(20)) {
      for (const type* one : named.possible_types) add_type(at.rest, *one);
      text += " __typename";
    }
    return text + " }";
  }

  std::string connection(const schema::field& field, asked_for& into, int depth, bool is_ordered) {
    const type& rows = rows_of(field);
    each_possible(rows, [&](const type& one) { add_type(into.rest, one); });
    const auto cursors = [&] {
      const auto& order = field.find_argument("orderBy")->default_value;
      if (is_ordered || !order) return;
      for (const json::value& one : *order->get<json::array>()) {
        for (const json::member& key : *one.get<json::object>()) {
          add_compared(into.rest, rows, key.first);
        }
      }
    };
    switch (below(4)) {
      case 0: return " { totalCount }";
      case 1: cursors(); return " { pageInfo { hasNextPage endCursor } }";
      case 2: cursors(); return " { edges { cursor } }";
      default: break;
    }
    asked_for node{.path = into.path + ".edges.node"};
    asked_for unused;  // the types of the rows are asked for already
    std::string text = " { edges { node" + of_value(rows, unused, node, depth) + " } }";
    into.below.push_back(std::move(node));
    return text;
  }

  std::string arguments_of(const schema::field& field, needs& into, bool& is_ordered) {
    if (field.find_argument("input") != nullptr) return "(input: {title: \"a\"})";
    const type& rows = rows_of(field);
    const auto* find = std::get_if<schema::find_binding>(&field.binding);
    if (find == nullptr) {
      if (field.find_argument("id") == nullptr) return "";
      if (field.find_argument("identifier") != nullptr && chance(50)) {
        add_compared(into, rows, "identifier");
        return "(identifier: \"a\")";
      }
      return "(id: \"00000000-0000-0000-0000-000000000001\")";
    }
    std::string text;
    if (chance(30)) {
      text += "where: " + filter(*field.find_argument("where")->type.named, rows, into, 3);
    }
    if (chance(30)) {
      is_ordered = true;
      text += " orderBy: " + order(*field.find_argument("orderBy")->type.named, rows, into);
    }
    return text.empty() ? "" : "(" + text + ")";
  }

  // Of a WhereInput, or what stands for it inside of an object.
  std::string filter(const type& input, const type& of, needs& into, int depth) {
    std::vector<const schema::input_value*> fields;
    for (const schema::input_value& one : input.input_fields) {
      if (one.target != nullptr) fields.push_back(&one);
    }
    if (depth > 0 && chance(20)) {
      const char* const ways[][2] = {{"AND: [", "]"}, {"OR: [", "]"}, {"NOT: ", ""}};
      const auto& way = ways[below(3)];
      return std::string("{") + way[0] + filter(input, of, into, depth - 1) + way[1] + "}";
    }
    const schema::input_value& one = *fields[below(fields.size())];
    add_compared(into, of, one.target->name);
    return "{" + one.name + ": " + condition(*one.type.named, *one.target, into, depth) + "}";
  }

  std::string condition(const type& input, const schema::field& target, needs& into, int depth) {
    const type& inside = rows_of(target);
    if (inside.is_composite()) {
      each_possible(inside, [&](const type& one) { add_type(into, one); });
    }
    const auto* some = input.find_input_field("some");
    if (some != nullptr && inside.is_composite()) {
      const char* const how[] = {"some", "every", "none"};
      return std::string("{") + how[below(3)] + ": " +
             filter(*some->type.named, inside, into, depth - 1) + "}";
    }
    if (input.find_input_field("isNull") != nullptr) return "{isNull: true}";
    return filter(input, inside, into, depth - 1);
  }

  std::string order(const type& input, const type& of, needs& into) {
    const auto& field = input.input_fields[below(input.input_fields.size())];
    add_compared(into, of, field.target->name);
    const type& inside = *field.target->type.named;
    if (!inside.is_composite()) return "{" + field.name + ": ASC}";
    each_possible(inside, [&](const type& one) { add_type(into, one); });
    return "{" + field.name + ": " + order(*field.type.named, inside, into) + "}";
  }

  const schema::schema& schema_;
  std::mt19937 random_;
  std::size_t aliases_ = 0;
};

struct verdict {
  std::multiset<std::string> forbidden;
  std::multiset<std::string> null;
};

void judge(verdict& into, const asked_for& one, const std::set<std::string>& held) {
  bool is_null = false;
  bool is_forbidden = false;
  for (const auto& [_, need] : one.field) {
    if (held.contains(need->needs)) continue;
    const bool or_null = need->otherwise == schema::when_denied::null_value;
    is_null = is_null || or_null;
    is_forbidden = is_forbidden || !or_null;
  }
  if (is_null && !is_forbidden) {
    into.null.insert(one.path);
    return;
  }
  needs all = one.field;
  all.insert(one.rest.begin(), one.rest.end());
  for (const auto& [of, need] : all) {
    if (held.contains(need->needs)) continue;
    into.forbidden.insert(one.path + ": \"" + of + "\" needs the permission \"" + need->needs +
                          "\"");
  }
  for (const asked_for& below : one.below) judge(into, below, held);
}

TEST(authorization, of_random_operations_is_as_they_were_written) {
  const auto schema = authorized::made_schema(authorized::read_text("schema.graphql"));
  const auto bounds = limits{.depth = 50, .aliases = 1'000, .cost = 1'000'000'000'000};
  preparer by(schema, bounds);
  std::size_t refused = 0;
  std::size_t with_null = 0;
  for (std::uint32_t seed = 1; seed <= 3'000; ++seed) {
    asked_for all;
    const std::string document = generator(*schema, seed).write(all);
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + document);
    std::mt19937 random(seed);
    for (int round = 0; round < 3; ++round) {
      std::set<std::string> held;
      std::string scope;
      const std::uint32_t percent = 40 + 20 * static_cast<std::uint32_t>(round);
      for (const std::string& one : schema->permissions()) {
        if (random() % 100 >= percent) continue;
        held.insert(one);
        scope += one + " ";
      }
      verdict expected;
      judge(expected, all, held);
      const auto prepared = by.prepare(authorized::asked(document, scope));
      if (prepared) {
        EXPECT_EQ("", authorized::joined(expected.forbidden)) << "with " << scope;
        EXPECT_EQ(authorized::joined(authorized::denied_in(prepared->operation->operation)),
                  authorized::joined(expected.null))
            << "with " << scope;
        with_null += expected.null.empty() ? 0 : 1;
      } else {
        EXPECT_EQ(authorized::joined(authorized::texts_of(prepared.error())),
                  authorized::joined(expected.forbidden))
            << "with " << scope;
        ++refused;
      }
      if (::testing::Test::HasFailure()) return;
    }
  }
  // Of each kind there are some.
  EXPECT_GT(refused, 1'000U);
  EXPECT_GT(with_null, 200U);
}

}  // namespace
}  // namespace fraiseql::execution
