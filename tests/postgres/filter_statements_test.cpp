// PostgreSQL takes every condition of tests/plan/filter_sql.txt: there is an operator for the types
// of both its sides, and it is a condition.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "cluster.hpp"
#include "postgres/blocking_session.hpp"

namespace fraiseql::postgres {
namespace {

const std::map<std::string, std::string>& types_of_columns() {
  static const std::map<std::string, std::string> types = {{"Int", "integer"},
                                                           {"Float", "float8"},
                                                           {"BigInt", "bigint"},
                                                           {"Decimal", "numeric"},
                                                           {"String", "text"},
                                                           {"Boolean", "boolean"},
                                                           {"ID", "uuid"},
                                                           {"UUID", "uuid"},
                                                           {"JSON", "jsonb"},
                                                           {"DateTime", "timestamptz"},
                                                           {"Date", "date"},
                                                           {"Time", "time"},
                                                           {"Duration", "interval"},
                                                           {"URL", "text"},
                                                           {"LTree", "ltree"},
                                                           {"EmailAddress", "text"},
                                                           {"CIDR", "cidr"},
                                                           {"IPAddress", "inet"},
                                                           {"MACAddress", "macaddr8"},
                                                           {"DateRange", "daterange"},
                                                           {"IntRange", "int4range"},
                                                           {"BigIntRange", "int8range"},
                                                           {"DecimalRange", "numrange"},
                                                           {"DateTimeRange", "tstzrange"},
                                                           {"Status", "text"}};
  return types;
}

std::string table_of_everything() {
  std::string sql =
      "CREATE EXTENSION IF NOT EXISTS ltree; DROP TABLE IF EXISTS tv_whole;"
      "CREATE TABLE tv_whole (id uuid, data jsonb";
  for (const auto& [scalar, type] : types_of_columns()) {
    sql += ", \"k_a" + scalar + "\" " + type + ", \"k_l" + scalar + "\" " +
           (scalar == "ID" ? "text" : type) + "[]";
  }
  return sql + ")";
}

// A line of the file: `eq column  : t."k_aInt" = $1  23b`.
struct line {
  std::string checks;
  std::string condition;
  std::vector<std::string> oids;
};

line read_line(const std::string& text) {
  line made;
  std::string rest = text.substr(text.find(": ") + 2);
  for (std::size_t end = rest.find("; "); rest.starts_with("SELECT "); end = rest.find("; ")) {
    made.checks = rest.substr(0, end);
    rest = rest.substr(end + 2);
  }
  const std::size_t parameters = rest.find("  ");
  made.condition = rest.substr(0, parameters);
  if (made.condition.starts_with("... ")) {
    made.condition = "EXISTS (SELECT FROM jsonb_array_elements(t.data->'items') AS e1 WHERE " +
                     made.condition.substr(4);
  }
  for (std::size_t at = parameters; at != std::string::npos; at = rest.find("  ", at + 2)) {
    made.oids.push_back(rest.substr(at + 2, rest.find_first_of("b:", at + 2) - at - 2));
  }
  return made;
}

TEST(filter_statements, are_taken_by_postgresql) {
  auto session = blocking_session::connect(testing::conninfo());
  ASSERT_TRUE(session.ok());
  ASSERT_TRUE(session->run_script(table_of_everything()).ok());
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/plan/filter_sql.txt");
  std::map<std::string, std::string> types;
  std::size_t count = 0;
  bool is_of_vectors = false;
  for (std::string text; std::getline(file, text);) {
    // pgvector is not there; tests/vectors runs those.
    if (text.starts_with("#")) is_of_vectors = text.starts_with("# Vector");
    if (text.empty() || text.starts_with("#") || is_of_vectors) continue;
    const line one = read_line(text);
    std::string parameters;
    for (const std::string& oid : one.oids) {
      if (!types.contains(oid)) {
        const auto name = session->query("SELECT $1::oid::regtype::text", {oid});
        ASSERT_TRUE(name.ok());
        types[oid] = oid == "0" ? "unknown" : name->front().front().value();
      }
      parameters += (parameters.empty() ? "" : ", ") + types[oid];
    }
    const auto prepared = session->run_script(
        "PREPARE one" + (parameters.empty() ? "" : "(" + parameters + ")") +
        " AS SELECT t.data FROM tv_whole AS t WHERE " + one.condition + "; DEALLOCATE one");
    if (!one.checks.empty()) {
      EXPECT_TRUE(session->run_script("PREPARE one AS " + one.checks + "; DEALLOCATE one").ok())
          << text;
    }
    EXPECT_TRUE(prepared.ok()) << text << "\n" << prepared.error().message;
    ++count;
  }
  EXPECT_GT(count, 1'000U);
}

}  // namespace
}  // namespace fraiseql::postgres
