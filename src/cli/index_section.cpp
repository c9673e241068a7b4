#include "cli/index_section.hpp"

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <utility>

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

class section {
 public:
  section(postgres::index_check& with, const schema::schema& schema)
      : with_(with), schema_(schema) {}

  void add(const plan::step& step) {
    const auto* read = std::get_if<plan::read>(&step.action);
    if (read == nullptr || read->id_from) return;
    name_ = step.response_key();
    add(*read);
  }

  std::string text = {};

 private:
  void add(const plan::read& read) {
    from_ = &read.from;
    add(read.on);
    add(read.where, "");
    if (!read.order.empty()) {
      std::vector<const schema::type_reference*> types;
      for (const plan::order_key& key : read.order) {
        types.push_back(plan::type_at(schema_, read.from, key.by));
      }
      say("orderBy", with_.check(read, types));
    }
    add(read.columns);
  }

  void add(const std::vector<plan::column>& columns) {
    const std::string name = name_;
    for (const plan::column& one : columns) {
      if (const auto* related = std::get_if<plan::related_column>(&one.is)) {
        name_ = name + " > " + related->rows->from.name;
        add(*related->rows);
      } else if (const auto* object = std::get_if<plan::embedded_column>(&one.is)) {
        add(object->columns);
      }
      name_ = name;
    }
  }

  // Rows that belong to a row are looked for by what is equal.
  void add(const std::vector<plan::match>& on) {
    for (const plan::match& one : on) {
      const std::string key =
          one.theirs.column.empty() ? one.theirs.path.back() : one.theirs.column;
      add({.left = one.theirs,
           .how = schema::filter_operator::eq,
           .right = {.type = one.theirs.type, .argument = "by " + key}},
          "");
    }
  }

  // `trouble` is why no index serves any of them, or "".
  void add(const plan::conditions& all, const std::string& trouble) {
    const auto within = [&](const char* reason) { return trouble.empty() ? reason : trouble; };
    for (const plan::condition& one : all) {
      if (const auto* compared = std::get_if<plan::comparison>(&one.is)) {
        add(*compared, trouble);
      } else if (const auto* any = std::get_if<plan::any_of>(&one.is)) {
        for (const plan::conditions& some : any->alternatives) add(some, trouble);
      } else if (const auto* negated = std::get_if<plan::negation>(&one.is)) {
        add(negated->of, within("it stands under NOT"));
      } else if (const auto* items = std::get_if<plan::quantified>(&one.is)) {
        add(items->of, within("it is asked of the items of a list"));
      } else if (const auto* rows = std::get_if<plan::related>(&one.is)) {
        const schema::relation* from = std::exchange(from_, &rows->rows);
        add(rows->on);
        add(rows->own, trouble);
        add(rows->of, rows->how == schema::filter_operator::every
                          ? within("it is asked of every row that belongs to another")
                          : trouble);
        from_ = from;
      }
    }
  }

  void add(const plan::comparison& one, const std::string& trouble) {
    if (!trouble.empty()) {
      return say(one.right.argument, postgres::index_verdict{.advice = {.remark = trouble}});
    }
    say(one.right.argument, with_.check(*from_, one, plan::type_at(schema_, *from_, one.left)));
  }

  void say(const std::string& what, const result<postgres::index_verdict, postgres::error>& made) {
    text += name_ + " " + what + ": " +
            (made ? postgres::to_text(*made) : "cannot be planned: " + made.error().message) + "\n";
  }

  postgres::index_check& with_;
  const schema::schema& schema_;
  const schema::relation* from_ = nullptr;
  std::string name_ = {};
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
