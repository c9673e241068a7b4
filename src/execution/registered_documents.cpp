#include "execution/registered_documents.hpp"

#include <utility>

namespace fraiseql::execution {

std::shared_ptr<const std::string> registered_documents::find(std::string_view hash) {
  const std::lock_guard guard(mutex_);
  return texts_.find(hash);
}

void registered_documents::add(std::string hash, std::string_view text) {
  const std::lock_guard guard(mutex_);
  if (texts_.find(hash) != nullptr) return;
  const std::size_t bytes = sizeof(std::string) + text.size();
  texts_.insert(std::move(hash), std::make_shared<const std::string>(text), bytes);
}

std::size_t registered_documents::bytes() {
  const std::lock_guard guard(mutex_);
  return texts_.bytes();
}

std::size_t registered_documents::size() {
  const std::lock_guard guard(mutex_);
  return texts_.size();
}

told_texts::news told_texts::tell(const std::string& hash) {
  const std::lock_guard guard(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now - since_ > renewal) {
    hashes_.clear();
    since_ = now;
  }
  if (hashes_.size() == most || !hashes_.insert(hash).second) return news::none;
  return hashes_.size() == most ? news::last_text : news::text;
}

}  // namespace fraiseql::execution
