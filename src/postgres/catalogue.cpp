// One group asks for everything at once. Only where a name does not exist a second one asks for
// those that do, so that a good start costs nothing more. What is asked of a relation and of a
// function stands in required_relation.cpp and required_function.cpp, of an extension in
// required_extension.cpp.
#include "postgres/catalogue.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

constexpr const char* server_query =
    "SELECT current_setting('server_encoding'), current_setting('server_version'), "
    "(current_setting('server_version_num')::int / 10000 >= $1::int)::text, "
    "current_database()::text, ";
constexpr std::size_t columns_of_server = 4;

// What a statement with this configuration would do with its name.
constexpr const char* configuration_query = "SELECT $1::text::regconfig::text";

// Whether the table that `install` makes is there, and all of it is this role's to use.
constexpr const char* idempotency_query =
    "SELECT (count(*) > 0)::text FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'fraiseql' AND c.relname = 'idempotency' AND c.relkind = 'r' "
    "AND 4 = (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid "
    "AND a.attname IN ('key', 'request_hash', 'answer', 'created_at')) "
    "AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') "
    "AND pg_catalog.has_table_privilege(c.oid, 'SELECT') "
    "AND pg_catalog.has_table_privilege(c.oid, 'INSERT') "
    "AND pg_catalog.has_table_privilege(c.oid, 'UPDATE') "
    "AND pg_catalog.has_table_privilege(c.oid, 'DELETE') "
    // No request may look at it.
    "AND NOT EXISTS (SELECT FROM pg_catalog.jsonb_array_elements_text($1::jsonb) AS w "
    "JOIN pg_catalog.pg_roles r ON r.rolname = w WHERE pg_catalog.has_table_privilege("
    "r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE'))";

// All that might have been meant; as many as can be compared within some milliseconds.
constexpr const char* relations_query =
    "SELECT c.relname FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = $1 AND c.relkind IN ('r', 'v', 'm', 'p', 'f') ORDER BY 1 LIMIT 5000";
constexpr const char* function_names_query =
    "SELECT DISTINCT p.proname FROM pg_catalog.pg_proc p "
    "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
    "WHERE n.nspname = $1 AND p.prokind = 'f' ORDER BY 1 LIMIT 5000";
constexpr const char* configurations_query =
    "SELECT c.oid::regconfig::text FROM pg_catalog.pg_ts_config c ORDER BY 1";

void look_at_server(const requirements& needed, const rows& found, std::vector<missing>& into) {
  const int oldest = needed.oldest_server;
  const std::string wanted = "PostgreSQL " + std::to_string(oldest);
  if (found.value(0, 2) != "true") {
    into.push_back({"the server is PostgreSQL " + as_text(found, 0, 1) + ", older than " +
                        std::to_string(oldest),
                    "upgrade it to " + wanted + " or newer"});
  }
  if (found.value(0, 0) != "UTF8") {
    const std::string name = as_text(found, 0, 3);
    into.push_back(
        {"the database " + name + " has the encoding " + as_text(found, 0, 0) + ", not UTF8",
         "CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0, and move the data of " + name +
             " there with pg_dump and pg_restore"});
  }
  if (!needed.allow) return;
  const connection_limits limits = read_connection_limits(found, columns_of_server);
  for (missing& one : needed.allow(limits)) into.push_back(std::move(one));
}

void look_at_configuration(const std::string& name, const error& why, findings& into) {
  const bool is_unknown = why.sqlstate == "42704";
  if (is_unknown) {
    into.unknown.push_back({into.missing.size(), named_thing::search_configuration, "", name});
  }
  into.missing.push_back(
      {"the text search configuration " + name +
           (is_unknown ? " does not exist" : " cannot be used: " + why.message),
       "CREATE TEXT SEARCH CONFIGURATION " + name +
           " (COPY = pg_catalog.simple), or set \"search_configuration\" to another one"});
}

// An error of the client's own making, as this statement has no other part that could fail.
bool is_about_name(const error& why) {
  return why.from == error_source::statement && why.sqlstate != aborted_sqlstate &&
         (why.sqlstate.starts_with("42") || why.sqlstate.starts_with("3F"));
}

command look_for_names(const unknown_name& like) {
  switch (like.kind) {
    case named_thing::relation: return look_up(relations_query, {like.schema});
    case named_thing::function: return look_up(function_names_query, {like.schema});
    case named_thing::search_configuration: return look_up(configurations_query, {});
  }
  FRAISEQL_CHECK(false);
}

std::string suggestion(const unknown_name& like, const rows& found) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < found.count(); ++i) names.push_back(found.value(i, 0));
  const std::string name(nearest(like.name, names));
  if (name.empty()) return {};
  const bool has_schema = like.kind != named_thing::search_configuration;
  return "; did you mean \"" + (has_schema ? qualified(like.schema, name) : name) + "\"?";
}

// One pattern after the other, each in a group of its own, as any of them may fail; then what the
// schema itself says of what is there.
void judge(lane& over, const requirements& needed, catalogue_look made, std::size_t at,
           std::function<void(catalogue_answer)> done) {
  // Where something else is missing they can wait.
  if (at == 0 && !made.missing.empty()) return done(std::move(made));
  if (at == needed.patterns.size()) {
    if (needed.judge) {
      for (missing& one : needed.judge(made.found)) made.missing.push_back(std::move(one));
    }
    return done(std::move(made));
  }
  group check{.commands = {needed.patterns[at].check}, .done = {}, .session = needed.session};
  check.done = [&over, needed, made = std::move(made), at,
                done = std::move(done)](const std::vector<outcome>& outcomes) mutable {
    const outcome& read = outcomes.front();
    if (!read && read.error().from != error_source::statement) return done(failed{read.error()});
    if (!read) {
      made.missing.push_back({needed.patterns[at].name + ": " + read.error().message,
                              "write it otherwise in the schema"});
    }
    judge(over, needed, std::move(made), at + 1, std::move(done));
  };
  over.submit(std::move(check));
}

// What was found, with the nearest names; without them where they could not be asked for.
void finish(lane& over, const requirements& needed, findings made,
            std::function<void(catalogue_answer)> done) {
  const auto answer = [&over, needed, done = std::move(done)](findings all) {
    judge(over, needed,
          {std::move(all.missing), std::make_shared<const plan::catalogue>(std::move(all.found))},
          0, done);
  };
  if (made.unknown.empty()) return answer(std::move(made));
  group names{.commands = {}, .done = {}, .session = needed.session};
  for (const unknown_name& one : made.unknown) names.commands.push_back(look_for_names(one));
  names.done = [made = std::move(made), answer](const std::vector<outcome>& outcomes) mutable {
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      const unknown_name& like = made.unknown[i];
      if (outcomes[i]) made.missing[like.missing].message += suggestion(like, *outcomes[i]);
    }
    answer(std::move(made));
  };
  over.submit(std::move(names));
}

result<findings, error> look_at(const requirements& needed, const std::vector<outcome>& outcomes) {
  findings made;
  auto next = outcomes.begin();
  if (*next) look_at_server(needed, **next, made.missing);
  // Where the server is not the right one, the rest need not even have worked.
  if (!made.missing.empty()) return made;
  const outcome& configuration = outcomes.back();
  for (const outcome& one : outcomes) {
    const bool is_its_name = &one == &configuration && !one && is_about_name(one.error());
    if (!one && !is_its_name) return failed{one.error()};
  }
  ++next;
  for (const auto& extension : needed.extensions) look_at(extension, **next++, made);
  for (const auto& relation : needed.relations) look_at(relation, **next++, made);
  for (const auto& function : needed.functions) look_at(function, **next++, made);
  look_at_constraints(**next++, made);
  if (needed.identity) {
    look_at_roles(**next++, made);
    look_at_owners(**next++, made);
  }
  made.found.has_idempotency = (*next++)->value(0, 0) == "true";
  if (!configuration) {
    look_at_configuration(needed.search_configuration, configuration.error(), made);
  }
  return made;
}

}  // namespace

std::string qualified(const std::string& schema, const std::string& name) {
  return schema == "public" ? name : schema + "." + name;
}

std::string as_text(const rows& found, std::size_t row, std::size_t column) {
  return std::string(found.value(row, column));
}

bool is_true(const rows& found, std::size_t row, std::size_t column) {
  return found.value(row, column) == "true";
}

command look_up(const char* query, const std::vector<std::string>& texts) {
  auto statement = std::make_shared<sql::statement>();
  statement->text = query;
  command made{.statement = std::move(statement)};
  for (const std::string& text : texts) {
    made.parameters.push_back({.oid = 25, .is_binary = true, .bytes = sql::octets(text)});
  }
  return made;
}

void check_catalogue(lane& over, const requirements& needed,
                     std::function<void(catalogue_answer)> done) {
  group lookups{.commands = {}, .done = {}, .session = needed.session};
  const std::string of_server = std::string(server_query) + connection_limit_columns;
  lookups.commands.push_back(look_up(of_server.c_str(), {std::to_string(needed.oldest_server)}));
  for (const auto& extension : needed.extensions) lookups.commands.push_back(look_up(extension));
  for (const auto& relation : needed.relations) lookups.commands.push_back(look_up(relation));
  for (const auto& function : needed.functions) lookups.commands.push_back(look_up(function));
  lookups.commands.push_back(look_up_constraints());
  if (needed.identity) {
    lookups.commands.push_back(look_up_roles(needed));
    lookups.commands.push_back(look_up_owners(needed));
  }
  // It is used as the role that serves, whoever asks.
  lookups.commands.push_back(look_up(idempotency_query, {names_of_roles(needed)}));
  lookups.commands.back().as = run_as::server;
  // The last one, as only this one may fail, and would abort those behind it.
  lookups.commands.push_back(look_up(configuration_query, {needed.search_configuration}));
  lookups.done = [&over, needed, done = std::move(done)](const std::vector<outcome>& outcomes) {
    auto made = look_at(needed, outcomes);
    if (!made) return done(failed{std::move(made).error()});
    finish(over, needed, *std::move(made), done);
  };
  over.submit(std::move(lookups));
}

}  // namespace fraiseql::postgres
