// beasts: functions of PostgreSQL of every kind, and what calls them as functions of mutations do.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>

#include <cerrno>
#include <memory>
#include <sstream>
#include <string>

#include "cluster.hpp"
#include "execution/commands.hpp"
#include "json/read.hpp"
#include "postgres/blocking_session.hpp"
#include "postgres/lanes.hpp"
#include "schema/builder.hpp"
#include "support/eventually.hpp"

namespace fraiseql::execution::testing {

using namespace std::chrono_literals;
using fraiseql::testing::eventually;
using postgres::blocking_session;
using postgres::testing::ask;
using postgres::testing::conninfo;
using postgres::testing::run;
using clock = command_session::clock;

inline const char* const objects = R"(
  DROP SCHEMA IF EXISTS cage CASCADE;
  DROP TABLE IF EXISTS tv_beast;
  CREATE TABLE tv_beast (id uuid PRIMARY KEY, data jsonb NOT NULL);
  CREATE SCHEMA cage;
  CREATE TABLE cage.tb_beast (name text UNIQUE, age int CHECK (age >= 0),
                              mate text REFERENCES cage.tb_beast (name) DEFERRABLE INITIALLY DEFERRED);
  CREATE TYPE cage.mood AS ENUM ('calm', 'wild');
  CREATE DOMAIN cage.age AS int CHECK (VALUE < 100);
  CREATE TYPE cage.coat AS (colour text, length int, marks text[]);
  CREATE FUNCTION cage.fn_add(p_name text, p_age int DEFAULT 1, p_mate text DEFAULT NULL) RETURNS text
    LANGUAGE sql AS 'INSERT INTO cage.tb_beast VALUES (p_name, p_age, p_mate) RETURNING name';
  CREATE FUNCTION cage.fn_show(p_title text, p_document jsonb DEFAULT NULL, p_json json DEFAULT NULL,
    p_tags text[] DEFAULT NULL, p_numbers int[] DEFAULT NULL, p_coat cage.coat DEFAULT NULL,
    p_coats cage.coat[] DEFAULT NULL, p_mood cage.mood DEFAULT NULL, p_age cage.age DEFAULT 5,
    p_at timestamptz DEFAULT NULL, p_big int8 DEFAULT NULL, p_price numeric DEFAULT NULL,
    p_key uuid DEFAULT NULL, p_yes bool DEFAULT NULL) RETURNS jsonb
    LANGUAGE sql AS $$ SELECT jsonb_strip_nulls(jsonb_build_object('title', p_title,
      'document', p_document, 'json', p_json, 'tags', p_tags, 'numbers', p_numbers,
      'coat', p_coat, 'coats', p_coats, 'mood', p_mood, 'age', p_age, 'at', p_at, 'big', p_big,
      'price', p_price, 'key', p_key, 'yes', p_yes)) $$;
  CREATE FUNCTION cage.fn_nothing() RETURNS void LANGUAGE sql STABLE AS 'SELECT';
  CREATE FUNCTION cage.fn_null() RETURNS text LANGUAGE sql AS 'SELECT NULL';
  CREATE FUNCTION cage.fn_no_coat() RETURNS cage.coat LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
  CREATE FUNCTION cage.fn_coat() RETURNS cage.coat
    LANGUAGE sql AS $$ SELECT 'red', 3, ARRAY['a']::text[] $$;
  CREATE FUNCTION cage.fn_coats() RETURNS SETOF cage.coat
    LANGUAGE sql AS $$ SELECT c, 1, NULL::text[] FROM unnest(ARRAY['z', 'a']) c $$;
  CREATE FUNCTION cage.fn_table() RETURNS TABLE (name text, age int)
    LANGUAGE sql AS $$ VALUES ('rex', 3), ('mia', 4) $$;
  CREATE FUNCTION cage.fn_out(OUT name text, OUT age int) LANGUAGE sql AS $$ SELECT 'rex', 3 $$;
  CREATE FUNCTION cage.fn_none() RETURNS SETOF int LANGUAGE sql AS 'SELECT 1 WHERE false';
  CREATE FUNCTION cage.fn_numbers() RETURNS int[] LANGUAGE sql AS 'SELECT ARRAY[3, 1]';
  CREATE FUNCTION cage.fn_one_of(p_a text) RETURNS text LANGUAGE sql AS $$ SELECT 'a' $$;
  CREATE FUNCTION cage.fn_one_of(p_b int) RETURNS text LANGUAGE sql AS $$ SELECT 'b' $$;
  CREATE FUNCTION cage.fn_one_of(p_b int, p_c text DEFAULT '') RETURNS text
    LANGUAGE sql AS $$ SELECT 'c' $$;
  CREATE FUNCTION cage.fn_unclear(p_a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION cage.fn_raise(p_code text) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a beast bites' USING ERRCODE = p_code; END $$;
  CREATE FUNCTION cage.fn_wait(p_name text) RETURNS int LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO cage.tb_beast VALUES (p_name);
      PERFORM pg_advisory_xact_lock(8); RETURN pg_backend_pid(); END $$;
  CREATE FUNCTION cage.fn_wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.age = 99 THEN PERFORM pg_advisory_xact_lock(8); END IF; RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON cage.tb_beast DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cage.fn_wait_at_commit();
  CREATE FUNCTION cage.fn_sync(p_name text) RETURNS uuid LANGUAGE sql AS $$
    INSERT INTO tv_beast SELECT id, jsonb_build_object('id', id, 'name', p_name)
    FROM gen_random_uuid() id RETURNING id $$;
  CREATE FUNCTION cage.fn_setting(p_name text) RETURNS text
    LANGUAGE sql AS 'SELECT current_setting(p_name)';
  CREATE FUNCTION cage."fn ""odd"""("p_x" text) RETURNS text LANGUAGE sql AS 'SELECT p_x')";

inline std::shared_ptr<const schema::schema> beasts() {
  schema::schema_builder builder;
  builder.add(schema::type_declaration{
      .name = "Beast",
      .fields = {{.name = "id", .type = {"ID", 0, 1}}, {.name = "name", .type = {"String", 0, 1}}},
      .source = schema::relation{.name = "tv_beast"},
      .origin = "struct Beast"});
  builder.add_query(
      schema::find_declaration{.name = "beasts", .object = "Beast", .origin = "beasts"});
  builder.add_commands();
  auto built = std::move(builder).build();
  if (built) return *built;
  for (const auto& error : built.error()) ADD_FAILURE() << error.message;
  return nullptr;
}

struct writing {
  std::size_t connections = 2;
  std::chrono::milliseconds statement_timeout = 60s;
  std::string to = conninfo();
};

inline std::shared_ptr<commands> made(const writing& how = {}) {
  const auto schema = beasts();
  return std::make_shared<commands>(
      postgres::blocking_lane_options{
          .connection = postgres::write_connection(how.to, how.statement_timeout),
          .connections = how.connections,
          .statement_timeout = how.statement_timeout},
      std::make_shared<repository>(schema->repository(), plan::planning_options{},
                                   postgres::blocking_lane_options{}),
      constraint_words(schema));
}

inline std::string in_words(const schema::native_failure& why) {
  return std::string(to_string(why.error.code)) + " " + why.error.message + " | " + why.log_detail;
}

// What the function returned, or `CODE message | detail`.
inline std::string call(command_session& of, const std::string& function,
                        const std::string& values = "{}") {
  const auto returned =
      of.call({.function = function, .values = std::get<json::object>(*json::read(values))});
  return returned ? *returned : in_words(returned.error());
}

inline std::string commit(command_session& of) {
  const auto done = of.commit();
  return done ? "committed" : in_words(done.error());
}

inline std::string code(const std::string& words) { return words.substr(0, words.find(' ')); }

inline std::string names() {
  return ask("SELECT coalesce(string_agg(name, ' ' ORDER BY name), '') FROM cage.tb_beast");
}

// Advisory lock 8, held until the end of its life.
class held_lock {
 public:
  held_lock() : session_(blocking_session::connect(conninfo())) {
    const bool is_held = session_ && session_->query("SELECT pg_advisory_lock(8)");
    EXPECT_TRUE(is_held);
  }

 private:
  result<blocking_session, postgres::error> session_;
};

inline std::string waiting_pid() {
  return ask("SELECT min(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
}

// Ends the backend that waits for the lock, once there is one.
inline void end_waiting() {
  ASSERT_TRUE(eventually([] { return waiting_pid() != "null"; }));
  ask("SELECT pg_terminate_backend(" + waiting_pid() + ")");
}

// Ends the connections that nothing runs on, and waits until their ends are closed.
inline void end_idle() {
  std::istringstream ended(
      ask("SELECT string_agg(CASE WHEN pg_terminate_backend(pid) THEN pid::text END, ' ') "
          "FROM pg_stat_activity WHERE state <> 'active' AND application_name = 'fraiseql'"));
  for (pid_t pid = 0; ended >> pid;) {
    EXPECT_TRUE(eventually([&] { return ::kill(pid, 0) != 0 && errno == ESRCH; }));
  }
}

class commands_of_beasts : public ::testing::Test {
 protected:
  void SetUp() override { run(objects); }
  std::shared_ptr<commands> of = made();
  command_session session{of, nullptr, clock::now() + 60s};
};

}  // namespace fraiseql::execution::testing
