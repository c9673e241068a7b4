// expect: fraiseql: these parameters do not fit a function that returns data
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  std::string name;
  // ok: std::string other() const { return name; }
  std::string other(gql::key) const { return name; }
  static void describe(gql::type<Thing>& t) { t.field<&Thing::other>(); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
