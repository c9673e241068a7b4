// expect: fraiseql: a member has more than 7 std::vector inside each other
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

template <class T>
using thrice = std::vector<std::vector<std::vector<T>>>;

// ok: auto numbers() { return gql::call<thrice<thrice<double>>>("fn_numbers"); }
auto numbers() { return gql::call<thrice<thrice<thrice<double>>>>("fn_numbers"); }

void add_to(gql::schema& schema) { schema.query<numbers>(); }
