// algorithm: the ways a token may be signed (RFC 7518, 3.1; RFC 8037, 3.1).
//
// One is fixed by the configuration; what a token says of itself is only compared with it
// (RFC 8725, 3.1). "none" is not among them.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace fraiseql::auth {

enum class algorithm { hs256, hs384, hs512, rs256, es256, eddsa };

inline constexpr std::array<std::pair<std::string_view, algorithm>, 6> algorithms = {{
    {"HS256", algorithm::hs256},
    {"HS384", algorithm::hs384},
    {"HS512", algorithm::hs512},
    {"RS256", algorithm::rs256},
    {"ES256", algorithm::es256},
    {"EdDSA", algorithm::eddsa},
}};

// As the header of a token spells it.
std::string_view to_string(algorithm one);
std::optional<algorithm> find_algorithm(std::string_view name);

// The bytes of the hash of an HS algorithm, which is the least length of its secret; 0 for
// those with a public key.
std::size_t secret_bytes(algorithm one);

}  // namespace fraiseql::auth
