#include "auth/algorithm.hpp"

#include "base/check.hpp"

namespace fraiseql::auth {

std::string_view to_string(algorithm one) {
  for (const auto& [name, value] : algorithms) {
    if (value == one) return name;
  }
  FRAISEQL_CHECK(false);
}

std::optional<algorithm> find_algorithm(std::string_view name) {
  for (const auto& [known, value] : algorithms) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::size_t secret_bytes(algorithm one) {
  switch (one) {
    case algorithm::hs256: return 32;
    case algorithm::hs384: return 48;
    case algorithm::hs512: return 64;
    case algorithm::rs256:
    case algorithm::es256:
    case algorithm::eddsa: return 0;
  }
  FRAISEQL_CHECK(false);
}

}  // namespace fraiseql::auth
