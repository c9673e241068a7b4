#include "server/media_types.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "http/quality.hpp"

namespace fraiseql::server {
namespace {

// Calls `take` with each part between separators.
template <class Take>
void split(std::string_view text, char separator, const Take& take) {
  while (true) {
    const std::size_t end = text.find(separator);
    take(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

bool is_utf8_charset(std::string_view parameter) {
  return parameter == "charset=utf-8" || parameter == "charset=\"utf-8\"";
}

// One range of Accept: how much it is wanted, in thousandths (RFC 9110, 12.4.2). A weight
// that is none counts as 0. One in another charset than the answer's is no range of it.
struct media_range {
  std::string type;
  unsigned weight = 1000;
};

media_range read_range(std::string_view text) {
  media_range range;
  range.type = to_lower(take_part(text, ';'));
  range.weight = http::quality_of(text);
  while (!text.empty()) {
    const std::string folded = to_lower(take_part(text, ';'));
    if (folded.starts_with("charset=") && !is_utf8_charset(folded)) range.type.clear();
  }
  return range;
}

// The weight of `type` by the most specific range that takes it; 0 where none does.
unsigned weight_of(std::string_view type, const std::vector<media_range>& ranges) {
  for (const std::string_view pattern :
       {type, std::string_view("application/*"), std::string_view("*/*")}) {
    for (const media_range& range : ranges) {
      if (range.type == pattern) return range.weight;
    }
  }
  return 0;
}

}  // namespace

bool is_json(std::string_view content_type) {
  if (content_type == json_response) return true;
  bool fits = true;
  bool is_first = true;
  split(content_type, ';', [&](std::string_view part) {
    const std::string folded = to_lower(part);
    if (std::exchange(is_first, false)) {
      fits = folded == json_response;
    } else {
      fits = fits && (folded.empty() || is_utf8_charset(folded));
    }
  });
  return fits;
}

std::optional<answer_type> negotiate(std::string_view accept) {
  // What most clients say needs no list of ranges.
  if (accept == graphql_response) return answer_type::graphql;
  if (accept.empty() || accept == "*/*") return answer_type::any;
  if (accept == json_response) return answer_type::json;
  if (trimmed(accept).empty()) return answer_type::any;
  std::vector<media_range> ranges;
  split(accept, ',', [&](std::string_view range) { ranges.push_back(read_range(range)); });
  const unsigned graphql = weight_of(graphql_response, ranges);
  const unsigned json = weight_of(json_response, ranges);
  if (graphql == 0 && json == 0) return std::nullopt;
  if (json > graphql) return answer_type::json;
  const bool is_named =
      std::ranges::find(ranges, graphql_response, &media_range::type) != ranges.end();
  return is_named ? answer_type::graphql : answer_type::any;
}

}  // namespace fraiseql::server
