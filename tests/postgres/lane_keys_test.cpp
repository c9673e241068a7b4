// Eight or more look-ups of one statement and session that wait are one statement for all their
// keys; each gets its own rows of it.
#include <gtest/gtest.h>

#include <algorithm>

#include "crowd.hpp"

namespace fraiseql::postgres::crowding {
namespace {

constexpr std::uint32_t uuid_oid = 2950;

// A statement of one key, and the one for many: what they give says which of them was asked.
shared_statement keyed(const std::string& from, const std::string& columns,
                       const std::string& cast = "text") {
  auto many = std::make_shared<sql::statement>();
  many->text = "SELECT key::text, 'many', " + columns + " FROM " + from +
               " WHERE key = ANY ($1::" + cast + "[])";
  auto one = std::make_shared<sql::statement>();
  one->text = "SELECT 'one', " + columns + " FROM " + from + " WHERE key = $1::" + cast;
  one->of_many = std::move(many);
  return one;
}

command by_uuid(shared_statement what, const std::string& last) {
  std::string bytes(15, '\xab');
  bytes += last;
  return {.statement = std::move(what),
          .parameters = {{.oid = uuid_oid, .is_binary = true, .bytes = sql::octets(bytes)}}};
}

class crowd_of_keys : public crowd {
 protected:
  static void SetUpTestSuite() {
    crowd::SetUpTestSuite();
    run("create table crowded.tv_key (key text primary key, tenant text, n int, data text); "
        "insert into crowded.tv_key select 'k' || i, case i % 2 when 0 then 'red' else 'blue' end, "
        "i, 'of k' || i from generate_series(1, 40) as i; "
        "create table crowded.tv_uuid (key uuid primary key, data text); "
        "insert into crowded.tv_uuid select ('abababab-abab-abab-abab-ababababab' || "
        "to_char(i, 'fm00'))::uuid, 'of ' || i from generate_series(10, 30) as i");
  }
  // Asks for each key at once, as `tenant`.
  void submit_all(const shared_statement& what, const answers& keys,
                  const std::string& tenant = "red") {
    for (const std::string& key : keys) submit(command_of(what, key), session_of(tenant));
  }
  static answers numbered(int from, int to) {
    answers made;
    for (int i = from; i <= to; ++i) made.push_back("k" + std::to_string(i));
    return made;
  }
  static answers given(const std::string& by, const answers& keys) {
    answers made;
    for (const std::string& key : keys) made.push_back(by + ",of " + key);
    return made;
  }
};

TEST_F(crowd_of_keys, of_eight_is_one_statement) {
  start(hot());
  fill();
  submit_all(keyed("crowded.tv_key", "data"), numbered(1, 8));
  EXPECT_EQ(all(), given("many", numbered(1, 8)));
}

TEST_F(crowd_of_keys, of_seven_is_seven) {
  start(hot());
  fill();
  submit_all(keyed("crowded.tv_key", "data"), numbered(1, 7));
  EXPECT_EQ(all(), given("one", numbered(1, 7)));
}

TEST_F(crowd_of_keys, of_a_statement_without_such_a_form_stays_so) {
  start(hot());
  fill();
  submit_all(statement("SELECT 'one', data FROM crowded.tv_key WHERE key = $1"), numbered(1, 12));
  EXPECT_EQ(all(), given("one", numbered(1, 12)));
}

TEST_F(crowd_of_keys, that_nobody_waits_for_is_asked_alone) {
  start(hot());
  EXPECT_EQ(lane_->answers({command_of(keyed("crowded.tv_key", "data"), "k1")}),
            answers{"one,of k1"});
}

TEST_F(crowd_of_keys, gives_each_its_own_row) {
  start(hot());
  fill();
  answers keys = numbered(1, 40);
  std::ranges::reverse(keys);
  submit_all(keyed("crowded.tv_key", "data"), keys);
  const answers got = all();
  ASSERT_EQ(got.size(), keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    EXPECT_TRUE(got[i].ends_with(",of " + keys[i])) << got[i] << " for " << keys[i];
  }
  EXPECT_GE(std::ranges::count_if(got, [](const auto& one) { return one.starts_with("many"); }), 8);
}

TEST_F(crowd_of_keys, gives_nothing_for_what_is_not_there) {
  start(hot());
  fill();
  submit_all(keyed("crowded.tv_key", "data"),
             {"k1", "none", "K1", "k1 ", " k1", "", "k2", "NULL", "k10", "k100"});
  EXPECT_EQ(all(),
            (answers{"many,of k1", "", "", "", "", "", "many,of k2", "", "many,of k10", ""}));
}

TEST_F(crowd_of_keys, gives_nothing_for_null) {
  start(hot());
  fill();
  const shared_statement what = keyed("crowded.tv_key", "data");
  for (int i = 1; i <= 4; ++i) {
    submit(command_of(what, std::nullopt), session_of("red"));
    submit(command_of(what, "k" + std::to_string(i)), session_of("red"));
    submit(command_of(what, "k" + std::to_string(i + 10)), session_of("red"));
  }
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (i % 3 == 0) {
      EXPECT_EQ(got[i], "");
    } else {
      EXPECT_TRUE(got[i].ends_with("of k" + std::to_string(i / 3 + (i % 3 == 1 ? 1 : 11))))
          << got[i];
    }
  }
}

TEST_F(crowd_of_keys, gives_a_row_to_all_who_asked_for_it) {
  start(hot());
  fill();
  answers keys;
  for (int i = 0; i < 5; ++i) {
    for (const char* key : {"k1", "k2", "none", "k3"}) keys.emplace_back(key);
  }
  submit_all(keyed("crowded.tv_key", "data"), keys);
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    const std::string right = keys[i] == "none" ? "" : ",of " + keys[i];
    EXPECT_TRUE(right.empty() ? got[i].empty() : got[i].ends_with(right)) << got[i];
  }
}

TEST_F(crowd_of_keys, may_have_any_character) {
  const answers keys = {"a b",
                        "a\"b",
                        "a'b",
                        "a\\b",
                        "a,b",
                        "{a,b}",
                        "NULL",
                        "null",
                        " a",
                        "a ",
                        "",
                        "\\",
                        "\"",
                        "\"\"",
                        "a\nb",
                        "a\tb",
                        "é",
                        "e\xcc\x81",
                        "😀",
                        "A",
                        "a",
                        "\x01",
                        std::string(5'000, 'x'),
                        std::string(4'999, 'x') + "y"};
  run("delete from crowded.tv_key where data = 'odd'");
  test_lane writer(mutation());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    EXPECT_EQ(writer.answer("INSERT INTO crowded.tv_key VALUES ($1, 'red', " +
                                std::to_string(100 + i) + ", 'odd')",
                            {keys[i]}),
              "");
  }
  start(hot());
  fill();
  submit_all(keyed("crowded.tv_key", "n"), keys);
  const answers got = all();
  std::size_t together = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    EXPECT_TRUE(got[i].ends_with("," + std::to_string(100 + i))) << keys[i] << ": " << got[i];
    together += got[i].starts_with("many") ? 1U : 0U;
  }
  EXPECT_GE(together, 8U);
}

TEST_F(crowd_of_keys, may_be_uuids) {
  start(hot());
  fill();
  const shared_statement what = keyed("crowded.tv_uuid", "data", "uuid");
  for (int i = 0; i < 10; ++i) {
    submit(by_uuid(what, std::string(1, static_cast<char>(0x10 + i))), session_of("red"));
  }
  submit(by_uuid(what, "\xff"), session_of("red"));
  const answers got = all();
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(got[i], "many,of " + std::to_string(10 + i));
  EXPECT_EQ(got[10], "");
}

// A statement in text form is the same question.
TEST_F(crowd_of_keys, of_two_statements_is_not_mixed) {
  start(hot());
  fill();
  const shared_statement one = keyed("crowded.tv_key", "data");
  const shared_statement other = keyed("crowded.tv_key", "upper(data)");
  for (int i = 1; i <= 16; ++i) {
    submit(command_of(i % 2 == 0 ? one : other, "k" + std::to_string(i)), session_of("red"));
  }
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    EXPECT_EQ(got[i], "many," + (i % 2 == 0 ? "OF K" + n : "of k" + n));
  }
}

TEST_F(crowd_of_keys, of_two_sessions_is_not_mixed) {
  start(hot());
  fill();
  const shared_statement what = keyed("crowded.tv_key", "current_setting('app.tenant'), data");
  for (int i = 1; i <= 16; ++i) {
    submit(command_of(what, "k" + std::to_string(i / 2 + 1)),
           session_of(i % 2 == 0 ? "red" : "blue"));
  }
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_EQ(got[i], std::string("many,") + (i % 2 == 0 ? "blue" : "red") + ",of k" +
                          std::to_string((i + 1) / 2 + 1));
  }
}

// Seven and seven are no fourteen.
TEST_F(crowd_of_keys, of_two_sessions_is_not_counted_together) {
  start(hot());
  fill();
  const shared_statement what = keyed("crowded.tv_key", "data");
  submit_all(what, numbered(1, 7), "red");
  submit_all(what, numbered(1, 7), "blue");
  const answers got = all();
  for (const std::string& one : got) EXPECT_TRUE(one.starts_with("one,")) << one;
}

TEST_F(crowd_of_keys, sees_only_the_rows_of_its_session) {
  run("alter table crowded.tv_key enable row level security; "
      "alter table crowded.tv_key force row level security; "
      "drop policy if exists of_tenant on crowded.tv_key; create policy of_tenant on "
      "crowded.tv_key using (tenant = (select current_setting('app.tenant', true)))");
  start(hot());
  fill();
  const shared_statement what = keyed("crowded.tv_key", "tenant, data");
  const answers keys = numbered(1, 20);
  for (const std::string& key : keys) {
    for (const char* tenant : {"red", "blue"}) submit(command_of(what, key), session_of(tenant));
    submit(command_of(what, key));
  }
  const answers got = all();
  run("alter table crowded.tv_key no force row level security; "
      "alter table crowded.tv_key disable row level security");
  for (std::size_t i = 0; i < got.size(); ++i) {
    const bool is_red = (i / 3 + 1) % 2 == 0;
    const std::string owner = is_red ? "red" : "blue";
    const bool may_see = i % 3 == (is_red ? 0U : 1U);
    EXPECT_EQ(got[i], may_see ? "many," + owner + ",of " + keys[i / 3] : "") << i;
  }
}

TEST_F(crowd_of_keys, answers_an_error_of_one_row_to_whom_it_belongs) {
  start(hot());
  fill();
  submit_all(keyed("crowded.tv_key", "60 / (n - 5)"), numbered(1, 12));
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (i == 4) {
      EXPECT_EQ(got[i], "error 22012");
    } else {
      EXPECT_TRUE(got[i].ends_with("," + std::to_string(60 / (static_cast<int>(i) - 4)))) << got[i];
    }
  }
}

TEST_F(crowd_of_keys, is_no_crowd_of_mutations) {
  start(mutation());
  fill();
  submit_all(keyed("crowded.tv_key", "data"), numbered(1, 10));
  EXPECT_EQ(all(), given("one", numbered(1, 10)));
}

TEST_F(crowd_of_keys, goes_on_where_some_leave) {
  start(hot());
  fill();
  submit_all(keyed("crowded.tv_key", "data"), numbered(1, 12));
  for (const std::size_t leaves : {0U, 5U, 11U}) {
    lane_->under_test.withdraw(asked_[first_ + leaves].get());
  }
  release();
  for (std::size_t i = 0; i < 12; ++i) {
    if (i == 0 || i == 5 || i == 11) continue;
    lane_->until([&] { return asked_[first_ + i]->answered.has_value(); });
    EXPECT_TRUE(asked_[first_ + i]->only().ends_with(",of k" + std::to_string(i + 1)));
  }
  lane_->during(20ms);
  for (const std::size_t left : {0U, 5U, 11U}) EXPECT_FALSE(asked_[first_ + left]->answered);
}

TEST_F(crowd_of_keys, is_answered_though_its_connection_was_lost) {
  start(hot());
  fill();
  submit_all(keyed("crowded.tv_key", "data"), numbered(1, 10));
  ask("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 77 "
      "and not granted");
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_TRUE(got[i].ends_with(",of k" + std::to_string(i + 1))) << got[i];
  }
}

// A plan that no longer fits is made anew, of this form, too.
TEST_F(crowd_of_keys, reads_a_table_that_was_made_anew) {
  run("drop table if exists crowded.tv_new; create table crowded.tv_new (key text, data text); "
      "insert into crowded.tv_new select 'k' || i, 'of k' || i from generate_series(1, 9) as i");
  start(hot());
  const shared_statement what = keyed("crowded.tv_new", "data");
  fill();
  submit_all(what, numbered(1, 9));
  EXPECT_EQ(all(), given("many", numbered(1, 9)));
  run("drop table crowded.tv_new; create table crowded.tv_new (data int, key text); "
      "insert into crowded.tv_new select i, 'k' || i from generate_series(1, 9) as i");
  fill();
  submit_all(what, numbered(1, 9));
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_TRUE(got[i].ends_with("," + std::to_string(i + 1))) << got[i];
  }
}

}  // namespace
}  // namespace fraiseql::postgres::crowding
