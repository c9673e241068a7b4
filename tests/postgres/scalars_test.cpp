// The forms of scalars against PostgreSQL's own types: what our input rule takes, its cast
// takes; what it then puts into a document, our output rule takes and keeps the value of.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "cluster.hpp"
#include "postgres/blocking_session.hpp"
#include "scalars/text.hpp"
#include "support/random_scalar.hpp"

namespace fraiseql::postgres {
namespace {

using scalars::kind;

std::string type_of(kind of) {
  switch (of) {
    case kind::uuid: return "uuid";
    case kind::date_time: return "timestamptz";
    case kind::date: return "date";
    case kind::time: return "time";
    case kind::duration: return "interval";
    case kind::ip_address: return "inet";
    case kind::cidr: return "cidr";
    case kind::mac_address: return "macaddr8";
    case kind::ltree: return "ltree";
    case kind::date_range: return "daterange";
    case kind::int_range: return "int4range";
    case kind::big_int_range: return "int8range";
    case kind::decimal_range: return "numrange";
    case kind::date_time_range: return "tstzrange";
    case kind::email_address:
    case kind::url: return "text";
    case kind::int32:
    case kind::floating:
    case kind::string:
    case kind::boolean:
    case kind::id:
    case kind::big_int:
    case kind::decimal:
    case kind::json:
    case kind::vector:
    case kind::ruled:
    case kind::other: break;
  }
  return "";
}

std::string literal(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& one : texts) out += (out.empty() ? "(" : ",(") + literal(one) + ")";
  return out;
}

// Random texts that are values, without repetition.
std::vector<std::string> accepted(kind of, bool write(kind, std::string&, std::string_view)) {
  std::set<std::string> found;
  for (std::size_t seed = 1; seed <= 4'000; ++seed) {
    std::mt19937_64 engine(seed);
    const std::string text = fraiseql::testing::random_scalar(of, engine);
    std::string out;
    if (write(of, out, text)) found.insert(out);
  }
  return {found.begin(), found.end()};
}

class scalar_forms : public ::testing::TestWithParam<kind> {
 protected:
  static void SetUpTestSuite() { testing::run("CREATE EXTENSION IF NOT EXISTS ltree"); }

  // The rows of a query in a session in UTC; a failure fails the test.
  static std::vector<std::vector<std::optional<std::string>>> rows(const std::string& query) {
    auto session = blocking_session::connect(testing::conninfo());
    if (!session) {
      ADD_FAILURE() << session.error().message;
      return {};
    }
    EXPECT_TRUE(session->run_script("SET TimeZone = 'Asia/Kolkata'"));
    const auto found = session->query(query);
    if (!found) ADD_FAILURE() << found.error().message;
    return found ? *found : std::vector<std::vector<std::optional<std::string>>>();
  }
};

TEST_P(scalar_forms, given_are_cast_and_come_back_as_the_same_value) {
  const std::string type = type_of(GetParam());
  const auto texts = accepted(GetParam(), scalars::write_input);
  ASSERT_GT(texts.size(), 500U);
  std::vector<std::string> answered;
  std::vector<std::string> asked;
  for (const auto& row : rows("SELECT v, to_jsonb(v::" + type + ")#>>'{}' FROM (VALUES " +
                              list_of(texts) + ") AS t(v)")) {
    std::string out;
    if (scalars::write_stored(GetParam(), out, *row[1])) {
      asked.push_back(*row[0]);
      answered.push_back(out);
      continue;
    }
    // An offset may lead out of the years.
    EXPECT_EQ(GetParam(), kind::date_time) << *row[0] << " is stored as " << *row[1];
  }
  ASSERT_GT(asked.size(), 500U);
  std::string pairs;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    pairs += (i == 0 ? "(" : ",(") + literal(asked[i]) + "," + literal(answered[i]) + ")";
  }
  for (const auto& row : rows("SELECT v, w FROM (VALUES " + pairs +
                              ") AS t(v, w) WHERE v::" + type + " <> w::" + type)) {
    ADD_FAILURE() << *row[0] << " became " << *row[1];
  }
}

INSTANTIATE_TEST_SUITE_P(every, scalar_forms, ::testing::ValuesIn(fraiseql::testing::text_kinds),
                         [](const auto& of) { return std::string(to_string(of.param)); });

class intervals : public scalar_forms {};

TEST_F(intervals, are_answered_as_the_style_iso_8601_has_them) {
  const auto texts = accepted(kind::duration, scalars::write_stored);
  auto session = blocking_session::connect(testing::conninfo());
  ASSERT_TRUE(session);
  const std::string from = " FROM (VALUES " + list_of(texts) + ") AS t(v) ORDER BY t.v";
  const auto ours = session->query("SELECT v::interval::text" + from);
  ASSERT_TRUE(session->run_script("SET IntervalStyle = iso_8601"));
  const auto theirs = session->query("SELECT v::interval::text" + from);
  ASSERT_TRUE(ours && theirs) << (ours ? theirs.error().message : ours.error().message);
  for (std::size_t i = 0; i < ours->size(); ++i) {
    std::string out;
    EXPECT_TRUE(scalars::write_stored(kind::duration, out, *(*ours)[i][0])) << *(*ours)[i][0];
    EXPECT_EQ(out, *(*theirs)[i][0]);
  }
}

}  // namespace
}  // namespace fraiseql::postgres
