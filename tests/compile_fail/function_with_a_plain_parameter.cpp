// expect: fraiseql: these parameters do not fit a function that returns data
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

// ok: bool is_open() { return true; }
bool is_open(int) { return true; }

void add_to(gql::schema& schema) { schema.query<is_open>(); }
