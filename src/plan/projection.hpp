// Whether a statement reads whole documents or the members that are asked for (docs/api/lists.md,
// "How documents are read"). Private to the room.
#pragma once

#include <span>

#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// Of rows that are read from a type's relation, of which `selected` is asked for; `found` is what
// the database has of it, or nullptr.
document_part part_of_documents(const schema::type& type, const read& rows,
                                std::span<const validation::selection* const> selected,
                                const found_relation* found, document_reading how);

// Of documents of so many bytes with so many members, some of which are asked for.
document_part part_by_size(double bytes, double asked, double stored);

}  // namespace fraiseql::plan
