// item: a JSON value to be looked at, whether it is a tree (value.hpp) or part of a text that was
// read flat (flat.hpp), so that who takes values apart does so once for both.
//
// Borrows what it looks into, and is copied like a pointer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/flat.hpp"
#include "json/value.hpp"

namespace fraiseql::json {

class item {
 public:
  item() = default;  // null
  item(const value& of) : tree_(&of) {}
  // The root of what was read.
  explicit item(const flat& of) : item(of, 0) {}

  [[nodiscard]] form is() const {
    if (tree_ != nullptr) return static_cast<form>(tree_->index());
    return flat_ != nullptr ? node().is : form::null;
  }
  [[nodiscard]] bool is_null() const { return is() == form::null; }
  // "null", "a boolean", ... as of a value.
  [[nodiscard]] std::string_view kind_name() const;

  // Of a boolean.
  [[nodiscard]] bool is_true() const;
  // Of a number as it is written, of a string what it stands for; made in `room` where it stands
  // nowhere else.
  [[nodiscard]] std::string_view text(std::string& room) const;
  // Of a string of a flat reading what stands between the quotes; nothing of a tree's.
  [[nodiscard]] std::optional<std::string_view> raw() const;

  // How many items or members; 0 of anything else.
  [[nodiscard]] std::size_t size() const;
  // The member of that name if this is an object that has it.
  [[nodiscard]] std::optional<item> find(std::string_view name) const;
  // Calls take(item) with each of an array, until that gives false.
  template <class Take>
  void each_item(Take take) const;
  // Calls take(name, item) with each of an object, until that gives false.
  template <class Take>
  void each_member(Take take) const;

  // All of it, on its own.
  [[nodiscard]] value to_value() const;

 private:
  item(const flat& of, std::uint32_t at) : flat_(&of), at_(at) {}
  [[nodiscard]] const flat::node& node() const { return flat_->at(at_); }
  [[nodiscard]] std::string_view text_of(const flat::node& one, std::string& room) const;
  [[nodiscard]] std::optional<item> find_in_flat(std::string_view name) const;
  [[nodiscard]] bool may_be(const flat::node& one, std::string_view name) const;

  const value* tree_ = nullptr;
  const flat* flat_ = nullptr;
  std::uint32_t at_ = 0;
};

template <class Take>
void item::each_item(Take take) const {
  if (is() != form::list) return;
  if (tree_ != nullptr) {
    for (const value& one : *tree_->get<array>()) {
      if (!take(item(one))) return;
    }
    return;
  }
  for (std::uint32_t at = at_ + 1; at < node().next; at = flat_->at(at).next) {
    if (!take(item(*flat_, at))) return;
  }
}

template <class Take>
void item::each_member(Take take) const {
  if (is() != form::members) return;
  if (tree_ != nullptr) {
    for (const auto& [name, one] : *tree_->get<object>()) {
      if (!take(std::string_view(name), item(one))) return;
    }
    return;
  }
  std::string room;
  for (std::uint32_t at = at_ + 1; at < node().next; at = flat_->at(at + 1).next) {
    if (!take(text_of(flat_->at(at), room), item(*flat_, at + 1))) return;
  }
}

}  // namespace fraiseql::json
