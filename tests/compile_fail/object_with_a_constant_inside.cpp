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
  bool is_open() const { return !goal; }
  static void describe(gql::type<Trip>& t) { t.field<&Trip::is_open>(); }
};

auto trips() { return gql::find<Trip>(); }

void add_to(gql::schema& schema) { schema.query<trips>(); }
