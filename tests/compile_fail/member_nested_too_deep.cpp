// expect: fraiseql: a member has more than 7 std::vector inside each other
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

using three = std::vector<std::vector<std::vector<int>>>;
using seven = std::vector<std::vector<std::vector<std::vector<three>>>>;

struct Thing {
  gql::id id;
  // ok: seven sizes;
  std::vector<seven> sizes;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
