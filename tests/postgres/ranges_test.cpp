// What docs/api/scalars.md and docs/api/filters.md promise of ranges is so because PostgreSQL is as
// these tests say: indexes serve their operators, and its planner fails for some bounds.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

#include "cluster.hpp"
#include "postgres/blocking_session.hpp"
#include "scalars/text.hpp"

namespace fraiseql::postgres {
namespace {

class ranges : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    testing::run(
        "DROP TABLE IF EXISTS ranges_of_each; CREATE TABLE ranges_of_each (int4range int4range, "
        "int8range int8range, numrange numrange, tstzrange tstzrange);"
        "INSERT INTO ranges_of_each SELECT int4range(g, g + 3), int8range(g, g + 3), "
        "numrange(g, g + 3), tstzrange(timestamptz '2026-01-01Z' + g * interval '1 hour', "
        "timestamptz '2026-01-01Z' + (g + 3) * interval '1 hour') "
        "FROM generate_series(1, 5000) AS g;"
        "CREATE INDEX ON ranges_of_each USING gist (int4range);"
        "CREATE INDEX ON ranges_of_each USING gist (int8range);"
        "CREATE INDEX ON ranges_of_each USING gist (numrange);"
        "CREATE INDEX ON ranges_of_each USING gist (tstzrange);"
        "ANALYZE ranges_of_each");
  }

  static blocking_session session() {
    auto made = blocking_session::connect(testing::conninfo());
    EXPECT_TRUE(made.ok());
    return *std::move(made);
  }

  // How many rows, or the SQLSTATE.
  static std::string count(const std::string& condition) {
    auto asked = session();
    const auto rows = asked.query("SELECT count(*) FROM ranges_of_each WHERE " + condition);
    return rows ? rows->front().front().value_or("") : rows.error().sqlstate;
  }
};

TEST_F(ranges, have_an_index_for_each_operator) {
  constexpr std::array<std::pair<const char*, const char*>, 4> types = {
      {{"int4range", "[5,6)"},
       {"int8range", "[5,6)"},
       {"numrange", "[5,6]"},
       {"tstzrange", "[2026-01-02T00:00:00Z,2026-01-02T01:00:00Z)"}}};
  auto asked = session();
  ASSERT_TRUE(asked.run_script("SET enable_seqscan = off"));
  for (const auto& [type, value] : types) {
    for (const std::string how : {"=", "@>", "<@", "&&", "-|-", "<<", ">>"}) {
      const auto rows = asked.query("EXPLAIN (COSTS OFF) SELECT FROM ranges_of_each WHERE " +
                                    std::string(type) + " " + how + " '" + value + "'");
      ASSERT_TRUE(rows) << rows.error().message;
      std::string plan;
      for (const auto& row : *rows) plan += row.front().value_or("") + "\n";
      EXPECT_NE(plan.find("Index Cond"), std::string::npos) << type << " " << how << "\n" << plan;
    }
  }
}

TEST_F(ranges, have_no_index_in_a_document) {
  auto asked = session();
  ASSERT_TRUE(asked.run_script("CREATE TEMPORARY TABLE documents (data jsonb)"));
  for (const std::string type : {"int4range", "int8range", "numrange", "tstzrange", "daterange"}) {
    const auto made =
        asked.run_script("CREATE INDEX ON documents USING gist (((data->>'r')::" + type + "))");
    ASSERT_FALSE(made) << type;
    EXPECT_EQ(made.error().sqlstate, "42P17") << type;
  }
}

// The planner takes distances as doubles, of the bounds and of one to a bound of the statistics.
TEST_F(ranges, of_decimals_have_bounds_that_the_planner_takes) {
  const std::string widest = std::string(300, '9');
  const std::string least = "0." + std::string(299, '0') + "1";
  const std::string wide = "[-" + widest + "," + widest + "." + std::string(300, '9') + "]";
  const std::string narrow = "[5,5" + least.substr(1) + "]";
  for (const std::string& one : {wide, narrow}) {
    std::string out;
    EXPECT_TRUE(scalars::write_input(scalars::kind::decimal_range, out, one));
    for (const std::string how : {"=", "@>", "<@", "&&", "-|-", "<<", ">>", ">", "<"}) {
      EXPECT_NE(count("numrange " + how + " '" + one + "'"), "22003") << how << " " << one;
    }
  }
  EXPECT_EQ(count("numrange <@ '" + wide + "'"), "5000");
  EXPECT_EQ(count("numrange <@ '[1,1" + std::string(400, '0') + ")'"), "22003");
  EXPECT_EQ(count("numrange <@ '[1,1." + std::string(400, '0') + "1)'"), "22003");
}

TEST_F(ranges, of_whole_numbers_and_instants_have_bounds_that_the_planner_takes) {
  const std::pair<const char*, const char*> widest[] = {
      {"int4range", "[-2147483648,2147483646]"},
      {"int8range", "[-9223372036854775808,9223372036854775806]"},
      {"tstzrange", "[0001-01-01T00:00:00Z,9999-12-31T23:59:59.999999Z]"}};
  for (const auto& [type, value] : widest) {
    EXPECT_EQ(count(std::string(type) + " <@ '" + value + "'"), "5000") << type;
    EXPECT_EQ(count(std::string(type) + " @> '" + value + "'"), "0") << type;
  }
}

}  // namespace
}  // namespace fraiseql::postgres
