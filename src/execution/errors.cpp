#include "execution/errors.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "json/write.hpp"
#include "postgres/group.hpp"

namespace fraiseql::execution {
namespace {

// A row of the table from SQLSTATE to code. PostgreSQL's manual, appendix A.
struct mapping {
  std::string_view sqlstate;  // five characters, or two for a class
  error_code code;
  std::string_view message;  // for clients in production
};

constexpr std::array<mapping, 6> any_statement = {{
    {"57014", error_code::timeout, "the statement took too long and was cancelled"},
    {"55P03", error_code::timeout, "the rows are locked by another transaction"},
    {"53", error_code::unavailable, "the database has no capacity left; try again"},
    {"42501", error_code::forbidden, "not allowed"},
    {"40001", error_code::conflict, "a concurrent change came first; nothing was done, try again"},
    {"40P01", error_code::conflict, "a concurrent change came first; nothing was done, try again"},
}};

// What the author of a function may provoke by the client's own values.
constexpr std::array<mapping, 6> calls_only = {{
    {"23505", error_code::conflict, "a value that must be unique is taken already"},
    {"23503", error_code::conflict, "a row that is referred to does not exist or is still in use"},
    {"23P01", error_code::conflict, "the value excludes one that is there already"},
    {"23", error_code::bad_user_input, "a value breaks a rule of the database"},
    {"22", error_code::bad_user_input, "a value is malformed or out of range"},
    {"P0002", error_code::not_found, "no such row"},
}};

template <std::size_t Size>
const mapping* find(const std::array<mapping, Size>& table, std::string_view sqlstate) {
  for (const mapping& row : table) {
    if (sqlstate.starts_with(row.sqlstate)) return &row;
  }
  return nullptr;
}

std::string in_full(const postgres::error& why) {
  std::string text = names_internal_key(why.message) ? "see the log" : why.message;
  text += " (SQLSTATE " + why.sqlstate + ")";
  if (!why.detail.empty() && !names_internal_key(why.detail)) text += "; " + why.detail;
  if (!why.hint.empty() && !names_internal_key(why.hint)) text += "; hint: " + why.hint;
  return text;
}

graphql_error make(error_code code, std::string_view message) {
  return {.message = std::string(message), .code = code};
}

graphql_error unreachable(const postgres::error& why, statement_kind kind) {
  if (kind != statement_kind::read && why.sqlstate != postgres::unsent_sqlstate) {
    return make(error_code::unknown_outcome,
                "the connection to the database was lost; whether the mutation took effect is "
                "not known");
  }
  return make(error_code::unavailable, "the database cannot be reached; try again");
}

graphql_error answered(const postgres::error& why, statement_kind kind) {
  const mapping* known = find(any_statement, why.sqlstate);
  if (known == nullptr && kind == statement_kind::call) known = find(calls_only, why.sqlstate);
  if (known != nullptr) return make(known->code, known->message);
  const bool is_no_row = kind == statement_kind::read_back;
  return make(error_code::internal_server_error,
              is_no_row ? "the function gave the id of no row in the read table; nothing was done"
                        : "internal error");
}

std::string text_of(const transform::field_error& why) {
  const std::string type = why.expected.empty() ? "" : " " + why.expected;
  switch (why.kind) {
    case transform::fault::null_value: return "null is stored where the type says non-null" + type;
    case transform::fault::no_row:
      return "no row of" + type + " belongs to this " + why.owner + ", whose field is" + type + "!";
    case transform::fault::wrong_kind: return "the stored value is not of the declared type" + type;
    case transform::fault::out_of_range:
      return "the stored value is out of the type's range" + type;
    case transform::fault::unknown_type:
      return "the stored object does not say its type, one of" + type;
    case transform::fault::raised: return "internal error";
    case transform::fault::malformed:
      return "the stored document is not of the declared shape" + type;
  }
  FRAISEQL_CHECK(false);
}

// One of the schema's own, which has no place in the document, is no client's business.
std::optional<graphql_error> not_a_pattern(const postgres::error& why,
                                           const plan::operand& pattern) {
  if (pattern.location.line == 0) return std::nullopt;
  graphql_error made =
      make(error_code::bad_user_input,
           pattern.argument + " is not a pattern that PostgreSQL can read: " + why.message);
  made.locations = {pattern.location};
  return made;
}

}  // namespace

graphql_error client_error(const postgres::error& why, statement_kind kind, detail_level detail,
                           const std::string& log_id) {
  // The author of the function wrote this text for the client.
  if (kind == statement_kind::call && why.sqlstate == "P0001") {
    return make(error_code::bad_user_input, why.message);
  }
  graphql_error made = why.is_unavailable() ? unreachable(why, kind) : answered(why, kind);
  if (is_server_fault(made.code)) made.log_id = log_id;
  if (detail == detail_level::full) made.message += ": " + in_full(why);
  return made;
}

std::optional<graphql_error> refused_pattern(const postgres::error& why,
                                             const plan::operand& pattern) {
  // Data exceptions, syntax errors, what is not supported, what is too long or too deep.
  constexpr std::array<std::string_view, 5> of_patterns = {"22", "42601", "0A000", "54", "XX000"};
  const bool is_its = why.from == postgres::error_source::statement &&
                      std::ranges::any_of(of_patterns, [&](std::string_view sqlstate) {
                        return why.sqlstate.starts_with(sqlstate);
                      });
  return is_its ? not_a_pattern(why, pattern) : std::nullopt;
}

std::optional<graphql_error> refused_path(const postgres::error& why, const plan::operand& path) {
  // What PostgreSQL finds out only when it follows the path: a variable, or dates of two kinds.
  const bool is_its = why.from == postgres::error_source::statement &&
                      path.type == plan::value_type::jsonpath &&
                      (why.sqlstate == "0A000" || why.sqlstate == "42704");
  return is_its ? not_a_pattern(why, path) : std::nullopt;
}

bool is_about_values(const postgres::error& why) {
  return why.from == postgres::error_source::statement &&
         (why.sqlstate.starts_with("22") || why.sqlstate.starts_with("54") ||
          why.sqlstate == "42804" || why.sqlstate == "42846");
}

graphql_error client_error(const transform::field_error& why, const std::string& log_id) {
  graphql_error made = make(error_code::internal_server_error, text_of(why));
  made.log_id = log_id;
  return made;
}

graphql_error client_error(const schema::native_failure& why, detail_level detail,
                           const std::string& log_id) {
  graphql_error made = why.error;
  if (is_server_fault(made.code)) made.log_id = log_id;
  if (detail == detail_level::full && !why.log_detail.empty() &&
      !names_internal_key(why.log_detail)) {
    made.message += ": " + why.log_detail;
  }
  return made;
}

graphql_error client_error(job_end end, statement_kind kind, const std::string& log_id) {
  FRAISEQL_CHECK(end != job_end::finished);
  const auto without_id = [&]() -> graphql_error {
    if (kind == statement_kind::read_back) {
      return make(error_code::internal_server_error,
                  "the mutation took effect, but not all of its answer could be worked out");
    }
    if (end == job_end::not_started) {
      return make(error_code::unavailable, "the server has no capacity left; try again");
    }
    if (kind == statement_kind::read) {
      return make(error_code::timeout, "the function took too long");
    }
    return make(error_code::unknown_outcome,
                "the function took too long; whether the mutation took effect is not known");
  };
  graphql_error made = without_id();
  made.log_id = log_id;
  return made;
}

bool is_server_fault(error_code code) {
  switch (code) {
    case error_code::internal_server_error:
    case error_code::unavailable:
    case error_code::unknown_outcome:
    case error_code::timeout: return true;
    case error_code::graphql_parse_failed:
    case error_code::graphql_validation_failed:
    case error_code::bad_user_input:
    case error_code::unauthenticated:
    case error_code::forbidden:
    case error_code::not_found:
    case error_code::conflict:
    case error_code::reload_failed: return false;
  }
  FRAISEQL_CHECK(false);
}

// The log has the texts that do.
bool names_internal_key(std::string_view text) {
  return text.find("pk_") != std::string_view::npos || text.find("fk_") != std::string_view::npos;
}

void write_error(std::string& out, const graphql_error& error) {
  out += "{\"message\":";
  json::write_string(out, error.message);
  if (!error.locations.empty()) {
    out += ",\"locations\":[";
    for (std::size_t i = 0; i < error.locations.size(); ++i) {
      const source_location& at = error.locations[i];
      out += (i > 0 ? ",{\"line\":" : "{\"line\":") + std::to_string(at.line) +
             ",\"column\":" + std::to_string(at.column) + "}";
    }
    out += ']';
  }
  if (!error.path.empty()) {
    out += ",\"path\":[";
    for (std::size_t i = 0; i < error.path.size(); ++i) {
      if (i > 0) out += ',';
      if (const auto* key = std::get_if<std::string>(&error.path[i])) {
        json::write_string(out, *key);
      } else {
        out += std::to_string(std::get<std::uint64_t>(error.path[i]));
      }
    }
    out += ']';
  }
  out += ",\"extensions\":{\"code\":\"" + std::string(to_string(error.code)) + "\"";
  if (!error.log_id.empty()) {
    out += ",\"id\":";
    json::write_string(out, error.log_id);
  }
  out += "}}";
}

}  // namespace fraiseql::execution
