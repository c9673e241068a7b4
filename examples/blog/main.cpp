// A blog: organisations have users, users write posts, posts have comments. Of what the quickstart
// does not have it shows relations, pages by cursor, orders and filters of a field's own, and
// fields that the program works out.
//
// What is embedded and what is related? A post's document has the name of its author, because
// whoever lists posts shows it: no other row is read for it, and who renames a user writes their
// posts anew. Of a comment the author is related: there are many more comments, read a page at a
// time, and a name that changes changes none of them.
#include <algorithm>
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

enum class Status { draft, published, archived };

struct User;
struct Post;
struct Comment;

struct Organisation {
  gql::id id;
  std::string identifier;
  std::string name;
  gql::timestamp created_at;

  static gql::find<User> users();
  static void describe(gql::type<Organisation>& t) {
    t.doc("Whom users write for.");
    t.field<&Organisation::users>().doc("By their names.");
  }
};

struct User {
  gql::id id;
  std::string identifier;
  std::optional<gql::id> organisation_id;
  std::string name;
  std::optional<gql::email_address> email;
  gql::timestamp created_at;

  // The first character of each word, which may be of several bytes.
  std::string initials() const {
    std::string made;
    bool is_in_word = false;
    bool is_initial = false;
    for (const char byte : name) {
      const bool begins_character = (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      if (begins_character) {
        is_initial = byte != ' ' && !is_in_word;
        is_in_word = byte != ' ';
      }
      if (is_initial) made += byte;
    }
    return made;
  }

  static gql::find_one<Organisation> organisation();
  static gql::find<Post> posts();
  static gql::find<Post> published_posts();
  static gql::find<Comment> comments();
  static void describe(gql::type<User>& t) {
    t.doc("A person who writes.");
    t.field<&User::initials>().needs<&User::name>();
    t.field<&User::organisation>().doc("Null for those who write for nobody.");
    t.field<&User::posts>().doc("All of them, the newest first.");
    t.field<&User::published_posts>().doc("Those that are published, the newest first.");
    t.field<&User::comments>().doc("What they said about posts, the newest first.");
  }
};

struct Author {  // inside the document of a post
  gql::id id;
  std::string identifier;
  std::string name;

  static gql::find_one<User> user();
  static void describe(gql::type<Author>& t) {
    t.doc("What a post says of the user who wrote it.");
    t.field<&Author::user>().doc("All there is about them.");
  }
};

struct Excerpt {
  std::int32_t length = 80;
};

struct Post {
  gql::id id;
  std::string identifier;
  gql::id author_id;
  Author author;
  std::string title;
  std::string content;
  Status status = Status::draft;
  gql::timestamp created_at;

  // Ends with a whole word, so that no character is cut in two.
  std::string excerpt(Excerpt wanted) const {
    const auto length = static_cast<std::size_t>(std::max(wanted.length, 0));
    if (content.size() <= length) return content;
    const std::size_t end = content.rfind(' ', length);
    return content.substr(0, end == std::string::npos ? 0 : end) + "...";
  }

  static gql::find<Comment> comments();
  static void describe(gql::type<Post>& t) {
    t.field<&Post::excerpt>().needs<&Post::content>().doc("The words that fit, in bytes.");
    t.field<&Post::comments>().doc("The oldest first.");
  }
};

struct Comment {
  gql::id id;
  gql::id post_id;
  gql::id author_id;
  std::string content;
  gql::timestamp created_at;

  static gql::find_one<Post> post();
  static gql::find_one<User> author();
  static void describe(gql::type<Comment>& t) {
    t.field<&Comment::post>();
    t.field<&Comment::author>();
  }
};

gql::find<User> Organisation::users() {
  return gql::find<User>()
      .where(gql::field<&User::organisation_id> == gql::field<&Organisation::id>)
      .order_by(gql::field<&User::name>.asc());
}

gql::find_one<Organisation> User::organisation() {
  return gql::find_one<Organisation>(gql::field<&Organisation::id> ==
                                     gql::field<&User::organisation_id>);
}
gql::find<Post> User::posts() {
  return gql::find<Post>()
      .where(gql::field<&Post::author_id> == gql::field<&User::id>)
      .order_by(gql::field<&Post::created_at>.desc());
}
gql::find<Post> User::published_posts() {
  return posts().where(gql::field<&Post::status> == Status::published);
}
gql::find<Comment> User::comments() {
  return gql::find<Comment>()
      .where(gql::field<&Comment::author_id> == gql::field<&User::id>)
      .order_by(gql::field<&Comment::created_at>.desc());
}

gql::find_one<User> Author::user() {
  return gql::find_one<User>(gql::field<&User::id> == gql::field<&Author::id>);
}

gql::find<Comment> Post::comments() {
  return gql::find<Comment>()
      .where(gql::field<&Comment::post_id> == gql::field<&Post::id>)
      .order_by(gql::field<&Comment::created_at>.asc())
      .by_cursor();
}

gql::find_one<Post> Comment::post() {
  return gql::find_one<Post>(gql::field<&Post::id> == gql::field<&Comment::post_id>).required();
}
gql::find_one<User> Comment::author() {
  return gql::find_one<User>(gql::field<&User::id> == gql::field<&Comment::author_id>).required();
}

auto organisations() {
  return gql::find<Organisation>().order_by(gql::field<&Organisation::name>.asc());
}
auto organisation(gql::key by) { return gql::find_one<Organisation>(by); }
auto users() { return gql::find<User>().order_by(gql::field<&User::name>.asc()); }
auto user(gql::key by) { return gql::find_one<User>(by); }
auto posts() {
  return gql::find<Post>().order_by(gql::field<&Post::created_at>.desc()).by_cursor();
}
auto published_posts() {
  return gql::find<Post>()
      .where(gql::field<&Post::status> == Status::published)
      .order_by(gql::field<&Post::created_at>.desc());
}
auto post(gql::key by) { return gql::find_one<Post>(by); }
auto comments() { return gql::find<Comment>().order_by(gql::field<&Comment::created_at>.desc()); }

int main(int argc, char** argv) {
  gql::schema schema;
  schema.query<organisations, organisation, users, user>();
  schema.query<posts, published_posts, post, comments>();
  schema.describe<posts>().doc("Pages of all posts, the newest first.");
  schema.describe<published_posts>().doc("Those that are published, the newest first.");
  return gql::run(schema, argc, argv);
}
