// Looks into a request's headers.
#include "http/message.hpp"

#include <algorithm>

namespace fraiseql::http {

std::string_view request::header(std::string_view name) const {
  const auto found = std::ranges::find(
      headers, name, [](const auto& header) -> std::string_view { return header.first; });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace fraiseql::http
