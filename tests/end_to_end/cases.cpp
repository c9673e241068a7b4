// A case file that cannot be read is one failing case: the program must not pass without.
#include "end_to_end/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::testing {
namespace {

std::string text_in(const json::value* value) {
  if (value == nullptr) return "";
  const auto* text = value->get<std::string>();
  return text != nullptr ? *text : json::to_text(*value);
}

int status_of(const json::value& the_case) {
  const json::value* status = the_case.find("status");
  return status == nullptr ? 200 : std::stoi(json::to_text(*status));
}

// [[line, column], ...] as GraphQL writes it.
std::string locations_text(const json::value& pairs) {
  std::string text;
  for (const json::value& pair : *pairs.get<json::array>()) {
    const json::array& at = *pair.get<json::array>();
    if (!text.empty()) text += ',';
    text += "{\"line\":" + json::to_text(at[0]) + ",\"column\":" + json::to_text(at[1]) + '}';
  }
  return '[' + text + ']';
}

const json::array* errors_in(const json::value& answer) {
  const json::value* errors = answer.find("errors");
  return errors == nullptr ? nullptr : errors->get<json::array>();
}

std::string code_of(const json::value& error) {
  const json::value* extensions = error.find("extensions");
  return extensions == nullptr ? "" : text_in(extensions->find("code"));
}

void expect_error(const json::value& expected, const std::string& body) {
  const auto answer = json::read(body);
  ASSERT_TRUE(answer) << body;
  const json::array* errors = errors_in(*answer);
  ASSERT_NE(errors, nullptr) << body;
  ASSERT_EQ(errors->size(), 1U) << body;
  const json::value& error = errors->front();
  EXPECT_EQ(code_of(error), text_in(expected.find("code"))) << body;
  EXPECT_NE(text_in(error.find("message")).find(text_in(expected.find("message"))),
            std::string::npos)
      << body << "\nwithout: " << text_in(expected.find("message"));
  if (const json::value* locations = expected.find("locations")) {
    EXPECT_EQ(text_in(error.find("locations")), locations_text(*locations)) << body;
  }
  if (const json::value* path = expected.find("path")) {
    EXPECT_EQ(text_in(error.find("path")), text_in(path)) << body;
    const json::value* data = expected.find("data");
    EXPECT_EQ(text_in(answer->find("data")), data == nullptr ? "null" : text_in(data)) << body;
  } else {
    EXPECT_EQ(answer->find("data"), nullptr) << body;
  }
}

// The case, or one for each name of its member "each".
std::vector<json::value> expanded(const json::value& the_case) {
  const json::value* each = the_case.find("each");
  if (each == nullptr) return {the_case};
  std::vector<json::value> made;
  for (const json::value& name : *each->get<json::array>()) {
    constexpr std::string_view place = "<field>";
    std::string text = json::to_text(the_case);
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at)) {
      text.replace(at, place.size(), text_in(&name));
    }
    auto one = *json::read(text);
    for (auto& [member, value] : std::get<json::object>(one)) {
      if (member == "name") value = json::value(text_in(&value) + '_' + text_in(&name));
    }
    made.push_back(std::move(one));
  }
  return made;
}

}  // namespace

std::vector<json::value> cases_of(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(FRAISEQL_SOURCE_DIR "/tests/end_to_end/cases/" + name + ".json").rdbuf();
  const auto read = json::read(text.str());
  if (read && read->get<json::array>() != nullptr) {
    std::vector<json::value> all;
    for (const json::value& one : *read->get<json::array>())
      std::ranges::move(expanded(one), std::back_inserter(all));
    return all;
  }
  const std::string why = read ? "not a list" : read.error().message;
  return {json::value(json::object{{"name", "unreadable"}, {"answer", name + ".json: " + why}})};
}

http_request request_of(const json::value& the_case) {
  http_request request;
  if (const json::value* method = the_case.find("method")) request.method = text_in(method);
  if (const json::value* path = the_case.find("path")) request.target = text_in(path);
  if (const json::value* headers = the_case.find("headers")) {
    request.headers.clear();
    for (const auto& [name, value] : *headers->get<json::object>()) {
      request.headers.emplace_back(name, text_in(&value));
    }
  }
  request.body = text_in(the_case.find("body"));
  if (the_case.find("query") == nullptr) return request;
  json::object members;
  for (const char* name : {"query", "variables", "operationName"}) {
    if (const json::value* member = the_case.find(name)) members.emplace_back(name, *member);
  }
  request.body = json::to_text(json::value(std::move(members)));
  return request;
}

void expect_answer(const json::value& the_case, const http_response& response) {
  EXPECT_EQ(response.status, status_of(the_case)) << response.body;
  if (const json::value* answer = the_case.find("answer")) {
    EXPECT_EQ(response.body, text_in(answer));
  }
  if (const json::value* error = the_case.find("error")) expect_error(*error, response.body);
  if (const json::value* headers = the_case.find("response_headers")) {
    for (const auto& [name, value] : *headers->get<json::object>()) {
      EXPECT_EQ(response.header(name), text_in(&value)) << name;
    }
  }
}

std::string errors_of(const std::string& body) {
  const auto answer = json::read(body);
  const json::array* errors = answer ? errors_in(*answer) : nullptr;
  if (errors == nullptr) return "no errors in: " + body;
  std::string text;
  for (const json::value& error : *errors) {
    if (!text.empty()) text += "; ";
    text += code_of(error) + ": " + text_in(error.find("message"));
  }
  return text;
}

std::string name_of(const json::value& the_case) { return text_in(the_case.find("name")); }

}  // namespace fraiseql::testing
