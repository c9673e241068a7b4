#include "frontend/code/code_frontend.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fraiseql/schema.hpp"
#include "frontend/quickstart.hpp"

namespace blog {

struct Address {
  std::string street_name;
  std::optional<std::string> city;
};
struct Author {
  fraiseql::api::id id;
  std::string full_name;
  Address address;
};
struct Post {
  fraiseql::api::id id;
  std::string identifier;
  Author author;
  std::vector<Address> dns_1;
};
struct Place {
  std::string street_name;
};
struct WritePost {
  std::string post_title;
};
struct MovePost {
  Place place;
};

fraiseql::api::find<Post> all_posts() { return {}; }
auto all_authors() noexcept { return fraiseql::api::find<Author>(); }
auto write_post(fraiseql::api::input<WritePost> input) {
  return fraiseql::api::call<Post>("blog.fn_write_post", input);
}
auto move_post(fraiseql::api::input<MovePost> input) {
  return fraiseql::api::call<Post>("fn_move_post", input);
}
auto touch() { return fraiseql::api::call<Post>("fn_touch"); }

}  // namespace blog

namespace other {
struct Post {
  fraiseql::api::id id;
};
auto other_posts() { return fraiseql::api::find<Post>(); }
}  // namespace other

namespace fraiseql::frontend {
namespace {

using outcome = result<std::shared_ptr<const schema::schema>, std::vector<schema::schema_error>>;

outcome build(const api::schema& declared) {
  schema::schema_builder builder;
  fill(builder, declared);
  return std::move(builder).build();
}

// The messages of all that is wrong, or "" and a failure of the test.
std::string messages(const api::schema& declared) {
  const outcome made = build(declared);
  if (made.ok()) {
    ADD_FAILURE() << "built: " << print(**made);
    return "";
  }
  std::string all;
  for (const schema::schema_error& error : made.error()) {
    all += error.origin + ": " + error.message + "\n";
  }
  return all;
}

void expect_holds(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << text;
}

std::string stored_keys(const schema::type& object) {
  std::string all;
  for (const schema::field& field : object.fields) {
    all += field.name + "=" + field.stored_key + " ";
  }
  return all;
}

TEST(code_frontend, quickstart_has_the_promised_schema) {
  const outcome made = build(quickstart());
  ASSERT_TRUE(made.ok()) << messages(quickstart());
  const std::string printed = print(**made);
  expect_holds(printed,
               "type Query {\n"
               "  notes(where: NoteWhereInput, orderBy: [NoteOrderByInput!], limit: Int = 100, "
               "offset: Int = 0): [Note!]!\n"
               "  note(id: ID, identifier: String): Note\n"
               "}\n");
  expect_holds(printed,
               "type Mutation {\n"
               "  createNote(input: CreateNote!): Note!\n"
               "}\n");
  expect_holds(printed,
               "type Note {\n"
               "  id: ID!\n"
               "  identifier: String!\n"
               "  title: String!\n"
               "  body: String\n"
               "}\n");
  expect_holds(printed,
               "input CreateNote {\n"
               "  title: String!\n"
               "  body: String\n"
               "}\n");
}

TEST(code_frontend, quickstart_is_bound_to_the_conventional_names) {
  const outcome made = build(quickstart());
  ASSERT_TRUE(made.ok()) << messages(quickstart());
  const schema::type* note = (*made)->find_type("Note");
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->description, std::nullopt);
  EXPECT_EQ(note->source, schema::relation{.name = "tv_note"});
  EXPECT_EQ(stored_keys(*note), "id=id identifier=identifier title=title body=body ");
  const schema::field* create = (*made)->mutation_type()->find_field("createNote");
  ASSERT_NE(create, nullptr);
  const auto* call = std::get_if<schema::call_binding>(&create->binding);
  ASSERT_NE(call, nullptr);
  EXPECT_EQ(call->function, "fn_create_note");
}

TEST(code_frontend, names_change_case_and_stored_keys_do_not) {
  const outcome made = build(api::schema().query<blog::all_posts>());
  ASSERT_TRUE(made.ok());
  EXPECT_NE((*made)->query_type()->find_field("allPosts"), nullptr);
  EXPECT_EQ(stored_keys(*(*made)->find_type("Address")), "streetName=street_name city=city ");
  EXPECT_EQ(stored_keys(*(*made)->find_type("Post")),
            "id=id identifier=identifier author=author dns_1=dns_1 ");
}

TEST(code_frontend, input_members_keep_their_spelling_as_parameters) {
  const outcome made = build(api::schema().query<blog::all_posts>().mutation<blog::write_post>());
  ASSERT_TRUE(made.ok());
  const schema::type* input = (*made)->find_type("WritePost");
  ASSERT_NE(input, nullptr);
  const schema::input_value* title = input->find_input_field("postTitle");
  ASSERT_NE(title, nullptr);
  EXPECT_EQ(title->stored, "post_title");
}

TEST(code_frontend, a_call_in_a_query_may_find_nothing) {
  const outcome made = build(api::schema().query<blog::write_post>());
  ASSERT_TRUE(made.ok()) << messages(api::schema().query<blog::write_post>());
  EXPECT_EQ((*made)->mutation_type(), nullptr);
  const schema::field* field = (*made)->query_type()->find_field("writePost");
  ASSERT_NE(field, nullptr);
  EXPECT_FALSE(field->type.is_non_null());
  EXPECT_TRUE(std::holds_alternative<schema::call_binding>(field->binding));
}

TEST(code_frontend, structs_inside_an_input_keep_the_spelling_of_their_members) {
  const outcome made = build(api::schema().query<blog::all_posts>().mutation<blog::move_post>());
  ASSERT_TRUE(made.ok());
  const schema::type* place = (*made)->find_type("Place");
  ASSERT_NE(place, nullptr);
  EXPECT_EQ(place->kind, schema::type_kind::input_object);
  EXPECT_EQ(place->find_input_field("streetName")->stored, "street_name");
}

struct Kept {
  api::id id;
  static void describe(api::type<Kept>& t) { t.relation("keeper.tv_kept"); }
};
auto keep() { return api::call<Kept>("fn_keep"); }
auto keep_all() { return api::call<std::vector<Kept>>("fn_keep_all"); }

TEST(code_frontend, a_call_alone_gives_a_struct_no_rows) {
  const outcome made = build(api::schema().query<blog::touch>().mutation<keep_all>());
  ASSERT_TRUE(made.ok());
  EXPECT_EQ((*made)->find_type("Post")->source, std::nullopt);
  EXPECT_EQ((*made)->find_type("Kept")->source,
            (schema::relation{.schema = "keeper", .name = "tv_kept"}));
}

TEST(code_frontend, a_struct_that_is_called_first_and_listed_later_has_rows) {
  const outcome made = build(api::schema().mutation<blog::touch>().query<blog::all_posts>());
  ASSERT_TRUE(made.ok());
  EXPECT_EQ((*made)->find_type("Post")->source, schema::relation{.name = "tv_post"});
}

struct Gone {
  std::string message;
};
auto either() { return api::call<std::variant<Kept, Gone>>("f"); }
auto perhaps_either() { return api::call<std::optional<std::variant<Kept, Gone>>>("f"); }
auto perhaps() { return api::call<std::optional<Kept>>("f"); }
auto number() { return api::call<std::int32_t>("f"); }
auto nothing() { return api::call<void>("f"); }
auto constant() { return api::call<const Kept>("f"); }

std::string field_types(const schema::type& root) {
  std::string all;
  for (const schema::field& one : root.fields) all += one.name + ": " + to_text(one.type) + "\n";
  return all;
}

TEST(code_frontend, a_struct_or_a_variant_that_a_query_calls_may_be_null) {
  const outcome made = build(
      api::schema()
          .query<keep, constant, either, keep_all, perhaps, perhaps_either, number, nothing>());
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(field_types(*(*made)->query_type()),
            "keep: Kept\nconstant: Kept\neither: EitherResult\nkeepAll: [Kept!]!\nperhaps: Kept\n"
            "perhapsEither: PerhapsEitherResult\nnumber: Int!\nnothing: Boolean!\n");
}

TEST(code_frontend, what_a_mutation_calls_is_as_it_says) {
  const outcome made =
      build(api::schema()
                .query<number>()
                .mutation<keep, either, keep_all, perhaps, perhaps_either, number, nothing>());
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(field_types(*(*made)->mutation_type()),
            "keep: Kept!\neither: EitherResult!\nkeepAll: [Kept!]!\nperhaps: Kept\n"
            "perhapsEither: PerhapsEitherResult\nnumber: Int!\nnothing: Boolean!\n");
}

TEST(code_frontend, what_a_call_returns_has_a_discriminator_if_it_is_a_variant) {
  api::schema declared;
  declared.query<either, number>();
  declared.describe<either>().discriminator("is");
  const outcome made = build(declared);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ((*made)->find_type("EitherResult")->discriminator, "is");
  declared.describe<number>().discriminator("is");
  expect_holds(
      messages(declared),
      "field \"number\" is given a discriminator, which only a std::variant has; remove it");
}

auto echo(api::input<blog::Author> input) { return api::call<blog::Author>("f", input); }

TEST(code_frontend, refuses_an_input_that_is_returned) {
  expect_holds(messages(api::schema().query<echo>()),
               "type \"Author\" is used both as an object and as an input");
}

TEST(code_frontend, an_embedded_struct_has_no_relation) {
  const outcome made = build(api::schema().query<blog::all_posts>());
  ASSERT_TRUE(made.ok());
  EXPECT_EQ((*made)->find_type("Post")->source, schema::relation{.name = "tv_post"});
  EXPECT_EQ((*made)->find_type("Author")->source, std::nullopt);
}

TEST(code_frontend, a_struct_that_is_embedded_first_and_listed_later_has_one) {
  const outcome made = build(api::schema().query<blog::all_posts, blog::all_authors>());
  ASSERT_TRUE(made.ok());
  EXPECT_EQ((*made)->find_type("Author")->source, schema::relation{.name = "tv_author"});
}

TEST(code_frontend, a_call_may_go_without_an_input) {
  const outcome made = build(api::schema().query<blog::all_posts>().mutation<blog::touch>());
  ASSERT_TRUE(made.ok());
  EXPECT_TRUE((*made)->mutation_type()->find_field("touch")->arguments.empty());
}

TEST(code_frontend, fields_stand_in_the_order_of_registration) {
  const outcome made = build(api::schema().query<blog::all_authors>().query<blog::all_posts>());
  ASSERT_TRUE(made.ok());
  const std::vector<schema::field>& fields = (*made)->query_type()->fields;
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].name, "allAuthors");
  EXPECT_EQ(fields[1].name, "allPosts");
}

TEST(code_frontend, refuses_two_structs_of_one_name) {
  const std::string said = messages(api::schema().query<blog::all_posts, other::other_posts>());
  expect_holds(said,
               "struct other::Post: type \"Post\" is the name of two types, blog::Post and "
               "other::Post; rename one of them");
}

struct One {
  static auto list() {
    struct Local {
      api::id id;
    };
    return api::find<Local>();
  }
};
struct Two {
  static auto lists() {
    struct Local {
      api::id id;
    };
    return api::find<Local>();
  }
};

TEST(code_frontend, refuses_two_structs_whose_paths_a_compiler_prints_alike) {
  expect_holds(messages(api::schema().query<&One::list, &Two::lists>()),
               "type \"Local\" is the name of two types");
}

auto write_an_author(api::input<blog::Author> input) {
  return api::call<blog::Post>("fn_write", input);
}

TEST(code_frontend, refuses_a_struct_that_is_object_and_input) {
  expect_holds(messages(api::schema().query<blog::all_posts>().mutation<write_an_author>()),
               "struct blog::Author: type \"Author\" is used both as an object and as an input");
}

auto forgets_its_input(api::input<blog::WritePost>) { return api::call<blog::Post>("fn_write"); }

TEST(code_frontend, refuses_an_input_that_is_not_handed_on) {
  expect_holds(messages(api::schema().query<blog::all_posts>().mutation<forgets_its_input>()),
               "field \"forgetsItsInput\" takes an input and does not pass it on; write "
               "call<T>(\"fn_write\", input)");
}

api::find<blog::Post> throws() { throw std::runtime_error("no such file"); }
api::find<blog::Post> throws_a_number() { throw 7; }

TEST(code_frontend, reports_what_a_function_throws) {
  expect_holds(messages(api::schema().query<throws>()),
               "field \"throws\" threw while it was described: no such file");
  expect_holds(messages(api::schema().query<throws_a_number>()),
               "field \"throwsANumber\" threw while it was described");
}

TEST(code_frontend, a_function_registered_twice_is_an_error) {
  expect_holds(messages(api::schema().query<blog::all_posts, blog::all_posts>()), "allPosts");
}

}  // namespace
}  // namespace fraiseql::frontend
