// Collecting what describe() says, and looking into a request; see the headers.
#include "fraiseql/detail/notes.hpp"

#include "base/text.hpp"
#include "fraiseql/context.hpp"
#include "frontend/code/claims.hpp"

namespace fraiseql::api {

std::optional<std::string_view> context::header(std::string_view name) const {
  const std::string wanted = to_lower(name);
  for (const auto& [given, text] : headers_) {
    if (given == wanted) return text;
  }
  return std::nullopt;
}

std::optional<std::string> context::claim(std::string_view name) const {
  return claims_.of.claim(name);
}

namespace detail {

void say(remark<std::string>& about, std::string_view text) { about.say(std::string(text)); }

void say(remark<std::vector<std::string>>& about, std::initializer_list<const char*> names) {
  about.say({names.begin(), names.end()});
}

void forbid_without(remark<permission>& about, std::string_view needs) {
  about.say({.needs = std::string(needs)});
}

void null_without(remark<permission>& about, std::string_view needs) {
  about.say({.needs = std::string(needs), .or_null = true});
}

void search_in(remark<searched_texts>& about, std::initializer_list<const char*> members,
               std::string_view configuration) {
  about.say(
      {.members = {members.begin(), members.end()}, .configuration = std::string(configuration)});
}

void search_in_column(remark<searched_texts>& about, std::string_view column,
                      std::string_view configuration) {
  about.say({.column = std::string(column), .configuration = std::string(configuration)});
}

void add_interface(type_notes& notes, structure_function interface) {
  notes.interfaces.push_back(interface);
}

member_notes& add_member(type_notes& notes, const char* member, const function* by) {
  return notes.members.emplace_back(member_notes{.member = member, .by = by});
}

enumerator_notes& add_value(type_notes& notes, const char* enumerator, std::int64_t number) {
  return notes.values.emplace_back(enumerator_notes{.enumerator = enumerator, .number = number});
}

}  // namespace detail
}  // namespace fraiseql::api
