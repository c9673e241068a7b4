#include "transform/output.hpp"

namespace fraiseql::transform {

void output::cut(std::size_t size) {
  if (size >= flushed_) {
    at_ = window_ + (size - flushed_);
    return;
  }
  to_.resize(size);
  flushed_ = size;
  at_ = window_;
}

void output::flush() {
  to_.append(window_, at_);
  flushed_ = to_.size();
  at_ = window_;
}

void output::add_long(std::string_view text) {
  flush();
  to_ += text;
  flushed_ = to_.size();
}

}  // namespace fraiseql::transform
