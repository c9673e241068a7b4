#include <fraiseql/fraiseql.hpp>
#include <stdexcept>

#include "frontend/blog.hpp"

namespace gql = fraiseql;

namespace blog_module {

struct Money {
  long cents = 0;
};

}  // namespace blog_module

template <>
struct fraiseql::scalar<blog_module::Money> {
  static constexpr const char* name = "Money";
  static constexpr const char* description = "Euro and cent.";
  static constexpr const char* specified_by = "https://example.org/money";
  static blog_module::Money read(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) throw std::invalid_argument("no point");
    return {.cents = std::stol(std::string(text.substr(0, point))) * 100 +
                     std::stol(std::string(text.substr(point + 1)))};
  }
  static std::string write(const blog_module::Money& value) {
    const std::string cents = std::to_string(value.cents % 100);
    return std::to_string(value.cents / 100) + "." + (cents.size() < 2 ? "0" : "") + cents;
  }
};

namespace blog_module {

enum class Status { draft, in_review, published, lost };

void describe(gql::type<Status>& t) {
  t.doc("How far a post is.");
  t.value<Status::in_review>().doc("Somebody reads it.").stored("review");
  t.value<Status::lost>().name("MISSING").deprecated("find it");
}

struct Node {
  gql::id id;
  static void describe(gql::type<Node>& t) { t.doc("Anything with an id.").discriminator("kind"); }
};

struct Address {
  std::string street_name;
  std::optional<std::string> city;
};

struct User {
  gql::id id;
  std::string identifier;
  std::string name;
  std::optional<std::string> email;
  std::vector<Address> addresses;
  std::string initials() const { return name.substr(0, 1); }
  static void describe(gql::type<User>& t) {
    t.doc("A person who writes.").implements<Node>();
    t.field<&User::email>().deprecated("write a letter").name("eMail").stored("e_mail");
    t.field<&User::initials>().needs<&User::name>();
  }
};

struct Link {
  gql::url address;
};

struct Excerpt {
  std::int32_t length = 80;
  std::optional<std::string> ellipsis = "...";
};

struct Post {
  gql::id id;
  std::string title;
  Status status = Status::draft;
  gql::timestamp created_at;
  User author;
  std::variant<User, Link> target;
  std::vector<std::vector<std::int32_t>> matrix;
  std::vector<bool> flags;
  std::int64_t views = 0;
  gql::decimal score;
  gql::json extra;
  std::optional<Money> price;
  float weight = 0;
  double height = 0;
  std::string excerpt(Excerpt arguments, const gql::context& request) const {
    const auto size = static_cast<std::size_t>(arguments.length);
    return title.substr(0, size) + arguments.ellipsis.value_or("") +
           std::string(request.header("X-Mark").value_or(""));
  }
  static void describe(gql::type<Post>& t) {
    t.name("Article").relation("blog.tv_article").implements<Node>();
    t.field<&Post::excerpt>().doc("Its beginning.");
    t.field<&Post::target>().discriminator("what");
  }
};

// Its rows lead to others.
struct Comment {
  gql::id id;
  std::string text;
  std::optional<gql::id> user_id;
  std::vector<gql::id> likes;
  static gql::find_one<User> writer() noexcept {
    return gql::find_one<User>(gql::field<&Comment::user_id> == gql::field<&User::id>);
  }
  bool is_short() const { return text.size() < 5; }
  static gql::find<Comment> others() {
    return gql::find<Comment>()
        .where(gql::field<&Comment::user_id> == gql::field<&Comment::user_id>)
        .where(gql::field<&Comment::text> != "")
        .order_by(gql::field<&Comment::text>.asc())
        .by_cursor();
  }
  std::int32_t length() const { return static_cast<std::int32_t>(text.size()); }
  static void describe(gql::type<Comment>& t) {
    t.field<&Comment::writer>().doc("Who wrote it.");
    t.field<&Comment::is_short>();
    t.field<&Comment::others>().max_limit(5).name("more").deprecated("read the comments");
    t.field<&Comment::length>();
  }
};

struct TitleTaken {
  std::string message;
};

struct Place {
  std::string street_name = "somewhere";
  std::int32_t number = 0;
};

struct CreatePost {
  std::string title;
  Status status = Status::in_review;
  Status fallback = Status::draft;
  std::optional<Place> place;
  Place home;
  Money price{.cents = 250};
  std::vector<std::string> tags = {"new"};
  gql::json extra;
  static void describe(gql::type<CreatePost>& t) {
    t.doc("What a post needs.");
    t.field<&CreatePost::fallback>().defaults(Status::draft);
    t.field<&CreatePost::title>().doc("At least a letter.");
  }
};

auto posts() { return gql::find<Post>(); }
auto nodes() { return gql::find<Node>(); }
auto comments() {
  return gql::find<Comment>().by_cursor().order_by(gql::field<&Comment::id>.desc());
}
auto user(gql::key by) { return gql::find_one<User>(by); }

struct Search {
  std::string text;
  std::optional<Status> status;
};
std::vector<std::optional<Address>> search_places(Search wanted) {
  if (wanted.text == "fail") throw gql::error("NOT_FOUND", "no such place");
  if (wanted.text == "strange") throw gql::error("NO_CODE", "strange");
  if (wanted.text == "throw") throw std::runtime_error("out of paper");
  if (wanted.text == "number") throw 7;
  if (!wanted.status) return {std::nullopt};
  return {Address{wanted.text, "Paris"}, std::nullopt};
}

std::variant<Post, TitleTaken> create_post(const gql::context& request,
                                           gql::input<CreatePost> input) {
  if (input->title == "taken") return TitleTaken{request.operation_name()};
  Post made;
  made.id.text = "7";
  made.title = input->title + input->home.street_name + input->tags.at(0);
  made.status = input->status;
  made.target = Link{{"https://example.org"}};
  made.matrix = {{1, 2}, {}};
  made.flags = {true, false};
  made.views = 9'007'199'254'740'993;
  made.extra.text = R"({"a":[1]})";
  made.price = input->price;
  made.weight = 0.1F;
  made.height = 1e300;
  return made;
}

double not_a_number() { return std::stod("nan"); }

}  // namespace blog_module

namespace fraiseql::frontend {

api::schema blog() {
  using namespace blog_module;
  gql::schema schema;
  schema.query<posts, nodes, comments, user, search_places, not_a_number>().mutation<create_post>();
  schema.types<User>();
  schema.describe<posts>().doc("All of them.").max_limit(50).name("articles");
  schema.describe<create_post>().deprecated("use the other").discriminator("kind_of_result");
  return schema;
}

}  // namespace fraiseql::frontend
