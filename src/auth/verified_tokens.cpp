#include "auth/verified_tokens.hpp"

#include <iterator>
#include <utility>

#include "auth/claims.hpp"

namespace fraiseql::auth {
namespace {

std::size_t weight_of(const json::value& one) {
  std::size_t bytes = sizeof(json::value);
  if (const auto* text = one.get<std::string>()) return bytes + text->capacity();
  if (const auto* number = one.get<json::number>()) return bytes + number->text.capacity();
  if (const auto* list = one.get<json::array>()) {
    for (const json::value& each : *list) bytes += weight_of(each);
  } else if (const auto* object = one.get<json::object>()) {
    for (const auto& [name, value] : *object) {
      bytes += sizeof(std::string) + name.capacity() + weight_of(value);
    }
  }
  return bytes;
}

}  // namespace

verified_claims verified_tokens::verify(std::string_view token,
                                        const std::shared_ptr<const key_set>& keys,
                                        time_point now) {
  // The set is kept, so no other one can have its address.
  if (keys != keys_) {
    forget_all();
    keys_ = keys;
  }
  const auto known = by_token_.find(token);
  if (known == by_token_.end()) {
    auto verified = verify_token(token, *keys, rules_, now);
    if (verified) remember(token, *verified, now);
    return verified;
  }
  ++hits_;
  const auto found = known->second;
  if (const auto wrong = untimely(found->claims, rules_, now)) {
    forget(found);
    return failed{*wrong};
  }
  by_use_.splice(by_use_.begin(), by_use_, found);
  return *found->claims.get<json::object>();
}

// Those that nobody used for longest are looked at on the way, whether they are over.
void verified_tokens::remember(std::string_view token, json::value claims, time_point now) {
  // The map has a node and a place for each.
  constexpr std::size_t around = sizeof(entry) + 8 * sizeof(void*);
  const std::size_t bytes = token.size() + weight_of(claims) + around;
  if (bytes > max_bytes_) return;
  while (!by_use_.empty() &&
         (bytes_ + bytes > max_bytes_ || untimely(by_use_.back().claims, rules_, now))) {
    forget(std::prev(by_use_.end()));
  }
  by_use_.push_front({std::string(token), std::move(claims), bytes});
  by_token_.emplace(by_use_.front().token, by_use_.begin());
  bytes_ += bytes;
}

void verified_tokens::forget(entries::iterator one) {
  bytes_ -= one->bytes;
  by_token_.erase(one->token);
  by_use_.erase(one);
}

void verified_tokens::forget_all() {
  by_token_.clear();
  by_use_.clear();
  bytes_ = 0;
}

}  // namespace fraiseql::auth
