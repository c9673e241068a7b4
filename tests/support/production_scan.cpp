#include "support/production_scan.hpp"

#include <gtest/gtest.h>

#include <array>
#include <regex>
#include <string>

#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::testing {
namespace {

struct secret {
  const char* name;
  const char* pattern;  // in small letters or capitals
};

constexpr std::array<secret, 7> secrets = {{
    {"a relation, function or key", R"(\b(pk|fk|tb|tv|mv|fn)_\w)"},
    {"a constraint", R"(\w_(key|pkey|fkey|check|excl)\b)"},
    {"a query", R"(\bselect\b.{1,200}\bfrom\b)"},
    {"a statement that writes", R"(\b(insert into|delete from|update \S+ set)\b)"},
    {"a file of PostgreSQL", R"(\b[a-z_]+\.c\b)"},
    {"words of PostgreSQL", R"(violates \w+|pl/pgsql|null value in column|relation \\")"},
    {"an SQLSTATE in a message", R"(\bsqlstate [0-9a-z]{5})"},
}};

std::string errors_of(std::string_view body) {
  const auto answer = json::read(body);
  if (!answer) return std::string(body);
  const json::value* errors = answer->find("errors");
  return errors == nullptr ? "" : json::to_text(*errors);
}

}  // namespace

void expect_tells_nothing(std::string_view body) {
  const std::string text = errors_of(body);
  for (const secret& one : secrets) {
    const std::regex pattern(one.pattern, std::regex::icase);
    std::smatch found;
    EXPECT_FALSE(std::regex_search(text, found, pattern))
        << one.name << " shows, \"" << found.str() << "\", in: " << text;
  }
}

}  // namespace fraiseql::testing
