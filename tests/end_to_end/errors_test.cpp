// What clients read of errors of a real PostgreSQL (docs/errors.md): every SQLSTATE raised on
// purpose, every kind of constraint broken, by the functions of errors/db. In production nothing of
// the database shows.
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <array>
#include <optional>

#include "base/graphql_error.hpp"
#include "end_to_end/cases.hpp"
#include "end_to_end/suite.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "postgres/sqlstate.hpp"
#include "support/private_cluster.hpp"
#include "support/production_scan.hpp"

namespace fraiseql::testing {
namespace {

using postgres::sql_purpose;

struct errors_project : quickstart_project {
  errors_project() : quickstart_project("tests/end_to_end/errors", "fraiseql") {}
};

// One of each class of PostgreSQL's appendix A that RAISE can raise, all that the table names, and
// some that authors may use.
constexpr std::array states = {
    "01000", "02000", "03000", "08000", "08006", "09000", "0A000", "0B000", "0F000", "0L000",
    "0P000", "0Z000", "20000", "21000", "22000", "22003", "22P02", "23000", "23502", "23503",
    "23505", "23514", "23P01", "24000", "25000", "25006", "26000", "27000", "28000", "28P01",
    "2B000", "2D000", "2F000", "34000", "38000", "39000", "3B000", "3D000", "3F000", "40000",
    "40001", "40P01", "42000", "42501", "42601", "42703", "42P01", "44000", "53000", "53300",
    "54000", "55000", "55P03", "57000", "57014", "57P01", "57P03", "58000", "72000", "F0000",
    "HV000", "P0000", "P0001", "P0002", "P0003", "P0004", "XX000", "XX001", "45000", "50001",
    "99001", "UX404", "ZZZZZ", "46000", "FQ001"};

std::string text_at(const json::value& of, const char* name) {
  const json::value* found = of.find(name);
  if (found == nullptr) return "";
  const auto* text = found->get<std::string>();
  return text != nullptr ? *text : json::to_text(*found);
}

// The extensions but for the code and the id, and the message.
std::string words_of(const std::string& body) {
  const auto answer = json::read(body);
  const json::value* errors = answer ? answer->find("errors") : nullptr;
  const auto* all = errors == nullptr ? nullptr : errors->get<json::array>();
  if (all == nullptr || all->size() != 1) return "no error in " + body;
  const json::value& one = all->front();
  std::string text = text_at(one, "message");
  std::string code;
  for (const auto& [name, value] : *one.find("extensions")->get<json::object>()) {
    if (name == "code") {
      code = *value.get<std::string>();
    } else if (name != "id") {
      text += "; " + name + " " + json::to_text(value);
    }
  }
  return code + ": " + text;
}

struct said_words {
  const char* how;
  const char* expected;
};

// A served database whose schema is that of errors/.
class errors : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    project_ = std::make_unique<errors_project>();
    cluster_ = std::make_unique<private_cluster>();
    cluster_->run(project_->read("db/01_person.sql"));
    const environment url = {{"DATABASE_URL", cluster_->owner()}};
    production_ = std::make_unique<quickstart_server>(*project_, arguments{}, url);
    development_ =
        std::make_unique<quickstart_server>(*project_, arguments{"--profile", "development"}, url);
  }
  static void TearDownTestSuite() {
    production_.reset();
    development_.reset();
    project_.reset();
    cluster_.reset();
  }
  void SetUp() override {
    ASSERT_TRUE(production_->serves() && development_->serves());
    ASSERT_TRUE(production_->becomes_ready()) << production_->process().error_output();
    ASSERT_TRUE(development_->becomes_ready()) << development_->process().error_output();
  }

  // Of production, through the scanner.
  static std::string ask(const std::string& query, const std::string& variables) {
    const std::string body = production_->ask(query, variables);
    expect_tells_nothing(body);
    return body;
  }
  static std::string in_development(const std::string& query, const std::string& variables) {
    return development_->ask(query, variables);
  }

  static inline std::unique_ptr<errors_project> project_ = {};
  static inline std::unique_ptr<private_cluster> cluster_ = {};
  static inline std::unique_ptr<quickstart_server> production_ = {};
  static inline std::unique_ptr<quickstart_server> development_ = {};
};

bool is_of_the_client(error_code code) {
  return code == error_code::bad_user_input || code == error_code::unauthenticated ||
         code == error_code::forbidden || code == error_code::not_found ||
         code == error_code::conflict;
}

std::string raised(const char* state) {
  return R"({"in":{"sqlstate":")" + std::string(state) + "\"}}";
}

TEST_F(errors, raised_in_a_mutation_have_the_code_of_their_sqlstate_and_the_words_of_the_author) {
  for (const char* state : states) {
    const std::string body =
        ask("mutation($in: Raise!) { raise(input: $in) { id } }", raised(state));
    const auto meaning = postgres::meaning_of(state, sql_purpose::raised);
    std::string expected = std::string(to_string(meaning.code)) + ": ";
    if (is_of_the_client(meaning.code)) {
      expected += "words of the author";
      if (std::string_view(state) != "P0001")
        expected += "; sqlstate \"" + std::string(state) + '"';
    } else {
      expected += meaning.message;
      EXPECT_TRUE(has_text(body, "\"id\":")) << body;
    }
    EXPECT_EQ(words_of(body), expected) << state;
  }
}

TEST_F(errors, raised_in_a_query_are_masked) {
  for (const char* state : states) {
    const std::string body = ask("query($in: Raise!) { raise(input: $in) { id } }", raised(state));
    const auto meaning = postgres::meaning_of(state, sql_purpose::read);
    EXPECT_EQ(words_of(body),
              std::string(to_string(meaning.code)) + ": " + std::string(meaning.message))
        << state;
  }
}

TEST_F(errors, raised_show_in_the_log_with_their_id) {
  const std::string body =
      ask("mutation($in: Raise!) { raise(input: $in) { id } }", raised("58030"));
  const auto answer = json::read(body);
  ASSERT_TRUE(answer) << body;
  const std::string id =
      text_at(*answer->find("errors")->get<json::array>()->front().find("extensions"), "id");
  ASSERT_FALSE(id.empty()) << body;
  EXPECT_TRUE(eventually([&] {
    const std::string log = production_->process().error_output();
    const std::size_t at = log.find(id);
    return at != std::string::npos && has_text(log.substr(at), "words of the author");
  })) << production_->process().error_output();
}

constexpr const char* say_it = "mutation($in: Say!) { say(input: $in) { id } }";

std::string saying(const char* how) {
  return R"({"in":{"how":")" + std::string(how) + R"(","eMail":"a"}})";
}

TEST_F(errors, carry_what_their_author_adds) {
  const said_words all[] = {
      {"plain", "BAD_USER_INPUT: no more people today"},
      {"all",
       R"(CONFLICT: taken; sqlstate "23505"; detail "by Ada"; hint "take another"; argument ["input","eMail"]; constraint "one address each")"},
      {"parameter", R"(BAD_USER_INPUT: no address; argument ["input","eMail"])"},
      {"another column", "BAD_USER_INPUT: no team"},
      {"of its own", R"(BAD_USER_INPUT: too old; sqlstate "UX007")"},
      {"bare", R"(NOT_FOUND: no such row; sqlstate "P0002")"},
      {"bare code", R"(FORBIDDEN: not allowed; sqlstate "42501")"},
      {"known constraint", R"(CONFLICT: taken, too; sqlstate "23505"; argument ["input","eMail"])"},
      {"relation", "BAD_USER_INPUT: the function refuses what it was given"},
      {"key", "BAD_USER_INPUT: the function refuses what it was given"},
      {"details", "BAD_USER_INPUT: no"},
      {"assert", "INTERNAL_SERVER_ERROR: internal error"},
      {"again", R"(CONFLICT: this address is taken; argument ["input","eMail"])"},
      {"in other words",
       R"(CONFLICT: a value that must be unique is taken already; sqlstate "23505")"},
  };
  for (const said_words& one : all)
    EXPECT_EQ(words_of(ask(say_it, saying(one.how))), one.expected) << one.how;
}

TEST_F(errors, carry_more_in_development) {
  const said_words all[] = {
      {"plain", "BAD_USER_INPUT: no more people today"},
      {"relation", "BAD_USER_INPUT: see tb_person"},
      {"key", "BAD_USER_INPUT: the function refuses what it was given"},
      {"details",
       R"(BAD_USER_INPUT: no; detail "in tb_person"; hint "call fn_say"; constraint "TV_x")"},
      {"known constraint",
       R"(CONFLICT: taken, too; sqlstate "23505"; argument ["input","eMail"]; constraint "tb_person_e_mail_key")"},
      {"again",
       R"(CONFLICT: this address is taken: duplicate key value violates unique constraint "tb_person_e_mail_key" (SQLSTATE 23505); Key (e_mail)=(ada@example.org) already exists.; sqlstate "23505"; argument ["input","eMail"]; constraint "tb_person_e_mail_key")"},
  };
  for (const said_words& one : all) {
    EXPECT_EQ(words_of(in_development(say_it, saying(one.how))), one.expected) << one.how;
  }
}

constexpr const char* write_it = "mutation($in: Write!) { write(input: $in) { id } }";

std::string writing(const char* how, const char* name = "Eve") {
  return R"({"in":{"how":")" + std::string(how) + R"(","name":")" + name +
         R"(","eMail":"ada@example.org"}})";
}

TEST_F(errors, of_constraints_have_general_words_or_those_that_they_are_given) {
  const std::string unique = "CONFLICT: a value that must be unique is taken already";
  const std::string rule = "BAD_USER_INPUT: a value breaks a rule of the database";
  const std::string malformed = "BAD_USER_INPUT: a value is malformed or out of range";
  const std::string internal = "INTERNAL_SERVER_ERROR: internal error";
  const std::pair<const char*, std::string> all[] = {
      {"unique", unique},
      {"primary key", unique},
      {"unique, commented", R"(CONFLICT: this address is taken; argument ["input","eMail"])"},
      {"unique, declared", R"(CONFLICT: this nickname is taken; argument ["input","name"])"},
      {"unique index", "CONFLICT: somebody else says that"},
      {"deferred", unique},
      {"foreign key", "CONFLICT: a row that is referred to does not exist or is still in use"},
      {"exclusion", "CONFLICT: the value excludes one that is there already"},
      {"check", rule},
      {"not null", rule + R"(; argument ["input","name"])"},
      {"not null, no argument", rule},
      {"check option", rule},
      {"domain", rule},
      {"malformed", malformed},
      {"too large", malformed},
      {"by zero", malformed},
      {"no such column", internal},
      {"no such relation", internal},
      {"no such function", internal},
      {"syntax", internal},
      {"two rows", internal},
      {"too many rows", internal},
      {"no row", "NOT_FOUND: no such row"},
      {"no privilege", "FORBIDDEN: not allowed"},
      {"stack", internal},
      {"returned",
       "INTERNAL_SERVER_ERROR: the function gave null, or the id of no row in the read "
       "table, where there must be one; nothing was "
       "done"}};
  for (const auto& [how, expected] : all)
    EXPECT_EQ(words_of(ask(write_it, writing(how))), expected) << how;
  EXPECT_EQ(words_of(ask(write_it, writing("check, declared", "E"))),
            R"(BAD_USER_INPUT: a name is longer than that; argument ["input","name"])");
  EXPECT_EQ(words_of(ask(write_it, R"({"in":{"how":"domain, commented","eMail":"nowhere"}})")),
            R"(BAD_USER_INPUT: this is no address; argument ["input","eMail"])");
}

// The requests of the other suites, for what is said of them in production.
TEST(errors_in_production, tell_nothing_of_the_database) {
  const sdl_notes_project project;
  project.add_sql("behaviours.sql", "02b_behaviours.sql");
  const private_cluster cluster;
  for (const char* file : {"db/01_note.sql", "db/02_functions.sql", "db/02a_notes.sql",
                           "db/02b_behaviours.sql", "db/03_welcome.sql"}) {
    cluster.run(project.read(file));
  }
  const quickstart_server server(project, {}, {{"DATABASE_URL", cluster.owner()}});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  for (const char* name : {"reads", "introspection", "refused", "http", "mutations"}) {
    for (const json::value& one : cases_of(name)) {
      SCOPED_TRACE(std::string(name) + "." + name_of(one));
      expect_tells_nothing(exchange(server.port(), request_of(one)).body);
    }
  }
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(expect_tells_nothing, finds_what_must_not_show) {
  for (const char* message :
       {"see tb_note", "fn_create_note()", "SELECT id FROM note", "INSERT INTO x",
        "the constraint note_title_key", "execMain.c", "relation \\\"x\\\" does not exist",
        "(SQLSTATE 23505)", "null value in column", "violates check constraint"}) {
    const std::string body = "{\"errors\":[{\"message\":\"" + std::string(message) + "\"}]}";
    EXPECT_NONFATAL_FAILURE(expect_tells_nothing(body), "shows");
  }
  expect_tells_nothing(R"({"data":{"a":"SELECT x FROM tb_note"}})");
}

}  // namespace
}  // namespace fraiseql::testing
