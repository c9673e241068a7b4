// expect: fraiseql: rows have no order by members of this type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Picture {
  gql::id id;
  gql::vector colours;
};

auto pictures() {
  // ok: return gql::find<Picture>().order_by(gql::field<&Picture::id>.asc());
  return gql::find<Picture>().order_by(gql::field<&Picture::colours>.asc());
}

void add_to(gql::schema& schema) { schema.query<pictures>(); }
