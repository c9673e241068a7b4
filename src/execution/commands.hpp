// commands: what the functions of mutations write while they run (schema::command_source).
//
// Their calls run on connections of their own, while the function's thread waits. What was sent is
// never sent again. Any thread may use it, several at a time; it is shared, since a function may
// run on when its executor is gone.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "execution/constraint_words.hpp"
#include "execution/repository.hpp"
#include "postgres/blocking_lane.hpp"
#include "schema/native.hpp"
#include "sql/named_call.hpp"

namespace fraiseql::execution {

class commands {
 public:
  // `rows` is nullptr where there is nothing to read.
  commands(postgres::blocking_lane_options writing, std::shared_ptr<repository> rows,
           constraint_words constraints)
      : lane_(std::move(writing)), rows_(std::move(rows)), constraints_(std::move(constraints)) {}

  // What was found in the database; functions are looked up again.
  void adopt(std::shared_ptr<const plan::catalogue> found);
  // What is sent from now on is planned anew.
  void forget_plans() { lane_.forget_plans(); }

 private:
  friend class command_session;
  using overloads = std::shared_ptr<const std::vector<sql::named_function>>;
  overloads find(const std::string& function);
  void keep(const std::string& function, overloads found);
  void forget(const std::string& function);
  constraint_words constraints();

  postgres::blocking_lane lane_;
  std::shared_ptr<repository> rows_;
  std::mutex mutex_;  // of all below
  constraint_words constraints_;
  std::map<std::string, overloads> found_;
};

// Of one call of a function, until its time is up.
class command_session : public schema::command_source {
 public:
  using clock = postgres::blocking_lane::clock;

  // `session` says who asks (session.hpp).
  command_session(std::shared_ptr<commands> of, std::shared_ptr<const postgres::command> session,
                  clock::time_point until)
      : of_(std::move(of)), session_(std::move(session)), until_(until) {}
  ~command_session() override;

  result<std::string, schema::native_failure> call(const schema::named_call& asked) override;
  void begin() override;
  result<std::vector<std::string>, schema::native_failure> read(
      const schema::row_query& asked) override;
  result<done, schema::native_failure> commit() override;
  void roll_back() override;

 private:
  using outcomes = std::vector<postgres::outcome>;
  outcomes run(const std::vector<postgres::command>& commands,
               postgres::aftermath then = postgres::aftermath::none);
  result<std::string, schema::native_failure> call_now(const schema::named_call& asked);
  result<commands::overloads, schema::native_failure> look_up(const std::string& function);
  result<sql::named_function, schema::native_failure> choose(const std::string& function,
                                                             const std::vector<std::string>& given);
  schema::native_failure failure_of(const std::string& doing, postgres::error why,
                                    bool is_undone) const;
  void end();

  std::shared_ptr<commands> of_;
  std::shared_ptr<const postgres::command> session_;
  clock::time_point until_;
  bool is_open_ = false;   // between begin() and its end
  bool is_begun_ = false;  // BEGIN was sent
  bool has_failed_ = false;
  std::optional<schema::native_failure> first_failure_ = {};
  std::optional<postgres::lent_connection> connection_ = {};
};

}  // namespace fraiseql::execution
