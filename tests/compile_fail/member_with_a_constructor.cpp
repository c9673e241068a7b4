// expect: fraiseql: a member or result of this type is not a GraphQL type; use bool
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

class Money {
 public:
  Money() {}

 protected:
  int cents_ = 0;
};

struct Thing {
  gql::id id;
  // ok: gql::decimal price;
  Money price;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
