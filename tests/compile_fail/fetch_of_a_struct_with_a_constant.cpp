// expect: cannot be filled; remove const from its members
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Place {
  // ok: std::string name;
  const std::string name;
};

struct Trip {
  gql::id id;
  std::optional<Place> goal;
};

bool is_open(gql::query_repository& db) { return db.fetch(gql::find<Trip>()).empty(); }

void add_to(gql::schema& schema) { schema.query<is_open>(); }
