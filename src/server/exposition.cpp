#include "server/exposition.hpp"

#include <fmt/format.h>

#include "base/check.hpp"

namespace fraiseql::server {
namespace {

// What would end a value is written with a backslash.
void write_label(std::string& out, const exposition::label& one, bool is_first) {
  out += is_first ? '{' : ',';
  out.append(one.first).append("=\"");
  for (const char c : one.second) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace

void exposition::begin(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void exposition::sample_of(std::string_view suffix, labels with, std::string_view value,
                           label last) {
  text_.append(name_).append(suffix);
  bool is_first = true;
  for (const label& one : with) write_label(text_, one, std::exchange(is_first, false));
  if (!last.first.empty()) write_label(text_, last, std::exchange(is_first, false));
  if (!is_first) text_ += '}';
  text_ += ' ';
  text_.append(value) += '\n';
}

void exposition::sample(double value, labels with) {
  sample_of("", with, fmt::format("{}", value));
}

void exposition::sample(const buckets& of, labels with) {
  FRAISEQL_CHECK(of.counts.size() == of.bounds.size() + 1);
  std::uint64_t all = 0;
  for (std::size_t at = 0; at < of.bounds.size(); ++at) {
    all += of.counts[at];
    const std::string bound = fmt::format("{}", static_cast<double>(of.bounds[at]) / of.unit);
    sample_of("_bucket", with, std::to_string(all), {"le", bound});
  }
  all += of.counts.back();
  sample_of("_bucket", with, std::to_string(all), {"le", "+Inf"});
  sample_of("_sum", with, fmt::format("{}", static_cast<double>(of.sum) / of.unit));
  sample_of("_count", with, std::to_string(all));
}

}  // namespace fraiseql::server
