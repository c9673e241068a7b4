// The rows that belong to an object: a static member function of its struct says which. It is
// asked once every type is known, since what it says is of the members of two. Part of discovery.
#include <algorithm>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "frontend/code/discovery.hpp"
#include "frontend/code/rows.hpp"

namespace fraiseql::frontend {

void discovery::add_relation(structure_model& of, const tables::member_notes& notes) {
  const std::string subject = "member \"" + notes.member + "\"";
  relation_model made{.table = notes.by};
  made.origin = std::string("function ") + notes.by->path;
  made.name =
      once_named(notes.name, "name", subject, of.origin).value_or(to_camel_case(notes.member));
  made.said = {once(notes.doc, "description", subject, of.origin),
               once(notes.deprecated, "deprecation", subject, of.origin),
               permission(notes.authorized, subject, of.origin)};
  made.maximum_limit = limit(notes.max_limit, subject, of.origin);
  made.is_aggregated = once(notes.is_aggregated, "aggregated", subject, of.origin);
  made.rows = &model_of(notes.by->plan_object());
  made.computed_before = of.computed.size();
  of.relations.push_back(std::move(made));
}

void discovery::ask_relation(const structure_model& owner, relation_model& of) {
  const std::string subject = "field \"" + owner.name + "." + of.name + "\"";
  tables::field_plan plan;
  if (const auto asked = ask(*of.table, plan); !asked.ok()) {
    return refuse(subject + " " + asked.error().message, of.origin);
  }
  const tables::row_plan& rows = plan.rows;
  for (const tables::match& one : rows.on) {
    const tables::structure& compared = one.of();
    if (&compared == owner.table) continue;
    return refuse(subject + " finds rows by a member of " + compared.path + ", not of " +
                      owner.table->path + "; describe it there",
                  of.origin);
  }
  if (rows.on.empty()) {
    return refuse(subject +
                      " does not say which rows belong to the object; write which members are "
                      "equal, as in where(field<&" +
                      std::string(of.rows->table->name) + "::...> == field<&" + owner.table->name +
                      "::...>)",
                  of.origin);
  }
  schema::relation_declaration made{.on = to_matches(rows.on, *of.rows, owner)};
  if (of.table->kind == tables::operation::find) {
    auto list = to_list(rows, *of.rows, of.maximum_limit);
    if (!list.ok()) return refuse_filter(subject, list.error(), of.origin);
    made.list = std::move(*list);
    made.list->is_aggregated = of.is_aggregated;
  } else if (!rows.where.empty()) {
    return refuse(
        subject + " finds one row by a condition of its own, which only a find<T> has; remove it",
        of.origin);
  }
  of.is_required = rows.is_required;
  of.declared = std::move(made);
}

}  // namespace fraiseql::frontend
