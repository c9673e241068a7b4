// expect: fraiseql: search<> names data members of the struct that is described
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Other {
  std::string name;
};

struct Thing {
  gql::id id;
  std::string name;
  static void describe(gql::type<Thing>& t) {
    // ok: t.search<&Thing::name>("english");
    t.search<&Other::name>("english");
  }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
