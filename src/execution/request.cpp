#include "execution/request.hpp"

namespace fraiseql::execution {

void read_parts(request& of) {
  if (!of.unread) return;
  of.document.clear();
  json::unescape(of.document, of.unread->document);
  of.variables = of.unread->variables.to_value();
  of.unread.reset();
}

}  // namespace fraiseql::execution
