#include "server/request_reader.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "server/document_reference.hpp"

namespace fraiseql::server {
namespace {

result<execution::explanation> read_explanation(const json::item& extensions) {
  using execution::explanation;
  const json::item asked = extensions.find("explain").value_or(json::item());
  if (asked.is_null()) return explanation::none;
  if (asked.is() == json::form::boolean) {
    return asked.is_true() ? explanation::stages : explanation::none;
  }
  std::string room;
  const std::string_view text =
      asked.is() == json::form::string ? asked.text(room) : std::string_view();
  if (text == "plan") return explanation::plans;
  if (text == "analyze") return explanation::analysis;
  return failed{failure{R"(the member "explain" of "extensions" must be true, false, "plan" or )"
                        R"("analyze")"}};
}

// The members of a body that mean something; others may be there.
struct body_members {
  json::item query;
  json::item name;
  json::item variables;
  json::item extensions;
  json::item document_id;
};

body_members members_of(const json::item& body) {
  body_members found;
  body.each_member([&found](std::string_view name, const json::item& value) {
    if (name == "query") found.query = value;
    if (name == "operationName") found.name = value;
    if (name == "variables") found.variables = value;
    if (name == "extensions") found.extensions = value;
    if (name == "documentId") found.document_id = value;
    return true;
  });
  return found;
}

// A document is asked for by its text, by what it is known by, or by both.
result<done> read_document_id_of(const body_members& members, execution::request& into) {
  const bool has_text = members.query.is() == json::form::string;
  const bool may_have_id = !members.document_id.is_null() || !members.extensions.is_null();
  if (may_have_id) {
    const bool is_sent = has_text && !into.unread->document.empty();
    FRAISEQL_TRY(id, read_document_id(members.document_id, members.extensions,
                                      is_sent ? document_text::sent : document_text::absent));
    into.document_id = id;
  }
  if (has_text || (members.query.is_null() && !into.document_id.empty())) return done{};
  return failed{failure{"the member \"query\" must be a string"}};
}

bool is_object_or_null(const json::item& value) {
  return value.is_null() || value.is() == json::form::members;
}

result<done> read_into(execution::request& made, const json::item& root,
                       const known_headers& headers, const request_reading& how) {
  if (root.is() == json::form::list) {
    return failed{
        failure{"the body is a list, and lists of requests are off (the setting "
                "\"max_batch\"); send one request at a time"}};
  }
  if (root.is() != json::form::members) {
    return failed{failure{"the body must be an object with the member \"query\""}};
  }
  const body_members members = members_of(root);
  const auto document = members.query.raw();
  made.unread = execution::unread_parts{.document = document.value_or(std::string_view()),
                                        .variables = members.variables};
  if (members.name.is() == json::form::string) {
    std::string room;
    made.operation_name = members.name.text(room);
  } else if (!members.name.is_null()) {
    return failed{failure{"the member \"operationName\" must be a string"}};
  }
  if (!is_object_or_null(members.variables)) {
    return failed{failure{"the member \"variables\" must be an object"}};
  }
  if (!is_object_or_null(members.extensions)) {
    return failed{failure{"the member \"extensions\" must be an object"}};
  }
  FRAISEQL_TRY_DONE(read_document_id_of(members, made));
  if (how.with_explain) {
    FRAISEQL_TRY(explain, read_explanation(members.extensions));
    made.explain = explain;
  }
  FRAISEQL_TRY(key, read_idempotency_key(headers));
  made.idempotency_key = std::move(key);
  made.id = read_request_id(headers);
  if (made.explain != execution::explanation::none || !made.idempotency_key.empty()) {
    execution::read_parts(made);
  }
  return done{};
}

}  // namespace

// A request is large: it is made where it stays.
result<execution::request> read_request(const json::item& root, const known_headers& headers,
                                        const request_reading& how) {
  result<execution::request> made(std::in_place);
  if (auto read = read_into(*made, root, headers, how); !read) {
    made = failed{std::move(read).error()};
  }
  return made;
}

}  // namespace fraiseql::server
