#include "execution/permissions.hpp"

#include <algorithm>
#include <string>

namespace fraiseql::execution {
namespace {

validation::permissions of_text(std::string_view words) {
  validation::permissions made;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) made.add(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return made;
}

validation::permissions of_list(const json::array& words) {
  validation::permissions made;
  for (const json::value& one : words) {
    const auto* word = one.get<std::string>();
    if (word == nullptr) return {};
    made.add(*word);
  }
  return made;
}

}  // namespace

validation::permissions permissions_of(const schema::request_context& context,
                                       std::string_view claim) {
  const json::value* found = context.find_claim(claim);
  if (found == nullptr) return {};
  if (const auto* words = found->get<std::string>()) return of_text(*words);
  if (const auto* words = found->get<json::array>()) return of_list(*words);
  return {};
}

}  // namespace fraiseql::execution
