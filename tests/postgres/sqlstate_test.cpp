// Every class of PostgreSQL's manual, appendix A, with what it means in a read, in a call, where
// the author of the called function raises it, and in the check of a pattern.
#include "postgres/sqlstate.hpp"

#include <gtest/gtest.h>

#include <array>
#include <span>
#include <string>

namespace fraiseql::postgres {
namespace {

struct sqlstate_expectation {
  const char* sqlstate;
  error_code read = error_code::internal_server_error;
  error_code call = error_code::internal_server_error;
  error_code raised = error_code::internal_server_error;
  error_code check = error_code::internal_server_error;
};

std::span<const sqlstate_expectation> sqlstate_expectations() {
  using enum error_code;
  using expectation = sqlstate_expectation;
  constexpr error_code ours = internal_server_error;
  constexpr error_code input = bad_user_input;
  static constexpr std::array expectations = {
      expectation{"00000"},
      expectation{"01000"},
      expectation{"02000", ours, ours, not_found, ours},
      expectation{"03000"},
      expectation{"08000"},  // from a statement: who raises it has lost no connection of ours
      expectation{"08006"},
      expectation{"09000"},
      expectation{"0A000", ours, ours, ours, input},
      expectation{"0B000"},
      expectation{"0F000"},
      expectation{"0L000"},
      expectation{"0P000"},
      expectation{"0Z000"},
      expectation{"20000"},
      expectation{"21000"},
      expectation{"22000", ours, input, input, input},
      expectation{"22003", ours, input, input, input},
      expectation{"2201B", ours, input, input, input},
      expectation{"22P02", ours, input, input, input},
      expectation{"23000", ours, input, input, ours},
      expectation{"23001", ours, input, input, ours},
      expectation{"23502", ours, input, input, ours},
      expectation{"23503", ours, conflict, conflict, ours},
      expectation{"23505", ours, conflict, conflict, ours},
      expectation{"23514", ours, input, input, ours},
      expectation{"23P01", ours, conflict, conflict, ours},
      expectation{"24000"},
      expectation{"25000"},
      expectation{"25006", ours, unavailable, unavailable, ours},
      expectation{"25P02"},
      expectation{"26000"},
      expectation{"27000"},
      expectation{"28000", ours, ours, unauthenticated, ours},
      expectation{"28P01", ours, ours, unauthenticated, ours},
      expectation{"2B000"},
      expectation{"2D000"},
      expectation{"2F000"},
      expectation{"34000"},
      expectation{"38000"},
      expectation{"39000"},
      expectation{"3B000"},
      expectation{"3D000"},
      expectation{"3F000"},
      expectation{"40000"},
      expectation{"40001", conflict, conflict, conflict, conflict},
      expectation{"40002"},
      expectation{"40003"},
      expectation{"40P01", conflict, conflict, conflict, conflict},
      expectation{"42000"},
      expectation{"42501", forbidden, forbidden, forbidden, forbidden},
      expectation{"42601", ours, ours, ours, input},
      expectation{"42622", ours, ours, ours, input},
      expectation{"42703"},
      expectation{"42883"},
      expectation{"42P01"},
      expectation{"44000", ours, input, input, ours},
      expectation{"53000", unavailable, unavailable, unavailable, unavailable},
      expectation{"53300", unavailable, unavailable, unavailable, unavailable},
      expectation{"54000", ours, ours, ours, input},
      expectation{"54001", ours, ours, ours, input},
      expectation{"55000"},
      expectation{"55P03", timeout, timeout, timeout, timeout},
      expectation{"57000"},
      expectation{"57014", timeout, timeout, timeout, timeout},
      expectation{"57P01"},
      expectation{"58000"},
      expectation{"58030"},
      expectation{"72000"},
      expectation{"F0000"},
      expectation{"HV000"},
      expectation{"P0000"},
      expectation{"P0001", ours, input, input, ours},
      expectation{"P0002", ours, not_found, not_found, ours},
      expectation{"P0003"},
      expectation{"P0004"},
      expectation{"XX000", ours, ours, ours, input},
      expectation{"XX001"},
      // PostgreSQL has no such class: authors may use it.
      expectation{"45000", ours, ours, input, ours},
      expectation{"50001", ours, ours, input, ours},
      expectation{"99999", ours, ours, input, ours},
      expectation{"IN001", ours, ours, input, ours},
      expectation{"UX404", ours, ours, input, ours},
      expectation{"ZZ000", ours, ours, input, ours},
      // What the standard may come to use is nobody's.
      expectation{"46000"},
      expectation{"AB123"},
      expectation{"FQ001"},
      expectation{""},
      expectation{"5"},
  };
  return expectations;
}

TEST(meaning_of, is_decided_for_every_class) {
  for (const sqlstate_expectation& one : sqlstate_expectations()) {
    EXPECT_EQ(meaning_of(one.sqlstate, sql_purpose::read).code, one.read) << one.sqlstate;
    EXPECT_EQ(meaning_of(one.sqlstate, sql_purpose::call).code, one.call) << one.sqlstate;
    EXPECT_EQ(meaning_of(one.sqlstate, sql_purpose::raised).code, one.raised) << one.sqlstate;
    EXPECT_EQ(meaning_of(one.sqlstate, sql_purpose::check).code, one.check) << one.sqlstate;
  }
}

TEST(meaning_of, has_words_for_clients) {
  for (const sqlstate_expectation& one : sqlstate_expectations()) {
    for (const auto purpose : {sql_purpose::read, sql_purpose::call, sql_purpose::raised}) {
      const auto meaning = meaning_of(one.sqlstate, purpose);
      EXPECT_FALSE(meaning.message.empty()) << one.sqlstate;
      EXPECT_EQ(meaning.message == "internal error",
                meaning.code == error_code::internal_server_error)
          << one.sqlstate;
    }
  }
}

TEST(is_bare_condition, tells_a_name_from_a_message) {
  EXPECT_TRUE(is_bare_condition("no_data_found", "P0002"));
  EXPECT_TRUE(is_bare_condition("unique_violation", "23505"));
  EXPECT_TRUE(is_bare_condition("UX404", "UX404"));
  EXPECT_FALSE(is_bare_condition("no data found", "P0002"));
  EXPECT_FALSE(is_bare_condition("title_taken", "23505"));
  EXPECT_FALSE(is_bare_condition("unique_violation", "P0001"));
}

}  // namespace
}  // namespace fraiseql::postgres
