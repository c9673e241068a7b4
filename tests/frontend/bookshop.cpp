#include "frontend/bookshop.hpp"

#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

namespace bookshop_module {

enum class Shelf { fiction, non_fiction, InTheCellar };

void describe(gql::type<Shelf>& t) {
  t.doc("Where it stands.");
  t.value<Shelf::non_fiction>().doc("Facts.").stored("facts");
  t.value<Shelf::InTheCellar>().name("InTheCellar").deprecated("nobody goes there");
}

struct Item {
  gql::id id;
  std::string title;
  static void describe(gql::type<Item>& t) {
    t.doc("Anything that is sold.").relation("shop.v_item").discriminator("kind");
    t.is_public().authorize("item:read");
    t.field<&Item::title>().authorize("book:list");
  }
};

struct Address {
  std::string street_name;
  std::string dns_1;
  std::string html_url;
  static void describe(gql::type<Address>& t) {
    t.authorize("address:read");
    t.field<&Address::html_url>().name("htmlURL");
    t.field<&Address::dns_1>().stored("Name of the Host");
  }
};

struct Book;
struct BookReview;

struct Author {
  gql::id id;
  std::string identifier;
  std::optional<Address> address;
  std::optional<gql::id> teacher_id;

  static gql::find_one<Author> teacher();
  static gql::find<Author> pupils();
  static gql::find<Item> namesakes();
  static void describe(gql::type<Author>& t) {
    t.field<&Author::address>().authorize_or_null("author:address");
    t.field<&Author::teacher>().doc("Who taught them.").authorize_or_null("author:read");
    t.field<&Author::pupils>().name("students").max_limit(7).deprecated("ask the school");
    t.field<&Author::namesakes>();
  }
};

struct Link {
  gql::url target;
};

struct BookReview {
  gql::id id;
  std::int32_t stars = 0;
  std::optional<gql::timestamp> written_at;
  gql::id book_id;
  Shelf shelf = Shelf::fiction;

  static gql::find_one<Book> book();
  static void describe(gql::type<BookReview>& t) { t.field<&BookReview::book>(); }
};

struct Book {
  gql::id id;
  std::string identifier;
  std::string title;
  Shelf shelf = Shelf::fiction;
  std::optional<Shelf> second_shelf;
  std::vector<Author> authors;
  std::variant<Author, Link> origin;
  std::vector<std::vector<std::optional<std::int32_t>>> ratings;
  bool is_new = false;
  double weight = 0;
  std::int64_t copies = 0;
  gql::uuid number;
  gql::decimal price;
  gql::date published;
  gql::time opens;
  gql::duration length;
  gql::json extra;
  gql::email_address publisher;
  gql::ip_address host;
  gql::cidr network;
  gql::mac_address card;
  gql::ltree path;
  gql::date_range on_offer;

  static gql::find<BookReview> reviews() {
    return gql::find<BookReview>()
        .where(gql::field<&Book::id> == gql::field<&BookReview::book_id>)
        .where(gql::field<&Book::shelf> == gql::field<&BookReview::shelf>)
        .where(gql::field<&BookReview::stars> > 1)
        .order_by(gql::field<&BookReview::stars>.desc(),
                  gql::field<&BookReview::written_at>.asc().nulls_first())
        .by_cursor();
  }
  static void describe(gql::type<Book>& t) {
    t.doc("A book with \"quotes\".\nIn two lines.").relation("tv_all_books").implements<Item>();
    t.is_public();
    t.field<&Book::copies>().authorize("book:count");
    t.field<&Book::authors>().doc("Who wrote it.");
    t.field<&Book::weight>().deprecated("not weighed any more").stored("w");
    t.field<&Book::origin>().discriminator("origin_kind");
    t.field<&Book::reviews>().authorize("review:read").aggregated();
  }
};

gql::find_one<Author> Author::teacher() {
  return gql::find_one<Author>(gql::field<&Author::id> == gql::field<&Author::teacher_id>);
}
gql::find<Author> Author::pupils() {
  return gql::find<Author>().where(gql::field<&Author::teacher_id> == gql::field<&Author::id>);
}
gql::find<Item> Author::namesakes() {
  return gql::find<Item>()
      .where(gql::field<&Author::identifier> == gql::field<&Item::title>)
      .order_by(gql::field<&Item::title>.desc().nulls_last());
}
gql::find_one<Book> BookReview::book() {
  return gql::find_one<Book>(gql::field<&Book::id> == gql::field<&BookReview::book_id>,
                             gql::field<&Book::shelf> == gql::field<&BookReview::shelf>)
      .required();
}

struct Film {
  gql::id id;
  std::string title;
  std::int32_t minutes = 0;
  static void describe(gql::type<Film>& t) { t.implements<Item>(); }
};

struct WriteReview {
  std::int32_t stars = 5;
  std::string text_of_it;
  std::optional<Shelf> shelf;
  std::optional<gql::timestamp> at;
  static void describe(gql::type<WriteReview>& t) {
    t.doc("What one thinks.");
    t.field<&WriteReview::text_of_it>().doc("At length.").stored("body");
    t.field<&WriteReview::at>().deprecated("it is now");
  }
};

struct FindBook {
  std::string about;
};

// What functions of the database return; only a voucher has rows.
struct Paper {
  gql::uuid number;
  static void describe(gql::type<Paper>& t) { t.discriminator("form"); }
};
struct Payment {
  gql::decimal amount;
  std::optional<gql::timestamp> paid_at;
};
struct Receipt {
  gql::uuid number;
  std::vector<Payment> payments;
  static void describe(gql::type<Receipt>& t) {
    t.implements<Paper>();
    t.field<&Receipt::payments>().stored("paid");
  }
};
struct Voucher {
  gql::id id;
  gql::uuid number;
  gql::id owner_id;
  static gql::find_one<Author> owner() {
    return gql::find_one<Author>(gql::field<&Author::id> == gql::field<&Voucher::owner_id>);
  }
  static void describe(gql::type<Voucher>& t) {
    t.relation("tv_voucher").implements<Paper>();
    t.field<&Voucher::owner_id>().column("owner_id");
    t.field<&Voucher::owner>();
  }
};
struct SoldOut {
  std::string message;
};

struct Parcel {
  std::string street_name;
  std::optional<Shelf> shelf;
  std::vector<Parcel> parts;
  static void describe(gql::type<Parcel>& t) {
    t.field<&Parcel::street_name>().stored("street,of it");
  }
};
struct OrderBooks {
  std::vector<gql::id> books;
  Parcel parcel;
  std::optional<std::vector<std::optional<Parcel>>> others;
  std::vector<Shelf> shelves;
  std::optional<gql::json> extra;
};

auto books() {
  return gql::find<Book>().where(
      gql::field<&Book::shelf> != Shelf::InTheCellar &&
      gql::field<&Book::authors>.some(
          gql::field<&Author::address, &Address::html_url>.starts_with("https:")) &&
      !gql::field<&Book::second_shelf>.in({Shelf::non_fiction}));
}
auto items() { return gql::find<Item>(); }
auto authors() {
  return gql::find<Author>().order_by(gql::field<&Author::address, &Address::street_name>.asc(),
                                      gql::field<&Author::identifier>.desc());
}
auto pages() { return gql::find<Book>().by_cursor(); }
auto newest() {
  auto found = gql::find<Book>();
  found.order_by(gql::field<&Book::published>.desc()).by_cursor();
  found.where(gql::field<&Book::is_new> == true);
  return found;
}
auto book(gql::key by) { return gql::find_one<Book>(by); }
auto review(gql::key by) { return gql::find_one<BookReview>(by); }
auto find_book(gql::input<FindBook> input) { return gql::call<Book>("shop.fn_find_book", input); }
auto book_of_the_day() { return gql::call<Book>("fn_book_of_the_day"); }
auto write_review(gql::input<WriteReview> input) {
  return gql::call<BookReview>("fn_write_review", input);
}
auto sort_books() { return gql::call<Book>("shop.fn_sort_books"); }

auto receipt() { return gql::call<Receipt>("fn_receipt"); }
auto last_sale() { return gql::call<std::variant<Receipt, Voucher>>("fn_last_sale"); }
auto prices() { return gql::call<std::vector<std::optional<gql::decimal>>>("fn_prices"); }
auto shelves() { return gql::call<std::optional<std::vector<Shelf>>>("fn_shelves"); }
auto is_open() { return gql::call<bool>("fn_is_open"); }
auto order_books(gql::input<OrderBooks> input) {
  return gql::call<std::variant<Receipt, SoldOut>>("fn_order_books", input);
}
auto redeem() { return gql::call<std::optional<Voucher>>("fn_redeem"); }
auto print_papers() { return gql::call<std::vector<Paper>>("fn_print_papers"); }
auto sales() {
  return gql::call<std::vector<std::optional<std::variant<Voucher, Book>>>>("fn_sales");
}
auto count_books() { return gql::call<std::int64_t>("fn_count_books"); }
auto fill_shelf() { return gql::call<Shelf>("fn_fill_shelf"); }
auto audit() { return gql::call<gql::json>("fn_audit"); }
auto weigh() { return gql::call<std::vector<std::vector<double>>>("fn_weigh"); }
auto close_shop() { return gql::call<void>("fn_close_shop"); }

}  // namespace bookshop_module

namespace fraiseql::frontend {

api::schema bookshop() {
  using namespace bookshop_module;
  gql::schema schema;
  schema.query<books, items, authors, pages, newest, book, review, find_book, book_of_the_day>();
  schema.query<receipt, last_sale, prices, shelves, is_open>();
  schema.mutation<write_review, sort_books, order_books, redeem, print_papers, sales>();
  schema.mutation<count_books, fill_shelf, audit, weigh, close_shop>();
  schema.types<Film>();
  schema.constraint("tb_review_body_check", "say \"something\"", "textOfIt")
      .constraint("tb_order_stock", "sold out");
  schema.session("shop.customer", "sub").session("shop.tenant_id", "tenant");
  schema.role("role", {"shop_user", "shop owner"}, "shop_anonymous");
  schema.describe<books>().doc("All of them.").max_limit(50).authorize("book:list");
  schema.describe<items>().max_limit(2'147'483'647).streamed().aggregated();
  schema.describe<newest>().max_limit(10).aggregated();
  schema.describe<book>().name("theBook").deprecated("use books").authorize_or_null("book:read");
  schema.describe<is_open>().authorize("shop:read");
  schema.describe<sort_books>().retryable();
  schema.describe<redeem>().retryable().authorize("!#$%&()*+-./:;<=>?@[\\]^_`{|}~");
  schema.describe<write_review>().doc("Says it to all.");
  schema.describe<order_books>().doc("All of them, or none.").discriminator("outcome");
  return schema;
}

}  // namespace fraiseql::frontend
