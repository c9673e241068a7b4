// expect: fraiseql: value<> names an enumerator of the enum that is described
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

enum class Status { draft };
enum class Other { draft };

// ok: void describe(gql::type<Status>& t) { t.value<Status::draft>().doc("x"); }
void describe(gql::type<Status>& t) { t.value<Other::draft>().doc("x"); }

struct Thing {
  gql::id id;
  Status status;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
