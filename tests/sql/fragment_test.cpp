#include "sql/fragment.hpp"

#include <gtest/gtest.h>

#include <concepts>

namespace fraiseql::sql {
namespace {

template <class Piece>
concept can_be_added = requires(fragment to, const Piece& piece) { to.add(piece); };

// No text that is only known at run time becomes SQL.
static_assert(!can_be_added<std::string>);
static_assert(!can_be_added<std::string_view>);
static_assert(can_be_added<identifier>);

std::string quoted(identifier name) { return fragment().add(name).text(); }
std::string quoted(literal text) { return fragment().add(text).text(); }

TEST(fragment, quotes_identifiers_and_doubles_their_quotes) {
  EXPECT_EQ(quoted(identifier{"tv_note"}), R"("tv_note")");
  EXPECT_EQ(quoted(identifier{R"(a"; drop table x; --)"}), R"("a""; drop table x; --")");
  EXPECT_EQ(quoted(identifier{R"("")"}), R"("""""")");
  EXPECT_EQ(quoted(identifier{"it's"}), R"("it's")");
}

TEST(fragment, quotes_literals_and_doubles_their_quotes) {
  EXPECT_EQ(quoted(literal{"title"}), "'title'");
  EXPECT_EQ(quoted(literal{"'; drop table x; --"}), "'''; drop table x; --'");
  EXPECT_EQ(quoted(literal{R"(\')"}), R"('\''')");
  EXPECT_EQ(quoted(literal{R"(a"b)"}), R"('a"b')");
  EXPECT_EQ(quoted(literal{""}), "''");
}

TEST(fragment, numbers_parameters_in_the_order_they_come) {
  fragment made;
  made.add("a = ").add(plan::operand{.source = json::value("x"), .argument = "first"});
  made.add(" AND b = ").add(plan::operand{.source = json::value("x"), .argument = "second"});
  made.add(" LIMIT ").add(integer{-7});
  EXPECT_EQ(made.text(), "a = $1 AND b = $2 LIMIT -7");
  ASSERT_EQ(made.parameters().size(), 2U);
  EXPECT_EQ(made.parameters()[0].argument, "first");
  EXPECT_EQ(made.parameters()[1].argument, "second");
}

}  // namespace
}  // namespace fraiseql::sql
