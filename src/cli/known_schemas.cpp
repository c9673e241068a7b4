#include "cli/known_schemas.hpp"

namespace fraiseql::cli {
namespace {

// What a schema of so much text weighs, introspection included.
constexpr std::size_t bytes_at_least = 256 * 1024;
constexpr std::size_t bytes_per_byte = 40;
constexpr std::size_t max_known_bytes = 256UL * 1024 * 1024;

}  // namespace

const frontend::schema_result& known_schemas::find(const std::string& text) {
  const auto known = by_text_.find(text);
  if (known != by_text_.end()) return known->second;
  const std::size_t weight = bytes_at_least + bytes_per_byte * text.size();
  if (bytes_ + weight > max_known_bytes) {
    by_text_.clear();
    bytes_ = 0;
  }
  bytes_ += weight;
  return by_text_.emplace(text, frontend::build_bound_or_described_schema(text)).first->second;
}

}  // namespace fraiseql::cli
