// crowd: a lane that is busy, so that what is submitted waits in line until it is released. Nothing
// is timed: what is under way waits for a lock of the test's.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cluster.hpp"
#include "sql/session.hpp"

// Of its own, for the names are short and alike in the tests of lanes.
namespace fraiseql::postgres::crowding {

using namespace std::chrono_literals;
using testing::ask;
using testing::run;
using testing::statement;
using testing::test_lane;
using testing::to_command;
using answers = std::vector<std::string>;
using session = std::shared_ptr<const command>;
using shared_statement = std::shared_ptr<const sql::statement>;

inline constexpr std::size_t hot_depth = 2;

inline lane_options hot() {
  return {.name = "hot",
          .connection = {.conninfo = testing::conninfo()},
          .connections = 1,
          .depth = hot_depth,
          .with = company::all,
          .max_wait = 60s,
          .work = repeatable::yes};
}

inline lane_options cold() {
  lane_options made = hot();
  made.name = "cold";
  made.depth = 1;
  made.with = company::equals;
  return made;
}

inline lane_options mutation() {
  lane_options made = cold();
  made.name = "mutation";
  made.with = company::nobody;
  made.work = repeatable::no;
  return made;
}

// A new one each time, as each request has its own.
inline session session_of(const std::string& tenant) {
  static const shared_statement told =
      std::make_shared<const sql::statement>(sql::tell_session({"app.tenant"}));
  return std::make_shared<const command>(
      command{.statement = told, .parameters = {sql::text_parameter(tenant)}});
}

inline command command_of(shared_statement what, const std::optional<std::string>& text) {
  sql::parameter made{.oid = 25, .is_binary = true};
  if (text) made.bytes = sql::octets(*text);
  return {.statement = std::move(what), .parameters = {std::move(made)}};
}

// Somebody who asks.
struct asking {
  test_lane& lane;
  std::optional<answers> answered = {};

  void submit(std::vector<command> commands, session as = {}) {
    lane.under_test.submit({.commands = std::move(commands),
                            .done =
                                [this](const std::vector<outcome>& all) {
                                  EXPECT_FALSE(answered) << "answered twice";
                                  answered.emplace();
                                  for (const outcome& one : all) {
                                    answered->push_back(testing::to_text(one));
                                  }
                                },
                            .session = std::move(as),
                            .asked_by = this});
  }
  [[nodiscard]] std::string only() const {
    return answered && answered->size() == 1 ? answered->front() : "not one answer";
  }
};

class crowd : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    run("drop schema if exists crowded cascade; create schema crowded; "
        "create sequence crowded.runs");
  }
  void SetUp() override { run("alter sequence crowded.runs restart"); }
  void TearDown() override {
    if (lock_) release();
    stop();
  }

  // Ends what there was: a lane that stops answers what it has.
  void start(const lane_options& options) {
    stop();
    depth_ = options.depth;
    lane_ = std::make_unique<test_lane>(options);
  }
  void stop() {
    lane_.reset();
    asked_.clear();
  }
  // From now on what is submitted waits in line, for each connection has as much under way as it
  // may; nobody else has a session of these.
  void fill() {
    lock_ = std::make_unique<test_lane>(mutation());
    lock_->answer("SELECT pg_advisory_lock(77)");
    for (std::size_t i = 0; i < depth_; ++i) {
      asker().submit({to_command("SELECT pg_advisory_xact_lock(77)")},
                     session_of("filling " + std::to_string(i)));
      turn();
    }
    lane_->until([] {
      return ask("select count(*) > 0 from pg_locks where locktype = 'advisory' and objid = 77 "
                 "and not granted") == "t";
    });
    first_ = asked_.size();
  }
  void release() { std::exchange(lock_, nullptr)->answer("SELECT pg_advisory_unlock(77)"); }
  void turn() {
    lane_->loop.restart();
    lane_->loop.poll();
  }

  asking& asker() { return *asked_.emplace_back(std::make_unique<asking>(asking{*lane_})); }
  asking& submit(command one, session as = {}) {
    asking& made = asker();
    made.submit({std::move(one)}, std::move(as));
    return made;
  }
  // Of those who asked since fill().
  answers all() {
    if (lock_) release();
    answers texts;
    for (std::size_t i = first_; i < asked_.size(); ++i) {
      lane_->until([&] { return asked_[i]->answered.has_value(); });
      texts.push_back(asked_[i]->only());
    }
    return texts;
  }
  static std::string runs() {
    return ask("select case when is_called then last_value else 0 end from crowded.runs");
  }

  std::size_t depth_ = 1;
  std::size_t first_ = 0;
  std::unique_ptr<test_lane> lock_;
  std::unique_ptr<test_lane> lane_;
  std::vector<std::unique_ptr<asking>> asked_;
};

}  // namespace fraiseql::postgres::crowding
