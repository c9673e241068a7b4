// expect: fraiseql: a std::variant is a GraphQL union, whose members are objects
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};
struct Taken {
  std::string message;
};

// ok: auto make_thing() { return gql::call<std::variant<Thing, Taken>>("fn_make_thing"); }
auto make_thing() { return gql::call<std::variant<Thing, std::string>>("fn_make_thing"); }

void add_to(gql::schema& schema) { schema.mutation<make_thing>(); }
