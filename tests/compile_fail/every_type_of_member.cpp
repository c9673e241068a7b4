// ok
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Inner {
  bool a;
};

struct Taken {
  std::string message;
};

enum class Status { draft, in_review };

struct Money {
  long cents = 0;
};

template <>
struct fraiseql::scalar<Money> {
  static constexpr const char* name = "Money";
  static Money read(std::string_view) { return {}; }
  static std::string write(const Money&) { return "0"; }
};

struct Thing {
  gql::id id;
  gql::uuid uuid;
  gql::timestamp at;
  gql::decimal price;
  gql::json extra;
  gql::date day;
  gql::time hour;
  gql::duration length;
  gql::email_address mail;
  gql::url link;
  gql::ip_address host;
  gql::cidr net;
  gql::mac_address card;
  gql::ltree path;
  gql::date_range days;
  gql::int_range ages;
  gql::big_int_range numbers;
  gql::decimal_range prices;
  gql::timestamp_range open;
  Status status = Status::draft;
  std::variant<Inner, Taken> target;
  std::vector<bool> flags;
  Money price_of_all;
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

struct Where {
  std::string place;
  std::optional<Status> status = Status::in_review;
};

std::vector<Thing> imperative(const gql::context& request, Where where, gql::input<Inner> input) {
  if (!input->a) throw gql::error("NOT_FOUND", where.place + request.operation_name());
  return {};
}

const gql::settings chosen{.port = 9000, .profile = "production"};

void add_to(gql::schema& schema) { schema.query<things, imperative>(); }
