// The cluster is made before the first test and ends after the last.
#include "filters/served.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "execution/requirements.hpp"
#include "filters/random_source.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "postgres/catalogue.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::filters {
namespace {

class database : public ::testing::Environment {
 public:
  void SetUp() override {
    cluster_ = std::make_unique<testing::private_cluster>(
        std::vector<std::string>{"fsync=off", "jit=off", "max_connections=50"});
    const std::string& owner = cluster_->owner();
    const std::string where = owner.substr(0, owner.find(" dbname="));
    testing::run_in_database(where + " dbname=postgres user=postgres",
                             "CREATE DATABASE filters TEMPLATE template0 ENCODING 'UTF8' "
                             "LC_COLLATE 'C' LC_CTYPE 'C'");
    conninfo_ = where + " dbname=filters user=postgres";
    testing::run_in_database(conninfo_, "CREATE EXTENSION ltree");
  }
  void TearDown() override { cluster_.reset(); }

  [[nodiscard]] const std::string& conninfo() const { return conninfo_; }
  [[nodiscard]] std::string log() const { return cluster_->log(); }

 private:
  std::unique_ptr<testing::private_cluster> cluster_ = {};
  std::string conninfo_ = {};
};

// GoogleTest owns it.
database& the_database() {
  static auto* const made = static_cast<database*>(
      ::testing::AddGlobalTestEnvironment(std::make_unique<database>().release()));
  return *made;
}

// Before main() calls RUN_ALL_TESTS.
[[maybe_unused]] const database& registered = the_database();

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) out += c == quote ? std::string(2, c) : std::string(1, c);
  return out + quote;
}

std::shared_ptr<const schema::schema> read_schema(const std::string& sdl) {
  auto built = frontend::build_served_schema(sdl);
  if (built) return *std::move(built);
  for (const graphql_error& one : built.error()) ADD_FAILURE() << one.message;
  return nullptr;
}

}  // namespace

std::uint64_t seed_of_this_run() {
  const char* given = std::getenv("FRAISEQL_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::printf("FRAISEQL_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return seed;
}

void run_sql(const std::string& script) {
  testing::run_in_database(the_database().conninfo(), script);
}
std::string database_conninfo() { return the_database().conninfo(); }
std::string database_log() { return the_database().log(); }
std::string sql_text(std::string_view text) { return doubled(text, '\''); }
std::string sql_name(std::string_view name) { return doubled(name, '"'); }

served::served(const std::string& sdl, const std::string& search_configuration)
    : served(read_schema(sdl), {.planning = {.search_configuration = search_configuration}}) {}

served::served(std::shared_ptr<const schema::schema> schema, const served_options& options)
    : schema_(std::move(schema)),
      lanes_(loop_, {.conninfo = the_database().conninfo()}, {}, [] {}) {
  if (schema_ == nullptr) return;
  lanes_.start();
  turn_until([&] { return lanes_.are_up(); });
  const auto log = [this](log_level, std::string_view message, std::span<const log_field> fields) {
    log_ += message;
    for (const log_field& one : fields) {
      log_ += " " + std::string(one.key) + "=" + one.value;
      if (one.key == "compared") compared_ = one.value;
    }
    log_ += "\n";
  };
  executor_ = std::make_unique<execution::executor>(
      schema_, lanes_, loop_,
      execution::executor_options{
          .limits = options.limits, .planning = options.planning, .log = log, .new_log_id = [] {
            return std::string("7f");
          }});
  bool is_known = false;
  postgres::check_catalogue(
      lanes_.cold, execution::requirements_of(schema_, options.planning.search_configuration),
      [&](postgres::catalogue_answer answer) {
        is_known = true;
        ASSERT_TRUE(answer) << answer.error().message;
        for (const auto& one : answer->missing) {
          ADD_FAILURE() << one.message << " " << one.remedy;
        }
        found_ = answer->found;
        executor_->adopt(found_);
      });
  turn_until([&] { return is_known; });
}

served::~served() {
  lanes_.stop();
  loop_.restart();
  loop_.poll();
}

std::vector<execution::response> served::ask(std::vector<execution::request> all) {
  std::vector<execution::response> answers(all.size());
  std::size_t open = all.size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    executor_->execute(all[i], [&answers, &open, i](execution::response made) {
      answers[i] = std::move(made);
      --open;
    });
  }
  turn_until([&] { return open == 0; });
  return answers;
}

execution::response served::ask(execution::request one) {
  return ask(std::vector{std::move(one)}).front();
}

void served::turn_until(const std::function<bool()>& is_done) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!is_done()) {
    loop_.restart();
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "nothing came within 60 seconds";
    loop_.run_one_for(std::chrono::milliseconds(100));
  }
}

}  // namespace fraiseql::filters
