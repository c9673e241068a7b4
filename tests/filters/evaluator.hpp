// evaluator: whether a document satisfies a filter, by the rules of docs/api/filters.md, said once
// more and slowly. The filter is what a client wrote, as JSON: values of enumerations by their
// names. It is one that the page does not refuse. The database's collation is C.
//
// Of `regex`, `iRegex`, `matches`, `pathExists` and `pathMatch` only the simplest patterns are
// understood (text_match.hpp, path_match in the .cpp); `search` is not.
#pragma once

#include "filters/model.hpp"
#include "json/value.hpp"

namespace fraiseql::filters {

class evaluator {
 public:
  // The model is borrowed.
  explicit evaluator(const model& of) : model_(of) {}

  // `document` is of the model's first object.
  [[nodiscard]] bool holds(const json::value& document, const json::value& where) const {
    return holds(model_.objects.front(), &document, where);
  }

 private:
  using stored = const json::value*;  // nullptr: a missing key, or null

  [[nodiscard]] bool holds(const object& type, stored document, const json::value& filter) const;
  [[nodiscard]] bool field_holds(const field& one, stored x, const json::value& filter) const;
  [[nodiscard]] bool objects_hold(const field& one, stored list, const std::string& how,
                                  const json::value& given) const;
  [[nodiscard]] bool list_holds(const field& one, stored list, const std::string& how,
                                const json::value& given) const;
  [[nodiscard]] bool scalar_holds(const field& one, stored x, const std::string& how,
                                  const json::value& given) const;
  // What of an enumeration is given by its name, as it is stored.
  [[nodiscard]] json::value to_stored(const field& one, const json::value& given) const;

  const model& model_;
};

}  // namespace fraiseql::filters
