// expect: fraiseql: needs<> names data members of the struct that is described
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Other {
  std::string name;
};

struct Thing {
  gql::id id;
  std::string name;
  std::string initial() const { return name.substr(0, 1); }
  static void describe(gql::type<Thing>& t) {
    // ok: t.field<&Thing::initial>().needs<&Thing::name>();
    t.field<&Thing::initial>().needs<&Other::name>();
  }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
