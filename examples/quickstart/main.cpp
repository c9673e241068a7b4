#include <fraiseql/fraiseql.hpp>
namespace gql = fraiseql;

struct Note {  // GraphQL type Note, read from tv_note
  gql::id id;
  std::string identifier;
  std::string title;
  std::optional<std::string> body;  // std::optional = nullable
};
struct CreateNote {
  std::string title;
  std::optional<std::string> body;
};

auto notes() { return gql::find<Note>(); }  // where, orderBy, limit, offset come with it
auto note(gql::key by) { return gql::find_one<Note>(by); }  // note(id, identifier): Note
auto create_note(gql::input<CreateNote> input) { return gql::call<Note>("fn_create_note", input); }

int main(int argc, char** argv) {
  gql::schema schema;
  schema.query<notes, note>().mutation<create_note>();
  return gql::run(schema, argc, argv);  // the program is its own command line
}
