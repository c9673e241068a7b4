// schema: the functions a program serves.
//
// It holds what was registered and does nothing with it; run() makes a checked schema
// of it. Fields appear in the order in which they were registered.
#pragma once

#include <vector>

#include "fraiseql/detail/field.hpp"
#include "fraiseql/detail/tables.hpp"

namespace fraiseql::api {

class schema {
 public:
  // Functions that read. `create_note` is served as `createNote`.
  template <auto... Functions>
  schema& query() {
    (add_query<Functions>(), ...);
    return *this;
  }

  // Functions that return a call.
  template <auto... Functions>
  schema& mutation() {
    (add_mutation<Functions>(), ...);
    return *this;
  }

  [[nodiscard]] const std::vector<const detail::root_field*>& fields() const { return fields_; }

 private:
  template <auto Function>
  void add_query() {
    if constexpr (detail::is_field<Function>()) {
      static_assert(detail::field<Function>.kind != detail::operation::call,
                    "fraiseql: a query must not call a function that writes; register it with "
                    "mutation<>");
      fields_.push_back(&detail::field<Function>);
    }
  }

  template <auto Function>
  void add_mutation() {
    if constexpr (detail::is_field<Function>()) {
      static_assert(detail::field<Function>.kind == detail::operation::call,
                    "fraiseql: a mutation must return a call; register a function that reads with "
                    "query<>");
      fields_.push_back(&detail::field<Function>);
    }
  }

  std::vector<const detail::root_field*> fields_;
};

}  // namespace fraiseql::api
