// The nodes are walked from the outermost wrapper inwards, so the lists are counted first.
#include "validation/variable_type.hpp"

namespace fraiseql::validation {

std::optional<schema::type_reference> variable_type(const schema::schema& schema,
                                                    const language::type_node& node) {
  unsigned lists = 0;
  for (const auto* at = &node; at != nullptr; at = at->of) {
    if (at->kind == language::type_node_kind::list) ++lists;
  }
  if (lists > schema::max_list_depth) return {};

  schema::type_reference made{.list_depth = static_cast<std::uint8_t>(lists)};
  for (const auto* at = &node; at != nullptr; at = at->of) {
    switch (at->kind) {
      case language::type_node_kind::list: --lists; break;
      case language::type_node_kind::non_null: made.non_null |= 1U << lists; break;
      case language::type_node_kind::named: made.named = schema.find_type(at->name); break;
    }
  }
  if (made.named == nullptr) return {};
  return made;
}

}  // namespace fraiseql::validation
