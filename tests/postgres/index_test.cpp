// What index_check advises is run as it is printed, and then PostgreSQL uses it for the very
// statement that a request sends: with its values and without them.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "execution/prepare.hpp"
#include "execution/requirements.hpp"
#include "plan/single_filters.hpp"
#include "postgres/index_check.hpp"
#include "postgres/lanes.hpp"
#include "server/development_database.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::postgres {
namespace {

using fraiseql::testing::member;

std::shared_ptr<const schema::schema> part_schema() {
  schema::field_declaration made_at = member("madeAt", "DateTime");
  made_at.stored_key = "made_at";
  schema::schema_builder builder;
  builder.add(schema::type_declaration{
      .name = "Author", .fields = {member("name", "String"), member("born", "Date")}});
  builder.add(schema::type_declaration{
      .name = "Part",
      .fields = {member("id", "ID", true),
                 member("title", "String"),
                 member("name", "String"),
                 member("body", "String"),
                 member("code", "String"),
                 member("price", "Decimal"),
                 member("rank", "Int"),
                 member("size", "Float"),
                 member("done", "Boolean"),
                 member("token", "UUID"),
                 member("tags", "String", false, 1),
                 member("counts", "Int", false, 1),
                 member("sums", "BigInt", false, 1),
                 member("words", "String", false, 1),
                 member("marks", "Int", false, 1),
                 member("meta", "JSON"),
                 member("ip", "IPAddress"),
                 member("host", "IPAddress"),
                 member("net", "CIDR"),
                 member("mac", "MACAddress"),
                 member("path", "LTree"),
                 member("place", "LTree"),
                 made_at,
                 member("born", "Date"),
                 member("lasts", "Duration"),
                 member("span", "DateRange"),
                 member("ages", "IntRange"),
                 member("open", "DateTimeRange"),
                 member("spans", "IntRange", false, 1),
                 member("gone", "String"),
                 member("author", "Author")},
      .source = schema::relation{.name = "tv_part"},
      .search = schema::search_declaration{.fields = {"title", "author.name"},
                                           .configuration = "english"},
      .origin = "struct Part"});
  builder.add_query(schema::find_declaration{.name = "parts", .object = "Part", .origin = "parts"});
  auto built = std::move(builder).build();
  EXPECT_TRUE(built) << (built ? "" : built.error().front().message);
  return built ? *built : nullptr;
}

// Enough for an index to pay.
constexpr int many = 20'000;

std::string table_of(int rows) {
  return R"(
  CREATE EXTENSION IF NOT EXISTS ltree;
  DROP TABLE IF EXISTS tv_part;
  CREATE TABLE tv_part (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL,
                        tenant text NOT NULL DEFAULT 'a');
  INSERT INTO tv_part (tenant, data)
  SELECT CASE WHEN i % 20 = 0 THEN 'a' ELSE 'b' || i % 10 END, jsonb_build_object(
    'title', 'title ' || i, 'name', 'name ' || i, 'body', 'a body number ' || i || ' of many',
    'code', 'code ' || i, 'price', i::text, 'rank', i, 'size', i * 0.5, 'done', i % 1000 = 0,
    'token', md5(i::text)::uuid, 'tags', jsonb_build_array('tag ' || i, 'all'),
    'counts', (SELECT jsonb_agg(n) FROM generate_series(1, i % 100) AS n),
    'words', jsonb_build_array('word ' || i, 'all'), 'marks', jsonb_build_array(i, 1),
    'sums', jsonb_build_array(i::text, '7'), 'meta', jsonb_build_object('key ' || i, i),
    'ip', '10.1.' || i / 256 || '.' || i % 256, 'host', '10.2.' || i / 256 || '.' || i % 256,
    'net', '10.' || i / 256 || '.' || i % 256 || '.0/24',
    'mac', '08:00:2b:01:' || lpad(to_hex(i / 256), 2, '0') || ':' || lpad(to_hex(i % 256), 2, '0'),
    'path', 'top.n' || i, 'place', 'top.n' || i,
    'made_at', timestamptz '2026-01-01 00:00:00+00' + i * interval '1 minute',
    'born', date '1900-01-01' + i, 'lasts', make_interval(secs => i),
    'span', '[' || date '1900-01-01' + i || ',' || date '1900-01-03' + i || ')',
    'ages', int4range(i, i + 2), 'spans', jsonb_build_array(int4range(i, i + 2)), 'open', tstzrange(
      timestamptz '2026-01-01 00:00:00+00' + i * interval '1 hour',
      timestamptz '2026-01-01 02:00:00+00' + i * interval '1 hour'))
    || CASE WHEN i % 500 = 0 THEN '{}'::jsonb ELSE '{"gone": "no"}' END
    || jsonb_build_object('author', jsonb_build_object('name', 'author ' || i))
  FROM generate_series(1, )" +
         std::to_string(rows) + ") AS i; ANALYZE tv_part; GRANT SELECT ON tv_part TO " +
         std::string(server::development_database::serving_role);
}

enum class plans : std::uint8_t { custom, both };

struct advice_case {
  std::string arguments;
  std::string values;           // of the statement's parameters, as SQL
  std::string advice;           // a part of it
  plans used_in = plans::both;  // where PostgreSQL thinks that the index pays
};

class index_advice : public ::testing::Test {
 protected:
  explicit index_advice(int rows = many, const std::string& as = conninfo())
      : lanes_(turning_.loop, {.conninfo = as}, {}, [] {}) {
    testing::run(table_of(rows));
    lanes_.start();
    turning_.until([this] { return lanes_.are_up(); });
    look();
  }

  static const std::string& conninfo() { return testing::conninfo(); }

  static std::string conninfo_of_serving() {
    std::string made = conninfo();
    const std::string owner = "user=fraiseql_owner";
    return made.replace(made.find(owner), owner.size(),
                        "user=" + std::string(server::development_database::serving_role));
  }

  void look() {
    std::optional<catalogue_answer> seen;
    check_catalogue(lanes_.cold, execution::requirements_of(schema_),
                    [&](catalogue_answer answer) { seen = std::move(answer); });
    turning_.until([&] { return seen.has_value(); });
    ASSERT_TRUE(*seen && (*seen)->missing.empty());
    found_ = (*seen)->found;
    preparer_.adopt(found_);
  }

  std::shared_ptr<const execution::prepared_operation> prepared(const std::string& arguments) {
    const auto made = preparer_.prepare({.document = "{ parts(" + arguments + ") { id } }"});
    EXPECT_TRUE(made) << (made ? "" : made.error().front().message);
    return made ? made->operation : nullptr;
  }

  index_verdict verdict(const std::string& arguments, const std::string& as = conninfo()) {
    const auto& read = std::get<plan::read>(prepared(arguments)->plan.steps.front().action);
    auto check = index_check::connect(as, *found_);
    EXPECT_TRUE(check) << check.error().message;
    const auto& one = std::get<plan::comparison>(read.where.front().is);
    auto made = check->check(read.from, one, plan::type_at(*schema_, read.from, one.left));
    EXPECT_TRUE(made) << made.error().message;
    return made ? *std::move(made) : index_verdict{};
  }

  // PostgreSQL's plan of the statement that a request has.
  std::string explained(const advice_case& one, const std::string& mode,
                        const std::string& as = conninfo()) {
    const sql::statement& statement = *prepared(one.arguments)->statements.front().back();
    auto session = blocking_session::connect(as);
    std::string types;
    for (const plan::operand& given : statement.parameters) {
      const bool is_ltree = given.type == plan::value_type::ltree;
      types += (types.empty() ? "(" : ", ") +
               (is_ltree ? "unknown" : std::string(plan::to_string(given.type))) +
               (given.is_list ? "[]" : "");
    }
    if (!types.empty()) types += ")";
    const auto made = session->run_script("SET plan_cache_mode = force_" + mode +
                                          "_plan; PREPARE p" + types + " AS " + statement.text);
    EXPECT_TRUE(made) << made.error().message << " " << statement.text;
    const std::string values = one.values.empty() ? "" : "(" + one.values + ")";
    const auto rows = session->query("EXPLAIN (COSTS OFF) EXECUTE p" + values);
    EXPECT_TRUE(rows) << rows.error().message << " " << statement.text;
    std::string text;
    if (!rows) return text;
    for (const auto& row : *rows) text += row.front().value_or("") + "\n";
    return text;
  }

  void expect_used(const advice_case& one, const std::string& index,
                   const std::string& as = conninfo()) {
    EXPECT_FALSE(index.empty());
    for (const std::string mode : {"custom", "generic"}) {
      if (mode == "generic" && one.used_in == plans::custom) continue;
      const std::string plan = explained(one, mode, as);
      EXPECT_NE(plan.find("Index Cond"), std::string::npos) << mode << "\n" << plan;
      EXPECT_TRUE(plan.find(" " + index + "\n") != std::string::npos ||
                  plan.find(" " + index + " on ") != std::string::npos)
          << mode << "\n"
          << plan;
    }
  }

  testing::turning_loop turning_;
  std::shared_ptr<const schema::schema> schema_ = part_schema();
  lanes lanes_;
  found_catalogue found_;
  execution::preparer preparer_{schema_, {}};
};

const std::vector<advice_case>& cases() {
  static const std::vector<advice_case> all = {
      // First those that write every row.
      {R"(where: {words: {overlaps: ["word 77"]}})", "'{word 77}'", R"(ADD COLUMN "words" text[])"},
      {R"(where: {marks: {eq: [77, 1]}})", "'{77,1}'", R"(ADD COLUMN "marks" integer[])"},
      {R"(where: {sums: {contains: ["77"]}})", "'{77}'", R"(ADD COLUMN "sums" bigint[])"},
      {R"(where: {madeAt: {gt: "2026-01-14T00:00:00Z"}}, orderBy: [{madeAt: DESC}])",
       "'2026-01-14T21:00:00Z'", R"(ADD COLUMN "made_at" timestamp with time zone)"},
      {R"(where: {born: {eq: "1900-05-05"}})", "'1900-05-05'", R"(ADD COLUMN "born" date)"},
      {R"(where: {lasts: {eq: "PT77S"}})", "'PT77S'", R"(ADD COLUMN "lasts" interval)"},
      {R"(where: {span: {contains: "[1900-05-05,1900-05-06]"}})", "'[1900-05-05,1900-05-06)'",
       R"(ADD COLUMN "span" daterange)"},
      {R"(where: {ages: {overlaps: "[77,77]"}})", "'[77,78)'", R"(ADD COLUMN "ages" int4range)",
       plans::custom},
      {R"x(where: {open: {contains: "[2026-01-02T02:00:00+02:00,2026-01-02T01:00:00Z)"}})x",
       "'[2026-01-02T00:00:00Z,2026-01-02T01:00:00Z)'", R"(ADD COLUMN "open" tstzrange)"},
      {R"(where: {spans: {eq: ["[77,78]"]}})", R"x('{"[77,79)"}')x",
       R"(ADD COLUMN "spans" int4range[])"},
      {R"(where: {title: {eq: "title 77"}})", "'title 77'", R"("tv_part" (("data"->>'title')))"},
      {R"(where: {code: {in: ["code 1", "code 2"]}})", "'{code 1,code 2}'",
       R"((("data"->>'code')))"},
      {R"(where: {name: {startsWith: "name 777"}})", "'name 777', 'name 778'",
       R"((("data"->>'name') text_pattern_ops))"},
      {R"(where: {body: {contains: "777"}})", "'%777%'",
       R"(USING gin (("data"->>'body') gin_trgm_ops))"},
      {R"(where: {title: {iLike: "%E 1234"}})", "'%E 1234'", "gin_trgm_ops"},
      {R"(where: {code: {regex: " 1234[56]$"}})", "' 1234[56]$'", "gin_trgm_ops"},
      {R"(where: {body: {search: "number 777"}})", "'number 777'",
       R"(USING gin (to_tsvector('simple', ("data"->>'body'))))"},
      {R"(where: {search: "title 777"})", "'title 777'",
       R"(USING gin (to_tsvector('english', coalesce(("data"->>'title'), '') || ' ' || )"
       R"(coalesce(("data"->'author'->>'name'), '')));)"},
      {R"(where: {price: {eq: "77"}})", "77", R"(((("data"->>'price')::numeric)))"},
      {R"(where: {rank: {gt: 19990}}, orderBy: [{rank: ASC}])", "19990",
       R"(((("data"->>'rank')::numeric)))"},
      {R"(where: {size: {eq: 5.5}})", "5.5", R"(((("data"->>'size')::float8)))"},
      {R"(where: {done: {eq: true}})", "true", R"(((("data"->>'done')::boolean)))", plans::custom},
      {R"(where: {token: {eq: "28dd2c79-55ce-9264-56c3-e8e7c8f22e6d"}})",
       "'28dd2c79-55ce-9264-56c3-e8e7c8f22e6d'", R"(((("data"->>'token')::uuid)))"},
      {R"(where: {tags: {contains: ["tag 77"]}})", R"('["tag 77"]')",
       R"(USING gin (("data"->'tags')))"},
      {R"(where: {counts: {length: {eq: 99}}})", "99", "(jsonb_array_length(nullif("},
      {R"(where: {meta: {contains: {a: 1}}})", R"('{"key 77": 77}')",
       R"(USING gin (("data"->'meta')))"},
      {R"(where: {meta: {eq: {a: 1}}})", R"('{"key 77": 77}')", R"(USING hash (("data"->'meta')))"},
      {R"(where: {ip: {eq: "10.1.2.3"}})", "'10.1.2.3'", R"(((("data"->>'ip')::inet)))"},
      {R"(where: {host: {inSubnet: "10.2.2.0/30"}})", "'10.2.2.0/30'",
       R"(USING gist ((("data"->>'host')::inet) inet_ops))"},
      {R"(where: {net: {containsAddress: "10.1.2.3"}})", "'10.1.2.3'", "inet_ops"},
      {R"(where: {mac: {eq: "08:00:2b:ff:fe:01:10:20"}})", "'08:00:2b:ff:fe:01:10:20'",
       R"(((("data"->>'mac')::macaddr8)))"},
      {R"(where: {path: {descendantOf: "top.n77"}})", "'top.n77'",
       R"(USING gist ((("data"->>'path')::ltree)))"},
      {R"(where: {place: {eq: "top.n77"}})", "'top.n77'", R"(((("data"->>'place')::ltree)))"},
      {R"(where: {place: {depth: {gt: 2}}})", "2", R"((nlevel(("data"->>'place')::ltree)))",
       plans::custom},
      {R"(where: {gone: {isNull: true}})", "", R"((("data"->>'gone')))"},
      {R"(where: {author: {name: {eq: "author 77"}}})", "'author 77'",
       R"((("data"->'author'->>'name')))"},
  };
  return all;
}

TEST_F(index_advice, gives_an_index_that_the_statement_of_a_request_uses) {
  for (const advice_case& one : cases()) {
    SCOPED_TRACE(one.arguments);
    const std::string before = explained(one, "custom");
    EXPECT_EQ(before.find("Index Cond"), std::string::npos) << before;
    const index_verdict made = verdict(one.arguments);
    EXPECT_EQ(made.index, "");
    EXPECT_NE(made.advice.statements.find(one.advice), std::string::npos) << made.advice.statements;
    testing::run(made.advice.statements);
    testing::run("ANALYZE tv_part");
    look();
    expect_used(one, verdict(one.arguments).index);
  }
}

class index_advice_in_words : public index_advice {
 protected:
  index_advice_in_words() : index_advice(100) {}
};

// A type that is searched in a column.
class index_advice_for_a_vector : public index_advice {
 protected:
  index_advice_for_a_vector() : index_advice(many) {
    testing::run(
        "ALTER TABLE tv_part ADD COLUMN all_words tsvector; UPDATE tv_part SET all_words = "
        "to_tsvector('simple', data->>'title'); ANALYZE tv_part");
    look();
  }
};

TEST_F(index_advice_for_a_vector, is_of_the_column) {
  const schema::type* part = schema_->find_type("Part");
  auto check = index_check::connect(conninfo(), *found_);
  ASSERT_TRUE(check) << check.error().message;
  const auto with =
      std::make_shared<const plan::measured>(plan::measured{.configuration = "simple"});
  const plan::comparison one = {
      .left = {.column = "all_words", .of = plan::measure::searched, .with = with},
      .how = schema::filter_operator::search,
      .right = {.form = plan::text_form::search},
      .configuration = "simple"};
  auto made = check->check(*part->source, one, nullptr);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->advice.statements,
            "CREATE INDEX ON \"public\".\"tv_part\" USING gin (\"all_words\");\n");
  testing::run(made->advice.statements);
  made = check->check(*part->source, one, nullptr);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->index, "tv_part_all_words_idx");
}

TEST_F(index_advice, has_none_for_the_order_by_a_rank) {
  const auto& read = std::get<plan::read>(
      prepared(R"(orderBy: [{searchRank: {words: "a"}}])")->plan.steps.front().action);
  auto check = index_check::connect(conninfo(), *found_);
  ASSERT_TRUE(check) << check.error().message;
  const auto made = check->check(read, {nullptr});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(to_text(*made), "no index; no index serves the order by a rank");
}

TEST_F(index_advice_in_words, says_where_no_index_helps) {
  const std::pair<const char*, const char*> all[] = {
      {R"(where: {title: {neq: "a"}})", "no index serves \"neq\""},
      {R"(where: {rank: {notIn: [1]}})", "no index serves \"notIn\""},
      {R"(where: {meta: {containedBy: {a: 1}}})", "no index serves \"containedBy\""},
      {R"(where: {tags: {isEmpty: true}})", "no index serves \"isEmpty\""},
      {R"(where: {ip: {isPrivate: true}})", "no index serves \"isPrivate\""},
      {R"(where: {tags: {in: [["a"]]}})", "no index serves \"in\""},
      {R"(where: {author: {born: {gt: "2026-01-01"}}})",
       "it would need a column, and only what is at the top of the document can have one: store "
       "\"author.born\" there, too"}};
  for (const auto& [arguments, remark] : all) {
    const index_verdict made = verdict(arguments);
    EXPECT_EQ(made.advice.statements, "") << arguments;
    EXPECT_EQ(made.advice.remark, remark) << arguments;
  }
}

TEST_F(index_advice_in_words, gives_the_column_another_name_where_its_own_is_taken) {
  testing::run("ALTER TABLE tv_part ADD COLUMN made_at text");
  look();
  const index_verdict made = verdict(R"(where: {madeAt: {gt: "2026-01-14T00:00:00Z"}})");
  EXPECT_NE(made.advice.statements.find(R"(ADD COLUMN "made_at_value" timestamp)"),
            std::string::npos);
  EXPECT_NE(made.advice.remark.find("@column(name: \"made_at_value\")"), std::string::npos);
}

TEST_F(index_advice_in_words, leaves_the_tables_of_a_view_to_their_author) {
  testing::run("ALTER TABLE tv_part RENAME TO parts; CREATE VIEW tv_part AS SELECT * FROM parts");
  look();
  const std::string arguments = R"(where: {title: {eq: "title 77"}})";
  EXPECT_EQ(to_text(verdict(arguments)),
            "no index; tv_part is a view; what would serve it is an index of its tables");
  testing::run("CREATE INDEX of_parts ON parts ((data->>'title'))");
  EXPECT_EQ(to_text(verdict(arguments)), "index of_parts");
  testing::run("DROP VIEW tv_part; DROP TABLE parts");
}

TEST_F(index_advice_in_words, gives_an_index_of_a_materialized_view_but_no_column) {
  testing::run(
      "ALTER TABLE tv_part RENAME TO parts;"
      "CREATE MATERIALIZED VIEW tv_part AS SELECT id, data FROM parts");
  look();
  const std::string title = R"(where: {title: {eq: "title 77"}})";
  testing::run(verdict(title).advice.statements);
  EXPECT_EQ(to_text(verdict(title)), "index tv_part_expr_idx");
  EXPECT_EQ(to_text(verdict(R"(where: {born: {gt: "2026-01-01"}})")),
            "no index; it needs a column: PostgreSQL makes no index of this value in a document; "
            "add \"born\" date to tv_part");
  testing::run("DROP MATERIALIZED VIEW tv_part; DROP TABLE parts");
}

// Under row-level security an expression serves nothing, so the same advice would be wrong.
class index_advice_under_policies : public index_advice {
 protected:
  index_advice_under_policies() : index_advice(many, conninfo_of_serving()) {
    testing::run(
        "CREATE INDEX of_tenants ON tv_part (tenant);"
        "ALTER TABLE tv_part ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY own ON tv_part USING (tenant = 'a')");
    look();
  }
};

TEST_F(index_advice_under_policies, gives_a_column_whose_index_is_used) {
  const advice_case all[] = {
      {R"(where: {title: {eq: "title 80"}})", "'title 80'", R"(ADD COLUMN "title" text)"},
      {R"(where: {name: {startsWith: "name 800"}})", "'name 800', 'name 801'",
       R"(("name" text_pattern_ops))"},
      {R"(where: {rank: {eq: 80}})", "80", R"(ADD COLUMN "rank" integer)"},
      {R"(where: {token: {eq: "28dd2c79-55ce-9264-56c3-e8e7c8f22e6d"}})",
       "'28dd2c79-55ce-9264-56c3-e8e7c8f22e6d'", R"(ADD COLUMN "token" uuid)"},
      {R"(where: {ip: {eq: "10.1.2.3"}})", "'10.1.2.3'", R"(ADD COLUMN "ip" inet)"},
      {R"(where: {madeAt: {gt: "2026-01-14T00:00:00Z"}}, orderBy: [{madeAt: DESC}])",
       "'2026-01-14T21:00:00Z'", R"(ADD COLUMN "made_at" timestamp with time zone)"}};
  testing::run("CREATE INDEX ON tv_part ((data->>'title'))");
  for (const advice_case& one : all) {
    SCOPED_TRACE(one.arguments);
    const index_verdict made = verdict(one.arguments, conninfo_of_serving());
    EXPECT_EQ(made.index, "");
    EXPECT_NE(made.advice.statements.find(one.advice), std::string::npos) << made.advice.statements;
    testing::run(made.advice.statements);
    testing::run("ANALYZE tv_part");
    look();
    expect_used(one, verdict(one.arguments, conninfo_of_serving()).index, conninfo_of_serving());
  }
}

TEST_F(index_advice_under_policies, says_what_no_column_would_mend) {
  const std::pair<const char*, const char*> all[] = {
      {R"(where: {price: {gt: "1"}})", "\"gt\" on numeric"},
      {R"(where: {title: {contains: "a"}})", "\"contains\" on text"},
      {R"(where: {tags: {contains: ["a"]}})", "\"contains\" on text[]"},
      {R"(where: {span: {contains: "[2026-01-01,2026-01-02]"}})", "\"contains\" on daterange"},
      {R"(where: {path: {descendantOf: "a"}})", "\"descendantOf\" on ltree"},
      {R"(where: {host: {inSubnet: "10.0.0.0/8"}})", "\"inSubnet\" on inet"}};
  for (const auto& [arguments, what] : all) {
    const index_verdict made = verdict(arguments, conninfo_of_serving());
    EXPECT_EQ(to_text(made),
              std::string("no index; under row-level security no index serves ") + what);
  }
}

// The indexes advised here are those that PostgreSQL would refuse to use for them.
TEST_F(index_advice_under_policies, is_right_about_what_no_column_would_mend) {
  testing::run(
      "ALTER TABLE tv_part ADD price numeric, ADD tags text[], ADD span daterange, ADD host inet;"
      "CREATE INDEX ON tv_part (price); CREATE INDEX ON tv_part USING gin (tags);"
      "CREATE INDEX ON tv_part USING gist (span);"
      "CREATE INDEX ON tv_part USING gist (host inet_ops)");
  look();
  for (const char* arguments :
       {R"(where: {price: {gt: "1"}})", R"(where: {tags: {contains: ["a"]}})",
        R"(where: {span: {contains: "[2026-01-01,2026-01-02]"}})",
        R"(where: {host: {inSubnet: "10.0.0.0/8"}})"}) {
    EXPECT_EQ(verdict(arguments, conninfo_of_serving()).index, "") << arguments;
    EXPECT_NE(verdict(arguments).index, "") << arguments;  // the owner is not bound
  }
}

}  // namespace
}  // namespace fraiseql::postgres
