// expect: fraiseql: a std::variant is a GraphQL union, whose members are objects
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
  std::variant<Thing, std::string> what;
};

auto results() { return gql::find<Result>(); }

void add_to(gql::schema& schema) { schema.query<results>(); }
