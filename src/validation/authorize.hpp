// authorize: what an operation may not do for want of permissions (docs/api/authorization.md).
//
// One walk over the expanded operation, before anything is planned. It comes to every field and
// type that the operation asks for: what is selected, what filters, orders, keys and cursors look
// at.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "schema/schema.hpp"

namespace fraiseql::validation {

struct selection;

// What a request is allowed to do. By default nothing that needs a permission.
class permissions {
 public:
  permissions() = default;
  // Of who is asked nothing, such as example data and tools.
  static permissions all();

  void add(std::string_view word) { words_.insert(std::string(word)); }
  [[nodiscard]] bool has(std::string_view word) const {
    return are_all_ || words_.find(word) != words_.end();
  }
  // Which of the schema's they are, in their order, a letter each.
  [[nodiscard]] std::string letters(const schema::schema& of) const;

 private:
  bool are_all_ = false;
  std::set<std::string, std::less<>> words_;
};

// FORBIDDEN for each place where a permission is missing, up to max_errors. Where that makes a
// field null it is marked so (selected_field::is_denied), and what it was to be worked out from is
// taken out.
std::vector<graphql_error> authorize(selection& root, const schema::schema& schema,
                                     const permissions& held);

}  // namespace fraiseql::validation
