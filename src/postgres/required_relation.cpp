// Whether a relation that is needed is there with its columns, and what else it has: columns
// that can be compared instead of what is in the document, statistics, policies.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

// A column each: its name, its type, whether this role may read it; its collation, whether that
// is the database's and whether texts that differ are never equal by it; whether it is the text
// of the document ($3), stored; whether it keeps fewer digits than its type can; and of the
// relation its rows, what its full pages take, also out of line, and whether policies apply; last
// the role, whether it is a table and whether functions are called; of a column of vectors how many
// numbers each has.
constexpr const char* columns_query =
    "SELECT a.attname, format_type(a.atttypid, NULL), "
    "has_column_privilege(c.oid, a.attnum, 'SELECT')::text, "
    "a.attcollation::regcollation::text, "
    "(a.attcollation IN (0, 'pg_catalog.default'::regcollation))::text, "
    "coalesce(l.collisdeterministic, true)::text, "
    "coalesce(a.attgenerated = 's' AND a.atttypid = 'pg_catalog.text'::regtype "
    "AND pg_get_expr(d.adbin, d.adrelid) = '(' || quote_ident($3) || ')::text', false)::text, "
    "(a.atttypmod >= 0 AND trim(format_type(a.atttypid, NULL), '[]') IN ('numeric', "
    "'timestamp with time zone', 'time without time zone', 'interval'))::text, "
    "c.reltuples::text, c.bytes::text, c.has_policies::text, quote_ident(current_user), "
    "(c.relkind IN ('r', 'p'))::text, (EXISTS (WITH RECURSIVE reads (oid) AS (SELECT c.oid UNION "
    "SELECT d.refobjid FROM reads r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid "
    "JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass "
    "AND d.objid = w.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass) "
    "SELECT FROM reads r JOIN pg_catalog.pg_depend d "
    "ON d.refclassid = 'pg_catalog.pg_proc'::regclass AND ("
    "(d.classid = 'pg_catalog.pg_policy'::regclass AND d.objid IN ("
    "SELECT p.oid FROM pg_catalog.pg_policy p WHERE p.polrelid = r.oid)) OR "
    "(d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid IN ("
    "SELECT w.oid FROM pg_catalog.pg_rewrite w WHERE w.ev_class = r.oid))) "
    "JOIN pg_catalog.pg_proc f ON f.oid = d.refobjid AND f.provolatile <> 'i' "
    "JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace "
    "WHERE n.nspname <> 'pg_catalog'))::text, "
    "CASE WHEN a.atttypmod > 0 AND format_type(a.atttypid, NULL) = 'vector' "
    "THEN a.atttypmod ELSE 0 END::text "
    "FROM (SELECT c.oid, c.relkind, c.reltuples, "
    "greatest(pg_relation_size(c.oid) - page.bytes, 0) + greatest(coalesce(pg_relation_size("
    "nullif(c.reltoastrelid, 0)), 0) - page.bytes, 0) AS bytes, "
    "row_security_active(c.oid) AS has_policies FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, "
    "(SELECT current_setting('block_size')::int8) AS page (bytes) "
    "WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'v', 'm', 'p', 'f') OFFSET 0"
    ") AS c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid "
    "LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
    "LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation "
    "WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

enum answered : std::size_t {
  column_name,
  column_type,
  may_read,
  collation,
  has_default_collation,
  is_deterministic,
  is_text_of_document,
  is_rounded,
  relation_rows,
  relation_bytes,
  has_policies,
  role,
  is_table,
  calls_functions,
  dimensions,
};

std::string join(const std::vector<required_column>& columns) {
  std::string text;
  for (const auto& [name, types] : columns) {
    text += (text.empty() ? "" : ", ") + name + " " + types.front();
  }
  return text;
}

std::string join(const std::vector<std::string>& types) {
  std::string text;
  for (const std::string& type : types) text += (text.empty() ? "" : " or ") + type;
  return text;
}

template <class Number>
Number as_number(const rows& found, std::size_t row, std::size_t column, Number otherwise) {
  const std::string_view text = found.value(row, column);
  std::from_chars(text.data(), text.data() + text.size(), otherwise);
  return otherwise;
}

std::string nearest_column(const std::string& given, const rows& found) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < found.count(); ++i) names.push_back(found.value(i, column_name));
  return did_you_mean(given, names);
}

// A relation that was never counted has -1 rows, a view none. What vacuum and new rows change from
// one look to the next is too little to plan anew for it, so it is rounded, to a fifth.
std::int64_t row_bytes_of(const rows& found) {
  const auto rows = as_number(found, 0, relation_rows, -1.0);
  const auto bytes = as_number(found, 0, relation_bytes, 0.0);
  if (rows < 1 || bytes <= 0) return 0;
  return std::llround(std::exp2(std::round(std::log2(bytes / rows) * 4) / 4));
}

// The column's row; as many as there are rows where it does not exist.
std::size_t find_column(const std::string& name, const rows& found) {
  std::size_t row = 0;
  while (row < found.count() && found.value(row, column_name) != name) ++row;
  return row;
}

void look_at(const required_column& needed, const std::string& relation, const rows& found,
             std::vector<missing>& into) {
  const std::string here = "the column " + relation + "." + needed.name;
  const std::string alter = "ALTER TABLE " + relation + " ";
  const std::size_t row = find_column(needed.name, found);
  if (row == found.count()) {
    into.push_back({here + " does not exist" + nearest_column(needed.name, found),
                    alter + "ADD COLUMN " + needed.name + " " + needed.types.front()});
    return;
  }
  const std::string type = as_text(found, row, column_type);
  if (std::ranges::find(needed.types, type) == needed.types.end()) {
    // What has another use is not to be changed.
    const bool is_another = type == "jsonb" || type == "uuid" || needed.types.front() == "tsvector";
    into.push_back({here + " is of type " + type + ", not " + join(needed.types),
                    is_another
                        ? "name another column in the schema"
                        : alter + "ALTER COLUMN " + needed.name + " TYPE " + needed.types.front()});
  } else if (!is_true(found, row, is_deterministic)) {
    into.push_back({here + " has the collation " + as_text(found, row, collation) +
                        ", by which texts that differ may be equal",
                    alter + "ALTER COLUMN " + needed.name + " TYPE " + type +
                        " COLLATE pg_catalog.\"default\""});
  }
}

// Where two types are in one relation with documents of their own, no column is the text of both,
// and neither document is one that could stand for a key of the other.
void add_found(plan::found_relation made, plan::catalogue& into) {
  const auto before = std::ranges::find_if(into.relations, [&](const plan::found_relation& one) {
    return one.name == made.name && one.schema == made.schema;
  });
  if (before == into.relations.end()) {
    into.relations.push_back(std::move(made));
    return;
  }
  std::erase_if(before->columns, [&](const plan::found_column& column) {
    return made.find(column.name) == nullptr;
  });
  for (plan::found_column& column : before->columns) {
    if (!made.find(column.name)->is_text_of_document) column.is_text_of_document = false;
  }
}

}  // namespace

command look_up(const required_relation& needed) {
  return look_up(columns_query, {needed.schema, needed.name, needed.document});
}

void look_at(const required_relation& needed, const rows& found, findings& into) {
  const std::string name = qualified(needed.schema, needed.name);
  if (found.count() == 0) {
    into.unknown.push_back(
        {into.missing.size(), named_thing::relation, needed.schema, needed.name});
    into.missing.push_back({"the relation " + name + " does not exist",
                            "CREATE TABLE " + name + " (" + join(needed.columns) +
                                "); its rows come from fn_sync_" + needed.name});
    return;
  }
  bool may_read_all = true;
  for (const required_column& column : needed.columns) {
    look_at(column, name, found, into.missing);
    const std::size_t row = find_column(column.name, found);
    if (row < found.count() && !is_true(found, row, may_read)) may_read_all = false;
  }
  if (!may_read_all) {
    const std::string who = as_text(found, 0, role);
    into.missing.push_back({"the role " + who + " may not read the relation " + name,
                            "GRANT SELECT ON " + name + " TO " + who});
  }
  plan::found_relation made{.schema = needed.schema,
                            .name = needed.name,
                            .columns = {},
                            .row_bytes = row_bytes_of(found),
                            .has_row_security = is_true(found, 0, has_policies),
                            .is_table = is_true(found, 0, is_table),
                            .calls_functions = is_true(found, 0, calls_functions)};
  for (std::size_t row = 0; row < found.count(); ++row) {
    // The document is no column beside itself, whatever keys it has.
    if (!is_true(found, row, may_read) || found.value(row, column_name) == needed.document)
      continue;
    made.columns.push_back({.name = as_text(found, row, column_name),
                            .type = as_text(found, row, column_type),
                            .has_default_collation = is_true(found, row, has_default_collation),
                            .is_rounded = is_true(found, row, is_rounded),
                            .dimensions = as_number(found, row, dimensions, std::int32_t{0}),
                            .is_text_of_document = is_true(found, row, is_text_of_document)});
  }
  add_found(std::move(made), into.found);
}

}  // namespace fraiseql::postgres
