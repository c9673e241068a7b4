// exposition: a page in Prometheus's text format, version 0.0.4, while it is written.
//
// A family begins with its name, type and help; its samples follow. Labels are written by us
// alone: pairs of name and value, neither of them a client's.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.hpp"

namespace fraiseql::server {

class exposition {
 public:
  using label = std::pair<std::string_view, std::string_view>;
  using labels = std::initializer_list<label>;

  static constexpr http::media_type media_type = "text/plain; version=0.0.4; charset=utf-8";

  // The names end as their types want it: `_total` of what only grows.
  void counter(std::string_view name, std::string_view help) { begin(name, "counter", help); }
  void gauge(std::string_view name, std::string_view help) { begin(name, "gauge", help); }
  void histogram(std::string_view name, std::string_view help) { begin(name, "histogram", help); }

  // Of the family that was begun last.
  void sample(double value, labels with = {});
  void sample(std::unsigned_integral auto value, labels with = {}) {
    sample_of("", with, std::to_string(value));
  }

  // Values up to each bound, and in the end all others; `unit` is what the bounds are divided by.
  struct buckets {
    std::vector<std::uint64_t> bounds;
    std::vector<std::uint64_t> counts;  // one more
    std::uint64_t sum = 0;
    double unit = 1;
  };
  void sample(const buckets& of, labels with = {});

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void begin(std::string_view name, std::string_view type, std::string_view help);
  void sample_of(std::string_view suffix, labels with, std::string_view value, label last = {});

  std::string text_;
  std::string name_;
};

}  // namespace fraiseql::server
