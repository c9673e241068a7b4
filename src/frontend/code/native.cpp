// A call goes: the program's trampoline (include/fraiseql/detail/field.hpp) asks for each of
// its parameters, calls the function and hands its result over; all of it here.
#include "frontend/code/native.hpp"

#include <array>
#include <exception>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "fraiseql/detail/field.hpp"
#include "frontend/code/carry.hpp"
#include "frontend/code/claims.hpp"
#include "frontend/code/invocation.hpp"

namespace fraiseql::api::detail {

namespace {

using frontend::misfit;
using frontend::misfit_kind;

// A log's line is text: what is not is shown by its bytes.
std::string printable(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string shown;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      shown += c;
    } else {
      shown += {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return shown;
}

fraiseql::schema::native_failure internal(std::string_view detail) {
  return {{.message = "internal error", .code = error_code::internal_server_error},
          printable(detail)};
}

bool note(invocation& call, const structure& type, result<done, misfit> done) {
  if (done.ok()) return true;
  call.wrong = internal(type.name + done.error().path + ": " + done.error().message);
  return false;
}

// The same where a client gave the value, as the argument of that name or as all arguments.
bool note_argument(invocation& call, const structure& type, const std::string& name,
                   result<done, misfit> done) {
  if (done.ok() || done.error().kind != misfit_kind::out_of_range) {
    return note(call, type, std::move(done));
  }
  std::string path = name + done.error().path;
  if (path.starts_with('.')) path.erase(0, 1);
  call.wrong = {{.message = "argument \"" + path + "\": " + done.error().message,
                 .code = error_code::bad_user_input}};
  return false;
}

}  // namespace

bool read_input(invocation& call, void* into) {
  const fraiseql::json::value* given = nullptr;
  for (const auto& [name, value] : call.given.arguments) {
    if (name == "input") given = &value;
  }
  FRAISEQL_CHECK(given != nullptr);  // it is non-null
  return note_argument(call, *call.function.input->table, "input",
                       frontend::fill(*call.function.input, call.function.table->input.reader(),
                                      *given, into, frontend::spelling::graphql));
}

bool read_arguments(invocation& call, void* into) {
  return note_argument(
      call, *call.function.arguments->table, "",
      frontend::fill(*call.function.arguments, call.function.table->arguments.reader(),
                     fraiseql::json::value(call.given.arguments), into,
                     frontend::spelling::graphql));
}

bool read_object(invocation& call, void* into) {
  FRAISEQL_CHECK(call.given.object != nullptr);
  return note(
      call, *call.function.object->table,
      frontend::fill(*call.function.object, call.function.table->object.reader(),
                     *call.given.object, into, frontend::spelling::stored, call.function.needs));
}

void answer(invocation& call, const void* result) {
  auto made = frontend::to_json(*call.function.result, *call.function.table->result_writer, result,
                                frontend::spelling::stored);
  if (made.ok()) {
    call.result = std::move(*made);
  } else {
    call.wrong = internal("the result of " + call.function.origin + ": " + made.error().message);
  }
}

const context& context_of(invocation& call) { return call.request; }
query_repository& repository_of(invocation& call) { return call.repository; }
command_repository& commands_of(invocation& call) { return call.commands; }

}  // namespace fraiseql::api::detail

namespace fraiseql::frontend {
namespace {

using schema::native_failure;
using tables::internal;

std::optional<error_code> code_of(std::string_view text) {
  constexpr std::array codes = {error_code::graphql_parse_failed,
                                error_code::graphql_validation_failed,
                                error_code::bad_user_input,
                                error_code::unauthenticated,
                                error_code::forbidden,
                                error_code::not_found,
                                error_code::conflict,
                                error_code::timeout,
                                error_code::unavailable,
                                error_code::unknown_outcome,
                                error_code::internal_server_error};
  for (const error_code code : codes) {
    if (to_string(code) == text) return code;
  }
  return {};
}

native_failure for_client(const api::error& thrown, const std::string& origin) {
  const auto code = code_of(thrown.code());
  if (code && is_utf8(thrown.what())) return {{.message = thrown.what(), .code = *code}};
  if (code)
    return internal(origin + " threw an error whose message is not UTF-8: " + thrown.what());
  return internal(origin + " threw an error with the unknown code \"" + thrown.code() +
                  "\": " + thrown.what());
}

result<json::value, native_failure> call(const model& types, const function_model& function,
                                         const schema::native_call& given) {
  const auto& request = given.request;
  const tables::request_claims claims{request};
  const api::context seen =
      tables::tokens::make<api::context>(request.operation_name, request.headers, claims);
  tables::invocation under_way{
      .types = types, .function = function, .given = given, .request = seen};
  try {
    function.table->invoke(under_way);
  } catch (const fetch_error& thrown) {
    native_failure why = thrown.why();
    if (!why.log_detail.empty()) why.log_detail.insert(0, function.origin + ": ");
    return failed{std::move(why)};
  } catch (const api::error& thrown) {
    return failed{for_client(thrown, function.origin)};
  } catch (const std::exception& thrown) {
    return failed{internal(function.origin + " threw: " + thrown.what())};
  } catch (...) {
    return failed{internal(function.origin + " threw what is no std::exception")};
  }
  if (under_way.wrong) return failed{*std::move(under_way.wrong)};
  FRAISEQL_CHECK(under_way.result.has_value());
  return std::move(*under_way.result);
}

}  // namespace

std::shared_ptr<const schema::native_function> make_native(std::shared_ptr<const model> kept,
                                                           const function_model& function) {
  return std::make_shared<schema::native_function>(
      [kept = std::move(kept), &function](const schema::native_call& given) {
        return call(*kept, function, given);
      });
}

}  // namespace fraiseql::frontend
