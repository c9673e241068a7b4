// Values of C++ to JSON. Text that must be JSON itself (a number, a json) is checked here; what
// a scalar may hold is checked by those who get the value, as for the database's own.
#include <array>
#include <charconv>
#include <cmath>
#include <exception>
#include <utility>

#include "base/text.hpp"
#include "frontend/code/carry.hpp"
#include "json/read.hpp"

namespace fraiseql::frontend {
namespace {

using tables::kind;

// Lists and objects inside each other; what refers to itself must end.
constexpr std::size_t max_value_depth = 128;

// The member or item that a failure is about, in front of what is wrong with it.
failed<failure> within(std::string_view part, failure inner) {
  const bool is_deeper = inner.message.starts_with('.') || inner.message.starts_with('[');
  inner.message = std::string(part) + (is_deeper ? "" : ": ") + inner.message;
  return failed{std::move(inner)};
}

template <class Number>
result<json::value> number(Number value) {
  if constexpr (std::is_floating_point_v<Number>) {
    if (!std::isfinite(value)) return failed{failure{"Float has no infinity and no NaN"}};
  }
  std::array<char, 32> text = {};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return json::value(json::number{std::string(text.data(), end)});
}

result<json::value> string(std::string text) {
  if (!is_utf8(text)) return failed{failure{"the text is not UTF-8"}};
  return json::value(std::move(text));
}

template <class T>
const T& as(const void* value) {
  return *static_cast<const T*>(value);
}

class json_maker {
 public:
  explicit json_maker(spelling names) : names_(names) {}

  // `depth` is how many lists and objects are around the value.
  result<json::value> make(const value_model& type, const tables::writer& writer, const void* value,
                           std::size_t depth) const {
    switch (type.table->is) {
      case kind::boolean: return json::value(as<bool>(value));
      case kind::int32: return number(as<std::int32_t>(value));
      case kind::int64: return number(as<std::int64_t>(value));
      case kind::float32: return number(as<float>(value));
      case kind::float64: return number(as<double>(value));
      case kind::string: return string(as<std::string>(value));
      case kind::text: return make_text(*type.table, as<std::string>(value), depth);
      case kind::numbers: return make_numbers(as<std::vector<float>>(value));
      case kind::custom: return string(writer.text(value));
      case kind::enumeration: return make_enumerator(*type.enumeration, writer.number(value));
      case kind::structure: return make_object(*type.structure, writer.structure(), value, depth);
      case kind::optional: {
        const void* held = writer.held(value);
        if (held == nullptr) return json::value(json::null{});
        return make(*type.inner, *writer.inner, held, depth);
      }
      case kind::list: return make_list(type, writer, value, depth);
      case kind::variant: return make_alternative(*type.united, writer, value, depth);
    }
    FRAISEQL_CHECK(false);
  }

 private:
  static result<json::value> make_numbers(const std::vector<float>& numbers) {
    json::array items;
    items.reserve(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      auto made = number(numbers[i]);
      if (!made.ok()) return within("[" + std::to_string(i) + "]", std::move(made).error());
      items.push_back(std::move(*made));
    }
    return json::value(std::move(items));
  }

  static result<json::value> make_text(const tables::value& table, const std::string& text,
                                       std::size_t depth) {
    if (std::string_view(table.scalar) != "JSON") return string(text);
    auto read = json::read(text, {.max_depth = max_value_depth - depth});
    if (!read.ok()) {
      return failed{failure{"the text of a json is no JSON: " + read.error().message}};
    }
    return std::move(*read);
  }

  result<json::value> make_enumerator(const enumeration_model& type, std::int64_t held) const {
    for (const enumerator_model& one : type.values) {
      if (one.number != held) continue;
      return json::value(names_ == spelling::stored ? one.stored : one.name);
    }
    return failed{failure{type.name + " has no enumerator of the value " + std::to_string(held) +
                          (held < 0 || held > 63 ? "; name it in describe() with value<>()" : "")}};
  }

  static failed<failure> too_deep() {
    return failed{failure{"nests deeper than " + std::to_string(max_value_depth) + " levels"}};
  }

  result<json::value> make_list(const value_model& type, const tables::writer& writer,
                                const void* value, std::size_t depth) const {
    if (depth == max_value_depth) return too_deep();
    json::array items;
    const std::size_t size = writer.size(value);
    items.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
      auto made = make(*type.inner, *writer.inner, writer.item(value, i), depth + 1);
      if (!made.ok()) return within("[" + std::to_string(i) + "]", std::move(made).error());
      items.push_back(std::move(*made));
    }
    return json::value(std::move(items));
  }

  result<json::value> make_object(const structure_model& type,
                                  const tables::structure_writer& writer, const void* value,
                                  std::size_t depth) const {
    if (depth == max_value_depth) return too_deep();
    std::vector<const void*> addresses(type.members.size());
    writer.locate(value, addresses.data());
    json::object members;
    members.reserve(type.members.size());
    for (std::size_t i = 0; i < type.members.size(); ++i) {
      const member_model& member = type.members[i];
      auto made = make(*member.type, *writer.members[i], addresses[i], depth + 1);
      if (!made.ok()) return within("." + member.name, std::move(made).error());
      members.emplace_back(names_ == spelling::stored ? member.stored : member.name,
                           std::move(*made));
    }
    return json::value(std::move(members));
  }

  result<json::value> make_alternative(const union_model& type, const tables::writer& writer,
                                       const void* value, std::size_t depth) const {
    const std::size_t which = writer.size(value);
    if (which >= type.alternatives.size()) {
      return failed{failure{"a std::variant has no value, since an exception left it so"}};
    }
    const structure_model& held = *type.alternatives[which];
    FRAISEQL_TRY(made, make_object(held, writer.alternatives[which](), writer.held(value), depth));
    auto& members = std::get<json::object>(made);
    members.emplace(members.begin(), type.discriminator, json::value(held.name));
    return std::move(made);
  }

  spelling names_;
};

// A key in the value that no literal of GraphQL can have, or nullptr.
const std::string* key_without_literal(const json::value& of) {
  if (const auto* items = of.get<json::array>()) {
    for (const json::value& item : *items) {
      if (const std::string* found = key_without_literal(item)) return found;
    }
  }
  if (const auto* members = of.get<json::object>()) {
    for (const auto& [key, value] : *members) {
      if (!is_name(key)) return &key;
      if (const std::string* found = key_without_literal(value)) return found;
    }
  }
  return nullptr;
}

}  // namespace

result<json::value> to_json(const value_model& type, const tables::writer& writer,
                            const void* value, spelling names) {
  return json_maker(names).make(type, writer, value, 0);
}

result<json::value> try_to_json(const value_model& type, const tables::writer& writer,
                                const void* value) {
  try {
    return to_json(type, writer, value, spelling::graphql);
  } catch (const std::exception& thrown) {
    return failed{failure{std::string("scalar<T>::write threw: ") + thrown.what()}};
  } catch (...) {
    return failed{failure{"scalar<T>::write threw"}};
  }
}

result<json::value> try_to_literal(const value_model& type, const tables::writer& writer,
                                   const void* value) {
  auto made = try_to_json(type, writer, value);
  const std::string* key = made.ok() ? key_without_literal(*made) : nullptr;
  if (key == nullptr) return made;
  return failed{failure{"the key \"" + *key + "\" is no GraphQL name"}};
}

}  // namespace fraiseql::frontend
