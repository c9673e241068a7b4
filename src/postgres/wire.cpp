#include "postgres/wire.hpp"

namespace fraiseql::postgres {
namespace {

std::string field_of(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string() : std::string(text);
}

}  // namespace

error error_of(const PGresult* result) {
  const std::string sqlstate = field_of(result, PG_DIAG_SQLSTATE);
  if (sqlstate.empty()) {
    return {.sqlstate = lost_sqlstate, .message = PQresultErrorMessage(result)};
  }
  return {.sqlstate = sqlstate,
          .message = field_of(result, PG_DIAG_MESSAGE_PRIMARY),
          .detail = field_of(result, PG_DIAG_MESSAGE_DETAIL),
          .hint = field_of(result, PG_DIAG_MESSAGE_HINT),
          .position = field_of(result, PG_DIAG_STATEMENT_POSITION),
          .context = field_of(result, PG_DIAG_CONTEXT),
          // After FATAL and PANIC the server closes the connection.
          .from = field_of(result, PG_DIAG_SEVERITY_NONLOCALIZED) == "ERROR"
                      ? error_source::statement
                      : error_source::connection,
          .is_raised = field_of(result, PG_DIAG_SOURCE_FUNCTION) == "exec_stmt_raise",
          .schema = field_of(result, PG_DIAG_SCHEMA_NAME),
          .table = field_of(result, PG_DIAG_TABLE_NAME),
          .column = field_of(result, PG_DIAG_COLUMN_NAME),
          .domain = field_of(result, PG_DIAG_DATATYPE_NAME),
          .constraint = field_of(result, PG_DIAG_CONSTRAINT_NAME),
          .file = field_of(result, PG_DIAG_SOURCE_FILE),
          .function = field_of(result, PG_DIAG_SOURCE_FUNCTION)};
}

std::string key_of(const command& one) {
  std::string key;
  write_key(key, one);
  return key;
}

void write_key(std::string& to, const command& one) {
  to = one.statement->text;
  for (const sql::parameter& parameter : one.parameters) {
    to += '\0';
    to += std::to_string(parameter.oid);
  }
}

wire_parameters::wire_parameters(const sql::parameters& parameters) {
  for (const sql::parameter& one : parameters) {
    types.push_back(one.oid);
    values.push_back(one.bytes ? one.bytes->c_str() : nullptr);
    lengths.push_back(one.bytes ? static_cast<int>(one.bytes->size()) : 0);
    formats.push_back(one.is_binary ? 1 : 0);
  }
}

}  // namespace fraiseql::postgres
