// expect: cannot be filled; remove const from its members
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Place {
  // ok: std::string name;
  const std::string name;
};

struct Trip {
  std::vector<Place> places;
};

bool go(gql::input<Trip>) { return true; }

void add_to(gql::schema& schema) { schema.mutation<go>(); }
