#include "cli/index_section.hpp"

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <map>
#include <utility>

#include "base/check.hpp"
#include "execution/requirements.hpp"
#include "plan/single_filters.hpp"
#include "postgres/index_check.hpp"
#include "postgres/lane.hpp"
#include "server/development_database.hpp"
#include "server/plain_text.hpp"

namespace fraiseql::cli {
namespace {

constexpr int connect_timeout_s = 3;
constexpr std::chrono::seconds longest_look{10};

// A column of a row as the answer has it: the response path, and what is answered with it.
struct answered_column {
  std::string path;
  const transform::value_shape* value = nullptr;
};
using answered_columns = std::map<std::size_t, answered_column>;

void find_columns(answered_columns& to, const transform::object_shape& object,
                  const std::string& path) {
  for (const transform::field_shape& field : object.fields) {
    if (!transform::is_stored_key(field.key) || field.key < object.keys.size()) continue;
    to.try_emplace(field.key - object.keys.size(),
                   answered_column{path + "." + field.response_key, &field.value});
  }
}

// `path` leads to the value, whose rows, or objects with columns, are looked at.
void find_columns(answered_columns& to, const transform::value_shape& value,
                  const std::string& path) {
  if (value.object) find_columns(to, *value.object, path);
  if (value.abstract) {
    for (const auto& possible : value.abstract->possible) find_columns(to, possible, path);
  }
  if (!value.connection) return;
  for (const transform::connection_field& edges : value.connection->fields) {
    for (const transform::connection_field& node : edges.fields) {
      find_columns(to, node.node, path + "." + edges.response_key + "." + node.response_key);
    }
  }
}

// What the field itself says to be equal to a value that an index has among others.
bool is_own_equality(const plan::condition& one) {
  const auto* compared = std::get_if<plan::comparison>(&one.is);
  if (compared == nullptr || compared->how != schema::filter_operator::eq) return false;
  const plan::location& place = compared->left;
  const bool is_scalar = !place.is_list && place.item == 0 && place.of == plan::measure::value &&
                         place.type != plan::value_type::jsonb && !plan::is_range(place.type);
  return is_scalar && compared->right.argument.starts_with("own where");
}

// Rows, and what a line calls them: by their response path, or the filter that asks for them.
struct subject {
  std::string name;
  const schema::relation& rows;
};

class section {
 public:
  section(postgres::index_check& with, const schema::schema& schema)
      : with_(with), schema_(schema) {}

  void add(const plan::step& step) {
    const std::string& name = step.response_key();
    if (const auto* read = std::get_if<plan::read>(&step.action)) {
      if (!read->id_from && !read->returned) add(name, *read);
      add(read->columns, step.shape.value, name);
    } else if (const auto* call = std::get_if<plan::call>(&step.action)) {
      if (call->read_back) add(call->read_back->columns, step.shape.value, name);
    }
  }

  std::string text = {};

 private:
  void add(const std::string& name, const plan::read& read) {
    if (read.groups) return add(name, *read.groups);
    add({name, read.from}, read);
  }

  // The rows that are grouped are found in no order.
  void add(const std::string& name, const plan::grouping& groups) {
    const plan::read& rows = *groups.of;
    plan::read found = {.from = rows.from, .row = rows.row, .on = rows.on};
    if (!rows.on.empty()) return add_related({name, rows.from}, std::move(found), rows.where, "");
    add({name, rows.from}, rows.where, "");
  }

  void add(const subject& of, const plan::read& read) {
    plan::read found = {.from = read.from, .row = read.row, .on = read.on};
    const bool is_answered = !read.keyset || read.keyset->has_rows;  // and not only counted
    if (is_answered) {
      found.order = read.order;
      found.is_id_descending = read.is_id_descending;
      found.paging = plan::page{1, 0};
    }
    if (!read.on.empty()) return add_related(of, std::move(found), read.where, "");
    add(of, read.where, "");
    if (!found.order.empty()) say(of, "orderBy", with_.check(found, types_of(found)));
  }

  void add(const std::vector<plan::column>& columns, const transform::value_shape& value,
           const std::string& path) {
    answered_columns answered;
    find_columns(answered, value, path);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (std::holds_alternative<plan::member_column>(columns[i].is)) continue;
      const answered_column& at = answered[i];
      FRAISEQL_CHECK(at.value != nullptr);
      if (const auto* related = std::get_if<plan::related_column>(&columns[i].is)) {
        add(at.path, *related->rows);
        add(related->rows->columns, *at.value, at.path);
      } else if (const auto* object = std::get_if<plan::embedded_column>(&columns[i].is)) {
        add(object->columns, *at.value, at.path);
      }
    }
  }

  // Rows that belong to a row are found by what is equal there and what the field itself says to be
  // equal, and ordered, in one statement, which one index has to serve.
  void add_related(const subject& of, plan::read found, const plan::conditions& where,
                   const std::string& trouble) {
    std::string what;
    for (const plan::match& one : found.on) {
      what += (what.empty() ? "by " : ", ") + name_of(of, one.theirs);
    }
    plan::conditions others;
    for (const plan::condition& one : where) {
      if (is_own_equality(one)) {
        what += ", " + std::get<plan::comparison>(one.is).right.argument;
        found.where.push_back(one);
      } else {
        others.push_back(one);
      }
    }
    if (!found.order.empty()) what += ", orderBy";
    say(of, what, with_.check(found, types_of(found)));
    add(of, others, trouble);
  }

  // As the schema calls the field there.
  std::string name_of(const subject& in, const plan::location& place) {
    const schema::field* field = plan::field_at(schema_, in.rows, place);
    if (field != nullptr) return field->name;
    return place.column.empty() ? place.path.back() : place.column;
  }

  std::vector<const schema::type_reference*> types_of(const plan::read& rows) {
    std::vector<const schema::type_reference*> types;
    const auto add_type = [&](const plan::location& place) {
      types.push_back(plan::type_at(schema_, rows.from, place));
    };
    for (const plan::match& one : rows.on) add_type(one.theirs);
    for (const plan::condition& one : rows.where) {
      add_type(std::get<plan::comparison>(one.is).left);
    }
    for (const plan::order_key& key : rows.order) add_type(key.by);
    return types;
  }

  // `trouble` is why no index serves any of them, or "".
  void add(const subject& of, const plan::conditions& all, const std::string& trouble) {
    const auto within = [&](const char* reason) { return trouble.empty() ? reason : trouble; };
    for (const plan::condition& one : all) {
      if (const auto* compared = std::get_if<plan::comparison>(&one.is)) {
        add(of, *compared, trouble);
      } else if (const auto* any = std::get_if<plan::any_of>(&one.is)) {
        for (const plan::conditions& some : any->alternatives) add(of, some, trouble);
      } else if (const auto* negated = std::get_if<plan::negation>(&one.is)) {
        add(of, negated->of, within("it stands under NOT"));
      } else if (const auto* items = std::get_if<plan::quantified>(&one.is)) {
        add(of, items->of, within("it is asked of the items of a list"));
      } else if (const auto* rows = std::get_if<plan::related>(&one.is)) {
        add(of, *rows, trouble);
      } else if (const auto* groups = std::get_if<plan::related_groups>(&one.is)) {
        add(of.name + " " + groups->argument, groups->groups);
      }
    }
  }

  // Of several rows for one the first by its id is taken; whether there are any needs no order.
  void add(const subject& of, const plan::related& asked, const std::string& trouble) {
    plan::read found = {.from = asked.rows, .row = asked.row, .on = asked.on};
    if (asked.is_to_one) found.paging = plan::page{1, 0};
    const std::string name = of.name + " " + asked.argument;
    add_related({name, asked.rows}, std::move(found), asked.own, trouble);
    const bool is_every = asked.how == schema::filter_operator::every && trouble.empty();
    // Their conditions are called by their place in the whole filter.
    add({of.name, asked.rows}, asked.of,
        is_every ? "it is asked of every row that belongs to another" : trouble);
  }

  void add(const subject& of, const plan::comparison& one, const std::string& trouble) {
    if (!trouble.empty()) {
      return say(of, one.right.argument, postgres::index_verdict{.advice = {.remark = trouble}});
    }
    const schema::type_reference* type = plan::type_at(schema_, of.rows, one.left);
    say(of, one.right.argument, with_.check(of.rows, one, type));
  }

  void say(const subject& of, const std::string& what,
           const result<postgres::index_verdict, postgres::error>& made) {
    text += of.name + " " + what + ": " +
            (made ? postgres::to_text(*made) : "cannot be planned: " + made.error().message) + "\n";
  }

  postgres::index_check& with_;
  const schema::schema& schema_;
};

failure not_reached(const postgres::error& why) {
  return {"the database cannot be looked at: " + why.message};
}

}  // namespace

result<known_database> look_at_database(const served_project& project,
                                        const server::settings& chosen) {
  std::string conninfo = chosen.database_url;
  if (conninfo.empty()) {
    conninfo = server::development_database::conninfo_of_project(project.directory).value_or("");
  }
  if (conninfo.empty()) return failed{failure{"there is no database"}};
  // A lane tries again and again; this one fails at once.
  auto reached = postgres::blocking_session::connect(conninfo, connect_timeout_s);
  if (!reached && chosen.database_url.empty()) {
    return failed{failure{"the embedded database of the project does not run"}};
  }
  if (!reached) return failed{not_reached(reached.error())};
  boost::asio::io_context loop{1};
  std::optional<postgres::catalogue_answer> seen;
  postgres::lane lane(
      loop, {.name = "explain", .connection = {.conninfo = conninfo}, .connections = 1}, {}, [] {});
  lane.start();
  postgres::check_catalogue(lane,
                            execution::requirements_of(project.schema, chosen.search_configuration),
                            [&](postgres::catalogue_answer answer) {
                              seen = std::move(answer);
                              lane.stop();
                            });
  loop.run_for(longest_look);
  if (!seen) return failed{failure{"the database has not answered"}};
  if (!*seen) return failed{not_reached(seen->error())};
  return known_database{std::move(conninfo), (*seen)->found};
}

std::string indexes_of(const plan::query_plan& plan, const schema::schema& schema,
                       const result<known_database>& database) {
  const auto unknown = [](const std::string& why) {
    return "not looked at: " + server::plain_text(why) +
           "\nset database_url, or serve the project meanwhile\n";
  };
  if (!database) return unknown(database.error().message);
  auto with = postgres::index_check::connect(database->conninfo, *database->found);
  if (!with) return unknown(with.error().message);
  section made(*with, schema);
  for (const plan::step& step : plan.steps) made.add(step);
  if (made.text.empty()) return "nothing is filtered or ordered\n";
  return server::plain_text("planned as the role " + with->role() + "\n" + made.text);
}

}  // namespace fraiseql::cli
