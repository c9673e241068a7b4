// workspace: the memory that the walk needs, kept by each thread from answer to answer.
// Private to the room.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "transform/output.hpp"
#include "transform/scan.hpp"
#include "transform/structure.hpp"

namespace fraiseql::transform {

// The spans of all objects that are open, a stack.
class span_stack {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return spans_.capacity(); }
  // For when none is open. Memory for more spans than this, 1.5 MiB, is given back.
  static constexpr std::size_t kept = std::size_t{1} << 16U;
  void give_back() {
    size_ = 0;
    if (spans_.size() > kept) std::vector<span>().swap(spans_);
  }
  // What is new is missing.
  [[gnu::always_inline]] void resize(std::size_t size) {
    if (size > spans_.size()) spans_.resize(std::max(size, 2 * spans_.size()));
    span* const all = spans_.data();
    for (std::size_t i = size_; i < size; ++i) all[i].begin = nullptr;
    size_ = size;
  }
  void push_back(span one) {
    resize(size_ + 1);
    *at(size_ - 1) = one;
  }
  span& operator[](std::size_t place) { return *at(place); }
  span* at(std::size_t place) { return spans_.data() + place; }

 private:
  std::vector<span> spans_;
  std::size_t size_ = 0;
};

// One walk at a time has it.
struct workspace {
  // Leafs that were longer than this are not kept.
  static constexpr std::size_t kept_text = std::size_t{1} << 16U;

  // For when the walk is over.
  void give_back() {
    index.cut({});
    index.give_back();
    spans.give_back();
    for (std::string* text : {&made, &bare}) {
      if (text->capacity() > kept_text) std::string().swap(*text);
    }
    is_taken = false;
  }

  bool is_taken = false;
  std::unique_ptr<char[]> window = std::make_unique_for_overwrite<char[]>(output::window_bytes);
  structure index;
  span_stack spans;
  // For leafs that are made, not copied.
  std::string made;
  std::string bare;
};

}  // namespace fraiseql::transform
