// What authors of functions raise for clients, and the words that constraints are given.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "execution/errors.hpp"
#include "schema/builder.hpp"

namespace fraiseql::execution {
namespace {

constexpr statement_kind raising_call = statement_kind::call;

const std::vector<plan::input_name> input_of_a_call = {{"title", "title"}, {"e_mail", "eMail"}};

postgres::error by_author(const std::string& sqlstate) {
  return {.sqlstate = sqlstate,
          .message = "the title is taken",
          .detail = "there is one",
          .hint = "take another",
          .from = postgres::error_source::statement,
          .is_raised = true,
          .column = "p_e_mail",
          .constraint = "one_title"};
}

graphql_error told_of(const postgres::error& why, statement_kind kind = raising_call,
                      detail_level detail = detail_level::masked) {
  return client_error(why, kind, detail, "id-1", {.input = input_of_a_call});
}

std::string written(const graphql_error& error) {
  std::string out;
  write_error(out, error);
  return out;
}

TEST(raised_error, what_an_author_says_of_an_error_goes_with_it) {
  for (const auto detail : {detail_level::masked, detail_level::full}) {
    EXPECT_EQ(written(told_of(by_author("23505"), raising_call, detail)),
              R"({"message":"the title is taken","extensions":{"code":"CONFLICT",)"
              R"("sqlstate":"23505","detail":"there is one","hint":"take another",)"
              R"("argument":["input","eMail"],"constraint":"one_title"}})");
  }
}

TEST(raised_error, raise_without_more_has_nothing_but_its_message) {
  const postgres::error plain{.sqlstate = "P0001", .message = "no", .is_raised = true};
  EXPECT_EQ(written(told_of(plain)), R"({"message":"no","extensions":{"code":"BAD_USER_INPUT"}})");
}

TEST(raised_error, an_author_chooses_the_code) {
  const std::pair<const char*, error_code> codes[] = {
      {"P0001", error_code::bad_user_input}, {"P0002", error_code::not_found},
      {"02000", error_code::not_found},      {"28000", error_code::unauthenticated},
      {"42501", error_code::forbidden},      {"23505", error_code::conflict},
      {"40001", error_code::conflict},       {"22023", error_code::bad_user_input},
      {"UX001", error_code::bad_user_input}};
  for (const auto& [sqlstate, code] : codes) {
    const auto made = told_of(by_author(sqlstate));
    EXPECT_EQ(made.code, code) << sqlstate;
    EXPECT_EQ(made.message, "the title is taken") << sqlstate;
    EXPECT_EQ(made.log_id, "") << sqlstate;
  }
}

TEST(raised_error, a_server_fault_that_an_author_raises_is_masked) {
  for (const char* one : {"XX000", "53000", "57014", "P0004", "42601", "0A000", "58000", "08000"}) {
    const auto made = told_of(by_author(one));
    EXPECT_TRUE(is_server_fault(made.code)) << one;
    EXPECT_EQ(made.message.find("title"), std::string::npos) << made.message;
    EXPECT_EQ(made.details, error_details()) << one;
    EXPECT_EQ(made.log_id, "id-1") << one;
  }
}

TEST(raised_error, an_author_is_not_heard_in_a_read) {
  for (const auto kind : {statement_kind::read, statement_kind::read_back}) {
    for (const char* one : {"P0001", "23505", "28000", "UX001"}) {
      const auto made = told_of(by_author(one), kind);
      EXPECT_EQ(made.code, error_code::internal_server_error) << one;
      EXPECT_EQ(made.message.find("title"), std::string::npos) << made.message;
      EXPECT_EQ(made.details, error_details()) << one;
    }
  }
}

TEST(raised_error, the_argument_is_one_of_the_input) {
  const auto argument_of = [](const std::string& column) {
    postgres::error why = by_author("P0001");
    why.column = column;
    return told_of(why).details.argument;
  };
  using way = std::vector<std::string>;
  EXPECT_EQ(argument_of("title"), (way{"input", "title"}));
  EXPECT_EQ(argument_of("p_title"), (way{"input", "title"}));
  EXPECT_EQ(argument_of("e_mail"), (way{"input", "eMail"}));
  for (const char* other : {"", "p_", "eMail", "fk_author", "P_TITLE"}) {
    EXPECT_EQ(argument_of(other), way{}) << other;
  }
}

TEST(raised_error, a_text_that_names_internals_is_withheld) {
  for (const char* text : {"see tb_note", "TV_note", "(mv_note)", "fn_create_note", "a.pk_note",
                           "key fk_author", "\"tb_note\"", "a bfk_x", "ix_tb_note_title"}) {
    postgres::error why = by_author("23505");
    why.message = why.detail = why.hint = why.constraint = text;
    EXPECT_EQ(written(told_of(why)),
              R"({"message":"a value that must be unique is taken already","extensions":)"
              R"({"code":"CONFLICT","sqlstate":"23505","argument":["input","eMail"]}})")
        << text;
  }
  for (const char* text : {"tbx", "fn", "pk", "tb-note"}) {
    EXPECT_FALSE(names_internals(text)) << text;
  }
}

TEST(raised_error, in_development_only_internal_keys_are_withheld) {
  postgres::error why = by_author("23505");
  why.detail = "in tb_note";
  why.hint = "see pk_note";
  const auto made = told_of(why, raising_call, detail_level::full);
  EXPECT_EQ(made.details.detail, "in tb_note");
  EXPECT_EQ(made.details.hint, "");
}

TEST(raised_error, a_message_that_is_withheld_is_replaced) {
  postgres::error why = by_author("P0001");
  why.message = "fn_x says no";
  EXPECT_EQ(told_of(why).message, "the function refuses what it was given");
  why.message = "";
  EXPECT_EQ(told_of(why).message, "the function refuses what it was given");
  why = by_author("P0002");
  why.message = "no_data_found";  // RAISE without MESSAGE
  EXPECT_EQ(told_of(why).message, "no such row");
}

// As PostgreSQL says it, of an error of its own.
postgres::error violation(const std::string& sqlstate) {
  postgres::error why = by_author(sqlstate);
  why.is_raised = false;
  why.message = "SECRET message";
  why.column = "";
  return why;
}

TEST(raised_error, a_violation_says_nothing_of_the_constraint) {
  EXPECT_EQ(written(told_of(violation("23505"))),
            R"({"message":"a value that must be unique is taken already",)"
            R"("extensions":{"code":"CONFLICT"}})");
}

TEST(raised_error, a_column_that_must_not_be_null_may_be_an_argument) {
  postgres::error why = violation("23502");
  why.column = "title";
  EXPECT_EQ(written(told_of(why)), R"({"message":"a value breaks a rule of the database",)"
                                   R"("extensions":{"code":"BAD_USER_INPUT",)"
                                   R"("argument":["input","title"]}})");
}

TEST(raised_error, development_names_the_constraint_of_a_violation) {
  const auto made = told_of(violation("23505"), raising_call, detail_level::full);
  EXPECT_EQ(made.details.constraint, "one_title");
  EXPECT_EQ(made.details.sqlstate, "23505");
  EXPECT_NE(made.message.find("SECRET message"), std::string::npos);
}

std::shared_ptr<const schema::schema> schema_that_declares(const std::string& argument) {
  schema::schema_builder builder;
  builder.add({.kind = schema::type_kind::object,
               .name = "Note",
               .fields = {{.name = "id", .type = {"ID", 0, 1}, .stored_key = "id"}},
               .source = schema::relation{.name = "tv_note"},
               .origin = "struct Note"});
  builder.add({.kind = schema::type_kind::input_object,
               .name = "CreateNote",
               .input_fields = {{.name = "eMail", .type = {"String"}, .stored = "e_mail"}},
               .origin = "struct CreateNote"});
  builder.add_query(schema::find_one_declaration{.name = "note", .object = "Note", .origin = "n"});
  builder.add_mutation({.name = "createNote",
                        .type = {"Note", 0, 1},
                        .input = "CreateNote",
                        .function = "fn_create_note",
                        .origin = "c"});
  builder.add(schema::constraint_declaration{
      .name = "one_title", .message = "take another title", .argument = argument});
  auto built = std::move(builder).build();
  EXPECT_TRUE(built.ok()) << (built.ok() ? "" : built.error().front().message);
  return built.ok() ? *built : nullptr;
}

TEST(raised_error, a_constraint_that_the_schema_knows_has_its_own_words) {
  const auto declared = schema_that_declares("eMail");
  ASSERT_NE(declared, nullptr);
  const constraint_words words(declared);
  const call_words with{.input = input_of_a_call, .constraints = &words};
  const auto made = client_error(violation("23505"), raising_call, detail_level::masked, "", with);
  EXPECT_EQ(written(made), R"({"message":"take another title","extensions":{"code":"CONFLICT",)"
                           R"("argument":["input","eMail"]}})");
  // The author's own message is the better one.
  postgres::error raised = by_author("23505");
  raised.column = "";
  EXPECT_EQ(written(client_error(raised, raising_call, detail_level::masked, "", with)),
            R"({"message":"the title is taken","extensions":{"code":"CONFLICT",)"
            R"("sqlstate":"23505","detail":"there is one","hint":"take another",)"
            R"("argument":["input","eMail"],"constraint":"one_title"}})");
  // Another call has no such field.
  const call_words without{.constraints = &words};
  EXPECT_EQ(
      written(client_error(violation("23505"), raising_call, detail_level::masked, "", without)),
      R"({"message":"take another title","extensions":{"code":"CONFLICT"}})");
  // A read is none of the client's.
  EXPECT_EQ(client_error(violation("23505"), statement_kind::read, detail_level::masked, "", with)
                .message,
            "internal error");
}

TEST(raised_error, points_to_a_field_inside_of_the_input) {
  const std::vector<plan::input_name> input = {{"id", "id"},
                                               {"first", "first"},
                                               {"next", "next"},
                                               {"first.name", "first.name"},
                                               {"first.e_mail", "first.eMail"},
                                               {"next.name", "next.name"},
                                               {"next.id", "next.id"}};
  const auto argument_of = [&](const char* column) {
    postgres::error why = by_author("23502");
    why.column = column;
    why.constraint = "";
    std::string path;
    const auto made = client_error(why, raising_call, detail_level::masked, "", {.input = input});
    for (const std::string& one : made.details.argument) path += "/" + one;
    return path;
  };
  EXPECT_EQ(argument_of("e_mail"), "/input/first/eMail");
  EXPECT_EQ(argument_of("p_e_mail"), "/input/first/eMail");
  EXPECT_EQ(argument_of("next.name"), "/input/next/name");
  EXPECT_EQ(argument_of("id"), "/input/id");  // the nearest
  EXPECT_EQ(argument_of("name"), "");         // of two nobody knows which
  EXPECT_EQ(argument_of("ame"), "");
  EXPECT_EQ(argument_of(""), "");
}

TEST(raised_error, a_constraint_may_have_its_words_in_a_comment) {
  auto found = std::make_shared<plan::catalogue>();
  found->constraints = {{"public", "tb_other", "one_title", "other", ""},
                        {"public", "tb_note", "one_title", "commented", "title"},
                        {"public", "tb_note", "one_body", "in tb_note", ""},
                        {"public", "mail", "mail_check", "no address", ""}};
  const auto declared = schema_that_declares("");
  ASSERT_NE(declared, nullptr);
  const auto said_of = [&](postgres::error why) {
    const auto words = constraint_words(declared, found).find(why);
    return words ? words->message : "";
  };
  postgres::error why = violation("23505");
  why.schema = "public";
  why.table = "tb_note";
  EXPECT_EQ(said_of(why), "take another title");  // the schema wins
  why.constraint = "one_body";
  EXPECT_EQ(said_of(why), "in tb_note");
  why.table = "tb_other";
  EXPECT_EQ(said_of(why), "");
  why.table = "";
  EXPECT_EQ(said_of(why), "in tb_note");  // RAISE may leave the table out
  why.constraint = "mail_check";
  why.domain = "mail";
  EXPECT_EQ(said_of(why), "no address");
  why.schema = "app";
  EXPECT_EQ(said_of(why), "");

  const constraint_words words(declared, found);
  postgres::error broken = violation("23505");
  broken.constraint = "one_body";
  EXPECT_EQ(
      client_error(broken, raising_call, detail_level::masked, "", {.constraints = &words}).message,
      "a value that must be unique is taken already");
}

}  // namespace
}  // namespace fraiseql::execution
