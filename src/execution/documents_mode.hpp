// What becomes of documents that come as text.
#pragma once

#include <cstdint>

namespace fraiseql::execution {

enum class documents_mode : std::uint8_t {
  open,    // they are answered
  prefer,  // and told of
  only     // they are refused, whatever else is chosen and whoever sends them
};

}  // namespace fraiseql::execution
