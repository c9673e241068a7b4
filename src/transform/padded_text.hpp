// padded_text: text of a plan that is copied and compared a register at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fraiseql::transform {

// An owned text. Behind its end are `slack` more bytes that may be read; what they hold is no
// part of it.
class padded_text {
 public:
  static constexpr std::size_t slack = 32;

  padded_text() : padded_text(std::string_view()) {}
  padded_text(std::string_view text) : bytes_(text) { bytes_.append(slack, '\0'); }
  padded_text(const std::string& text) : padded_text(std::string_view(text)) {}
  padded_text(const char* text) : padded_text(std::string_view(text)) {}

  [[nodiscard]] std::string_view view() const { return {bytes_.data(), size()}; }
  [[nodiscard]] const char* data() const { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const { return bytes_.size() - slack; }
  operator std::string_view() const { return view(); }

  friend bool operator==(const padded_text& a, const padded_text& b) {
    return a.view() == b.view();
  }
  friend bool operator==(const padded_text& a, std::string_view b) { return a.view() == b; }

 private:
  std::string bytes_;
};

}  // namespace fraiseql::transform
