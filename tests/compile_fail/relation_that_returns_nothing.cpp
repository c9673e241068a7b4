// expect: fraiseql: a static member function that becomes a field returns find<T> or find_one<T>
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Note {
  gql::id id;
  gql::id thing_id;
};

struct Thing {
  gql::id id;
  // ok: static auto notes() { return gql::find<Note>().where(gql::field<&Note::thing_id> == gql::field<&Thing::id>); }
  static void notes() {}
  static void describe(gql::type<Thing>& t) { t.field<&Thing::notes>(); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
