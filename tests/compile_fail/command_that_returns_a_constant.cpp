// expect: fraiseql: a struct inside an input, arguments, a struct with a computed field or one that is
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Renewed {
  // ok: std::int32_t times = 0;
  const std::int32_t times = 0;
};

bool renew(gql::command_repository& db) { return db.call<Renewed>("fn_renew").times > 0; }

void add_to(gql::schema& schema) { schema.mutation<renew>(); }
