// What a field that lists rows is made of: the arguments that filter, order and page them, and of a
// connection the types of its pages. The names are part of the API of every server
// (docs/api/lists.md).
#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

field part_of(std::string name, const type_reference& of, connection_part part,
              const char* description = nullptr) {
  field made;
  made.name = std::move(name);
  made.type = of;
  made.part = part;
  if (description != nullptr) made.description = description;
  return made;
}

}  // namespace

find_binding assembly::binding_of(const type& rows, const list_declaration& declared,
                                  const std::string& name, const std::string& origin, place at) {
  find_binding made;
  made.rows = &rows;
  made.is_connection = declared.as == listing::connection;
  made.maximum_limit =
      declared.maximum_limit.value_or(made.is_connection ? maximum_of_connection : maximum_of_list);
  made.is_streamed = declared.is_streamed;
  made.is_aggregated = declared.is_aggregated;
  if (made.is_streamed) check_streamed(declared, name, origin, at);
  // A front-end that found it has said so in words of its own.
  if (made.maximum_limit < 1 && errors_.empty()) {
    error("the field " + name + " has pages of at most " + std::to_string(made.maximum_limit) +
              " rows; one is the least",
          origin, places_of(at));
  }
  return made;
}

// Its rows cost nothing, so how many there may be is said on purpose.
void assembly::check_streamed(const list_declaration& declared, const std::string& name,
                              const std::string& origin, place at) {
  if (declared.as == listing::connection) {
    error(
        "the field " + name + " is streamed, which only a list can be; remove that or make it one",
        origin, places_of(at));
  } else if (!declared.maximum_limit) {
    error("the field " + name +
              " is streamed and says not how many rows it has at most; give it a maximum",
          origin, places_of(at));
  }
}

void assembly::list_rows(field& into, const std::string& origin) {
  const auto& find = std::get<find_binding>(into.binding);
  const type& rows = *find.rows;
  std::vector<input_value>& arguments = into.arguments;
  arguments.push_back(
      {.name = "where", .type = {where_input(rows, origin), 0, 0}, .role = input_role::where});
  arguments.push_back(
      {.name = "orderBy", .type = {order_input(rows), 1, 0b01}, .role = input_role::order_by});
  if (find.is_connection) {
    arguments.push_back(plain_argument("first", "Int", input_role::first));
    arguments.push_back(plain_argument("after", "String", input_role::after));
    arguments.push_back(plain_argument("last", "Int", input_role::last));
    arguments.push_back(plain_argument("before", "String", input_role::before));
    into.type = {connection_of(rows), 0, 1};
    return;
  }
  arguments.push_back(plain_argument("limit", "Int", input_role::limit,
                                     json::number{std::to_string(find.default_page())}));
  arguments.push_back(plain_argument("offset", "Int", input_role::offset, json::number{"0"}));
  into.type = {&rows, 1, 0b11};
}

type* assembly::place_connection_part(const std::string& name, std::string description,
                                      const std::string& origin) {
  type* made = place_type(type_kind::object, name, origin);
  if (made == nullptr) return nullptr;
  made->is_derived = true;
  made->description = std::move(description);
  return made;
}

const type* assembly::connection_of(const type& rows) {
  const std::string name = rows.name + "Connection";
  const std::string ours = "the pages of " + rows.name;
  if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
  type* made = place_connection_part(name, "A page of a list of " + rows.name + ".", ours);
  type* edge =
      place_connection_part(rows.name + "Edge", "A " + rows.name + " and where it is in the list.",
                            "the edges of " + rows.name);
  const type* page = page_info();
  if (made == nullptr || edge == nullptr) return nullptr;
  using part = connection_part;
  const type_reference string{use("String", name, ours, nowhere), 0, 1};
  const type_reference number{use("Int", name, ours, nowhere), 0, 1};
  made->fields.push_back(part_of("edges", {edge, 1, 0b11}, part::edges));
  made->fields.push_back(part_of("pageInfo", {page, 0, 1}, part::page_info));
  made->fields.push_back(part_of("totalCount", number, part::total_count,
                                 "How many there are in all, whatever the page."));
  edge->fields.push_back(part_of("cursor", string, part::cursor, "For `after` and `before`."));
  edge->fields.push_back(part_of("node", {&rows, 0, 1}, part::node));
  return made;
}

const type* assembly::page_info() {
  const std::string name = "PageInfo";
  const std::string ours = "the pages of connections";
  if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
  type* made = place_connection_part(name, "What lies beside a page.", ours);
  if (made == nullptr) return nullptr;
  using part = connection_part;
  const type_reference truth{use("Boolean", name, ours, nowhere), 0, 1};
  const type_reference cursor{use("String", name, ours, nowhere), 0, 0};
  made->fields = {
      part_of("hasNextPage", truth, part::has_next_page, "Whether there are more behind it."),
      part_of("hasPreviousPage", truth, part::has_previous_page,
              "Whether there are more before it."),
      part_of("startCursor", cursor, part::start_cursor, "Of its first edge."),
      part_of("endCursor", cursor, part::end_cursor, "Of its last edge."),
  };
  return made;
}

}  // namespace fraiseql::schema
