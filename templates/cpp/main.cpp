// What clients may ask, and where it comes from: a struct is a type, a function is a field.
#include <fraiseql/fraiseql.hpp>
namespace gql = fraiseql;

enum class TaskStatus { open, in_progress, done };  // in_progress is served as IN_PROGRESS

struct Task {  // read from the table tv_task; a member is a key of its documents
  gql::id id;
  std::string identifier;
  std::string title;
  TaskStatus status = TaskStatus::open;
  std::optional<gql::date> due_on;  // dueOn; std::optional = nullable
};
struct CreateTask {  // the parameters of fn_create_task: p_title, p_due_on
  std::string title;
  std::optional<gql::date> due_on;
};

auto tasks() { return gql::find<Task>(); }  // where, orderBy, limit, offset come with it
auto task(gql::key by) { return gql::find_one<Task>(by); }  // by its id or its identifier
auto create_task(gql::input<CreateTask> input) { return gql::call<Task>("fn_create_task", input); }

int main(int argc, char** argv) {
  gql::schema schema;
  schema.query<tasks, task>().mutation<create_task>();
  return gql::run(schema, argc, argv);  // the program is its own command line
}
