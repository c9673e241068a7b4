// expect: fraiseql: only a plain struct can be a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::string initials() const;
  virtual std::string initials() const;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
