// What went wrong, as the client sees it, and the whole of it in the log. Part of the executor.
#include "execution/answer.hpp"
#include "execution/compared.hpp"
#include "execution/execute.hpp"

namespace fraiseql::execution {

graphql_error executor::report(const postgres::error& why, statement_kind kind,
                               const plan::step* step) {
  const auto* read = step == nullptr ? nullptr : std::get_if<plan::read>(&step->action);
  const auto* call = step == nullptr ? nullptr : std::get_if<plan::call>(&step->action);
  const bool may_be_stored = read != nullptr && is_about_values(why);
  call_words words{.constraints = &constraints_};
  if (call != nullptr) words.input = call->function.input;
  graphql_error made = client_error(why, kind, options_.detail, options_.new_log_id(), words);
  log_to(options_.log, is_server_fault(made.code) ? log_level::error : log_level::debug,
         "a statement failed",
         {{"id", made.log_id},
          {"code", std::string(to_string(made.code))},
          {"function", call == nullptr ? "" : call->function.function.function},
          {"sqlstate", why.sqlstate},
          {"message", why.message},
          {"detail", why.detail},
          {"hint", why.hint},
          {"constraint", why.constraint},
          {"context", why.context},
          {"compared", may_be_stored ? compared_values(*read, why.message) : ""}});
  return made;
}

// What the schema itself says and PostgreSQL does not take is seen when the server starts; should
// it not have been, it is not told to clients.
std::vector<graphql_error> executor::masked(std::vector<graphql_error> errors) {
  for (graphql_error& one : errors) {
    if (!is_server_fault(one.code)) continue;
    one.log_id = options_.new_log_id();
    log_to(options_.log, log_level::error, "a filter of the schema is wrong",
           {{"id", one.log_id}, {"message", one.message}});
    one.message = "internal error";
  }
  return errors;
}

graphql_error executor::report(const schema::native_failure& why) {
  graphql_error made = client_error(why, options_.detail, options_.new_log_id());
  log_to(options_.log, is_server_fault(made.code) ? log_level::error : log_level::debug,
         "a function of the program failed",
         {{"id", made.log_id},
          {"code", std::string(to_string(made.code))},
          {"message", made.message},
          {"detail", why.log_detail}});
  return made;
}

graphql_error executor::report(job_end end, statement_kind kind) {
  graphql_error made = client_error(end, kind, options_.new_log_id());
  log_to(options_.log, log_level::error, "a function of the program did not end in time",
         {{"id", made.log_id}, {"code", std::string(to_string(made.code))}});
  return made;
}

graphql_error executor::report_late(std::string_view operation) {
  graphql_error made{.message = "the request took too long", .code = error_code::timeout};
  made.log_id = options_.new_log_id();
  log_to(options_.log, log_level::error, "a request took too long",
         {{"id", made.log_id},
          {"code", std::string(to_string(made.code))},
          {"operation", std::string(operation)}});
  return made;
}

response executor::refused(operation_type type, const std::vector<graphql_error>& errors) {
  response made = request_error(errors);
  counted_->end(type, ending::refused, made);
  return made;
}

void executor::log_faults(const std::vector<reported_fault>& faults) {
  for (const reported_fault& fault : faults) {
    std::string entry;
    write_error(entry, fault.error);
    log_to(options_.log, is_server_fault(fault.error.code) ? log_level::error : log_level::debug,
           "a value does not fit the schema or could not be worked out",
           {{"id", fault.error.log_id}, {"error", entry}, {"detail", fault.log_detail}});
  }
}

}  // namespace fraiseql::execution
