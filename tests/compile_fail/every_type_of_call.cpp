// ok
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  std::vector<Thing> parts;
};

struct Taken {
  const std::string message;  // nothing is filled: PostgreSQL works it out
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

struct Line {
  std::string text;
  std::optional<Status> status;
};

struct Make {
  Line line;
  std::vector<std::vector<Line>> lines;
  std::optional<std::vector<std::optional<gql::timestamp>>> times;
  gql::json extra;
  Money price;
};

auto one(gql::input<Make> input) { return gql::call<Thing>("f", input); }
auto perhaps() { return gql::call<std::optional<Thing>>("f"); }
auto some() { return gql::call<std::vector<Thing>>("f"); }
auto some_perhaps() { return gql::call<std::vector<std::optional<Thing>>>("f"); }
auto perhaps_some() { return gql::call<std::optional<std::vector<Thing>>>("f"); }
auto either() { return gql::call<std::variant<Thing, Taken>>("f"); }
auto some_of_either() { return gql::call<std::vector<std::variant<Thing, Taken>>>("f"); }
auto truth() { return gql::call<bool>("f"); }
auto number() { return gql::call<std::int32_t>("f"); }
auto text() { return gql::call<std::string>("f"); }
auto scalar() { return gql::call<gql::ltree>("f"); }
auto anything() { return gql::call<gql::json>("f"); }
auto status() { return gql::call<Status>("f"); }
auto statuses() { return gql::call<std::vector<Status>>("f"); }
auto price() { return gql::call<Money>("f"); }
auto nothing() { return gql::call<void>("f"); }
auto constant() { return gql::call<const Thing>("f"); }

void add_to(gql::schema& schema) {
  schema.query<one, perhaps, some, some_perhaps, perhaps_some, either, some_of_either, truth>();
  schema.mutation<number, text, scalar, anything, status, statuses, price, nothing, constant>();
  schema.describe<either>().doc("One of two.").discriminator("is");
}
