// expect: fraiseql: a find<T> or find_one<T> takes a condition on members of T
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Note {
  gql::id id;
  gql::id thing_id;
};

struct Thing {
  gql::id id;
  // ok: static auto notes() { return gql::find_one<Note>(gql::field<&Note::thing_id> == gql::field<&Thing::id>); }
  static auto notes() { return gql::find_one<Note>(gql::field<&Thing::id> == gql::field<&Thing::id>); }
  static void describe(gql::type<Thing>& t) { t.field<&Thing::notes>(); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
