// From a selection of rows to what is read of them, and to the shape that writes their answer. Both
// are made in one walk, since a column of a statement and the place where the shape looks for it
// are one thing. Private to the room.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "plan/location.hpp"
#include "plan/order.hpp"
#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// What is answered with, and what the program has to put into it before.
struct shaped {
  transform::response_shape shape = {};
  enriched_value enriched = {};
};

struct shaped_read {
  read rows = {};
  shaped answer = {};
};

// A field of an object, before it is known how many keys the object has.
struct found_at {
  std::string key = {};
  std::optional<std::uint32_t> column = {};
};

// Plans one root field, once.
class row_planner {
 public:
  // Borrows the options; `root` is the type that has the field.
  row_planner(const planning_options& options, const schema::type& root)
      : options_(options), root_(root) {}

  // A list of rows, or a connection.
  result<shaped_read, graphql_error> list(const validation::selected_field& field,
                                          const schema::find_binding& find);
  // A row; what it is found by is left to say. Where whole documents are read, its document always
  // is.
  result<shaped_read, graphql_error> one(const validation::selected_field& field,
                                         document_reading documents);
  // What a function returned, with what belongs to it; also where nothing is read for that.
  result<shaped_read, graphql_error> returned(const validation::selected_field& field,
                                              returned_value value);
  // A value that is one document, whoever makes it.
  result<shaped, graphql_error> value(const validation::selected_field& field);

 private:
  // A row, or an object in it to which rows belong, while its columns are collected.
  struct parts {
    scope in;
    document_part document = document_part::whole;
    bool has_document = false;  // something is looked for in it
    std::vector<column> columns = {};
    std::vector<std::pair<std::string, std::uint32_t>> members = {};  // columns by stored key
  };
  // A read with what becomes of it. One of a single row has no `paging` and no `keyset`.
  struct reading {
    read rows = {};
    transform::value_shape value = {};
    enriched_value enriched = {};
  };

  void fail(std::string message, const source_location& at);
  // What was made, or false: then it is what the root field fails with.
  template <class T>
  bool taken(result<T, graphql_error> made, T& into) {
    if (made) {
      into = *std::move(made);
    } else if (!failure_) {
      failure_ = std::move(made).error();
    }
    return !failure_;
  }
  result<shaped_read, graphql_error> answered(const validation::selected_field& field, reading of);
  scope scope_of_next(const schema::type& rows);
  static read begin(const schema::type& rows, const scope& in);

  // lists.cpp
  reading read_list(const schema::type& parent, const validation::selected_field& field,
                    const schema::find_binding& find, const scope* owner);
  reading read_groups(const validation::selected_field& field, const schema::find_binding& find,
                      const scope* owner);
  transform::connection_shape connection(reading& into, const validation::selected_field& field,
                                         const schema::type& rows, parts& row);

  // rows.cpp
  reading read_one(const validation::selected_field& field, const scope* owner,
                   document_reading documents);
  reading read_returned(const validation::selected_field& field, returned_value value);
  // Says of the read and its value what the row has come to be.
  static transform::row_layout finish(reading& made, parts& row);
  void add_value(transform::value_shape& into, enriched_value& enriched,
                 const validation::selected_field& field);
  void add_objects(transform::value_shape& into, enriched_value& enriched,
                   const schema::type& named, const std::vector<validation::selection>& possible,
                   parts* row);
  // `row` is the row that the object is, or nullptr: then it is inside of a document.
  transform::object_shape add_object(const validation::selection& selected, parts* row,
                                     enrichment& enriched);
  found_at add_field(transform::field_shape& shape, const validation::selected_field& field,
                     const schema::type& owner, parts* row, enrichment& enriched);
  std::optional<std::uint32_t> add_column(transform::value_shape& into, enriched_value& enriched,
                                          const schema::type& owner,
                                          const validation::selected_field& field, parts& row);
  // Of an object, or a list of them, at that place.
  column embedded(transform::value_shape& into, enriched_value& enriched,
                  const validation::selected_field& field, location at, const scope& in);
  // Where to find a computed field's value in the enriched document: aliases with other
  // arguments are other values, in each object of one document.
  std::string next_key(const schema::field& field);

  const planning_options& options_;
  const schema::type& root_;
  numbering numbers_;
  bool is_first_ = true;  // no read has begun
  std::size_t computed_ = 0;
  std::optional<graphql_error> failure_ = {};  // the first
};

}  // namespace fraiseql::plan
