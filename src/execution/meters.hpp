// meters: what the executors of one loop count, one after the other. The loop's thread writes them,
// any may read (base/meters.hpp). No name that a client chooses is in them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/graphql_error.hpp"
#include "base/meters.hpp"
#include "execution/bounded_cache.hpp"
#include "execution/request.hpp"

namespace fraiseql::execution {

// `unknown`: it was refused before it was known which operation is meant.
enum class operation_type : std::uint8_t { query, mutation, unknown };
inline constexpr std::array<std::string_view, 3> operation_type_names = {"query", "mutation",
                                                                         "unknown"};

// How a request ended.
enum class ending : std::uint8_t {
  success,    // without errors
  partial,    // with data and errors
  failed,     // executed, and `data` is null
  refused,    // not executed
  cut_off,    // a streamed answer that could not be brought to its end
  abandoned,  // the client left
};
inline constexpr std::array<std::string_view, 6> ending_names = {"success", "partial", "failed",
                                                                 "refused", "cut_off", "abandoned"};

// Of a response that is complete.
inline ending ending_of(const response& answered) {
  if (!answered.was_executed) return ending::refused;
  if (!answered.has_data) return ending::failed;
  return answered.errors == 0 ? ending::success : ending::partial;
}

struct prepare_meters {
  cache_meters documents;
  cache_meters spelled_documents;  // by their text with JSON's escapes
  cache_meters operations;
};

inline cache_meters* part_of(prepare_meters* all, cache_meters prepare_meters::* part) {
  return all == nullptr ? nullptr : &(all->*part);
}

struct alignas(meters_alignment) meters {
  std::array<std::array<counter, ending_names.size()>, operation_type_names.size()> operations;
  std::array<counter, error_codes> errors;
  gauge streams;  // answers that go out while their rows come
  prepare_meters preparing;

  void end(operation_type type, ending how) {
    operations[static_cast<std::size_t>(type)][static_cast<std::size_t>(how)].add();
  }
  void end(operation_type type, ending how, const response& answered) {
    end(type, how);
    if (answered.errors == 0 || how == ending::abandoned) return;
    for (std::size_t at = 0; at < error_codes; ++at) errors[at].add(answered.by_code[at]);
  }
};

}  // namespace fraiseql::execution
