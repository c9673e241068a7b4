#include "plan/projection.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace fraiseql::plan {
namespace {

// A row of a statement and a list in it have room for more, but nobody asks for so much of a
// document that is long enough.
constexpr std::size_t most_members = 40;

// Taking a member out costs PostgreSQL about what printing so many bytes of a document does
// (measured: 0.25 us against 4.6 ns a byte).
constexpr double bytes_for_a_member = 54;

// From here on PostgreSQL stores a document out of line and compressed, and fetches it whole for
// each look into it.
constexpr double long_document_bytes = 2'000;

// Whether the program works something out of the document.
bool is_worked_out(const validation::selection& selected) {
  return std::ranges::any_of(selected.fields, [](const validation::selected_field& field) {
    if (field.is_denied) return false;
    if (field.definition->native != nullptr) return true;
    return !field.definition->is_relation() && std::ranges::any_of(field.selections, is_worked_out);
  });
}

}  // namespace

document_part part_of_documents(const schema::type& type, const read& rows,
                                std::span<const validation::selection* const> selected,
                                const found_relation* found, document_reading how) {
  if (how == document_reading::whole || type.kind != schema::type_kind::object) {
    return document_part::whole;
  }
  std::set<std::string_view> members;
  bool is_denied = false;
  for (const validation::selection* one : selected) {
    if (is_worked_out(*one)) return document_part::whole;
    for (const validation::selected_field& field : one->fields) {
      const bool is_stored =
          !field.definition->is_relation() && field.definition->name != "__typename";
      is_denied = is_denied || (field.is_denied && is_stored);
      if (is_stored && !field.is_denied) members.insert(field.definition->stored_key);
    }
  }
  if (members.empty() || members.size() > most_members) return document_part::whole;
  // What may not be answered is better not read.
  if (how == document_reading::members || is_denied) return document_part::members;
  if (how == document_reading::members_of_long) return document_part::members_of_long;
  if (found == nullptr) return document_part::whole;
  // Printing a text costs nothing but its bytes.
  if (!rows.text_column.empty()) return document_part::whole;
  const auto stored = std::ranges::count_if(type.fields, [](const schema::field& field) {
    return field.native == nullptr && !field.is_relation();
  });
  return part_by_size(static_cast<double>(found->row_bytes), static_cast<double>(members.size()),
                      static_cast<double>(stored));
}

document_part part_by_size(double bytes, double asked, double stored) {
  const double left_out = std::max(0.0, 1 - asked / stored);
  if (asked * bytes_for_a_member >= bytes * left_out) return document_part::whole;
  const bool is_fetched_often = bytes >= long_document_bytes && asked > 1;
  return is_fetched_often ? document_part::members_of_long : document_part::members;
}

}  // namespace fraiseql::plan
