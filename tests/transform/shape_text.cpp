// Two passes over an object: its fields are read with the stored keys by name, then the
// keys are sorted and the fields numbered.
#include "transform/shape_text.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/check.hpp"
#include "json/write.hpp"

namespace fraiseql::transform {
namespace {

std::optional<leaf> leaf_of(std::string_view name) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(leaf::date_time_range); ++i) {
    if (to_string(static_cast<leaf>(i)) == name) return static_cast<leaf>(i);
  }
  return {};
}

// Of `red=RED,blue=BLUE)`.
std::shared_ptr<const scalars::rule> enumeration(const std::string& name, std::string_view values) {
  std::vector<std::pair<std::string, std::string>> names;
  while (!values.empty()) {
    const std::size_t end = values.find_first_of(",)");
    const std::size_t equals = values.find('=');
    names.emplace_back(values.substr(0, equals), values.substr(equals + 1, end - equals - 1));
    values.remove_prefix(end + 1);
  }
  return std::make_shared<scalars::rule>(scalars::rule{
      name, [names](std::string& out, std::string_view text) {
        const auto found =
            std::ranges::find(names, text, &std::pair<std::string, std::string>::first);
        if (found == names.end()) return false;
        out += found->second;
        return true;
      }});
}

std::optional<connection_part> part_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, connection_part>, 10> parts = {{
      {"__typename", connection_part::type_name},
      {"edges", connection_part::edges},
      {"pageInfo", connection_part::page_info},
      {"totalCount", connection_part::total_count},
      {"cursor", connection_part::cursor},
      {"node", connection_part::node},
      {"hasNextPage", connection_part::has_next_page},
      {"hasPreviousPage", connection_part::has_previous_page},
      {"startCursor", connection_part::start_cursor},
      {"endCursor", connection_part::end_cursor},
  }};
  const auto* const found =
      std::ranges::find(parts, name, &std::pair<std::string_view, connection_part>::first);
  if (found == parts.end()) return {};
  return found->second;
}

class notation {
 public:
  explicit notation(std::string_view text) : text_(text) {}

  value_shape type() {
    value_shape shape;
    if (take("[")) {
      shape = type();
      FRAISEQL_CHECK(take("]"));
      ++shape.list_depth;
    } else {
      const std::string name = word();
      const auto known = leaf_of(name);
      if (known) shape.kind = *known;
      name_ = name;
      const std::size_t values = name.find('(');
      is_object_ = !known && values == std::string::npos;
      if (values != std::string::npos) {
        shape.kind = leaf::ruled;
        shape.rule = enumeration(name.substr(0, values), name.substr(values + 1));
      }
    }
    if (take("!")) {
      shape.non_null = static_cast<std::uint8_t>(shape.non_null | 1U << shape.list_depth);
    }
    return shape;
  }

  value_shape value() {
    value_shape shape = type();
    if (!is_object_) return shape;
    const std::string name = name_;
    if (take("page ")) {
      shape.connection = connection(name);
      return shape;
    }
    shape.layout = layout();
    if (take("by ")) {
      shape.abstract = abstract(name);
    } else {
      shape.object = std::make_unique<const object_shape>(object(name));
    }
    return shape;
  }

  bool done() {
    skip_spaces();
    return text_.empty();
  }

 private:
  row_layout layout() {
    if (take("row ")) return {.columns = static_cast<std::uint32_t>(std::stoul(word()))};
    if (!take("columns ")) return {};
    return {.has_document = false, .columns = static_cast<std::uint32_t>(std::stoul(word()))};
  }

  std::unique_ptr<const connection_shape> connection(const std::string& type_name) {
    auto shape = std::make_unique<connection_shape>();
    shape->type_name = type_name;
    shape->is_backward = take("backward ");
    shape->layout = layout();
    shape->has_cursors = take("cursors ");
    shape->fingerprint = fingerprint;
    shape->fields = parts(type_name);
    return shape;
  }

  std::vector<connection_field> parts(const std::string& type_name) {
    std::vector<connection_field> fields;
    FRAISEQL_CHECK(take("{"));
    while (!take("}")) {
      connection_field& field = fields.emplace_back();
      field.response_key = word();
      std::string prefix = prefix_of(field.response_key);
      const auto part = part_of(take("from ") ? word() : field.response_key);
      FRAISEQL_CHECK(part.has_value());
      field.part = *part;
      if (*part == connection_part::type_name) prefix += '"' + type_name + '"';
      field.prefix = prefix;
      if (*part == connection_part::edges) field.fields = parts("Edge");
      if (*part == connection_part::page_info) field.fields = parts("PageInfo");
      if (*part == connection_part::node) {
        FRAISEQL_CHECK(take(":"));
        field.node = value();
      }
    }
    return fields;
  }

  std::unique_ptr<const abstract_shape> abstract(const std::string& type_name) {
    auto shape = std::make_unique<abstract_shape>();
    shape->type_name = type_name;
    shape->discriminator = word();
    FRAISEQL_CHECK(take("{"));
    while (!take("}")) shape->possible.push_back(object(word()));
    std::ranges::sort(shape->possible, {}, &object_shape::type_name);
    return shape;
  }

  object_shape object(const std::string& type_name) {
    object_shape made;
    object_shape* const shape = &made;
    shape->type_name = type_name;
    std::vector<std::string> stored;
    FRAISEQL_CHECK(take("{"));
    while (!take("}")) {
      field_shape field;
      field.response_key = word();
      field.prefix = prefix_of(field.response_key);
      if (field.response_key == "__typename") {
        field.key = typename_key;
        stored.emplace_back();
      } else {
        field.is_computed = take("computed");
        stored.emplace_back();
        if (take("at ")) {
          field.key = static_cast<std::uint32_t>(std::stoul(word()));
        } else {
          stored.back() = take("from ") ? word() : field.response_key;
          shape->keys.push_back(stored.back());
        }
        FRAISEQL_CHECK(take(":"));
        field.value = value();
      }
      shape->fields.push_back(std::move(field));
    }
    std::ranges::sort(shape->keys, jsonb_key_less);
    shape->keys.erase(std::unique(shape->keys.begin(), shape->keys.end()), shape->keys.end());
    for (std::size_t i = 0; i < stored.size(); ++i) {
      std::uint32_t& key = shape->fields[i].key;
      if (key == typename_key) continue;
      const bool is_column = stored[i].empty();
      const auto at = is_column ? shape->keys.end()
                                : std::ranges::find(shape->keys, std::string_view(stored[i]),
                                                    &padded_text::view);
      key = (is_column ? key : 0) + static_cast<std::uint32_t>(at - shape->keys.begin());
    }
    return made;
  }

  void skip_spaces() {
    while (!text_.empty() && text_.front() == ' ') text_.remove_prefix(1);
  }
  bool take(std::string_view token) {
    skip_spaces();
    if (!text_.starts_with(token)) return false;
    text_.remove_prefix(token.size());
    return true;
  }
  std::string word() {
    skip_spaces();
    const std::size_t size = std::min(text_.find_first_of(" :!]{}"), text_.size());
    FRAISEQL_CHECK(size > 0);
    std::string name(text_.substr(0, size));
    text_.remove_prefix(size);
    return name;
  }

  std::string_view text_;
  std::string name_ = {};  // of the type read last
  bool is_object_ = false;
};

}  // namespace

std::string prefix_of(std::string_view response_key) {
  std::string prefix;
  json::write_string(prefix, response_key);
  return prefix + ':';
}

response_shape one_row(std::string_view type) {
  notation text(type);
  response_shape shape{.response_key = "root", .prefix = prefix_of("root")};
  shape.value = text.value();
  FRAISEQL_CHECK(text.done());
  return shape;
}

response_shape all_rows(std::string_view type, list_null null) {
  response_shape shape = one_row(type);
  shape.rows = cardinality::many;
  shape.list_non_null = null == list_null::refused;
  return shape;
}

response_shape one_page(std::string_view type) {
  response_shape shape = one_row(type);
  FRAISEQL_CHECK(shape.value.connection != nullptr);
  shape.rows = cardinality::connection;
  return shape;
}

}  // namespace fraiseql::transform
