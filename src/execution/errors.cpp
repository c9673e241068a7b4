#include "execution/errors.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "json/write.hpp"
#include "postgres/group.hpp"
#include "postgres/sqlstate.hpp"
#include "sql/idempotency.hpp"
#include "sql/statement.hpp"

namespace fraiseql::execution {
namespace {

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

// A client may be told it.
bool may_be_told(std::string_view text, detail_level detail) {
  return detail == detail_level::full ? !names_internal_key(text) : !names_internals(text);
}

std::string told(const std::string& text, detail_level detail) {
  return may_be_told(text, detail) ? text : "";
}

// The field that is said, or the only one inside of the input that is called so; nullptr: none.
const plan::input_name* find_field(std::span<const plan::input_name> input, std::string_view said,
                                   std::string plan::input_name::* spelling) {
  const plan::input_name* inside = nullptr;
  for (const plan::input_name& one : input) {
    const std::string_view name = one.*spelling;
    if (name == said) return &one;
    const bool is_inside = name.size() > said.size() && name.ends_with(said) &&
                           name[name.size() - said.size() - 1] == '.';
    if (!is_inside) continue;
    if (inside != nullptr) return nullptr;
    inside = &one;
  }
  return inside;
}

std::vector<std::string> path_to(const plan::input_name* field) {
  if (field == nullptr) return {};
  std::vector<std::string> path = {"input"};
  std::string_view left = field->name;
  while (true) {
    const std::size_t point = left.find('.');
    path.emplace_back(left.substr(0, point));
    if (point == std::string_view::npos) return path;
    left.remove_prefix(point + 1);
  }
}

// The way to what is to blame, or nothing. Authors write the parameter or the column.
std::vector<std::string> argument_of(const postgres::error& why, const constraint_word* constraint,
                                     const call_words& words) {
  if (!why.column.empty()) {
    std::string_view column = why.column;
    const auto* found = find_field(words.input, column, &plan::input_name::stored);
    if (found == nullptr && column.starts_with("p_")) {
      found = find_field(words.input, column.substr(2), &plan::input_name::stored);
    }
    if (found != nullptr) return path_to(found);
  }
  if (constraint == nullptr || constraint->argument.empty()) return {};
  return path_to(find_field(words.input, constraint->argument, &plan::input_name::name));
}

// The author of a function wrote it for the client.
graphql_error said_by_author(const postgres::error& why, const postgres::sqlstate_meaning& meaning,
                             const constraint_word* constraint, detail_level detail,
                             const call_words& words) {
  const bool is_said =
      !why.message.empty() && !postgres::is_bare_condition(why.message, why.sqlstate);
  const bool is_told = is_said && may_be_told(why.message, detail);
  graphql_error made = make(meaning.code, is_told ? why.message : meaning.message);
  if (why.sqlstate != "P0001") made.details.sqlstate = why.sqlstate;
  made.details.detail = told(why.detail, detail);
  made.details.hint = told(why.hint, detail);
  made.details.argument = argument_of(why, constraint, words);
  made.details.constraint = told(why.constraint, detail);
  return made;
}

// What a call does with the client's values, PostgreSQL refuses.
graphql_error broken(const postgres::error& why, const postgres::sqlstate_meaning& meaning,
                     const constraint_word* constraint, detail_level detail,
                     const call_words& words) {
  const bool has_words = constraint != nullptr && may_be_told(constraint->message, detail);
  graphql_error made = make(meaning.code, has_words ? constraint->message : meaning.message);
  made.details.argument = argument_of(why, constraint, words);
  if (detail == detail_level::full && !why.constraint.empty()) {
    made.details.sqlstate = why.sqlstate;
    made.details.constraint = told(why.constraint, detail);
  }
  return made;
}

graphql_error answered(const postgres::error& why, statement_kind kind, detail_level detail,
                       const call_words& words) {
  const auto purpose =
      kind == statement_kind::call ? postgres::sql_purpose::call : postgres::sql_purpose::read;
  const postgres::sqlstate_meaning meaning = postgres::meaning_of(why.sqlstate, purpose);
  if (kind == statement_kind::call && !is_server_fault(meaning.code)) {
    const auto constraint =
        words.constraints == nullptr ? std::nullopt : words.constraints->find(why);
    return broken(why, meaning, constraint ? &*constraint : nullptr, detail, words);
  }
  const bool is_no_row =
      kind == statement_kind::read_back && meaning.code == error_code::internal_server_error;
  return make(meaning.code, is_no_row ? "the function gave null, or the id of no row in the read "
                                        "table, where there must be one; "
                                        "nothing was done"
                                      : meaning.message);
}

// nullopt: its author is nobody whom the client should hear.
std::optional<graphql_error> raised(const postgres::error& why, statement_kind kind,
                                    detail_level detail, const call_words& words) {
  const bool is_authors = why.is_raised || why.sqlstate == "P0001";
  if (kind != statement_kind::call || !is_authors) return std::nullopt;
  const auto meaning = postgres::meaning_of(why.sqlstate, postgres::sql_purpose::raised);
  if (is_server_fault(meaning.code)) return std::nullopt;
  const auto constraint =
      words.constraints == nullptr ? std::nullopt : words.constraints->find(why);
  return said_by_author(why, meaning, constraint ? &*constraint : nullptr, detail, words);
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

// What PostgreSQL finds out only when it follows a path: a variable, dates of two kinds, and a
// template of datetime() that is none, of which only those of paths are read so strictly.
bool is_of_path(const postgres::error& why) {
  if (why.sqlstate == "0A000" || why.sqlstate == "42704") return why.file == "jsonpath_exec.c";
  return why.sqlstate == "22007" && why.function == "parse_format";
}

// What could be read and not be run: it took more memory than a pattern may.
bool is_of_regex(const postgres::error& why) {
  return why.sqlstate == "2201B" && why.function.starts_with("RE_") &&
         why.function.ends_with("execute");
}

// One of the schema's own, which has no place in the document, is no client's business.
std::optional<graphql_error> not_a_pattern(const postgres::error& why,
                                           const plan::operand& pattern) {
  if (pattern.location.line == 0) return std::nullopt;
  graphql_error made =
      make(error_code::bad_user_input, pattern.argument +
                                           (pattern.form == plan::text_form::time_zone
                                                ? " is no time zone: "
                                                : " is not a pattern that PostgreSQL can read: ") +
                                           why.message);
  made.locations = {pattern.location};
  return made;
}

}  // namespace

// What fails at the commit is the author's constraint; a lost connection is the call's as well; the
// rest is our read.
statement_kind kind_of_read_back(const postgres::error& why) {
  if (why.from != postgres::error_source::statement) return statement_kind::call;
  const bool is_no_row = why.sqlstate == sql::no_row_sqlstate &&
                         why.detail.find(sql::no_row_token) != std::string::npos;
  return is_no_row ? statement_kind::read_back : statement_kind::read;
}

graphql_error client_error(const postgres::error& why, statement_kind kind, detail_level detail,
                           const std::string& log_id, const call_words& words) {
  const bool is_of_session = why.from == postgres::error_source::session;
  if (!is_of_session) {
    if (auto by_author = raised(why, kind, detail, words)) return *std::move(by_author);
  }
  graphql_error made = is_of_session ? make(error_code::internal_server_error, "internal error")
                       : why.is_unavailable() ? unreachable(why, kind)
                                              : answered(why, kind, detail, words);
  if (is_server_fault(made.code)) made.log_id = log_id;
  // What the missing row raised says nothing more.
  const bool is_told = detail == detail_level::full && kind != statement_kind::read_back;
  if (is_told) made.message += ": " + in_full(why);
  return made;
}

std::optional<graphql_error> refused_pattern(const postgres::error& why,
                                             const plan::operand& pattern) {
  // What has a position is in the text of the check, which is ours.
  if (why.from != postgres::error_source::statement || !why.position.empty()) return std::nullopt;
  // Of XX000 there is one, for brackets within brackets: "tsquery stack too small".
  const bool is_internal = why.sqlstate == "XX000" && why.file != "tsquery.c";
  const auto meaning = postgres::meaning_of(why.sqlstate, postgres::sql_purpose::check);
  const bool is_its = meaning.code == error_code::bad_user_input && !is_internal;
  return is_its ? not_a_pattern(why, pattern) : std::nullopt;
}

std::optional<graphql_error> refused_path(const postgres::error& why, const plan::operand& path) {
  const bool is_path = path.type == plan::value_type::jsonpath;
  const bool is_regex = path.form == plan::text_form::regex;
  const bool is_its = (is_path && is_of_path(why)) || ((is_path || is_regex) && is_of_regex(why));
  return why.from == postgres::error_source::statement && is_its ? not_a_pattern(why, path)
                                                                 : std::nullopt;
}

std::optional<graphql_error> refused_idempotency_key(const postgres::error& why) {
  const bool is_its = why.from == postgres::error_source::statement &&
                      why.sqlstate == sql::other_request_sqlstate &&
                      why.detail.find(sql::other_request_token) != std::string::npos;
  if (!is_its) return std::nullopt;
  return make(error_code::conflict, "the idempotency key was used for another request");
}

bool is_about_values(const postgres::error& why) {
  return why.from == postgres::error_source::statement &&
         (why.sqlstate.starts_with("22") || why.sqlstate.starts_with("54") ||
          why.sqlstate == "42804" || why.sqlstate == "42846" || why.file == "ltree_io.c");
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
    case error_code::persisted_query_not_found:
    case error_code::persisted_query_not_supported:
    case error_code::persisted_query_id_required:
    case error_code::unauthenticated:
    case error_code::forbidden:
    case error_code::method_not_allowed:
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

bool names_internals(std::string_view text) {
  constexpr std::array<std::string_view, 6> prefixes = {"pk_", "fk_", "tb_", "tv_", "mv_", "fn_"};
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  for (std::size_t at = 0; at + 3 <= text.size(); ++at) {
    const std::array<char, 3> head = {lower(text[at]), lower(text[at + 1]), text[at + 2]};
    const std::string_view begins(head.data(), head.size());
    if (std::ranges::find(prefixes, begins) != prefixes.end()) return true;
  }
  return false;
}

namespace {

void write_details(std::string& out, const error_details& details) {
  const auto write_text = [&](std::string_view name, const std::string& text) {
    if (text.empty()) return;
    out.append(",\"").append(name).append("\":");
    json::write_string(out, text);
  };
  write_text("sqlstate", details.sqlstate);
  write_text("detail", details.detail);
  write_text("hint", details.hint);
  for (std::size_t i = 0; i < details.argument.size(); ++i) {
    out += i == 0 ? ",\"argument\":[" : ",";
    json::write_string(out, details.argument[i]);
  }
  if (!details.argument.empty()) out += ']';
  write_text("constraint", details.constraint);
}

}  // namespace

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
  write_details(out, error.details);
  out += "}}";
}

}  // namespace fraiseql::execution
