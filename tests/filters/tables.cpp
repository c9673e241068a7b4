// The types of columns are those that docs/api/filters.md allows, where there is a choice drawn.
#include "filters/tables.hpp"

#include <cstdio>

#include "filters/served.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

using names = std::vector<std::string>;

names types_of(kind of) {
  switch (of) {
    case kind::integer: return {"integer", "bigint", "numeric"};
    case kind::big_int: return {"bigint", "numeric"};
    case kind::decimal: return {"numeric"};
    case kind::floating: return {"double precision"};
    case kind::string:
    case kind::email_address:
    case kind::url:
    case kind::id:
    case kind::enumeration: return {"text", "character varying"};
    case kind::boolean: return {"boolean"};
    case kind::uuid: return {"uuid"};
    case kind::date_time: return {"timestamp with time zone"};
    case kind::date: return {"date"};
    case kind::time: return {"time without time zone"};
    case kind::duration: return {"interval"};
    case kind::json: return {"jsonb"};
    case kind::ip_address: return {"inet"};
    case kind::cidr: return {"cidr"};
    case kind::mac_address: return {"macaddr8"};
    case kind::ltree: return {"ltree"};
    case kind::date_range: return {"daterange"};
    case kind::int_range: return {"int4range"};
    case kind::big_int_range: return {"int8range"};
    case kind::decimal_range: return {"numrange"};
    case kind::date_time_range: return {"tstzrange"};
    case kind::object: break;
  }
  return {};
}

bool has_column(const field& one) { return one.of != kind::object && one.key != "updated_at"; }

// The value of the column, from the document.
std::string filling(const field& one, const std::string& type) {
  const std::string key = sql_text(one.key);
  const std::string cast = (one.of == kind::integer ? "::numeric::" : "::") + type;
  if (one.of == kind::json) return "data->" + key;
  if (!one.is_list) return "(data->>" + key + ")" + cast;
  return "CASE jsonb_typeof(data->" + key + ") WHEN 'array' THEN ARRAY(SELECT (e #>> '{}')" + cast +
         " FROM jsonb_array_elements(data->" + key + ") WITH ORDINALITY AS t(e, n) ORDER BY n) END";
}

}  // namespace

std::optional<column> column_of(const field& one, random_source& random) {
  if (!has_column(one)) return {};
  const names types = types_of(one.of);
  const std::string type = one.is_list ? types.front() : random.one_of(types);
  return column{one.key, type + (one.is_list ? "[]" : ""), filling(one, type)};
}

std::string id_of(std::size_t row) {
  char text[40];
  std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012zu", row);
  return text;
}

void make_tables(const model& of, const std::vector<json::value>& documents,
                 random_source& random) {
  const std::string head =
      " (id uuid PRIMARY KEY, data jsonb NOT NULL, updated_at timestamptz NOT NULL DEFAULT now()";
  std::string script = "DROP TABLE IF EXISTS tv_row, tv_twin; CREATE TABLE tv_row" + head + ");\n";
  for (std::size_t row = 0; row < documents.size(); ++row) {
    script += "INSERT INTO tv_row VALUES (" + sql_text(id_of(row)) + R"(, '{"id": ")" + id_of(row) +
              "\"}'::jsonb || " + sql_text(json::to_text(documents[row])) + ");\n";
  }
  std::string columns;
  std::string values;
  std::string without;
  for (const field& one : of.objects.front().fields) {
    const auto made = column_of(one, random);
    if (!made) continue;
    columns += ", " + sql_name(made->name) + " " + made->type;
    values += ", " + made->filling;
    without += " - " + sql_text(one.key);
  }
  script += "CREATE TABLE tv_twin" + head + columns + ");\nINSERT INTO tv_twin SELECT id, data" +
            without + ", now()" + values + " FROM tv_row";
  run_sql(script);
}

}  // namespace fraiseql::filters
