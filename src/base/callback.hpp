// callback: something to be called later, like std::function, but moved and not copied, so that it
// may hold what cannot be, and with room for a few pointers before it allocates.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <new>
#include <type_traits>
#include <utility>

#include "base/check.hpp"

namespace fraiseql {

template <class... Arguments>
class callback {
 public:
  static constexpr std::size_t room = 48;

  callback() = default;
  callback(std::nullptr_t) {}
  template <class Function>
    requires(std::invocable<Function&, Arguments...> &&
             !std::same_as<std::remove_cvref_t<Function>, callback>)
  callback(Function function) {
    if constexpr (is_held<Function>) {
      ::new (static_cast<void*>(held_)) Function(std::move(function));
    } else {
      *reinterpret_cast<Function**>(held_) = new Function(std::move(function));
    }
    ways_ = &ways_of<Function>;
  }
  callback(callback&& other) noexcept { take(other); }
  callback& operator=(callback&& other) noexcept {
    if (ways_ == nullptr) {
      take(other);
      return *this;
    }
    // What is ended may own the other.
    callback taken(std::move(other));
    reset();
    take(taken);
    return *this;
  }
  callback(const callback&) = delete;
  callback& operator=(const callback&) = delete;
  ~callback() { reset(); }

  explicit operator bool() const { return ways_ != nullptr; }
  friend bool operator==(const callback& one, std::nullptr_t) { return one.ways_ == nullptr; }

  // Needs that there is one.
  void operator()(Arguments... arguments) const {
    FRAISEQL_CHECK(ways_ != nullptr);
    ways_->call(held_, std::forward<Arguments>(arguments)...);
  }

 private:
  struct ways {
    void (*call)(std::byte*, Arguments&&...);
    void (*move)(std::byte* to, std::byte* from);  // and ends what was there
    void (*end)(std::byte*);
  };

  template <class Function>
  static constexpr bool is_held =
      sizeof(Function) <= room && alignof(Function) <= alignof(std::max_align_t) &&
      std::is_nothrow_move_constructible_v<Function>;

  template <class Function>
  static Function& function_in(std::byte* held) {
    if constexpr (is_held<Function>) {
      return *std::launder(reinterpret_cast<Function*>(held));
    } else {
      return **reinterpret_cast<Function**>(held);
    }
  }

  template <class Function>
  static void move(std::byte* to, std::byte* from) {
    if constexpr (is_held<Function>) {
      ::new (static_cast<void*>(to)) Function(std::move(function_in<Function>(from)));
      function_in<Function>(from).~Function();
    } else {
      *reinterpret_cast<Function**>(to) = *reinterpret_cast<Function**>(from);
    }
  }

  template <class Function>
  static void end(std::byte* held) {
    if constexpr (is_held<Function>) {
      function_in<Function>(held).~Function();
    } else {
      delete *reinterpret_cast<Function**>(held);
    }
  }

  template <class Function>
  static constexpr ways ways_of{.call =
                                    [](std::byte* held, Arguments&&... arguments) {
                                      std::invoke(function_in<Function>(held),
                                                  std::forward<Arguments>(arguments)...);
                                    },
                                .move = &move<Function>,
                                .end = &end<Function>};

  void take(callback& other) {
    ways_ = std::exchange(other.ways_, nullptr);
    if (ways_ != nullptr) ways_->move(held_, other.held_);
  }

  void reset() {
    if (ways_ != nullptr) std::exchange(ways_, nullptr)->end(held_);
  }

  const ways* ways_ = nullptr;
  // As of std::function, what is called may change though who calls it does not.
  alignas(std::max_align_t) mutable std::byte held_[room];
};

}  // namespace fraiseql
