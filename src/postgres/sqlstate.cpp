#include "postgres/sqlstate.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/check.hpp"

namespace fraiseql::postgres {
namespace {

struct sqlstate_row {
  std::string_view sqlstate;  // five characters, or two for a class
  error_code read;
  error_code call;
  error_code raised;
  error_code check;
  std::string_view message;
};

constexpr std::string_view too_late = "a concurrent change came first; nothing was done, try again";
constexpr std::string_view broken_rule = "a value breaks a rule of the database";
constexpr std::string_view refused_input = "the function refuses what it was given";

// The first row that fits.
std::span<const sqlstate_row> sqlstate_rows() {
  using enum error_code;
  constexpr error_code ours = internal_server_error;
  constexpr error_code input = bad_user_input;
  static constexpr std::array<sqlstate_row, 23> rows = {{
      // sqlstate, in a read, in a call, raised in a call, in a check
      {"02", ours, ours, not_found, ours, "no such row"},
      {"0A000", ours, ours, ours, input, {}},
      {"22", ours, input, input, input, "a value is malformed or out of range"},
      {"23505", ours, conflict, conflict, ours, "a value that must be unique is taken already"},
      {"23503", ours, conflict, conflict, ours,
       "a row that is referred to does not exist or is still in use"},
      {"23P01", ours, conflict, conflict, ours, "the value excludes one that is there already"},
      {"23", ours, input, input, ours, broken_rule},
      // A standby, or a database that is switched to reading alone for a while.
      {"25006", ours, unavailable, unavailable, ours,
       "the database takes no writes now; nothing was done, try again"},
      {"28", ours, ours, unauthenticated, ours, "who asks is not known"},
      {"40001", conflict, conflict, conflict, conflict, too_late},
      {"40P01", conflict, conflict, conflict, conflict, too_late},
      {"42501", forbidden, forbidden, forbidden, forbidden, "not allowed"},
      {"42601", ours, ours, ours, input, {}},
      // A label of an lquery.
      {"42622", ours, ours, ours, input, {}},
      {"44", ours, input, input, ours, broken_rule},
      // The standard's "unhandled user-defined exception".
      {"45", ours, ours, input, ours, refused_input},
      {"53", unavailable, unavailable, unavailable, unavailable,
       "the database has no capacity left; try again"},
      {"54", ours, ours, ours, input, {}},
      {"55P03", timeout, timeout, timeout, timeout, "the rows are locked by another transaction"},
      {"57014", timeout, timeout, timeout, timeout,
       "the statement took too long and was cancelled"},
      // Without RAISE only a function in C says so; it means the same.
      {"P0001", ours, input, input, ours, refused_input},
      {"P0002", ours, not_found, not_found, ours, "no such row"},
      {"XX000", ours, ours, ours, input, {}},
  }};
  return rows;
}

// Those that clients may read, by their names in PL/pgSQL (appendix A), sorted.
constexpr std::array<std::string_view, 90> named_conditions = {
    "array_subscript_error",
    "bad_copy_file_format",
    "cardinality_violation",
    "character_not_in_repertoire",
    "check_violation",
    "data_exception",
    "datetime_field_overflow",
    "datum_version_mismatch",
    "deadlock_detected",
    "division_by_zero",
    "duplicate_json_object_key_value",
    "error_in_assignment",
    "escape_character_conflict",
    "exclusion_violation",
    "floating_point_exception",
    "foreign_key_violation",
    "indicator_overflow",
    "insufficient_privilege",
    "integrity_constraint_violation",
    "interval_field_overflow",
    "invalid_argument_for_logarithm",
    "invalid_argument_for_nth_value_function",
    "invalid_argument_for_ntile_function",
    "invalid_argument_for_power_function",
    "invalid_argument_for_sql_json_datetime_function",
    "invalid_argument_for_width_bucket_function",
    "invalid_authorization_specification",
    "invalid_binary_representation",
    "invalid_character_value_for_cast",
    "invalid_datetime_format",
    "invalid_escape_character",
    "invalid_escape_octet",
    "invalid_escape_sequence",
    "invalid_indicator_parameter_value",
    "invalid_json_text",
    "invalid_parameter_value",
    "invalid_password",
    "invalid_preceding_or_following_size",
    "invalid_regular_expression",
    "invalid_row_count_in_limit_clause",
    "invalid_row_count_in_result_offset_clause",
    "invalid_sql_json_subscript",
    "invalid_tablesample_argument",
    "invalid_tablesample_repeat",
    "invalid_text_representation",
    "invalid_time_zone_displacement_value",
    "invalid_use_of_escape_character",
    "invalid_xml_comment",
    "invalid_xml_content",
    "invalid_xml_document",
    "invalid_xml_processing_instruction",
    "more_than_one_sql_json_item",
    "most_specific_type_mismatch",
    "no_additional_dynamic_result_sets_returned",
    "no_data",
    "no_data_found",
    "no_sql_json_item",
    "non_numeric_sql_json_item",
    "non_unique_keys_in_a_json_object",
    "nonstandard_use_of_escape_character",
    "not_an_xml_document",
    "not_null_violation",
    "null_value_no_indicator_parameter",
    "null_value_not_allowed",
    "numeric_value_out_of_range",
    "restrict_violation",
    "sequence_generator_limit_exceeded",
    "serialization_failure",
    "singleton_sql_json_item_required",
    "sql_json_array_not_found",
    "sql_json_item_cannot_be_cast_to_target_type",
    "sql_json_member_not_found",
    "sql_json_number_not_found",
    "sql_json_object_not_found",
    "sql_json_scalar_required",
    "statement_completion_unknown",
    "string_data_length_mismatch",
    "string_data_right_truncation",
    "substring_error",
    "too_many_json_array_elements",
    "too_many_json_object_members",
    "too_many_rows",
    "transaction_integrity_constraint_violation",
    "transaction_rollback",
    "trim_error",
    "unique_violation",
    "unterminated_c_string",
    "untranslatable_character",
    "with_check_option_violation",
    "zero_length_character_string",
};

// A class that the standard leaves to whoever implements it, and that PostgreSQL does not use.
bool is_of_an_author(std::string_view sqlstate) {
  constexpr std::array<std::string_view, 8> of_postgresql = {"53", "54", "55", "57",
                                                             "58", "72", "P0", "XX"};
  if (sqlstate.size() != 5) return false;
  const char first = sqlstate.front();
  const bool is_free = (first >= '5' && first <= '9') || (first >= 'I' && first <= 'Z');
  return is_free && std::ranges::find(of_postgresql, sqlstate.substr(0, 2)) == of_postgresql.end();
}

error_code code_of(const sqlstate_row& one, sql_purpose purpose) {
  switch (purpose) {
    case sql_purpose::read: return one.read;
    case sql_purpose::call: return one.call;
    case sql_purpose::raised: return one.raised;
    case sql_purpose::check: return one.check;
  }
  FRAISEQL_CHECK(false);
}

}  // namespace

sqlstate_meaning meaning_of(std::string_view sqlstate, sql_purpose purpose) {
  for (const sqlstate_row& one : sqlstate_rows()) {
    if (!sqlstate.starts_with(one.sqlstate)) continue;
    const error_code code = code_of(one, purpose);
    if (code == error_code::internal_server_error) return {};
    return {code, one.message};
  }
  if (purpose == sql_purpose::raised && is_of_an_author(sqlstate)) {
    return {error_code::bad_user_input, refused_input};
  }
  return {};
}

bool is_bare_condition(std::string_view message, std::string_view sqlstate) {
  // RAISE EXCEPTION always has a message of its own.
  if (sqlstate == "P0001") return false;
  return message == sqlstate || std::ranges::binary_search(named_conditions, message);
}

}  // namespace fraiseql::postgres
