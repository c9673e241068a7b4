#include "sql/explain.hpp"

namespace fraiseql::sql {

statement explained(const statement& of, explain_options options) {
  statement made{.text = "EXPLAIN (", .parameters = of.parameters, .is_call = of.is_call};
  if (options.depth == explain_depth::analysis) made.text += "ANALYZE, BUFFERS, ";
  made.text += options.form == explain_form::json ? "FORMAT JSON) " : "FORMAT TEXT) ";
  made.text += of.text;
  return made;
}

}  // namespace fraiseql::sql
