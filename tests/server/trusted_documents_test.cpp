// The settings of documents that are known by an id, and what a start says and refuses of them.
#include "server/trusted_documents.hpp"

#include <gtest/gtest.h>

#include "execution/sha256.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::server {
namespace {

using execution::documents_mode;

settings chosen_with(const std::vector<std::pair<std::string, std::string>>& given) {
  settings_reader reader;
  for (const auto& [key, value] : given) {
    const auto taken = reader.set(key, value, "a test");
    EXPECT_TRUE(taken) << taken.error().message;
  }
  return reader.values();
}

std::string refused_value(const char* key, const char* value) {
  settings_reader reader;
  const auto taken = reader.set(key, value, "a test");
  return taken ? "" : taken.error().message;
}

class trusted_documents : public ::testing::Test {
 protected:
  // What is wrong, or "".
  std::string open(const std::vector<std::pair<std::string, std::string>>& given) {
    chosen_ = chosen_with(given);
    auto opened = open_documents(chosen_, project_.path(), log());
    if (!opened) return opened.error().message;
    rules_ = *std::move(opened);
    return "";
  }
  std::string unfit() {
    const auto schema = frontend::build_bound_or_described_schema("type Query { a: Int b: Int }");
    const auto why = unfit_documents(rules_, *schema, chosen_, log());
    return why ? why->message : "";
  }
  log_function log() {
    return [this](log_level, std::string_view message, std::span<const log_field> fields) {
      std::string line(message);
      for (const log_field& one : fields) line += " " + std::string(one.key) + "=" + one.value;
      logged_.push_back(std::move(line));
    };
  }

  fraiseql::testing::temporary_project project_;
  settings chosen_;
  execution::document_rules rules_;
  std::vector<std::string> logged_;
};

TEST_F(trusted_documents, have_settings_with_defaults_and_bounds) {
  EXPECT_EQ(settings().trusted_documents, "");
  EXPECT_EQ(settings().documents_mode, documents_mode::open);
  EXPECT_FALSE(settings().automatic_persisted_queries);
  EXPECT_EQ(refused_value("documents_mode", "closed"),
            "the setting \"documents_mode\" in a test must be one of open, prefer, only, not "
            "\"closed\"");
  EXPECT_NE(refused_value("trusted_documents", ""), "");
  EXPECT_NE(refused_value("automatic_persisted_queries", "yes"), "");
  const settings all = chosen_with({{"documents_mode", "prefer"},
                                    {"trusted_documents", "d.json"},
                                    {"automatic_persisted_queries", "true"}});
  EXPECT_EQ(all.documents_mode, documents_mode::prefer);
  EXPECT_TRUE(all.automatic_persisted_queries);
}

TEST_F(trusted_documents, are_none_by_default) {
  EXPECT_EQ(open({}), "");
  EXPECT_EQ(rules_.trusted, nullptr);
  EXPECT_EQ(rules_.registered, nullptr);
  EXPECT_EQ(words_for(rules_, chosen_), "");
  EXPECT_EQ(unfit(), "");
}

TEST_F(trusted_documents, refuse_modes_that_cannot_work) {
  EXPECT_EQ(open({{"documents_mode", "only"}}),
            "documents_mode = only needs trusted_documents, the manifest of the documents that are "
            "answered");
  EXPECT_NE(open({{"documents_mode", "prefer"}}), "");
  project_.write("d.json", R"({"a":"{ a }"})");
  EXPECT_EQ(open({{"documents_mode", "only"},
                  {"trusted_documents", "d.json"},
                  {"automatic_persisted_queries", "true"}}),
            "automatic_persisted_queries would let clients add documents, and documents_mode = "
            "only refuses all that are not in the manifest");
}

TEST_F(trusted_documents, are_read_from_the_projects_directory_on) {
  project_.write("d.json", R"({"a":"{ a }","b":"{ b }"})");
  EXPECT_EQ(open({{"trusted_documents", "d.json"}}), "");
  ASSERT_NE(rules_.trusted, nullptr);
  EXPECT_EQ(rules_.trusted->size(), 2U);
  EXPECT_EQ(open({{"trusted_documents", (project_.path() / "d.json").string()}}), "");
}

TEST_F(trusted_documents, name_the_file_that_cannot_be_used) {
  EXPECT_NE(open({{"trusted_documents", "none.json"}}).find("none.json: "), std::string::npos);
  EXPECT_NE(open({{"trusted_documents", "."}}).find("it is not a regular file"), std::string::npos);
  project_.write("d.json", "{");
  const std::string why = open({{"trusted_documents", "d.json"}});
  EXPECT_TRUE(why.starts_with("the trusted documents ")) << why;
  EXPECT_NE(why.find("d.json cannot be used: it is not JSON: "), std::string::npos) << why;
}

TEST_F(trusted_documents, that_do_not_fit_are_refused_in_the_mode_only) {
  project_.write("d.json", R"({"a":"{ a }","b":"query B { c }"})");
  ASSERT_EQ(open({{"trusted_documents", "d.json"}, {"documents_mode", "only"}}), "");
  const std::string why = unfit();
  EXPECT_TRUE(
      why.starts_with("1 of the 2 trusted documents of d.json cannot be answered\n"
                      "  b: 1:11: unknown field \"c\""))
      << why;
  EXPECT_TRUE(logged_.empty());
}

TEST_F(trusted_documents, that_do_not_fit_are_logged_in_the_other_modes) {
  project_.write("d.json", R"({"a":"{ a }","b":"query B { c }"})");
  for (const char* mode : {"open", "prefer"}) {
    logged_.clear();
    ASSERT_EQ(open({{"trusted_documents", "d.json"}, {"documents_mode", mode}}), "");
    EXPECT_EQ(unfit(), "");
    ASSERT_EQ(logged_.size(), 1U);
    EXPECT_NE(logged_[0].find("b: 1:11: unknown field"), std::string::npos) << logged_[0];
  }
}

// The validation of the server decides, so what production does not answer does not fit it.
TEST_F(trusted_documents, that_ask_for_the_schema_do_not_fit_where_introspection_is_off) {
  project_.write("d.json", R"({"a":"{ __schema { queryType { name } } }"})");
  ASSERT_EQ(open({{"trusted_documents", "d.json"}, {"documents_mode", "only"}}), "");
  EXPECT_EQ(unfit(), "");
  ASSERT_EQ(open({{"trusted_documents", "d.json"},
                  {"documents_mode", "only"},
                  {"introspection", "false"}}),
            "");
  EXPECT_NE(unfit(), "");
}

TEST_F(trusted_documents, are_counted_at_the_start) {
  project_.write("d.json", R"({"a":"{ a }","b":"{ b }"})");
  ASSERT_EQ(open({{"trusted_documents", "d.json"}, {"documents_mode", "only"}}), "");
  EXPECT_EQ(words_for(rules_, chosen_),
            "documents: 2 trusted, of d.json; mode only, text is refused");
  ASSERT_EQ(open({{"trusted_documents", "d.json"}, {"automatic_persisted_queries", "true"}}), "");
  EXPECT_EQ(words_for(rules_, chosen_),
            "documents: 2 trusted, of d.json; mode open, text is answered, too; automatic "
            "persisted queries are taken");
  ASSERT_EQ(open({{"automatic_persisted_queries", "true"}}), "");
  EXPECT_EQ(words_for(rules_, chosen_), "documents: automatic persisted queries are taken");
}

TEST_F(trusted_documents, log_the_texts_that_came_in_the_mode_prefer) {
  project_.write("d.json", R"({"a":"{ a }"})");
  ASSERT_EQ(open({{"trusted_documents", "d.json"}, {"documents_mode", "prefer"}}), "");
  rules_.on_text({.hash = "h", .operation = "B", .is_trusted = false, .is_last = true});
  ASSERT_EQ(logged_.size(), 2U);
  EXPECT_EQ(logged_[0], "a document came as text hash=h operation=B trusted=no");
  EXPECT_EQ(logged_[1],
            "no further documents that come as text are told of within the hour told=1000");
}

}  // namespace
}  // namespace fraiseql::server
