// Example data of whole schemas: every root field is asked for with all that can be selected of it,
// and what is answered must be of the types that the schema declares.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "execution/example.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"
#include "schema/leaf.hpp"

namespace fraiseql::execution {
namespace {

constexpr int selected_depth = 3;
constexpr int most_grouped = 8;

// What of an object is selected: all, but of groups what they may be made by together.
std::vector<const schema::field*> selected_of(const schema::type& object, int depth) {
  std::vector<const schema::field*> made;
  int grouped = 0;
  for (const schema::field& one : object.fields) {
    const bool is_leaf = one.type.named->is_leaf();
    const bool is_key = one.aggregated.how == schema::aggregate::group && one.aggregated.of;
    if (is_key && (!is_leaf || ++grouped > most_grouped)) continue;
    if (is_leaf || depth > 0) made.push_back(&one);
  }
  return made;
}

// A value of the type, with nothing that need not be given.
std::string literal_of(const schema::type_reference& type) {
  if (type.is_list()) return "[]";
  const schema::type& named = *type.named;
  if (named.kind == schema::type_kind::enumeration) return named.values.front().name;
  if (named.kind != schema::type_kind::input_object) {
    const bool is_number = named.scalar == schema::scalar_kind::int32;
    return is_number ? "1" : R"("123e4567-e89b-42d3-a456-426614174000")";
  }
  std::string made = "{";
  for (const schema::input_value& one : named.input_fields) {
    if (one.is_required()) made += " " + one.name + ": " + literal_of(one.type);
  }
  return made + " }";
}

// The keys of the groups, which `group` is selected of.
std::string keys_of(const schema::field& groups, const schema::type& input) {
  std::string made = "[";
  const schema::type& group = *groups.type.named->find_field("group")->type.named;
  for (const schema::field* one : selected_of(group, 0)) {
    made += " { " + one->name + ": " + literal_of(input.find_input_field(one->name)->type) + " }";
  }
  return made + " ]";
}

std::string call_of(const schema::field& field) {
  std::string made;
  bool has_key = false;
  for (const schema::input_value& one : field.arguments) {
    const bool is_key = one.role == schema::input_role::key_part && !has_key;
    if (is_key || one.is_required()) made += " " + one.name + ": " + literal_of(one.type);
    has_key = has_key || is_key;
    if (one.role != schema::input_role::group_by) continue;
    made += " " + one.name + ": " + keys_of(field, *one.type.named);
  }
  return made.empty() ? made : "(" + made + " )";
}

// Of fields of one name in several types all are selected.
std::string key_of(const schema::type& object, const schema::field& field) {
  return object.name + "_" + field.name;
}

std::string selection_of(const schema::type& type, int depth) {
  if (type.is_leaf()) return {};
  std::string made = " { __typename";
  for (const schema::type* object : type.possible_types) {
    made += " ... on " + object->name + " { __typename";
    for (const schema::field* one : selected_of(*object, depth)) {
      made += " " + key_of(*object, *one) + ": " + one->name + call_of(*one) +
              selection_of(*one->type.named, depth - 1);
    }
    made += " }";
  }
  return made + " }";
}

class right_answer {
 public:
  void expect(const json::value& value, const schema::type_reference& type, int depth,
              const std::string& path) {
    const schema::type& named = *type.named;
    if (value.is_null()) return wrong(path, "is null");
    if (type.is_list()) return expect_list(value, type, depth, path);
    if (named.is_leaf()) {
      const auto coerced = schema::coerce_leaf(named, value);
      if (!coerced) wrong(path, coerced.error().message);
    } else {
      expect_object(value, named, depth, path);
    }
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void wrong(const std::string& path, const std::string& why) { text_ += path + ": " + why + "\n"; }

  void expect_list(const json::value& value, const schema::type_reference& type, int depth,
                   const std::string& path) {
    const auto* items = value.get<json::array>();
    if (items == nullptr || items->size() != 2) return wrong(path, "is no list of two");
    for (const json::value& item : *items) expect(item, type.item(), depth, path + "[]");
  }

  void expect_object(const json::value& value, const schema::type& type, int depth,
                     const std::string& path) {
    const auto* members = value.get<json::object>();
    if (members == nullptr) return wrong(path, "is no object");
    const json::value* name = value.find("__typename");
    const auto* called = name == nullptr ? nullptr : name->get<std::string>();
    const auto object = std::ranges::find_if(type.possible_types, [&](const schema::type* one) {
      return called != nullptr && one->name == *called;
    });
    if (object == type.possible_types.end()) return wrong(path, "has no type");
    const auto selected = selected_of(**object, depth);
    if (members->size() != selected.size() + 1) wrong(path, "has not all that is selected");
    for (const schema::field* one : selected) {
      const json::value* member = value.find(key_of(**object, *one));
      const std::string here = path + "." + one->name;
      if (member == nullptr) {
        wrong(here, "is not there");
      } else {
        expect(*member, one->type, depth - 1, here);
      }
    }
  }

  std::string text_;
};

// What is wrong with the answers of a schema, a line each, behind how many were asked for.
std::string wrong_answers(const frontend::schema_result& schema, example_values values) {
  if (!schema) return schema.error().front().message;
  example_executor mock(*schema, examples(values), frontend::specification_limits);
  right_answer right;
  int asked = 0;
  for (const auto kind : {language::operation_kind::query, language::operation_kind::mutation}) {
    const schema::type* root = (*schema)->root_type(kind);
    if (root == nullptr) continue;
    for (const schema::field& one : root->fields) {
      std::string document = kind == language::operation_kind::query ? "query { " : "mutation { ";
      document += one.name + call_of(one) + selection_of(*one.type.named, selected_depth);
      const response made = mock.execute({.document = document + " }"});
      const auto body = json::read(made.body);
      const json::value* data = body ? body->find("data") : nullptr;
      const json::value* value = data == nullptr ? nullptr : data->find(one.name);
      if (made.first_error || value == nullptr) return one.name + ": " + made.body.substr(0, 300);
      right.expect(*value, one.type, selected_depth, one.name);
      ++asked;
    }
  }
  return std::to_string(asked) + " asked\n" + right.text();
}

std::string read_file(const std::string& name) {
  const std::ifstream file(std::string(FRAISEQL_SOURCE_DIR) + "/tests/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Every scalar, as a value of rows and of documents inside of them, in lists, of groups and of what
// functions return.
std::string schema_of_scalars() {
  std::string fields;
  std::string calls;
  for (int at = 0; at < static_cast<int>(scalars::kind::ruled); ++at) {
    const std::string name(scalars::to_string(static_cast<scalars::kind>(at)));
    const std::string number = std::to_string(at);
    fields += "  f" + number + ": " + name + "\n  l" + number + ": [" + name + "!]!\n";
    calls += "  c" + number + ": " + name + "! @call(function: \"fn\")\n  d" + number + ": [[" +
             name + "]] @call(function: \"fn\")\n";
  }
  return "type Query {\n  all: [All!]! @find(aggregated: true)\n  one: All @findOne\n" +
         std::string("  pages: AllConnection! @find\n") + calls +
         "}\ntype All {\n  id: ID!\n  part: Part!\n  parts: [[Part!]]\n" + fields +
         "  below: [All!]! @find(on: [{field: \"id\", equals: \"id\"}], aggregated: true)\n" +
         "}\ntype Part {\n" + fields + "}\n";
}

TEST(example_of_a_schema, is_right_for_one_that_describes) {
  const auto schema = frontend::build_schema(read_file("end_to_end/blog.graphql"));
  for (const auto values : {example_values::constants, example_values::realistic}) {
    EXPECT_EQ(wrong_answers(schema, values), "19 asked\n");
  }
}

TEST(example_of_a_schema, is_right_for_one_that_is_bound) {
  const auto schema = frontend::build_served_schema(read_file("frontend/bookshop.graphql"));
  for (const auto values : {example_values::constants, example_values::realistic}) {
    EXPECT_EQ(wrong_answers(schema, values), "27 asked\n");
  }
}

TEST(example_of_a_schema, is_right_for_each_scalar) {
  const auto schema = frontend::build_served_schema(schema_of_scalars());
  for (const auto values : {example_values::constants, example_values::realistic}) {
    EXPECT_EQ(wrong_answers(schema, values), "54 asked\n");
  }
}

}  // namespace
}  // namespace fraiseql::execution
