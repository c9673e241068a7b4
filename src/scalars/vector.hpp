// vector: the numbers of a Vector, of single precision as pgvector keeps them.
//
// A number that is too small for single precision is 0, as for pgvector; one that is too large is
// none of a vector's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fraiseql::scalars {

inline constexpr std::size_t most_dimensions = 16'000;  // pgvector's own limit

// A number as JSON spells it; nothing where it is too large.
std::optional<float> to_single(std::string_view number);

// The fewest digits that mean this number, which is finite.
std::string single_text(float number);

enum class vector_form : std::uint8_t { well, no_vector, too_large };

// Any text, as `[0.1, 0.2]`: a JSON list of 1 to most_dimensions numbers, all within single
// precision, or what else it is.
vector_form form_of_vector(std::string_view text);

// The numbers of such a text.
std::optional<std::vector<float>> read_vector(std::string_view text);

}  // namespace fraiseql::scalars
