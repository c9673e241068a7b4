// expect: fraiseql: these parameters do not fit a function that returns data
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Where {
  std::string place;
};

// ok: bool is_open(Where) { return true; }
bool is_open(const Where&) { return true; }

void add_to(gql::schema& schema) { schema.query<is_open>(); }
