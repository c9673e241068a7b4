// All types have `number`, `name` and `ref`, which is mostly the id of some row of some type, and
// most have a field of each of a few further kinds, so that any two types have values in common.
#include "lists/graph.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/check.hpp"
#include "filters/served.hpp"
#include "filters/tables.hpp"
#include "json/write.hpp"
#include "lists/declarations.hpp"
#include "lists/graph_query.hpp"
#include "lists/random_rows.hpp"

namespace fraiseql::lists {
namespace {

using filters::field;
using filters::kind;

constexpr std::array<const char*, 6> names = {"Alpha", "Beta", "Gamma", "Home", "Line", "Spot"};
constexpr std::size_t types_with_rows = 3;
constexpr std::size_t home = 3;
constexpr std::size_t line_type = 4;
constexpr std::size_t spot = 5;

class graph_maker {
 public:
  graph_maker(filters::random_source& random, const filters::value_pool& values)
      : random_(random), values_(values) {}

  graph make() {
    made_.types.resize(names.size());
    for (const char* name : names) made_.model.objects.push_back({name, {}});
    add_fields();
    for (std::size_t type = 0; type < types_with_rows; ++type) {
      made_.types[type].table = "tv_" + lower(names[type]);
    }
    for (std::size_t type = 0; type < names.size(); ++type) add_relations(type);
    for (std::size_t type = 0; type < types_with_rows; ++type) {
      add_root(type, form::list, "s");
      add_root(type, form::connection, "Pages");
    }
    for (graph_type& type : made_.types) {
      for (relation& one : type.relations) add_own(one, 30);
    }
    for (relation& one : made_.roots) add_own(one, 15);
    add_rows();
    return std::move(made_);
  }

 private:
  static std::string lower(std::string text) {
    text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
    return text;
  }

  void add_field(std::size_t type, const std::string& name, field one) {
    one.name = name;
    one.key = name;
    one.is_required = random_.chance(25);
    one.has_required_items = random_.chance(70);
    made_.model.objects[type].fields.push_back(std::move(one));
  }

  void add_fields() {
    constexpr std::array all = {kind::decimal,       kind::date_time,      kind::boolean,
                                kind::big_int,       kind::uuid,           kind::date,
                                kind::floating,      kind::duration,       kind::email_address,
                                kind::ip_address,    kind::ltree,          kind::time,
                                kind::date_range,    kind::mac_address,    kind::int_range,
                                kind::decimal_range, kind::date_time_range};
    std::vector<kind> shared;
    for (int i = 0; i < 4; ++i) {
      const kind drawn = random_.one_of(all);
      if (std::ranges::find(shared, drawn) == shared.end()) shared.push_back(drawn);
    }
    for (std::size_t type = 0; type < names.size(); ++type) {
      add_field(type, "number", {.of = kind::integer});
      add_field(type, "name", {.of = kind::string});
      add_field(type, "ref", {.of = kind::id});
      for (const kind one : shared) {
        const std::string name = lower(filters::type_name(made_.model, {.of = one})) + "Value";
        if (random_.chance(75)) add_field(type, name, {.of = one});
      }
    }
    add_field(0, "home", {.of = kind::object, .index = home});
    add_field(0, "lines", {.of = kind::object, .index = line_type, .is_list = true});
    add_field(1, "home", {.of = kind::object, .index = home});
    add_field(2, "spots", {.of = kind::object, .index = spot, .is_list = true});
    add_field(2, "tags", {.of = kind::string, .is_list = true});
    add_field(line_type, "spot", {.of = kind::object, .index = spot});
  }

  // The first of a type of rows is related to itself.
  void add_relations(std::size_t type) {
    for (std::size_t i = 0; i < 3; ++i) {
      const bool is_own = type < types_with_rows && i == 0;
      relation one{.target = is_own ? type : random_.number(types_with_rows - 1)};
      one.as = static_cast<form>(random_.number(2));
      one.on.push_back(draw_match(type, one));
      if (random_.chance(15)) {
        auto more = draw_match(type, one);
        if (more.first.name != one.on.front().first.name) one.on.push_back(std::move(more));
      }
      one.name = "r" + std::to_string(i) + names[one.target];
      made_.types[type].relations.push_back(std::move(one));
    }
  }

  std::pair<field, field> draw_match(std::size_t type, const relation& of) {
    const auto& ours = made_.model.objects[type];
    const auto& theirs = made_.model.objects[of.target];
    if (random_.chance(of.as == form::one ? 50 : 10)) return {id_field(), ours.find("ref")};
    if (type < types_with_rows && random_.chance(30)) return {theirs.find("ref"), id_field()};
    for (;;) {
      const field& one = random_.one_of(ours.fields);
      const auto same = std::ranges::find(theirs.fields, one.name, &field::name);
      if (one.of != kind::object && !one.is_list && same != theirs.fields.end()) {
        return {*same, one};
      }
    }
  }

  void add_root(std::size_t type, form as, const std::string& end) {
    made_.roots.push_back({.name = lower(names[type]) + end, .target = type, .as = as});
  }

  void add_own(relation& to, std::size_t chance) {
    if (to.as == form::one) return;
    const query_source from{made_, values_, random_};
    while (to.where.is_null() && random_.chance(chance)) {
      // A field's own filter cannot have this one, which says nothing.
      json::value where = random_where(from, to.target, 0);
      if (json::to_text(where).find("\"notIn\":[]") == std::string::npos) {
        to.where = std::move(where);
      }
    }
    if (random_.chance(chance)) {
      to.by = random_ordering(made_.model, to.target, true, random_);
    }
    if (random_.chance(chance)) to.maximum = random_.chance(70) ? 2 + random_.number(8) : 200;
  }

  void add_rows() {
    constexpr std::array<std::size_t, types_with_rows> least = {7, 14, 18};
    std::vector<std::string> ids;
    for (std::size_t type = 0; type < types_with_rows; ++type) {
      const std::size_t count = least[type] + random_.number(6);
      for (std::size_t i = 0; i < count; ++i) {
        made_.types[type].rows.push_back({.id = filters::id_of(100 * (type + 1) + i)});
        ids.push_back(made_.types[type].rows.back().id);
      }
    }
    for (std::size_t type = 0; type < types_with_rows; ++type) {
      const bool is_long = random_.chance(25);
      for (row& one : made_.types[type].rows) {
        json::value made = random_document(made_.model, type, values_, random_);
        fit(made, ids);
        auto& members = std::get<json::object>(made);
        members.insert(members.begin(), {"id", one.id});
        if (is_long) members.emplace_back("padding", padding());
        one.document = std::move(made);
      }
    }
  }

  std::string padding() {
    std::string text;
    for (std::size_t left = 2'000 + random_.number(8'000); left > 0; --left) {
      text += static_cast<char>('a' + random_.number(25));
    }
    return text;
  }

  // References to rows, and whole numbers as they are answered.
  void fit(json::value& in, const std::vector<std::string>& ids) {
    if (auto* items = std::get_if<json::array>(&in)) {
      for (json::value& item : *items) fit(item, ids);
    }
    auto* members = std::get_if<json::object>(&in);
    if (members == nullptr) return;
    for (auto& [key, value] : *members) {
      fit(value, ids);
      if (value.is_null()) continue;
      if (key == "ref" && random_.chance(80)) value = random_.one_of(ids);
      if (key == "number") {
        const std::string& text = value.get<json::number>()->text;
        value = json::number{text.substr(0, text.find('.'))};
      }
    }
  }

  filters::random_source& random_;
  const filters::value_pool& values_;
  graph made_ = {};
};

schema::list_declaration list_of(const relation& one) {
  schema::list_declaration made;
  made.as = one.as == form::connection ? schema::listing::connection : schema::listing::list;
  if (one.maximum) made.maximum_limit = static_cast<std::int32_t>(*one.maximum);
  made.where = one.where;
  if (!one.by.empty()) made.order_by = to_json(one.by);
  return made;
}

schema::field_declaration field_of(const graph& of, const relation& one) {
  schema::relation_declaration declared{.on = {}};
  for (const auto& [theirs, ours] : one.on) {
    declared.on.push_back({.field = theirs.name, .equals = ours.name});
  }
  if (one.as != form::one) declared.list = list_of(one);
  return {.name = one.name,
          .type = {of.model.objects[one.target].name, 0, 0},
          .relation = std::move(declared)};
}

}  // namespace

std::size_t relation::most() const { return maximum.value_or(as == form::connection ? 100 : 1000); }

graph random_graph(filters::random_source& random, const filters::value_pool& values) {
  return graph_maker(random, values).make();
}

std::shared_ptr<const schema::schema> schema_of(const graph& of) {
  schema::schema_builder builder;
  for (std::size_t type = 0; type < of.types.size(); ++type) {
    const filters::object& fields = of.fields_of(type);
    auto made = declaration_of(of.model, fields, fields.name, of.types[type].table);
    for (const relation& one : of.types[type].relations) made.fields.push_back(field_of(of, one));
    builder.add(std::move(made));
  }
  for (const relation& one : of.roots) {
    builder.add_query(schema::find_declaration{.name = one.name,
                                               .object = of.fields_of(one.target).name,
                                               .list = list_of(one),
                                               .origin = one.name});
  }
  return built(std::move(builder));
}

void make_tables(const graph& of, filters::random_source& random) {
  std::string script;
  for (std::size_t type = 0; type < of.types.size(); ++type) {
    const graph_type& one = of.types[type];
    if (!one.has_rows()) continue;
    const std::string reserve = "reserve_" + one.table;
    script += "DROP TABLE IF EXISTS " + one.table + ", " + reserve + "; CREATE TABLE " + one.table +
              " (id uuid PRIMARY KEY, data jsonb NOT NULL);\n";
    for (const row& each : one.rows) {
      script += "INSERT INTO " + one.table + " VALUES (" + filters::sql_text(each.id) + ", " +
                filters::sql_text(json::to_text(each.document)) + ");\n";
    }
    for (const field& each : of.fields_of(type).fields) {
      const auto column = filters::column_of(each, random);
      if (!column || !random.chance(35)) continue;
      const std::string name = filters::sql_name(column->name);
      script += "ALTER TABLE " + one.table + " ADD COLUMN " + name + " " + column->type +
                "; UPDATE " + one.table + " SET " + name + " = " + column->filling + ";\n";
    }
    // What comes back when it was taken away has no generated column.
    script += "CREATE TABLE " + reserve + " AS TABLE " + one.table + ";\n";
    if (random.chance(25)) {
      script += "ALTER TABLE " + one.table +
                " ADD COLUMN text text GENERATED ALWAYS AS (data::text) STORED;\n";
    }
    if (random.chance(60)) script += "ANALYZE " + one.table + ";\n";
  }
  filters::run_sql(script);
}

}  // namespace fraiseql::lists
