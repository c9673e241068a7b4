// How vectors are filtered and ordered by their distance from one that the request gives
// (docs/api/filters.md, "Distance of vectors").
#include "schema/assembly.hpp"

namespace fraiseql::schema {

const type* assembly::metric_type() {
  const std::string name = "VectorMetric";
  const std::string ours = "the metrics of vectors";
  if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
  type* made = place_type(type_kind::enumeration, name, ours);
  if (made == nullptr) return nullptr;
  made->is_derived = true;
  made->description = "How far two vectors are from each other.";
  made->values = {{.name = "L2", .description = "The length of their difference."},
                  {.name = "COSINE", .description = "One less the cosine of their angle."},
                  {.name = "INNER_PRODUCT", .description = "Their inner product, negative."}};
  return made;
}

const type* assembly::place_input(const std::string& name, const std::string& description,
                                  std::vector<input_value> fields) {
  const std::string ours = "the distance of vectors";
  if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
  type* made = place_type(type_kind::input_object, name, ours);
  if (made == nullptr) return nullptr;
  made->is_derived = true;
  made->description = description;
  made->input_fields = std::move(fields);
  return made;
}

const type* assembly::distance_input() {
  const type* number = use("Float", "schema", "schema", nowhere);
  const type* vector = use("Vector", "schema", "schema", nowhere);
  return place_input("VectorWithinInput", "A vector, and how far from it.",
                     {{.name = "of", .description = "The vector.", .type = {vector, 0, 1}},
                      {.name = "distance", .description = "At most.", .type = {number, 0, 1}},
                      {.name = "metric", .type = {metric_type(), 0, 1}}});
}

const type* assembly::nearest_input() {
  const type* vector = use("Vector", "schema", "schema", nowhere);
  return place_input("VectorOrderByInput", "The nearest first, null last.",
                     {{.name = "nearestTo", .type = {vector, 0, 1}},
                      {.name = "metric", .type = {metric_type(), 0, 1}}});
}

}  // namespace fraiseql::schema
