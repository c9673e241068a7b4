// expect: fraiseql: a struct of arguments cannot be filled; remove const
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Where {
  // ok: std::string place;
  const std::string place;
};

bool is_open(Where) { return true; }

void add_to(gql::schema& schema) { schema.query<is_open>(); }
