// document: one parsed document with everything its tree points to.
//
// Owns the text, the arena and the nodes, so a document can be moved and kept; its
// nodes are good for as long as it is. Only the parser makes one. Immutable.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/graphql_error.hpp"
#include "language/ast.hpp"

namespace fraiseql::language {

class document {
 public:
  [[nodiscard]] std::string_view text() const { return *text_; }
  // In the order of the text, here and below.
  [[nodiscard]] std::span<const definition_node> definitions() const { return definitions_; }
  [[nodiscard]] std::span<const operation_node* const> operations() const { return operations_; }
  [[nodiscard]] std::span<const fragment_node* const> fragments() const { return fragments_; }
  [[nodiscard]] std::span<const type_system_node* const> type_system() const {
    return type_system_;
  }

  // As location_index gives it, reading the text from its beginning: for a single error.
  [[nodiscard]] source_location location(std::uint32_t offset) const;

 private:
  friend class parser;
  document() = default;

  std::unique_ptr<std::string> text_;  // stable, so that views survive a move
  std::unique_ptr<arena> arena_;
  std::vector<definition_node> definitions_;
  std::vector<const operation_node*> operations_;
  std::vector<const fragment_node*> fragments_;
  std::vector<const type_system_node*> type_system_;
};

}  // namespace fraiseql::language
