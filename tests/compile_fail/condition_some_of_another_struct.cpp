// expect: fraiseql: some(), every() and none() are for a std::vector of structs
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

enum class Status { draft };
enum class Other { draft };

struct User {
  std::string name;
  gql::email_address mail;
  std::string initials() const { return name.substr(0, 1); }
};

struct Tag {
  std::string name;
};

struct Post {
  gql::id id;
  Status status;
  std::optional<std::string> body;
  std::int32_t views;
  bool is_new;
  std::optional<User> author;
  std::vector<Tag> tags;
  std::vector<std::string> words;
};

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::tags>.some(gql::field<&Tag::name> == "x"));
  return gql::find<Post>().where(gql::field<&Post::tags>.some(gql::field<&User::name> == "x"));
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
