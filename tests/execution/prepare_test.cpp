#include "execution/prepare.hpp"

#include <gtest/gtest.h>

#include <array>
#include "execution/bind.hpp"
#include "json/read.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::execution {
namespace {

constexpr const char* skip_document =
    "query ($skip: Boolean!) { notes { id title @skip(if: $skip) } }";

class prepare : public ::testing::Test {
 protected:
  result<prepared_request, std::vector<graphql_error>> prepared(const std::string& document,
                                                                const std::string& variables = "{}",
                                                                const std::string& name = "") {
    return preparer_.prepare(
        {.document = document, .operation_name = name, .variables = *json::read(variables)});
  }
  const prepared_operation* operation(const std::string& document,
                                      const std::string& variables = "{}",
                                      const std::string& name = "") {
    auto made = prepared(document, variables, name);
    if (!made) {
      ADD_FAILURE() << made.error().front().message;
      return nullptr;
    }
    held_.push_back(made->operation);  // so that no address is used twice
    return made->operation.get();
  }
  graphql_error refusal(const std::string& document, const std::string& variables = "{}",
                        const std::string& name = "") {
    const auto made = prepared(document, variables, name);
    return made ? graphql_error{.message = "accepted"} : made.error().front();
  }

  preparer preparer_{fraiseql::testing::wide_schema(), {}};
  std::vector<std::shared_ptr<const prepared_operation>> held_;
};

TEST_F(prepare, makes_the_statements_of_every_step_in_order) {
  const auto* made = operation("mutation { a: touch { id } __typename b: touch { id } }");
  ASSERT_EQ(made->plan.steps.size(), 3U);
  ASSERT_EQ(made->statements.size(), 3U);
  EXPECT_EQ(made->statements[0].size(), 2U);
  EXPECT_EQ(made->statements[1].size(), 0U);
  EXPECT_EQ(made->statements[2].size(), 2U);
  EXPECT_TRUE(made->statements[0][0]->text.starts_with("SELECT set_config"));
}

// Also where the same operation is already prepared for who may write.
TEST_F(prepare, refuses_a_mutation_to_who_may_only_read) {
  const std::string both = "query q { notes { id } } mutation m { touch { id } }";
  const auto as_reader = [&](const std::string& name) {
    return preparer_.prepare(
        {.document = both, .operation_name = name, .allowed = permitted::reads});
  };
  ASSERT_TRUE(prepared(both, "{}", "m"));
  const auto refused = as_reader("m");
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 1U);
  EXPECT_EQ(refused.error().front().code, error_code::method_not_allowed);
  EXPECT_EQ(refused.error().front().message,
            "the operation is a mutation, and this request may only read; send it by POST");
  EXPECT_TRUE(as_reader("q"));
  EXPECT_TRUE(prepared(both, "{}", "m"));
}

TEST_F(prepare, keeps_an_operation_for_the_same_document_and_structure) {
  const std::string document =
      "query ($title: String, $n: Int) { notes(where: {title: {eq: $title}}, limit: $n) { id } }";
  const auto* first = operation(document, R"({"title": "a", "n": 1})");
  EXPECT_EQ(operation(document, R"({"title": "b", "n": 2})"), first);
  EXPECT_EQ(operation(document, R"({"n": 3, "title": "", "unknown": 1})"), first);
}

TEST_F(prepare, makes_another_for_another_decision_of_skip_and_keeps_both) {
  const auto* with = operation(skip_document, R"({"skip": false})");
  const auto* without = operation(skip_document, R"({"skip": true})");
  EXPECT_NE(with, without);
  EXPECT_EQ(with->operation.root().fields[0].selections[0].fields.size(), 2U);
  EXPECT_EQ(without->operation.root().fields[0].selections[0].fields.size(), 1U);
  EXPECT_EQ(operation(skip_document, R"({"skip": false})"), with);
  EXPECT_EQ(operation(skip_document, R"({"skip": true})"), without);
}

TEST_F(prepare, makes_another_for_another_set_of_conditions) {
  const std::string document = "query ($where: NoteWhereInput) { notes(where: $where) { id } }";
  const char* const variables[] = {"{}",
                                   R"({"where": null})",
                                   R"({"where": {}})",
                                   R"({"where": {"title": {"eq": "a"}}})",
                                   R"({"where": {"body": {"eq": "a"}}})",
                                   R"({"where": {"title": {"eq": "a"}, "body": {"eq": "a"}}})"};
  std::vector<std::size_t> conditions;
  for (const char* one : variables) {
    const auto* made = operation(document, one);
    conditions.push_back(std::get<plan::read>(made->plan.steps[0].action).where.size());
  }
  EXPECT_EQ(conditions, (std::vector<std::size_t>{0, 0, 0, 1, 1, 2}));
  EXPECT_NE(operation(document, variables[3]), operation(document, variables[4]));
}

TEST_F(prepare, takes_a_null_page_for_the_default_also_behind_a_number) {
  const std::string document = "query ($n: Int) { notes(limit: $n) { id } }";
  operation(document, R"({"n": 5})");
  const auto* made = operation(document, R"({"n": null})");
  EXPECT_TRUE(made->statements[0][0]->text.ends_with(" LIMIT 100")) << made->statements[0][0]->text;
  const auto* absent = operation(document);
  EXPECT_TRUE(absent->statements[0][0]->text.ends_with(" LIMIT 100"));
}

TEST_F(prepare, tells_documents_apart_by_their_bytes) {
  EXPECT_NE(operation("{ notes { id } }"), operation("{ notes { id  } }"));
  EXPECT_NE(operation("{ notes { id } }"), operation("{ notes { id } } "));
}

TEST_F(prepare, takes_the_operation_that_is_named) {
  const std::string document = "query a { notes { id } } query b { notes { title } }";
  const auto* a = operation(document, "{}", "a");
  const auto* b = operation(document, "{}", "b");
  EXPECT_EQ(a->operation.name(), "a");
  EXPECT_EQ(b->operation.name(), "b");
  EXPECT_EQ(operation(document, "{}", "a"), a);
}

TEST_F(prepare, refuses_an_operation_that_is_not_there_or_not_chosen) {
  const std::string two = "query a { notes { id } } query b { notes { title } }";
  EXPECT_EQ(refusal(two).code, error_code::bad_user_input);
  EXPECT_EQ(refusal(two, "{}", "c").code, error_code::bad_user_input);
  EXPECT_EQ(refusal("{ notes { id } }", "{}", "a").code, error_code::bad_user_input);
  operation(two, "{}", "a");
  EXPECT_EQ(refusal(two).code, error_code::bad_user_input);
}

TEST_F(prepare, gives_each_stage_its_code_also_the_second_time) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(refusal("{").code, error_code::graphql_parse_failed);
    EXPECT_EQ(refusal("{ nothing }").code, error_code::graphql_validation_failed);
    EXPECT_EQ(refusal("query ($n: Int!) { notes(limit: $n) { id } }").code,
              error_code::bad_user_input);
    EXPECT_EQ(refusal("{ notes(limit: 1001) { id } }").code, error_code::bad_user_input);
  }
}

TEST_F(prepare, reports_the_errors_of_all_root_fields) {
  const auto made = prepared("{ a: notes(limit: -1) { id } notes { id } b: note { id } }");
  ASSERT_FALSE(made);
  ASSERT_EQ(made.error().size(), 2U);
  EXPECT_EQ(made.error()[0].locations[0].column, 19U);
  EXPECT_EQ(made.error()[1].message, "note needs id or identifier");
}

TEST_F(prepare, keeps_to_the_limits) {
  preparer small(fraiseql::testing::wide_schema(), {.root_fields = 2});
  EXPECT_TRUE(small.prepare({.document = "{ a: __typename b: __typename }"}));
  const auto past = small.prepare({.document = "{ a: __typename b: __typename c: __typename }"});
  ASSERT_FALSE(past);
  EXPECT_EQ(past.error().front().code, error_code::graphql_validation_failed);
}

TEST_F(prepare, counts_one_row_of_what_a_function_finds) {
  const request asked = {.document = "{ newest { id title } search(input: {text: \"\"}) { id } }"};
  EXPECT_TRUE(preparer(fraiseql::testing::wide_schema(), {.cost = 3}).prepare(asked));
  EXPECT_FALSE(preparer(fraiseql::testing::wide_schema(), {.cost = 2}).prepare(asked));
}

TEST_F(prepare, says_what_a_client_may_have_meant_unless_that_is_hidden) {
  const request requests[] = {
      {.document = "{ nots { id } }"},
      {.document = "query ($w: NoteWhereInput) { notes(where: $w) { id } }",
       .variables = *json::read(R"({"w": {"titel": null}})")},
      {.document = "query ($o: [NoteOrderByInput!]) { notes(orderBy: $o) { id } }",
       .variables = *json::read(R"({"o": {"title": "DSC"}})")}};
  preparer hiding(fraiseql::testing::wide_schema(), {},
                  {.suggestions = validation::suggestions::hidden});
  for (const request& one : requests) {
    const auto shown = preparer_.prepare(one);
    const auto hidden = hiding.prepare(one);
    ASSERT_TRUE(!shown && !hidden);
    const std::string with = shown.error().front().message;
    EXPECT_NE(with.find("; did you mean \""), std::string::npos) << with;
    EXPECT_EQ(hidden.error().front().message, with.substr(0, with.find("; did you mean")));
  }
}

// Twenty lists that one variable orders.
struct ordered_lists {
  std::string document = "query ($o: [EverythingOrderByInput!]) {";
  ordered_lists() {
    for (int i = 0; i < 20; ++i) {
      document += " a" + std::to_string(i) + ": all(orderBy: $o) { id }";
    }
    document += " }";
  }
  static std::string variables(unsigned keys, unsigned directions) {
    constexpr std::array fields = {"count", "ratio", "isDone",    "owner",
                                   "total", "price", "createdAt", "odd"};
    std::string list = R"({"o": [)";
    for (unsigned i = 0; i < keys; ++i) {
      const char* const direction = (directions >> i) % 2U == 0 ? "ASC" : "DESC";
      list +=
          std::string(i == 0 ? "" : ", ") + R"({")" + fields[i] + R"(": ")" + direction + R"("})";
    }
    return list + "]}";
  }
};

TEST_F(prepare, weighs_an_operation_by_what_the_variables_made_of_it) {
  const ordered_lists lists;
  const auto* const one = operation(lists.document, lists.variables(1, 0));
  const auto* const many = operation(lists.document, lists.variables(8, 0));
  std::size_t text = 0;
  for (const auto& of_step : many->statements) text += of_step[0]->text.size();
  EXPECT_GE(weight(*many) - weight(*one),
            20U * 7U * (sizeof(plan::order_key) + 2 * sizeof(validation::argument)));
  EXPECT_GE(weight(*many), text);
}

TEST_F(prepare, lets_go_of_operations_that_grew_with_their_variables) {
  const ordered_lists lists;
  constexpr std::size_t cache_bytes = 16 * 1024 * 1024;
  std::vector<std::weak_ptr<const prepared_operation>> made;
  for (unsigned directions = 0; directions < 256; ++directions) {
    made.emplace_back(prepared(lists.document, lists.variables(8, directions))->operation);
  }
  std::size_t kept = 0;
  for (const auto& one : made) {
    if (const auto operation = one.lock()) kept += weight(*operation);
  }
  EXPECT_GT(kept, cache_bytes / 2);
  EXPECT_LE(kept, cache_bytes);
  EXPECT_TRUE(made.front().expired());
  EXPECT_FALSE(made.back().expired());
}

TEST_F(prepare, weighs_a_field_by_the_types_its_value_can_be) {
  schema::schema_builder builder;
  const auto object = [&](const std::string& name) {
    builder.add(schema::type_declaration{.name = name,
                                         .fields = {fraiseql::testing::member("id", "ID", true)},
                                         .interfaces = {{"Node"}},
                                         .origin = name});
  };
  builder.add(schema::type_declaration{.kind = schema::type_kind::interface,
                                       .name = "Node",
                                       .fields = {fraiseql::testing::member("id", "ID", true)},
                                       .source = schema::relation{.name = "tv_node"},
                                       .origin = "Node"});
  constexpr std::size_t types = 200;
  for (std::size_t i = 0; i < types; ++i) object("T" + std::to_string(i));
  builder.add_query(schema::find_declaration{.name = "nodes", .object = "Node", .origin = "nodes"});
  auto built = std::move(builder).build();
  ASSERT_TRUE(built.ok());
  preparer made(*built, {});
  const auto one = made.prepare({.document = "{ nodes { ... on T1 { id } } }"});
  ASSERT_TRUE(one.ok());
  EXPECT_GE(weight(*one->operation),
            types * (sizeof(validation::selection) + sizeof(transform::object_shape)));
}

TEST_F(prepare, plans_with_what_was_found_and_anew_where_that_changes) {
  const std::string document = R"({ notes(where: {title: {eq: "a"}}) { id } })";
  const auto found = [](const std::string& column) {
    return std::make_shared<const plan::catalogue>(plan::catalogue{
        {{.schema = "public", .name = "tv_note", .columns = {{.name = column, .type = "text"}}}}});
  };
  const auto has_key = [&] {
    return operation(document)->statements[0].back()->text.find("'title'") != std::string::npos;
  };
  const auto* unknown = operation(document);
  EXPECT_TRUE(has_key());
  preparer_.adopt(found("title"));
  const auto* known = operation(document);
  EXPECT_NE(known, unknown);
  EXPECT_FALSE(has_key());
  preparer_.adopt(found("title"));
  EXPECT_EQ(operation(document), known);
  preparer_.adopt(found("other"));
  EXPECT_NE(operation(document), known);
  EXPECT_TRUE(has_key());
  preparer_.adopt(nullptr);
  EXPECT_TRUE(has_key());
}

TEST_F(prepare, weighs_conditions_with_all_inside_them) {
  std::string inside = "{title: {in: [\"a\", \"b\"]}}";
  const std::size_t one = weight(*operation("{ notes(where: " + inside + ") { id } }"));
  for (int depth = 0; depth < 20; ++depth) inside = "{NOT: {OR: [" + inside + "]}}";
  const std::size_t deep = weight(*operation("{ notes(where: " + inside + ") { id } }"));
  EXPECT_GE(deep - one, 40U * (sizeof(plan::condition) + sizeof(validation::argument)));
  std::string many = "\"a\"";
  for (int i = 0; i < 200; ++i) many += ", \"a\"";
  const std::size_t wide =
      weight(*operation("{ notes(where: {title: {in: [" + many + "]}}) { id } }"));
  EXPECT_GE(wide - one, 190U * sizeof(json::value));
}

TEST_F(prepare, refuses_regular_expressions_where_they_are_off) {
  const std::string document = R"({ notes(where: {title: {regex: "a"}}) { id } })";
  EXPECT_EQ(refusal(document).message, "accepted");
  preparer off(fraiseql::testing::wide_schema(), {}, {}, {.regex_filters = false});
  const auto made = off.prepare({.document = document});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().front().code, error_code::bad_user_input);
}

TEST_F(prepare, searches_with_the_configuration_it_is_given) {
  preparer made(fraiseql::testing::wide_schema(), {}, {}, {.search_configuration = "english"});
  const auto one = made.prepare({.document = R"({ notes(where: {title: {search: "a"}}) { id } })"});
  ASSERT_TRUE(one) << one.error().front().message;
  const std::string& text = one->operation->statements[0].back()->text;
  EXPECT_NE(text.find("'english'"), std::string::npos) << text;
}

TEST_F(prepare, gives_operations_that_outlive_the_preparer_and_the_schema) {
  std::shared_ptr<const prepared_operation> kept;
  {
    preparer made(fraiseql::testing::wide_schema(), {});
    kept = made.prepare({.document = "{ notes { id } }"})->operation;
  }
  EXPECT_EQ(kept->operation.root().fields[0].definition->name, "notes");
}

TEST_F(prepare, binds_the_values_of_each_request_to_the_shared_statement) {
  const std::string document = "query ($id: ID) { note(id: $id) { id } }";
  const auto first = prepared(document, R"({"id": "6f9619ff-8b86-d011-b42d-00c04fc964ff"})");
  const auto second = prepared(document, R"({"id": "00000000-0000-0000-0000-000000000000"})");
  const auto bound_first = bind(*first);
  const auto bound_second = bind(*second);
  ASSERT_TRUE(bound_first && bound_second);
  const auto& a = bound_first->front();
  const auto& b = bound_second->front();
  EXPECT_EQ(a.statement, b.statement);
  EXPECT_NE(a.parameters[0].bytes, b.parameters[0].bytes);
}

TEST_F(prepare, refuses_values_that_do_not_fit_at_each_field_that_has_one) {
  const auto made = prepared(
      "query ($id: ID) { a: note(id: $id) { id }\n  b: note(id: $id) { id } }", R"({"id": "abc"})");
  ASSERT_TRUE(made);
  const auto bound = bind(*made);
  ASSERT_FALSE(bound);
  ASSERT_EQ(bound.error().size(), 2U);
  EXPECT_EQ(bound.error()[0].message, "note(id:) is not a UUID: \"abc\"");
  EXPECT_EQ(bound.error()[0].code, error_code::bad_user_input);
  EXPECT_EQ(bound.error()[1].locations, (std::vector<source_location>{{2, 15}}));
}

}  // namespace
}  // namespace fraiseql::execution
