#include "json/item.hpp"

#include "base/check.hpp"

namespace fraiseql::json {

std::string_view item::kind_name() const {
  switch (is()) {
    case form::null: return "null";
    case form::boolean: return "a boolean";
    case form::number: return "a number";
    case form::string: return "a string";
    case form::list: return "a list";
    case form::members: return "an object";
  }
  FRAISEQL_CHECK(false);
}

bool item::is_true() const {
  FRAISEQL_CHECK(is() == form::boolean);
  return tree_ != nullptr ? *tree_->get<bool>() : flat_->raw(node()).front() == 't';
}

std::string_view item::text_of(const flat::node& one, std::string& room) const {
  if (!one.has_escapes) return flat_->raw(one);
  room.clear();
  unescape(room, flat_->raw(one));
  return room;
}

std::string_view item::text(std::string& room) const {
  if (tree_ == nullptr) return text_of(node(), room);
  if (const auto* digits = tree_->get<number>()) return digits->text;
  const auto* characters = tree_->get<std::string>();
  FRAISEQL_CHECK(characters != nullptr);
  return *characters;
}

std::optional<std::string_view> item::raw() const {
  if (tree_ != nullptr || is() != form::string) return std::nullopt;
  return flat_->raw(node());
}

std::size_t item::size() const {
  if (is() != form::list && is() != form::members) return 0;
  if (tree_ == nullptr) return node().size;
  const auto* items = tree_->get<array>();
  return items != nullptr ? items->size() : tree_->get<object>()->size();
}

std::optional<item> item::find(std::string_view name) const {
  if (tree_ == nullptr) return find_in_flat(name);
  std::optional<item> found;
  each_member([&](std::string_view one, const item& value) {
    if (one == name) found = value;
    return !found;
  });
  return found;
}

// A long name of a client's is looked at once for each name that is asked for, so that it must not
// be unescaped each time.
std::optional<item> item::find_in_flat(std::string_view name) const {
  if (is() != form::members) return std::nullopt;
  std::string room;
  for (std::uint32_t at = at_ + 1; at < node().next; at = flat_->at(at + 1).next) {
    const flat::node& one = flat_->at(at);
    if (may_be(one, name) && text_of(one, room) == name) return item(*flat_, at + 1);
  }
  return std::nullopt;
}

// An escape takes six bytes at most and stands for one at least.
bool item::may_be(const flat::node& one, std::string_view name) const {
  constexpr std::size_t longest_escape = 6;
  const std::size_t size = flat_->raw(one).size();
  if (!one.has_escapes) return size == name.size();
  return size >= name.size() && size <= longest_escape * name.size();
}

value item::to_value() const {
  if (tree_ != nullptr) return *tree_;
  std::string room;
  switch (is()) {
    case form::null: return null{};
    case form::boolean: return is_true();
    case form::number: return number{std::string(text(room))};
    case form::string: return std::string(text(room));
    case form::list: {
      array items;
      items.reserve(size());
      each_item([&](const item& one) {
        items.push_back(one.to_value());
        return true;
      });
      return items;
    }
    case form::members: {
      object members;
      members.reserve(size());
      each_member([&](std::string_view name, const item& one) {
        members.emplace_back(name, one.to_value());
        return true;
      });
      return members;
    }
  }
  FRAISEQL_CHECK(false);
}

}  // namespace fraiseql::json
