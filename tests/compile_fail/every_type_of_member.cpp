// ok
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Inner {
  bool a;
};

struct Thing {
  gql::id id;
  gql::uuid uuid;
  gql::timestamp at;
  gql::decimal price;
  gql::json extra;
  std::int32_t small;
  std::int64_t big;
  float single;
  double twice;
  std::string title = "untitled";
  const bool done = false;
  Inner inner;
  std::optional<Inner> maybe;
  std::vector<Thing> children;
  std::optional<std::vector<std::optional<std::vector<Inner>>>> matrix;
  static constexpr int kind = 1;
  std::string initials() const;
};

gql::find<Thing> things() noexcept { return {}; }

const gql::settings chosen{.port = 9000, .profile = "production"};

void add_to(gql::schema& schema) { schema.query<things>(); }
