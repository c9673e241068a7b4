// A blog: organisations have users, users write posts, posts have comments. Of what the quickstart
// does not have it shows relations, pages by cursor, orders and filters of a field's own, fields
// that the program works out, and mutations: changes of some fields, failures that have a type.
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
    t.field<&User::posts>().doc("All of them, the newest first.").aggregated();
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
    t.field<&Post::comments>().doc("The oldest first.").aggregated();
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

// What is written, by the functions in db/04 to db/06. Others are named by their identifiers.

struct CreateUser {
  std::string identifier;
  std::string name;
  std::optional<gql::email_address> email;
  std::optional<std::string> organisation;
};
// An input inside the input is passed as jsonb, where the function sees what was not given.
struct UserChanges {
  std::optional<std::string> name;
  std::optional<gql::email_address> email;
  std::optional<std::string> organisation;

  static void describe(gql::type<UserChanges>& t) {
    t.doc("What is not given stays as it is; null takes the address or the organisation away.");
  }
};
struct UpdateUser {
  std::string identifier;
  UserChanges changes;
};
struct DeleteUser {
  std::string identifier;
};

auto create_user(gql::input<CreateUser> input) { return gql::call<User>("fn_create_user", input); }
auto update_user(gql::input<UpdateUser> input) { return gql::call<User>("fn_update_user", input); }
auto delete_user(gql::input<DeleteUser> input) {
  return gql::call<gql::id>("fn_delete_user", input);
}

struct CreatePost {
  std::string author;
  std::string title;
  std::string content;
  std::optional<std::string> identifier;

  static void describe(gql::type<CreatePost>& t) {
    t.field<&CreatePost::identifier>().doc("Made from the title where it is not given.");
  }
};
struct PostChanges {
  std::optional<std::string> title;
  std::optional<std::string> content;

  static void describe(gql::type<PostChanges>& t) {
    t.doc("What is not given stays as it is. Neither can be null.");
  }
};
struct UpdatePost {
  std::string identifier;
  PostChanges changes;
};
struct PublishPost {
  std::string identifier;
};
struct DeletePost {
  std::string identifier;
};

// What a client should be ready for; anything else is an error.
struct TitleTaken {
  std::string message;
  std::vector<std::string> suggestions;

  static void describe(gql::type<TitleTaken>& t) {
    t.field<&TitleTaken::suggestions>().doc("Titles that nobody has.");
  }
};
struct NotAllowed {
  std::string message;
};

auto create_post(gql::input<CreatePost> input) {
  return gql::call<std::variant<Post, TitleTaken>>("fn_create_post", input);
}
auto update_post(gql::input<UpdatePost> input) { return gql::call<Post>("fn_update_post", input); }
auto publish_post(gql::input<PublishPost> input) {
  return gql::call<std::variant<Post, NotAllowed>>("fn_publish_post", input);
}
auto delete_post(gql::input<DeletePost> input) {
  return gql::call<gql::id>("fn_delete_post", input);
}

struct CreateComment {
  std::string post;
  std::string author;
  std::string content;
};
struct DeleteComment {
  gql::id id;
};

auto create_comment(gql::input<CreateComment> input) {
  return gql::call<Comment>("fn_create_comment", input);
}
auto delete_comment(gql::input<DeleteComment> input) {
  return gql::call<gql::id>("fn_delete_comment", input);
}

struct FirstComment {
  CreateUser user;
  std::string post;
  std::string content;
};

// Several functions in one transaction: where the comment fails, nobody has signed up.
Comment first_comment(gql::command_repository& db, gql::input<FirstComment> input) {
  return db.transaction([&](gql::command_repository& tx) {
    tx.call<gql::id>("fn_create_user", input->user);
    const auto made =
        tx.call<gql::id>("fn_create_comment", CreateComment{.post = input->post,
                                                            .author = input->user.identifier,
                                                            .content = input->content});
    return tx.fetch(gql::find_one<Comment>(gql::field<&Comment::id> == made)).value();
  });
}

int main(int argc, char** argv) {
  gql::schema schema;
  schema.query<organisations, organisation, users, user>();
  schema.query<posts, published_posts, post, comments>();
  schema.describe<posts>().doc("Pages of all posts, the newest first.").aggregated();
  schema.describe<published_posts>().doc("Those that are published, the newest first.");
  schema.mutation<create_user, update_user, delete_user>();
  schema.mutation<create_post, update_post, publish_post, delete_post>();
  schema.mutation<create_comment, delete_comment, first_comment>();
  schema.describe<delete_user>().doc("One who has written nothing. Answers the id that it had.");
  schema.describe<publish_post>().doc("A draft, once.");
  schema.describe<delete_post>().doc("And its comments. Answers the id that it had.");
  schema.describe<delete_comment>().doc("Answers the id that it had.");
  schema.describe<first_comment>().doc(
      "Signs a user up who has something to say, or does neither.");
  // db/01_tables.sql says it of the other constraints.
  schema.constraint("tb_user_email_key", "somebody else has this address", "email");
  return gql::run(schema, argc, argv);
}
