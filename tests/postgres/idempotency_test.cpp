// Calls that are done at most once under a key, against a real PostgreSQL: the statements of one
// group in the order in which the server sends them, as a role that owns nothing.
#include "sql/idempotency.hpp"

#include <gtest/gtest.h>

#include "execution/errors.hpp"
#include "looked_database.hpp"
#include "server/install.hpp"
#include "support/flight_counter.hpp"

namespace fraiseql::postgres {
namespace {

using namespace std::chrono_literals;
using answers = std::vector<std::string>;
using testing::ask;
using testing::test_lane;
using testing::to_command;

constexpr const char* serving = "fraiseql_serving";

// Each function says in once.runs that it ran, and gives something else each time.
constexpr const char* objects = R"(
drop schema if exists once cascade;
create schema once;
create table once.runs (name text);
create sequence once.turns;
create table once.tv_note (id uuid primary key, data jsonb not null);
create type once.box as (wide int, label text);
create function once.fn_ran(p_name text) returns int language plpgsql as $$
begin
  insert into once.runs values (p_name);
  return (select count(*) from once.runs);
end $$;
create function once.fn_note(p_name text) returns uuid language plpgsql as $$
declare made uuid := gen_random_uuid();
begin
  insert into once.tv_note values (made, jsonb_build_object('n', once.fn_ran(p_name)));
  return made;
end $$;
create function once.fn_no_row(p_name text) returns uuid language sql as
  $$ select once.fn_ran(p_name); select gen_random_uuid() $$;
create function once.fn_null_id(p_name text) returns uuid language sql as
  $$ select once.fn_ran(p_name); select null::uuid $$;
create function once.fn_null(p_name text) returns text language sql as
  $$ select once.fn_ran(p_name); select null::text $$;
create function once.fn_empty(p_name text) returns text language sql as
  $$ select once.fn_ran(p_name); select ''::text $$;
create function once.fn_nothing(p_name text) returns void language sql as
  $$ select once.fn_ran(p_name) $$;
create function once.fn_set(p_name text) returns setof int language plpgsql as $$
begin
  return next once.fn_ran(p_name);
  return next 7;
end $$;
create function once.fn_jsonb(p_name text) returns jsonb language sql as
  $$ select jsonb_build_object('n', once.fn_ran(p_name)) $$;
create function once.fn_json_id(p_name text) returns jsonb language sql as
  $$ select jsonb_build_object('id', once.fn_note(p_name)) $$;
create function once.fn_box(p_name text) returns once.box language sql as
  $$ select once.fn_ran(p_name), 'a' $$;
create function once.fn_array(p_name text, p_all int[]) returns int language sql as
  $$ select once.fn_ran(p_name) + p_all[2] $$;
create function once.fn_wait(p_name text) returns int language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(8);
  return once.fn_ran(p_name);
end $$;
-- The turns are not undone with it.
create function once.fn_fail_first(p_name text) returns int language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(8);
  perform once.fn_ran(p_name);
  if nextval('once.turns') = 1 then raise 'not the first time'; end if;
  return 7;
end $$;
grant usage on schema once to fraiseql_serving;
grant all on all tables in schema once to fraiseql_serving;
grant all on all sequences in schema once to fraiseql_serving;
)";

plan::function_call function(std::string name, std::string passed = "a") {
  return {.function = {"once", std::move(name)},
          .arguments = {{"p_name",
                         {.source = json::value(std::move(passed)),
                          .type = plan::value_type::text,
                          .argument = "input"}}}};
}

plan::call value_of(std::string name, plan::type_form form = plan::type_form::scalar) {
  plan::call made{.function = function(std::move(name)), .read_back = {}};
  made.function.gives = form;
  return made;
}

plan::call row_of(std::string name, bool must_find = true) {
  plan::call made{.function = function(std::move(name)), .read_back = plan::read{}};
  made.read_back->from = {.schema = "once", .name = "tv_note"};
  made.must_find = must_find;
  return made;
}

plan::call row_in_value_of(std::string name) {
  plan::call made{.function = function(std::move(name)), .read_back = plan::read{}};
  made.function.gives = plan::type_form::jsonb;
  made.read_back->returned = plan::returned_value{
      .rows = {{.type_name = "", .from = {.schema = "once", .name = "tv_note"}}}};
  return made;
}

plan::call set_of(std::string name) {
  plan::call made = value_of(std::move(name));
  made.function.is_set = true;
  return made;
}

plan::call of_made_arguments() {
  plan::call made = value_of("fn_array");
  made.function.object = {
      .source =
          json::value(json::object{{"p_all", json::array{json::number{"1"}, json::number{"2"}}}}),
      .type = plan::value_type::jsonb,
      .argument = "input"};
  made.function.of_object = {{"p_all", {plan::type_form::array, "pg_catalog", "int4"}}};
  return made;
}

lane_options mutations(std::size_t connections = 1, const std::string& to = testing::conninfo()) {
  return {.name = "mutation",
          .connection = {.conninfo = to + " user=" + serving},
          .connections = connections,
          .max_wait = 60s};
}

class idempotency : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    testing::run(objects);
    auto owner = blocking_session::connect(testing::conninfo());
    ASSERT_TRUE(owner);
    const auto made = server::install(*owner, serving);
    ASSERT_TRUE(made) << made.error().message;
  }
  void SetUp() override {
    testing::run(
        "truncate fraiseql.idempotency, once.runs, once.tv_note; "
        "alter sequence once.turns restart");
  }

  static sql::idempotency key(std::string name = "k", std::string hash = "h") {
    return {.key = std::move(name), .request_hash = std::move(hash), .expiry = 1h};
  }

  static command made(sql::statement text, sql::parameters values) {
    return {.statement = std::make_shared<const sql::statement>(std::move(text)),
            .parameters = std::move(values)};
  }

  // `as`: the role that calls and reads back; "" is that of the connection.
  static std::vector<command> group_of(const plan::step& step, const sql::idempotency& once,
                                       const std::string& as = {}) {
    const auto& call = std::get<plan::call>(step.action);
    std::vector<command> all = {made(sql::claim(), sql::bind(once))};
    auto own = sql::compile(step, sql::call_form::idempotent);
    const auto take_role = [&](const std::string& role) {
      if (!as.empty()) all.push_back(to_command("SELECT set_config('role', $1, true)", {role}));
    };
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (i + 1 == own.size()) {
        take_role("none");
        all.push_back(made(sql::keep(call), sql::bind(once)));
      }
      take_role(as);
      auto bound = sql::bind(own[i], {});
      EXPECT_TRUE(bound);
      all.push_back(made(std::move(own[i]), *std::move(bound)));
    }
    return all;
  }

  static plan::step step(plan::call call) { return {.action = std::move(call), .shape = {}}; }

  std::string answer(plan::call call, const sql::idempotency& once = key(),
                     const std::string& as = {}) {
    return over_.answers(group_of(step(std::move(call)), once, as)).back();
  }

  static std::string runs() { return ask("select count(*) from once.runs"); }
  static std::string keys() { return ask("select count(*) from fraiseql.idempotency"); }
  static void age(const std::string& by) {
    testing::run("update fraiseql.idempotency set created_at = created_at - interval '" + by + "'");
  }

  test_lane over_{mutations()};
};

struct repeated {
  const char* name;
  plan::call (*call)();
  std::string answer;  // of both; "": whatever the first one is, the second is the same
};

TEST_F(idempotency, runs_a_function_once_and_answers_the_same_again_whatever_it_returns) {
  const repeated all[] = {
      {"the row of an id", [] { return row_of("fn_note"); }, R"({"n": 1})"},
      {"no row of an id", [] { return row_of("fn_no_row", false); }, ""},
      {"no id", [] { return row_of("fn_null_id", false); }, ""},
      {"a scalar", [] { return value_of("fn_ran"); }, "1"},
      {"null", [] { return value_of("fn_null"); }, "null"},
      {"an empty text", [] { return value_of("fn_empty"); }, R"("")"},
      {"nothing", [] { return value_of("fn_nothing", plan::type_form::nothing); }, "true"},
      {"a set", [] { return set_of("fn_set"); }, "[1, 7]"},
      {"jsonb", [] { return value_of("fn_jsonb", plan::type_form::jsonb); }, R"({"n": 1})"},
      {"a composite", [] { return value_of("fn_box", plan::type_form::composite); },
       R"({"wide": 1, "label": "a"})"},
      {"made arguments", [] { return of_made_arguments(); }, "3"},
      {"the row in a value", [] { return row_in_value_of("fn_json_id"); }, R"({"n": 1})"}};
  for (const repeated& one : all) {
    SCOPED_TRACE(one.name);
    SetUp();
    EXPECT_EQ(answer(one.call()), one.answer);
    EXPECT_EQ(answer(one.call()), one.answer);
    // On another connection, too, which has no settings of the first.
    test_lane other(mutations());
    EXPECT_EQ(other.answers(group_of(step(one.call()), key())).back(), one.answer);
    EXPECT_EQ(runs(), "1");
    // Another key is another call.
    answer(one.call(), key("other"));
    EXPECT_EQ(runs(), "2");
  }
}

TEST_F(idempotency, gives_the_value_in_one_column_as_the_plain_call_does) {
  const auto plain = sql::compile(step(value_of("fn_ran")));
  ASSERT_EQ(plain.size(), 1U);
  EXPECT_EQ(over_.answers({made(plain.front(), *sql::bind(plain.front(), {}))}), answers{"1"});
  EXPECT_EQ(answer(value_of("fn_ran")), "2");
}

TEST_F(idempotency, reads_the_row_again_as_it_is_now) {
  EXPECT_EQ(answer(row_of("fn_note")), R"({"n": 1})");
  testing::run(R"(update once.tv_note set data = '{"n": "changed"}')");
  EXPECT_EQ(answer(row_of("fn_note")), R"({"n": "changed"})");
  testing::run("delete from once.tv_note");
  EXPECT_EQ(answer(row_of("fn_note")), "error 22P02");
  EXPECT_EQ(answer(row_of("fn_note", false)), "");
  EXPECT_EQ(runs(), "1");
}

TEST_F(idempotency, refuses_the_key_for_another_request_in_words) {
  EXPECT_EQ(answer(value_of("fn_ran")), "1");
  std::optional<std::vector<outcome>> seen;
  over_.under_test.submit({.commands = group_of(step(value_of("fn_ran")), key("k", "other")),
                           .done = [&](std::vector<outcome> all) { seen = std::move(all); }});
  ASSERT_TRUE(over_.until([&] { return seen.has_value(); }));
  ASSERT_EQ(seen->size(), 4U);
  ASSERT_FALSE((*seen)[2]);
  const auto told = execution::refused_idempotency_key((*seen)[2].error());
  ASSERT_TRUE(told);
  EXPECT_EQ(told->code, error_code::conflict);
  EXPECT_EQ(told->message, "the idempotency key was used for another request");
  EXPECT_EQ(runs(), "1");
  EXPECT_EQ(answer(value_of("fn_ran")), "1");
}

TEST_F(idempotency, takes_no_other_error_for_a_refused_key) {
  EXPECT_FALSE(
      execution::refused_idempotency_key({.sqlstate = "22P02",
                                          .message = "",
                                          .detail = "Token \"fraiseql_no_row\" is invalid.",
                                          .from = error_source::statement}));
  EXPECT_FALSE(execution::refused_idempotency_key({.sqlstate = "P0001",
                                                   .message = "",
                                                   .detail = "fraiseql_other_request",
                                                   .from = error_source::statement}));
}

TEST_F(idempotency, undoes_the_key_with_a_call_that_fails) {
  EXPECT_EQ(answer(value_of("fn_fail_first")), "error FQ001");
  EXPECT_EQ(keys(), "0");
  EXPECT_EQ(answer(value_of("fn_fail_first")), "7");
  EXPECT_EQ(answer(value_of("fn_fail_first")), "7");
  EXPECT_EQ(runs(), "1");
}

TEST_F(idempotency, undoes_the_key_with_a_row_that_is_not_there) {
  EXPECT_EQ(answer(row_of("fn_no_row")), "error 22P02");
  EXPECT_EQ(keys(), "0");
  EXPECT_EQ(runs(), "0");
  EXPECT_EQ(answer(row_of("fn_no_row")), "error 22P02");
}

TEST_F(idempotency, runs_again_once_the_key_has_expired) {
  EXPECT_EQ(answer(value_of("fn_ran")), "1");
  age("59 minutes");
  EXPECT_EQ(answer(value_of("fn_ran")), "1");
  age("2 minutes");
  // It is a new one, and may be another request.
  EXPECT_EQ(answer(value_of("fn_ran"), key("k", "other")), "2");
  EXPECT_EQ(answer(value_of("fn_ran"), key("k", "other")), "2");
  EXPECT_EQ(runs(), "2");
  EXPECT_EQ(keys(), "1");
}

// Advisory lock 8, which functions wait for, until it is released.
class held_for_functions {
 public:
  held_for_functions() { lane_.answer("SELECT pg_advisory_lock(8)"); }
  void release() { lane_.answer("SELECT pg_advisory_unlock(8)"); }

 private:
  test_lane lane_{mutations()};
};

std::string waiting_for(const std::string& type) {
  return ask("select count(*) from pg_locks where not granted and locktype = '" + type + "'");
}

TEST_F(idempotency, lets_the_second_of_two_at_once_wait_for_the_first) {
  held_for_functions lock;
  test_lane both(mutations(2));
  const auto first = both.submit(group_of(step(value_of("fn_wait")), key()));
  ASSERT_TRUE(both.until([] { return waiting_for("advisory") == "1"; }));
  const auto second = both.submit(group_of(step(value_of("fn_wait")), key()));
  ASSERT_TRUE(both.until([] { return waiting_for("transactionid") == "1"; }));
  lock.release();
  ASSERT_TRUE(both.until([&] { return first->has_value() && second->has_value(); }));
  EXPECT_EQ((*first)->back(), "1");
  EXPECT_EQ((*second)->back(), "1");
  EXPECT_EQ(runs(), "1");
}

TEST_F(idempotency, lets_the_second_of_two_at_once_run_where_the_first_fails) {
  held_for_functions lock;
  test_lane both(mutations(2));
  const auto first = both.submit(group_of(step(value_of("fn_fail_first")), key()));
  ASSERT_TRUE(both.until([] { return waiting_for("advisory") == "1"; }));
  const auto second = both.submit(group_of(step(value_of("fn_fail_first")), key()));
  ASSERT_TRUE(both.until([] { return waiting_for("transactionid") == "1"; }));
  lock.release();
  ASSERT_TRUE(both.until([&] { return first->has_value() && second->has_value(); }));
  EXPECT_EQ((*first)->back(), "error FQ001");
  EXPECT_EQ((*second)->back(), "7");
  EXPECT_EQ(runs(), "1");
}

TEST_F(idempotency, lets_other_keys_pass) {
  held_for_functions lock;
  test_lane both(mutations(2));
  const auto first = both.submit(group_of(step(value_of("fn_wait")), key()));
  ASSERT_TRUE(both.until([] { return waiting_for("advisory") == "1"; }));
  EXPECT_EQ(both.answers(group_of(step(value_of("fn_ran")), key("other"))).back(), "1");
  lock.release();
  ASSERT_TRUE(both.until([&] { return first->has_value(); }));
  EXPECT_EQ((*first)->back(), "2");
}

void add_keys(const std::string& name, const std::string& count, const std::string& age) {
  testing::run("insert into fraiseql.idempotency (key, request_hash, created_at) select '" + name +
               "' || n, 'h', now() - interval '" + age + "' from generate_series(1, " + count +
               ") n");
}

TEST_F(idempotency, deletes_ten_expired_keys_with_each_new_one) {
  add_keys("old", "25", "2 hours");
  add_keys("young", "5", "59 minutes");
  EXPECT_EQ(answer(value_of("fn_ran")), "1");
  EXPECT_EQ(keys(), "21");
  EXPECT_EQ(answer(value_of("fn_ran")), "1");
  EXPECT_EQ(keys(), "21");
  EXPECT_EQ(answer(value_of("fn_ran"), key("b")), "2");
  EXPECT_EQ(keys(), "12");
  EXPECT_EQ(answer(value_of("fn_ran"), key("c")), "3");
  EXPECT_EQ(keys(), "8");
  EXPECT_EQ(ask("select count(*) from fraiseql.idempotency where key like 'young%'"), "5");
}

// What is locked is somebody's who takes it over now.
TEST_F(idempotency, waits_for_nobody_to_delete_expired_keys) {
  add_keys("old", "12", "2 hours");
  held_for_functions lock;
  test_lane taking_over(mutations());
  const auto first = taking_over.submit(group_of(step(value_of("fn_wait")), key("old1")));
  ASSERT_TRUE(taking_over.until([] { return waiting_for("advisory") == "1"; }));
  EXPECT_EQ(answer(value_of("fn_ran")), "1");
  EXPECT_EQ(keys(), "3");
  lock.release();
  ASSERT_TRUE(taking_over.until([&] { return first->has_value(); }));
  EXPECT_EQ((*first)->back(), "2");
  EXPECT_EQ(ask("select string_agg(key, ' ' order by key) from fraiseql.idempotency"), "k old1");
}

// Expired keys are deleted when the function is done, so who takes one over waits for no function.
TEST_F(idempotency, holds_no_expired_key_while_a_function_runs) {
  add_keys("old", "3", "2 hours");
  held_for_functions lock;
  test_lane slow(mutations());
  const auto first = slow.submit(group_of(step(value_of("fn_wait")), key()));
  ASSERT_TRUE(slow.until([] { return waiting_for("advisory") == "1"; }));
  EXPECT_EQ(answer(value_of("fn_ran"), key("old1")), "1");
  EXPECT_EQ(answer(value_of("fn_ran"), key("old2")), "2");
  lock.release();
  ASSERT_TRUE(slow.until([&] { return first->has_value(); }));
  EXPECT_EQ((*first)->back(), "3");
}

// Many that claim, take over and delete the same few keys, in every order.
TEST_F(idempotency, never_locks_itself_up) {
  test_lane many(mutations(8));
  std::vector<test_lane::pending> all;
  for (int round = 0; round < 40; ++round) {
    for (int i = 0; i < 8; ++i) {
      sql::idempotency once = key("k" + std::to_string((round * 3 + i * 5) % 6));
      once.expiry = 0s;
      all.push_back(many.submit(group_of(step(value_of("fn_ran")), once)));
    }
  }
  ASSERT_TRUE(many.until(
      [&] { return std::ranges::all_of(all, [](const auto& one) { return one->has_value(); }); }));
  for (const auto& one : all) EXPECT_FALSE((*one)->back().starts_with("error")) << (*one)->back();
}

class idempotency_of_roles : public idempotency {
 protected:
  static void SetUpTestSuite() {
    idempotency::SetUpTestSuite();
    run_as_superuser(
        "do $$ begin if to_regrole('once_reader') is null then create role once_reader login; "
        "end if; end $$; grant once_reader to fraiseql_serving");
    testing::run(
        "grant usage on schema once to once_reader; grant all on once.runs, once.tv_note to "
        "once_reader; alter table once.tv_note enable row level security; "
        "create policy own on once.tv_note to once_reader "
        "using (data->>'n' <> 'hidden')");
  }
};

TEST_F(idempotency_of_roles, serves_roles_that_may_not_touch_the_table) {
  EXPECT_EQ(answer(row_of("fn_note"), key(), "once_reader"), R"({"n": 1})");
  EXPECT_EQ(answer(row_of("fn_note"), key(), "once_reader"), R"({"n": 1})");
  EXPECT_EQ(runs(), "1");
  for (const char* statement :
       {"SELECT answer FROM fraiseql.idempotency", "DELETE FROM fraiseql.idempotency",
        "UPDATE fraiseql.idempotency SET answer = 'mine'",
        "INSERT INTO fraiseql.idempotency VALUES ('a', 'b')"}) {
    EXPECT_EQ(over_.answers({to_command("SELECT set_config('role', 'once_reader', true)"),
                             to_command(statement)})[1],
              "error 42501")
        << statement;
  }
  // What is read again, policies decide again.
  testing::run(R"(update once.tv_note set data = '{"n": "hidden"}')");
  EXPECT_EQ(answer(row_of("fn_note", false), key(), "once_reader"), "");
}

bool is_found_by(const std::string& who) {
  test_lane over(lane_to(testing::conninfo() + " user=" + who));
  const auto seen = look_over_all(over, {});
  return seen.found && seen.found->has_idempotency;
}

TEST_F(idempotency_of_roles, is_found_where_the_role_may_use_all_of_the_table) {
  EXPECT_TRUE(is_found_by(serving));
  EXPECT_FALSE(is_found_by("once_reader"));
  for (const std::string one : {"select", "insert", "update", "delete"}) {
    testing::run("revoke " + one + " on fraiseql.idempotency from fraiseql_serving");
    EXPECT_FALSE(is_found_by(serving)) << one;
    testing::run("grant " + one + " on fraiseql.idempotency to fraiseql_serving");
  }
  testing::run("revoke usage on schema fraiseql from fraiseql_serving");
  EXPECT_FALSE(is_found_by(serving));
  testing::run("drop table fraiseql.idempotency");
  EXPECT_FALSE(is_found_by(serving));
  EXPECT_FALSE(is_found_by("fraiseql_owner"));
  auto owner = blocking_session::connect(testing::conninfo());
  ASSERT_TRUE(owner);
  EXPECT_EQ(server::install(*owner, serving).value(), server::installation::now);
  EXPECT_EQ(server::install(*owner, serving).value(), server::installation::before);
  // And as a script, which may run again.
  testing::run(server::install_script(serving));
  EXPECT_TRUE(is_found_by(serving));
  const auto unknown = server::install(*owner, "no\"body");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().message, "role \"no\"body\" does not exist");
}

TEST_F(idempotency, takes_one_flight) {
  fraiseql::testing::flight_counter counter(testing::conninfo());
  test_lane over(mutations(1, counter.conninfo()));
  // The first prepares the statements; each but the first is done by another key, or none.
  over.answers(group_of(step(row_of("fn_note")), key("flight 0")));
  for (const char* name : {"flight 1", "flight 1"}) {
    counter.watch(name);
    EXPECT_EQ(over.answers(group_of(step(row_of("fn_note")), key(name))).back(), R"({"n": 2})");
    EXPECT_EQ(counter.flights(), 1);
  }
}

}  // namespace
}  // namespace fraiseql::postgres
