// The table of docs/api/filters.md ("Columns and indexes"), operator by operator and type by type:
// each line of indexes.jsonl is a condition on a document (parts) or on real columns (things), and
// the index that is printed for it, or that none serves it. What is printed is run, and then
// PostgreSQL uses an index for the condition in the very statement that the server prepares, with
// all values unknown. `again`: what was made for a line before serves it, too.
#include <gtest/gtest.h>

#include <fstream>

#include "cluster.hpp"
#include "execution/prepare.hpp"
#include "execution/requirements.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"
#include "plan/single_filters.hpp"
#include "postgres/index_check.hpp"
#include "postgres/lanes.hpp"

namespace fraiseql::postgres {
namespace {

const std::string indexable_fields = R"(
  id: ID! title: String mail: EmailAddress site: URL rank: Int big: BigInt price: Decimal
  size: Float done: Boolean token: UUID ref: ID at: DateTime day: Date clock: Time lasts: Duration
  ip: IPAddress net: CIDR mac: MACAddress path: LTree span: DateRange meta: JSON state: State
  words: [String!] counts: [Int!] truths: [Boolean!] states: [State!] sums: [BigInt!]
  days: [Date!] ids: [ID!] ips: [IPAddress!] paths: [LTree!] spans: [DateRange!]
  macs: [MACAddress!]
)";

// Without a key that the rows could come in the order of: sequential scans are made dear, and what
// is left is an index for the condition.
constexpr const char* indexable_tables = R"(
  CREATE EXTENSION IF NOT EXISTS ltree; CREATE EXTENSION IF NOT EXISTS pg_trgm;
  DROP TABLE IF EXISTS tv_part, tv_thing;
  CREATE TABLE tv_part (id uuid NOT NULL DEFAULT gen_random_uuid(), data jsonb NOT NULL);
  CREATE TABLE tv_thing (id uuid NOT NULL DEFAULT gen_random_uuid(), data jsonb NOT NULL,
    title text, mail text, site text, rank integer, big bigint, price numeric,
    size double precision, done boolean, token uuid, ref uuid, at timestamptz, day date, clock time,
    lasts interval, ip inet, net cidr, mac macaddr8, path ltree, span daterange, meta jsonb,
    state text, words text[], counts integer[], truths boolean[], states text[], sums bigint[],
    days date[], ids text[], ips inet[], paths ltree[], spans daterange[], macs macaddr8[]);
  INSERT INTO tv_part (data) SELECT jsonb_build_object('title', i) FROM generate_series(1, 9) i;
  INSERT INTO tv_thing (data, title) SELECT data, data->>'title' FROM tv_part;
  ANALYZE tv_part; ANALYZE tv_thing)";

class indexable : public ::testing::Test {
 protected:
  indexable() : lanes_(turning_.loop, {.conninfo = testing::conninfo()}, {}, [] {}) {
    testing::run(indexable_tables);
    auto built = frontend::build_served_schema(
        "type Query { parts: [Part!]! @find things: [Thing!]! @find } enum State { OPEN SHUT }"
        " type Part {" +
        indexable_fields + "} type Thing {" + indexable_fields + "}");
    EXPECT_TRUE(built) << (built ? "" : built.error().front().message);
    if (!built) return;
    schema_ = *std::move(built);
    preparer_.emplace(schema_, limits{});
    lanes_.start();
    turning_.until([this] { return lanes_.are_up(); });
    look();
  }
  ~indexable() override { testing::run("DROP TABLE IF EXISTS tv_part, tv_thing"); }

  void look() {
    std::optional<catalogue_answer> seen;
    check_catalogue(lanes_.cold, execution::requirements_of(schema_),
                    [&](catalogue_answer answer) { seen = std::move(answer); });
    turning_.until([&] { return seen.has_value(); });
    ASSERT_TRUE(*seen && (*seen)->missing.empty());
    found_ = (*seen)->found;
    preparer_->adopt(found_);
    check_.reset();
  }

  std::shared_ptr<const execution::prepared_operation> prepared(const std::string& list,
                                                                const std::string& where) {
    const auto made =
        preparer_->prepare({.document = "{ " + list + "(where: {" + where + "}) { id } }"});
    EXPECT_TRUE(made) << (made ? "" : made.error().front().message);
    return made ? made->operation : nullptr;
  }

  index_verdict verdict_of(const execution::prepared_operation& operation) {
    const auto& read = std::get<plan::read>(operation.plan.steps.front().action);
    if (!check_) {
      auto connected = index_check::connect(testing::conninfo(), *found_);
      EXPECT_TRUE(connected) << connected.error().message;
      check_.emplace(*std::move(connected));
    }
    const auto& one = std::get<plan::comparison>(read.where.front().is);
    auto made = check_->check(read.from, one, plan::type_at(*schema_, read.from, one.left));
    EXPECT_TRUE(made) << made.error().message;
    return made ? *std::move(made) : index_verdict{};
  }

  // The plan of the statement that is sent, whatever its values are.
  std::string planned(const execution::prepared_operation& operation) {
    const sql::statement& statement = *operation.statements.front().back();
    std::string types;
    std::string values;
    for (const plan::operand& given : statement.parameters) {
      // What the server gives no type, PostgreSQL finds by where it stands.
      const bool is_of_extension =
          given.type == plan::value_type::ltree || given.type == plan::value_type::lquery;
      types += (types.empty() ? "(" : ", ") +
               (is_of_extension
                    ? "unknown"
                    : std::string(plan::to_string(given.type)) + (given.is_list ? "[]" : ""));
      values += values.empty() ? "(NULL" : ", NULL";
    }
    if (!types.empty()) types += ")";
    if (!values.empty()) values += ")";
    if (!session_) {
      session_.emplace(*blocking_session::connect(testing::conninfo()));
      EXPECT_TRUE(session_->run_script(
          "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off"));
    }
    const auto made =
        session_->run_script("DEALLOCATE ALL; PREPARE p" + types + " AS " + statement.text);
    EXPECT_TRUE(made) << made.error().message << " " << statement.text;
    const auto rows = session_->query("EXPLAIN (COSTS OFF) EXECUTE p" + values);
    EXPECT_TRUE(rows) << rows.error().message << " " << statement.text;
    std::string text;
    if (!rows) return text;
    for (const auto& row : *rows) text += row.front().value_or("") + "\n";
    return text;
  }

  testing::turning_loop turning_;
  std::shared_ptr<const schema::schema> schema_;
  lanes lanes_;
  found_catalogue found_;
  std::optional<execution::preparer> preparer_;
  std::optional<index_check> check_;         // of what was found
  std::optional<blocking_session> session_;  // that plans statements
};

std::string text_of(const json::value& in, std::string_view name) {
  const json::value* found = in.find(name);
  return found == nullptr ? "" : *found->get<std::string>();
}

TEST_F(indexable, conditions_have_the_index_that_the_reference_says) {
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/postgres/indexes.jsonl");
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    SCOPED_TRACE(line);
    const auto read = json::read(line);
    ASSERT_TRUE(read) << read.error().message;
    const std::string list = text_of(*read, "on");
    const std::string where = text_of(*read, "where");
    auto operation = prepared(list, where);
    if (operation == nullptr) continue;
    const index_verdict before = verdict_of(*operation);
    if (read->find("none") != nullptr) {
      EXPECT_EQ(before.index + before.advice.statements, "");
      EXPECT_EQ(before.advice.remark, text_of(*read, "none"));
      EXPECT_EQ(planned(*operation).find("Index Cond"), std::string::npos) << planned(*operation);
      continue;
    }
    if (read->find("again") == nullptr) {
      EXPECT_EQ(before.index, "");
      const std::string& advice = before.advice.statements;
      EXPECT_NE(advice.find(text_of(*read, "index")), std::string::npos) << advice;
      testing::run(advice);
      look();
      operation = prepared(list, where);
    }
    const index_verdict after = verdict_of(*operation);
    EXPECT_NE(after.index, "") << to_text(after);
    const std::string plan = planned(*operation);
    EXPECT_NE(plan.find("Index Cond"), std::string::npos) << plan;
  }
  EXPECT_GT(lines, 600U);
}

}  // namespace
}  // namespace fraiseql::postgres
