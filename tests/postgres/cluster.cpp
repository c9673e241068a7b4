#include "cluster.hpp"

#include <memory>

#include "postgres/blocking_session.hpp"
#include "server/development_database.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::postgres::testing {
namespace {

class cluster : public ::testing::Environment {
 public:
  void SetUp() override {
    project_ = std::make_unique<fraiseql::testing::temporary_project>();
    start();
  }
  void TearDown() override {
    database_.reset();
    project_.reset();
  }
  void start() {
    auto started = server::development_database::start({.project = project_->path()}, {});
    ASSERT_TRUE(started) << started.error().message;
    database_ = *std::move(started);
    conninfo_ = database_->owner_conninfo();
  }
  void stop() { database_.reset(); }
  [[nodiscard]] const std::string& owner() const { return conninfo_; }

 private:
  std::unique_ptr<fraiseql::testing::temporary_project> project_;
  std::unique_ptr<server::development_database> database_;
  std::string conninfo_;
};

// GoogleTest owns it.
cluster& the_cluster() {
  static auto* const made = static_cast<cluster*>(
      ::testing::AddGlobalTestEnvironment(std::make_unique<cluster>().release()));
  return *made;
}

// Before main() calls RUN_ALL_TESTS.
[[maybe_unused]] const cluster& registered = the_cluster();

}  // namespace

const std::string& conninfo() { return the_cluster().owner(); }

void run(const std::string& script) {
  auto session = blocking_session::connect(conninfo());
  ASSERT_TRUE(session) << session.error().message;
  const auto done = session->run_script(script);
  ASSERT_TRUE(done) << done.error().message;
}

std::string ask(const std::string& query) {
  auto session = blocking_session::connect(conninfo());
  if (!session) return "no connection: " + session.error().message;
  const auto rows = session->query(query);
  if (!rows) return "error: " + rows.error().message;
  return rows->empty() ? "no row" : rows->front().front().value_or("null");
}

void stop_cluster() { the_cluster().stop(); }
void start_cluster() { the_cluster().start(); }

std::shared_ptr<const sql::statement> statement(std::string text) {
  auto made = std::make_shared<sql::statement>();
  made->text = std::move(text);
  return made;
}

command to_command(std::string text, const std::vector<std::string>& parameters) {
  command made{.statement = statement(std::move(text))};
  for (const std::string& one : parameters) {
    made.parameters.push_back({.oid = 25, .is_binary = true, .bytes = sql::octets(one)});
  }
  return made;
}

std::string to_text(const outcome& one) {
  if (!one) return "error " + one.error().sqlstate;
  std::string text;
  for (std::size_t row = 0; row < one->count(); ++row) {
    if (row > 0) text += ';';
    for (std::size_t column = 0; column < one->columns(); ++column) {
      const std::string_view value = one->value(row, column);
      text += column > 0 ? "," : "";
      text += value.data() == nullptr ? std::string("null") : std::string(value);
    }
  }
  return text;
}

bool turning_loop::until(const std::function<bool()>& is_done) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!is_done()) {
    loop.restart();
    if (std::chrono::steady_clock::now() > deadline) {
      ADD_FAILURE() << "nothing came within 30 seconds";
      return false;
    }
    loop.run_one_for(std::chrono::milliseconds(100));
  }
  return true;
}

void turning_loop::during(std::chrono::milliseconds time) {
  loop.restart();
  loop.run_for(time);
}

test_lane::test_lane(lane_options options)
    : under_test(
          loop, std::move(options),
          [this](log_level, std::string_view message, std::span<const log_field>) {
            logged.emplace_back(message);
          },
          [this] { ++changes; }) {
  under_test.start();
  until([this] { return under_test.is_up(); });
}

test_lane::pending test_lane::submit(std::vector<command> commands) {
  auto seen = std::make_shared<std::optional<std::vector<std::string>>>();
  under_test.submit(
      {.commands = std::move(commands), .done = [seen](const std::vector<outcome>& all) {
         EXPECT_FALSE(seen->has_value()) << "answered twice";
         seen->emplace();
         for (const outcome& one : all) (*seen)->push_back(to_text(one));
       }});
  return seen;
}

std::vector<std::string> test_lane::answers(std::vector<command> commands) {
  const pending seen = submit(std::move(commands));
  if (!until([&] { return seen->has_value(); })) return {};
  return **seen;
}

std::string test_lane::answer(std::string text, const std::vector<std::string>& parameters) {
  const auto all = answers({to_command(std::move(text), parameters)});
  return all.size() == 1 ? all.front() : "not one answer";
}

}  // namespace fraiseql::postgres::testing
