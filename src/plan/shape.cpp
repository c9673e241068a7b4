#include "plan/shape.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "json/write.hpp"

namespace fraiseql::plan {
namespace {

using transform::leaf;

// Builds shapes, and beside each the enrichment of its documents. One for each root field.
class shaper {
 public:
  transform::value_shape value(const validation::selected_field& field, enriched_value& enriched);

 private:
  transform::object_shape object(const validation::selection& selection, enrichment& enriched);
  // Where to find a computed field's value in the enriched document: aliases with other
  // arguments are other values, in each object of one document.
  std::string next_key(const schema::field& field) {
    return field.name + "#" + std::to_string(++computed_);
  }

  std::size_t computed_ = 0;
};

leaf leaf_of(const schema::type& type) {
  return type.kind == schema::type_kind::enumeration ? leaf::ruled : type.scalar;
}

bool is_typename(const validation::selected_field& field) {
  return field.definition->name == "__typename";
}

transform::object_shape shaper::object(const validation::selection& selection,
                                       enrichment& enriched) {
  transform::object_shape made;
  made.type_name = selection.object->name;
  enriched.type_name = selection.object->name;
  std::vector<std::string> stored;  // of each field
  for (const auto& field : selection.fields) {
    transform::field_shape shape{.response_key = field.response_key,
                                 .prefix = prefix_of(field.response_key),
                                 .key = transform::typename_key,
                                 .location = field.location};
    std::string& key = stored.emplace_back();
    if (!is_typename(field)) {
      enriched_value inside;
      shape.value = value(field, inside);
      shape.is_computed = field.definition->native != nullptr;
      if (shape.is_computed) {
        key = next_key(*field.definition);
        enriched.computed.push_back({key, call_of(field, *selection.object), std::move(inside)});
      } else {
        key = field.definition->stored_key;
        if (!inside.is_empty()) enriched.inside.emplace_back(key, std::move(inside));
      }
      made.keys.push_back(key);
    }
    made.fields.push_back(std::move(shape));
  }
  std::ranges::sort(made.keys, transform::jsonb_key_less);
  made.keys.erase(std::ranges::unique(made.keys).begin(), made.keys.end());
  for (std::size_t i = 0; i < stored.size(); ++i) {
    if (is_typename(selection.fields[i])) continue;
    const auto at = std::ranges::find(made.keys, stored[i]);
    made.fields[i].key = static_cast<std::uint32_t>(at - made.keys.begin());
  }
  return made;
}

transform::value_shape shaper::value(const validation::selected_field& field,
                                     enriched_value& enriched) {
  const schema::type_reference& type = field.definition->type;
  transform::value_shape made{.non_null = type.non_null, .list_depth = type.list_depth};
  if (type.named->is_leaf()) {
    made.kind = leaf_of(*type.named);
    made.rule = type.named->rule;
    return made;
  }
  std::vector<transform::object_shape> objects;
  for (const validation::selection& possible : field.selections) {
    enrichment of_object;
    objects.push_back(object(possible, of_object));
    if (!of_object.computed.empty() || !of_object.inside.empty()) {
      enriched.possible.push_back(std::move(of_object));
    }
  }
  if (type.named->kind == schema::type_kind::object) {
    FRAISEQL_CHECK(objects.size() == 1);
    made.object = std::make_unique<const transform::object_shape>(std::move(objects.front()));
    return made;
  }
  std::ranges::sort(objects, {}, &transform::object_shape::type_name);
  enriched.discriminator = type.named->discriminator;
  made.abstract = std::make_unique<const transform::abstract_shape>(
      transform::abstract_shape{type.named->name, type.named->discriminator, std::move(objects)});
  return made;
}

shaped shape_of(const validation::selected_field& field) {
  shaped made;
  made.shape.response_key = field.response_key;
  made.shape.prefix = prefix_of(field.response_key);
  made.shape.value = shaper().value(field, made.enriched);
  return made;
}

native_value native_value_of(const validation::argument_value& given);

std::vector<native_member> members_of(const std::vector<validation::argument>& fields) {
  std::vector<native_member> members;
  for (const validation::argument& one : fields) {
    if (one.value.kind == validation::argument_kind::missing) continue;
    members.emplace_back(one.definition->name, native_value_of(one.value));
  }
  return members;
}

native_value native_value_of(const validation::argument_value& given) {
  switch (given.kind) {
    case validation::argument_kind::null:
    case validation::argument_kind::missing: return {json::source(json::value(json::null{}))};
    case validation::argument_kind::leaf: return {given.source};
    case validation::argument_kind::enumeration: return {json::source(json::value(given.name))};
    case validation::argument_kind::list: {
      std::vector<native_value> items;
      for (const validation::argument_value& item : given.items) {
        items.push_back(native_value_of(item));
      }
      return {std::move(items)};
    }
    case validation::argument_kind::object: return {members_of(given.fields)};
  }
  FRAISEQL_CHECK(false);
}

}  // namespace

std::string prefix_of(std::string_view response_key) {
  std::string prefix;
  json::write_string(prefix, response_key);
  prefix += ':';
  return prefix;
}

shaped shape_of_rows(const validation::selected_field& field) {
  shaped made = shape_of(field);
  if (field.definition->type.is_list()) {
    // The rows are the list; what is left is one row's value.
    made.shape.rows = transform::cardinality::many;
    made.shape.list_non_null = field.definition->type.is_non_null();
    made.shape.value.non_null = field.definition->type.item().non_null;
    made.shape.value.list_depth = field.definition->type.item().list_depth;
  }
  return made;
}

shaped shape_of_value(const validation::selected_field& field) { return shape_of(field); }

native_call call_of(const validation::selected_field& field, const schema::type& parent) {
  return {.name = parent.name + "." + field.definition->name,
          .function = field.definition->native,
          .arguments = members_of(field.arguments)};
}

transform::response_shape make_typename_shape(const validation::selected_field& field,
                                              const schema::type& root) {
  transform::response_shape shape;
  shape.response_key = field.response_key;
  shape.prefix = prefix_of(field.response_key);
  json::write_string(shape.prefix, root.name);
  return shape;
}

}  // namespace fraiseql::plan
