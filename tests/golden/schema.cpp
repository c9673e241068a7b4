#include "golden/schema.hpp"

#include <cstdio>
#include <cstdlib>

#include "schema/builder.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::testing {
namespace {

// Explaining calls nothing.
std::shared_ptr<const schema::native_function> never_called() {
  return std::make_shared<const schema::native_function>(
      [](const schema::native_call&) -> result<json::value, schema::native_failure> {
        return json::value(json::null{});
      });
}

schema::field_declaration computed(schema::field_declaration field) {
  field.native = never_called();
  return field;
}

void add_library(schema::schema_builder& into) {
  const std::vector<schema::field_declaration> of_all = {member("id", "ID", true),
                                                         member("title", "String", true)};
  into.add(schema::type_declaration{.kind = schema::type_kind::interface,
                                    .name = "Work",
                                    .fields = of_all,
                                    .source = schema::relation{.name = "tv_work"},
                                    .discriminator = "kind",
                                    .origin = "struct Work"});
  into.add(schema::type_declaration{.kind = schema::type_kind::enumeration,
                                    .name = "Genre",
                                    .values = {{.name = "NON_FICTION", .stored = "non-fiction"},
                                               {.name = "NOVEL", .stored = "novel"}},
                                    .origin = "enum Genre"});
  auto book = of_all;
  book.push_back(member("pages", "Int", true));
  book.push_back(member("genre", "Genre"));
  book.push_back(member("authors", "Author", true, 1));
  auto excerpt = computed(member("excerpt", "String", true));
  excerpt.arguments = {
      {.name = "length", .type = {.name = "Int"}, .default_value = json::number{"80"}}};
  book.push_back(std::move(excerpt));
  book.push_back(computed(member("similar", "Book", true, 1)));
  into.add(schema::type_declaration{.name = "Book",
                                    .fields = std::move(book),
                                    .interfaces = {{"Work"}},
                                    .source = schema::relation{.name = "tv_book"},
                                    .origin = "struct Book"});
  auto film = of_all;
  film.push_back(member("minutes", "Int", true));
  film.back().stored_key = "length_minutes";
  into.add(schema::type_declaration{.name = "Film",
                                    .fields = std::move(film),
                                    .interfaces = {{"Work"}},
                                    .origin = "struct Film"});
  into.add(schema::type_declaration{
      .name = "Person", .fields = {member("name", "String", true)}, .origin = "struct Person"});
  into.add(schema::type_declaration{
      .name = "Group",
      .fields = {member("name", "String", true), member("members", "Person", true, 1)},
      .origin = "struct Group"});
  into.add(schema::type_declaration{.kind = schema::type_kind::union_of,
                                    .name = "Author",
                                    .members = {{"Person"}, {"Group"}},
                                    .origin = "variant Author"});
  into.add_query(schema::find_declaration{.name = "works", .object = "Work", .origin = "works"});
  into.add_query(schema::find_declaration{.name = "books", .object = "Book", .origin = "books"});
  into.add_root({.field = computed(member("today", "Date", true)), .origin = "today"});
}

}  // namespace

std::shared_ptr<const schema::schema> golden_schema() {
  schema::schema_builder builder;
  add_notes(builder);
  add_library(builder);
  auto built = std::move(builder).build();
  if (!built) {
    for (const auto& error : built.error()) std::fprintf(stderr, "%s\n", error.message.c_str());
    std::abort();
  }
  return *std::move(built);
}

}  // namespace fraiseql::testing
