// expect: fraiseql: a struct with a computed field cannot be filled
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::string name;
  const std::string name;
  std::string initial() const { return name.substr(0, 1); }
  static void describe(gql::type<Thing>& t) { t.field<&Thing::initial>(); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
