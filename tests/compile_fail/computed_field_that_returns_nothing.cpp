// expect: fraiseql: a field function must return something
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  std::string name;
  // ok: bool touch() const { return true; }
  void touch() const {}
  static void describe(gql::type<Thing>& t) { t.field<&Thing::touch>(); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
