// Rows for a function while it runs: what a find<T> says becomes a filter and an order as a client
// would give them, and the stored documents that come back become values, as those of objects with
// computed fields do.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "frontend/code/carry.hpp"
#include "frontend/code/conditions.hpp"
#include "frontend/code/invocation.hpp"
#include "frontend/code/rows.hpp"
#include "json/read.hpp"
#include "schema/type.hpp"

namespace fraiseql::frontend {
namespace {

// Objects and lists inside each other in a document.
constexpr std::size_t max_depth = 192;

[[noreturn]] void refuse(const tables::structure& rows, const std::string& why) {
  throw std::invalid_argument(std::string(rows.path) + " cannot be fetched: " + why);
}

const structure_model& model_of(const tables::structure& rows, const model& types) {
  const auto found = std::ranges::find(types.structures, &rows, &structure_model::table);
  if (found == types.structures.end() || !found->is_object) {
    refuse(rows, "it is no type of the schema; add it with schema.types<" + std::string(rows.name) +
                     ">(), and name its relation in its describe()");
  }
  if (!found->has_relation && found->notes.relation.times == 0) {
    refuse(rows, "no field reads rows of it; name its relation in its describe()");
  }
  return *found;
}

void check(const tables::structure& rows, const tables::row_plan& plan,
           const tables::fetched_page& page) {
  if (plan.by_cursor) {
    refuse(rows, "by_cursor() is for the pages of clients; give a limit and an offset");
  }
  if (plan.is_required) {
    refuse(rows, "required() is for a row that belongs to an object; look at what was found");
  }
  if (!plan.on.empty()) {
    refuse(rows,
           "a member of it is compared with one of another struct, and there is no object of that; "
           "compare it with a value");
  }
  if (page.limit < 0 || page.offset < 0) refuse(rows, "its limit or its offset is negative");
  if (page.limit > schema::maximum_of_list) {
    refuse(rows, "its limit is " + std::to_string(page.limit) + ", and " +
                     std::to_string(schema::maximum_of_list) +
                     " is the most; fetch the rest with an offset");
  }
}

schema::row_query query_of(const structure_model& rows, const tables::fetched_rows& wanted) {
  auto where = to_filter(wanted.plan.where, rows, written_as::variable);
  if (!where.ok()) refuse(*rows.table, "its condition is wrong at " + where.error().message);
  return {.type = rows.name,
          .where = std::move(*where),
          .order_by = to_order(wanted.plan, rows),
          .limit = wanted.page.limit,
          .offset = wanted.page.offset};
}

[[noreturn]] void misfit_of(const structure_model& rows, const json::value& document,
                            const std::string& path, const std::string& why) {
  const json::value* id = document.find("id");
  const auto* text = id == nullptr ? nullptr : id->get<std::string>();
  throw fetch_error({.error = {.message = "internal error"},
                     .log_detail = "fetching " + rows.name + ": " + rows.name + path +
                                   (text == nullptr ? "" : " of \"" + *text + "\"") + ": " + why});
}

// One document into a new item of the list.
struct row_fill {
  const structure_model& rows;
  const tables::structure_reader& by;
  const json::value& document;
};

result<done, misfit> try_to_fill(const row_fill& row, void* into) {
  try {
    return fill(row.rows, row.by, row.document, into, spelling::stored);
  } catch (const std::exception& thrown) {
    return failed{
        misfit{.path = "", .message = std::string("scalar<T>::read threw: ") + thrown.what()}};
  } catch (...) {
    return failed{misfit{.path = "", .message = "scalar<T>::read threw"}};
  }
}

bool fill_row(void* into, void* state) {
  const auto& row = *static_cast<const row_fill*>(state);
  const auto filled = try_to_fill(row, into);
  if (!filled.ok()) {
    misfit_of(row.rows, row.document, filled.error().path, filled.error().message);
  }
  return true;
}

}  // namespace
}  // namespace fraiseql::frontend

namespace fraiseql::api::detail {

namespace {

// In a transaction they are those that it sees.
result<std::vector<std::string>, fraiseql::schema::native_failure> documents(
    const invocation& call, const fraiseql::schema::row_query& asked) {
  return call.open == nullptr ? (*call.given.rows)(asked) : call.given.commands->read(asked);
}

}  // namespace

void fetch(const invocation& call, const query_repository& by, const fetched_rows& wanted,
           void* into) {
  check_turn(call, by);
  const structure& table = wanted.of();
  const frontend::structure_model& rows = frontend::model_of(table, call.types);
  frontend::check(table, wanted.plan, wanted.page);
  const fraiseql::schema::row_query asked = frontend::query_of(rows, wanted);
  if (call.given.rows == nullptr) frontend::refuse(table, "there is no database here");
  auto found = documents(call, asked);
  if (!found.ok()) throw frontend::fetch_error(std::move(found).error());
  for (const std::string& text : *found) {
    auto document = fraiseql::json::read(text, {.max_depth = frontend::max_depth});
    if (!document.ok()) {
      frontend::misfit_of(rows, {}, "", "the document cannot be read: " + document.error().message);
    }
    frontend::row_fill row{rows, wanted.list->inner->structure(), *document};
    wanted.list->append(into, &frontend::fill_row, &row);
  }
}

}  // namespace fraiseql::api::detail
