// A program with what the quickstart does not have: an enumeration, a scalar of its own, an
// interface, embedded objects, computed fields, functions of its own beside those of the database.
#include <algorithm>
#include <chrono>
#include <fraiseql/fraiseql.hpp>
#include <stdexcept>
#include <thread>

namespace gql = fraiseql;

enum class Shelf { fiction, non_fiction };

struct Isbn {  // without its hyphens
  std::string digits;
};

template <>
struct fraiseql::scalar<Isbn> {
  static constexpr const char* name = "Isbn";
  static Isbn read(std::string_view text) {
    Isbn made{std::string(text)};
    std::erase(made.digits, '-');
    if (made.digits.find_first_not_of("0123456789") != std::string::npos) {
      throw std::invalid_argument("digits and hyphens make an ISBN");
    }
    return made;
  }
  static std::string write(const Isbn& value) { return value.digits; }
};

struct Item {  // read from tv_item, whose documents say their type
  gql::id id;
  std::string title;
};

struct Author {
  std::string name;
  std::string initial() const { return name.substr(0, 1); }
  std::vector<std::string> books(gql::query_repository& db) const;
  static void describe(gql::type<Author>& t) {
    t.field<&Author::initial>();
    t.field<&Author::books>();
  }
};

struct Book {
  gql::id id;
  std::string identifier;
  std::string title;
  Shelf shelf = Shelf::fiction;
  std::optional<gql::date> published;
  std::optional<Isbn> isbn;
  std::optional<Isbn> reprint;  // a real column
  std::vector<Isbn> translations;
  std::vector<Author> authors;
  std::vector<std::vector<std::int32_t>> ratings;

  struct Label {
    std::int32_t times = 1;
    std::optional<Shelf> only;
  };
  std::string label(Label asked, const gql::context& request) const {
    if (asked.only && *asked.only != shelf) throw gql::error("NOT_FOUND", "not on that shelf");
    std::string made;
    for (std::int32_t i = 0; i < asked.times; ++i) made += title;
    return made + std::string(request.header("x-mark").value_or(""));
  }
  static void describe(gql::type<Book>& t) {
    t.implements<Item>();
    t.field<&Book::label>().needs<&Book::title, &Book::shelf>();
  }
};

struct Film {
  gql::id id;
  std::string title;
  std::int32_t minutes = 0;
  static void describe(gql::type<Film>& t) { t.implements<Item>(); }
};

struct CreateBook {
  std::string title;
  Shelf shelf = Shelf::fiction;
  std::optional<gql::date> published;
  static void describe(gql::type<CreateBook>& t) {
    t.field<&CreateBook::shelf>().defaults(Shelf::fiction);
  }
};

auto books() { return gql::find<Book>(); }
auto novels() {
  return gql::find<Book>().where(
      gql::field<&Book::shelf> == Shelf::fiction &&
      gql::field<&Book::authors>.some(gql::field<&Author::name>.starts_with("J")));
}
auto reprints() {
  return gql::find<Book>().where(gql::field<&Book::reprint> != Isbn{"9780451529060"});
}
auto book(gql::key by) { return gql::find_one<Book>(by); }
auto items() { return gql::find<Item>(); }
auto create_book(gql::input<CreateBook> input) { return gql::call<Book>("fn_create_book", input); }

struct FindBook {
  std::string title;
  std::optional<std::string> otherwise;
};
auto find_book(gql::input<FindBook> input) { return gql::call<Book>("fn_find_book", input); }
auto book_of_the_day() { return gql::call<Book>("fn_book_of_the_day"); }

std::vector<std::string> titles_of(const std::vector<Book>& books) {
  std::vector<std::string> titles;
  for (const Book& one : books) titles.push_back(one.title);
  return titles;
}

std::vector<std::string> Author::books(gql::query_repository& db) const {
  return titles_of(db.fetch(
      gql::find<Book>().where(gql::field<&Book::authors>.some(gql::field<&Author::name> == name))));
}

struct Titled {
  std::string start;
};
std::vector<Book> books_titled(gql::query_repository& db, Titled wanted) {
  return db.fetch(gql::find<Book>()
                      .where(gql::field<&Book::title>.starts_with(wanted.start))
                      .order_by(gql::field<&Book::title>.desc()),
                  {.limit = 10});
}
std::vector<std::string> lend(Titled wanted, gql::query_repository& db) {
  return titles_of(books_titled(db, wanted));
}

struct WithIsbn {
  Isbn isbn;
};
std::optional<Book> book_with_isbn(WithIsbn wanted, gql::query_repository& db) {
  return db.fetch(gql::find_one<Book>(gql::field<&Book::isbn> == wanted.isbn));
}

struct WithId {
  gql::id id;
};
std::optional<Book> book_with_id(gql::query_repository& db, WithId wanted) {
  return db.fetch(gql::find_one<Book>(gql::field<&Book::id> == wanted.id));
}
std::int32_t count_with_id(gql::query_repository& db, WithId wanted) {
  try {
    return book_with_id(db, wanted) ? 1 : 0;
  } catch (const gql::error&) {
    return -1;
  }
}

struct MoveBook {
  std::string identifier;
  Shelf shelf = Shelf::fiction;
};
struct AlreadyThere {
  std::string message;
};
std::variant<Book, AlreadyThere> move_book(gql::command_repository& db, MoveBook wanted) {
  return db.transaction([&](gql::command_repository& tx) -> std::variant<Book, AlreadyThere> {
    const auto found =
        tx.fetch(gql::find_one<Book>(gql::field<&Book::identifier> == wanted.identifier));
    if (!found) throw gql::error("NOT_FOUND", "no such book");
    if (found->shelf == wanted.shelf) return AlreadyThere{found->title + " is there"};
    const auto id = tx.call<gql::id>("fn_move_book", wanted);
    return *tx.fetch(gql::find_one<Book>(gql::field<&Book::id> == id));
  });
}

struct Visits {
  std::vector<std::string> readers;
  std::optional<std::string> host;
  std::optional<std::int32_t> pause_ms;
};
struct Visit {
  std::string reader;
  std::optional<std::string> host;
};
// All of them or none; how many there are then.
std::int32_t visit(gql::command_repository& db, Visits wanted) {
  return db.transaction([&](gql::command_repository& tx) {
    for (const std::string& reader : wanted.readers) {
      tx.call<void>("fn_visit", Visit{reader, wanted.host});
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(wanted.pause_ms.value_or(0)));
    return tx.call<std::int32_t>("fn_count_visits");
  });
}
// Each by itself; those that could.
std::vector<std::string> visit_if_possible(gql::command_repository& db, Visits wanted) {
  std::vector<std::string> visited;
  for (const std::string& reader : wanted.readers) {
    try {
      db.call<void>("fn_visit", Visit{reader, wanted.host});
      visited.push_back(reader);
    } catch (const gql::error&) {
      continue;
    }
  }
  return visited;
}

struct Count {
  std::string text;
};
std::int32_t count_letters(Count of) {
  if (of.text.empty()) throw std::runtime_error("a secret of the program");
  return static_cast<std::int32_t>(of.text.size());
}

std::variant<Film, Author> guess(const gql::context& request) {
  if (request.operation_name() == "film") return Film{{"f"}, "guessed", 90};
  return Author{"guessed"};
}

int main(int argc, char** argv) {
  gql::schema schema;
  schema.query<books, book, items, count_letters, guess>().mutation<create_book>();
  schema.query<find_book, book_of_the_day, novels, reprints>();
  schema.query<books_titled, book_with_isbn, book_with_id, count_with_id>().mutation<lend>();
  schema.mutation<move_book, visit, visit_if_possible>();
  schema.types<Film>();
  schema.constraint("tv_book_identifier_key", "there is such a book", "title");
  return gql::run(schema, argc, argv);
}
