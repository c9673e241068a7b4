// The schema by which functions of the program read rows: the same types, and for each that has a
// read table a field that lists its rows. What a function asks for so goes the way of a request.
#include "schema/assembly.hpp"

namespace fraiseql::schema {

// Others have nothing that a list could be filtered or ordered by, or no rows at all.
bool assembly::is_fetchable(const type& rows) const {
  const bool has_rows =
      rows.source && (rows.kind == type_kind::object || !rows.possible_types.empty());
  return has_rows && has_filter(rows) && has_order(rows);
}

void assembly::add_repository() {
  schema_builder inside;
  for (const type_declaration& one : from_.types_) {
    const bool is_root = one.origin == root_origin(language::operation_kind::query) ||
                         one.origin == root_origin(language::operation_kind::mutation);
    if (!is_root) inside.add(one);
  }
  bool has_lists = false;
  for (const type& one : made_->types_) {
    if (!is_fetchable(one)) continue;
    inside.add_query(
        find_declaration{.name = one.name, .object = one.name, .origin = "the repository"});
    has_lists = true;
  }
  // What writes need not read.
  if (!has_lists && !from_.has_repository_) return;
  if (!has_lists) {
    return error("functions read rows, but no type has a read table", "schema");
  }
  assembly of_inside(std::move(inside));
  of_inside.is_repository_ = true;
  auto made = of_inside.assemble();
  if (made) {
    made_->repository_ = *std::move(made);
  } else {
    errors_ = std::move(made).error();
  }
}

}  // namespace fraiseql::schema
