// expect: fraiseql: a fraiseql::scalar<T> needs
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Money {
  long cents = 0;
};

template <>
struct fraiseql::scalar<Money> {
  static constexpr const char* name = "Money";
  static Money read(std::string_view) { return {}; }
  // ok: static std::string write(const Money&) { return "0"; }
  static constexpr int scale = 2;
};

struct Thing {
  gql::id id;
  Money price;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
