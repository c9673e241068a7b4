// structure: where the quotes and brackets of a row's texts stand, so that the walk need not look
// for the ends of values. The first of the two stages; kernel.hpp does the finding.
//
// Places are distances from the begin of a text; those inside of strings are left out. Each bracket
// knows its partner and the first quote behind it, so that whatever is in between is passed in one
// step. Texts are indexed when the walk enters them and cut off again when it leaves: a stack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "transform/kernel.hpp"

namespace fraiseql::transform {

class structure {
 public:
  // Behind a text's quotes stand as many that are its size.
  static constexpr std::size_t end_quotes = 2;
  // Memory for more quotes or brackets than this (1 and 3 MiB) is given back between answers.
  static constexpr std::size_t kept = std::size_t{1} << 18U;
  // Longer texts cannot come from PostgreSQL, whose values have a gigabyte, and are malformed.
  static constexpr std::size_t max_text = std::size_t{1} << 30U;

  // How much was indexed; for cut().
  struct mark {
    std::size_t quotes = 0;
    std::size_t brackets = 0;
  };

  // Indexes a list or an object, whose bracket is the next one. False, and nothing is added, if
  // its brackets do not match or it does not end with its own: it was cut off, or is no jsonb.
  bool add(std::string_view text);

  [[nodiscard]] mark size() const { return size_; }
  void cut(mark size) { size_ = size; }
  [[nodiscard]] std::uint32_t next_bracket() const {
    return static_cast<std::uint32_t>(size_.brackets);
  }
  [[nodiscard]] const std::uint32_t* quotes() const { return quotes_.get(); }
  [[nodiscard]] const bracket* brackets() const { return brackets_.get(); }

  // For when nothing is indexed any more.
  void give_back();
  // What there is memory for.
  [[nodiscard]] mark capacity() const { return capacity_; }

 private:
  // Makes room for that many blocks.
  void reserve(std::size_t blocks);
  void find(const char* text, std::size_t blocks, block_state& state);
  // Whether the brackets from `first` on are pairs inside of the first and the last of them.
  bool match(std::string_view text, std::size_t first);

  std::unique_ptr<std::uint32_t[]> quotes_;
  std::unique_ptr<bracket[]> brackets_;
  mark size_;
  mark capacity_;
};

}  // namespace fraiseql::transform
