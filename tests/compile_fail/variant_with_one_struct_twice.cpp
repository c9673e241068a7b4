// expect: fraiseql: a std::variant has one struct twice
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Taken {
  std::string message;
};

struct Thing {
  gql::id id;
};

struct Result {
  // ok: std::variant<Thing, Taken> what;
  std::variant<Thing, Taken, Thing> what;
};

auto results() { return gql::find<Result>(); }

void add_to(gql::schema& schema) { schema.query<results>(); }
