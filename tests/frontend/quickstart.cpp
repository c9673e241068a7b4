// The quickstart's types and functions, as its users write them.
#include <fraiseql/fraiseql.hpp>

#include "frontend/quickstart.hpp"

namespace gql = fraiseql;

namespace {

struct Note {
  gql::id id;
  std::string identifier;
  std::string title;
  std::optional<std::string> body;
};
struct CreateNote {
  std::string title;
  std::optional<std::string> body;
};

auto notes() { return gql::find<Note>(); }
auto note(gql::key by) { return gql::find_one<Note>(by); }
auto create_note(gql::input<CreateNote> input) { return gql::call<Note>("fn_create_note", input); }

}  // namespace

namespace fraiseql::frontend {

api::schema quickstart() {
  gql::schema schema;
  schema.query<notes, note>().mutation<create_note>();
  return schema;
}

}  // namespace fraiseql::frontend
