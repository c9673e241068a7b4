// connection: what a request selects of a page, as text and as the answer that it must have.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "filters/random_source.hpp"
#include "json/value.hpp"
#include "lists/page.hpp"

namespace fraiseql::lists {

// A field of a connection, of its edges or of its page, and what is selected inside.
struct part {
  std::string name;
  std::vector<part> inside = {};
};
using parts = std::vector<part>;

// Edges with cursors and nodes, both, and all that lies beside them.
parts all_parts();
// One or more, in any order; of some requests no edges, of some nothing else.
parts random_parts(filters::random_source& random);

bool has_nodes(const parts& of);
std::string to_text(const parts& of, const std::string& node);

struct connection_answer {
  std::string type;  // of the rows
  std::function<json::value(const row&)> node;
  std::function<json::value(const row&)> cursor;

  [[nodiscard]] json::value of(const parts& selected, const page& from) const;
};

}  // namespace fraiseql::lists
