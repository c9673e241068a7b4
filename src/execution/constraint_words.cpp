#include "execution/constraint_words.hpp"

#include <algorithm>

namespace fraiseql::execution {
namespace {

bool is_of(const postgres::error& why, const plan::found_constraint& one) {
  const std::string& owner = why.table.empty() ? why.domain : why.table;
  return one.name == why.constraint && (owner.empty() || owner == one.owner) &&
         (why.schema.empty() || why.schema == one.schema);
}

}  // namespace

std::optional<constraint_word> constraint_words::find(const postgres::error& why) const {
  if (why.constraint.empty()) return std::nullopt;
  const auto& declared = declared_->constraints();
  const auto said = std::ranges::find(declared, why.constraint, &schema::constraint::name);
  if (said != declared.end()) return constraint_word{said->message, said->argument};
  if (found_ == nullptr) return std::nullopt;
  const auto commented =
      std::ranges::find_if(found_->constraints, [&](const auto& one) { return is_of(why, one); });
  if (commented == found_->constraints.end()) return std::nullopt;
  return constraint_word{commented->message, commented->argument};
}

}  // namespace fraiseql::execution
