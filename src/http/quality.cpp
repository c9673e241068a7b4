#include "http/quality.hpp"

#include "base/text.hpp"

namespace fraiseql::http {
namespace {

constexpr unsigned whole = 1000;

unsigned read_quality(std::string_view text) {
  const bool has_point = text.size() < 2 || text[1] == '.';
  if (text.empty() || text.size() > 5 || !has_point) return 0;
  unsigned sum = 0;
  unsigned place = whole;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 1) continue;
    if (text[i] < '0' || text[i] > '9') return 0;
    sum += static_cast<unsigned>(text[i] - '0') * place;
    place /= 10;
  }
  return sum > whole ? 0 : sum;
}

}  // namespace

unsigned quality_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view one = take_part(parameters, ';');
    if (one.starts_with("q=") || one.starts_with("Q=")) return read_quality(one.substr(2));
  }
  return whole;
}

}  // namespace fraiseql::http
