// What was found for a root field is rows of columns, wherever it comes from.
#include "execution/fetched.hpp"

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <array>

namespace fraiseql::execution {
namespace {

// Two rows of two columns, one of which is NULL.
postgres::rows two_rows() {
  PGresult* made = PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);
  std::array<std::string, 2> names = {"data", "v"};
  std::array<PGresAttDesc, 2> columns = {};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].name = names[i].data();
    columns[i].typlen = -1;
    columns[i].atttypmod = -1;
  }
  PQsetResultAttrs(made, 2, columns.data());
  std::array<std::string, 3> texts = {"a", "", "c"};
  PQsetvalue(made, 0, 0, texts[0].data(), 1);
  PQsetvalue(made, 0, 1, texts[1].data(), 0);
  PQsetvalue(made, 1, 0, nullptr, -1);
  PQsetvalue(made, 1, 1, texts[2].data(), 1);
  return postgres::rows(made);
}

TEST(fetched, has_all_columns_of_a_statement_s_rows) {
  const fetched found(two_rows());
  const row_texts rows = found.rows();
  EXPECT_EQ(rows.width, 2U);
  ASSERT_EQ(std::vector(rows.values.begin(), rows.values.end()),
            (std::vector<std::string_view>{"a", "", "", "c"}));
  EXPECT_NE(rows.values[1].data(), nullptr);
  EXPECT_EQ(rows.values[2].data(), nullptr);
  EXPECT_EQ(rows.view().count(), 2U);
  EXPECT_EQ(rows.view().row(1)[1], "c");
}

TEST(fetched, has_what_the_program_made_in_rows_of_its_width) {
  const fetched found(worked_out{.documents = {"a", std::nullopt, "", "d"}, .width = 2});
  const row_texts rows = found.rows();
  EXPECT_EQ(rows.width, 2U);
  ASSERT_EQ(std::vector(rows.values.begin(), rows.values.end()),
            (std::vector<std::string_view>{"a", "", "", "d"}));
  EXPECT_EQ(rows.values[1].data(), nullptr);
  EXPECT_NE(rows.values[2].data(), nullptr);
}

TEST(fetched, has_no_rows_where_there_are_none) { EXPECT_EQ(fetched().rows().view().count(), 0U); }

}  // namespace
}  // namespace fraiseql::execution
