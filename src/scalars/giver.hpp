// giver: who gives a text, where more is taken of one than of the other. Private to the room.
#pragma once

#include <cstdint>

namespace fraiseql::scalars {

enum class giver : std::uint8_t { client, database };

}  // namespace fraiseql::scalars
