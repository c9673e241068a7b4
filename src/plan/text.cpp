// The text form of a plan, for explain and golden cases.
#include "base/check.hpp"
#include "plan/query_plan.hpp"

namespace fraiseql::plan {
namespace {

std::string source_text(const operand& value) {
  if (value.part) {
    return "value " + std::to_string(value.part->index) + " of " + json::to_text(value.source);
  }
  if (value.items.empty()) return json::to_text(value.source);
  const bool is_object = !value.keys.empty();
  std::string text = is_object ? "{" : "[";
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) text += ", ";
    if (is_object) text += value.keys[i] + ": ";
    text += source_text(value.items[i]);
  }
  return text + (is_object ? "}" : "]");
}

std::string_view form_text(text_form form) {
  switch (form) {
    case text_form::as_given:
    case text_form::path:
    case text_form::path_without_regex:
    case text_form::regex:
    case text_form::search:
    case text_form::id:
    case text_form::time_zone: return "";
    case text_form::pattern: return " (pattern)";
    case text_form::pattern_containing: return " (contained)";
    case text_form::pattern_beginning: return " (at the beginning)";
    case text_form::pattern_ending: return " (at the end)";
    case text_form::prefix_end: return " (behind)";
  }
  FRAISEQL_CHECK(false);
}

// "row 2 ", or nothing for the rows of the root field.
std::string row_text(const location& place) {
  return place.row == 0 ? "" : "row" + std::to_string(place.row) + " ";
}

std::string to_text(const location& place);

// `document[title], document[body] searched by english`
std::string searched_text(const location& place) {
  std::string text;
  for (const location& one : place.with->values) text += (text.empty() ? "" : ", ") + to_text(one);
  if (text.empty()) text = row_text(place) + "column " + place.column;
  return text + " searched by " + place.with->configuration;
}

std::string_view to_text(metric by) {
  switch (by) {
    case metric::l2: return "l2";
    case metric::cosine: return "cosine";
    case metric::inner_product: return "inner product";
  }
  FRAISEQL_CHECK(false);
}

std::string to_text(const location& place) {
  std::string text;
  if (place.of == measure::distance) {
    return std::string(to_text(place.with->by)) + " distance of " +
           to_text(place.with->values.front()) + " from " + to_text(place.with->than);
  }
  if (place.of == measure::searched) return searched_text(place);
  if (place.of == measure::rank) {
    return "rank of " + searched_text(place) + " for " + to_text(place.with->than);
  }
  if (!place.column.empty()) {
    text = row_text(place) + "column " + place.column;
  } else {
    text = place.item == 0 ? row_text(place) + "document" : "item" + std::to_string(place.item);
    for (const std::string& key : place.path) text += "[" + key + "]";
  }
  if (place.of == measure::length) return "length of " + text;
  return place.of == measure::depth ? "depth of " + text : text;
}

std::string to_text(const amount& count) {
  if (const auto* constant = std::get_if<std::int64_t>(&count)) return std::to_string(*constant);
  return to_text(std::get<operand>(count));
}

std::string to_text(const schema::relation& relation) {
  return relation.schema + "." + relation.name;
}

void append(std::string& out, const conditions& all, std::size_t indent);
void append(std::string& out, const grouping& groups, std::size_t indent);
void append_read(std::string& out, const read& read, std::size_t indent);

void append(std::string& out, const std::vector<match>& on, std::size_t indent) {
  for (const match& one : on) {
    out += std::string(indent, ' ') + to_text(one.theirs) + " equals " + to_text(one.ours) + "\n";
  }
}

void append(std::string& out, const related& rows, std::size_t indent) {
  const std::string before(indent, ' ');
  out += before + (rows.is_to_one ? "the row" : std::string(to_string(rows.how)) + " row") +
         std::to_string(rows.row) + " of " + to_text(rows.rows) + "\n";
  append(out, rows.on, indent + 4);
  append(out, rows.own, indent + 4);
  append(out, rows.of, indent + 2);
}

void append(std::string& out, const beyond& one, std::size_t indent) {
  out += std::string(indent, ' ');
  for (const location& value : one.values) {
    out += to_text(value) + (&value == &one.values.back() ? "" : ", ");
  }
  out += one.is_greater ? " after" : " before";
  out += one.or_equal ? " or at" : "";
  for (const operand& value : one.than)
    out += (&value == &one.than.front() ? " " : ", ") + to_text(value);
  out += "\n";
}

void append(std::string& out, const condition& one, std::size_t indent) {
  const std::string before(indent, ' ');
  if (const auto* compared = std::get_if<comparison>(&one.is)) {
    out += before + to_text(compared->left) + " " + std::string(to_string(compared->how)) + " " +
           to_text(compared->right) + "\n";
  } else if (const auto* negated = std::get_if<negation>(&one.is)) {
    out += before + "not\n";
    append(out, negated->of, indent + 2);
  } else if (const auto* alternatives = std::get_if<any_of>(&one.is)) {
    out += before + "any of\n";
    for (const conditions& all : alternatives->alternatives) {
      out += before + "  all of\n";
      append(out, all, indent + 4);
    }
  } else if (const auto* rows = std::get_if<related>(&one.is)) {
    append(out, *rows, indent);
  } else if (const auto* groups = std::get_if<related_groups>(&one.is)) {
    out += before + "the group row" + std::to_string(groups->row) + " of ";
    append_read(out, *groups->groups.of, indent);
    append(out, groups->groups, indent + 2);
    append(out, groups->of, indent + 2);
  } else if (const auto* far = std::get_if<beyond>(&one.is)) {
    append(out, *far, indent);
  } else {
    const auto& items = std::get<quantified>(one.is);
    out += before + to_text(items.list) + " " + std::string(to_string(items.how)) + " item" +
           std::to_string(items.item) + "\n";
    append(out, items.of, indent + 2);
  }
}

void append(std::string& out, const conditions& all, std::size_t indent) {
  for (const condition& one : all) append(out, one, indent);
}

std::string to_text(const function_call& call) {
  std::string text = call.function.schema + "." + call.function.function + "\n";
  for (const auto& argument : call.arguments) {
    text += "  " + argument.parameter + " => " + to_text(argument.value) + "\n";
  }
  for (std::size_t i = 0; i < call.of_object.size(); ++i) {
    const found_type& to = call.of_object[i].type;
    text += "  " + call.of_object[i].name + " => " + source_text(call.object.items[i]) + " made " +
            to.schema + "." + to.name + (to.form == type_form::array ? "[]\n" : "\n");
  }
  return text;
}

std::string to_text(const returned_value& value, std::size_t indent) {
  std::string text;
  for (const returned_row& one : value.rows) {
    text += std::string(indent, ' ') + "the row" +
            (one.type_name.empty() ? "" : " of a " + one.type_name) + " from " + to_text(one.from) +
            (value.must_find ? ", must find\n" : "\n");
  }
  return text;
}

// Which of the rows, in which order, with what beside them.
void append_rows(std::string& out, const read& read, std::size_t indent);

void append(std::string& out, const column& one, std::size_t number, std::size_t indent) {
  out += std::string(indent, ' ') + "column " + std::to_string(number) + ": ";
  if (const auto* member = std::get_if<member_column>(&one.is)) {
    out += to_text(member->of) + "\n";
  } else if (const auto* rows = std::get_if<related_column>(&one.is)) {
    append_read(out, *rows->rows, indent);
  } else {
    const auto& object = std::get<embedded_column>(one.is);
    out += to_text(object.of);
    if (object.item > 0) out += " by item" + std::to_string(object.item);
    out += "\n";
    for (std::size_t i = 0; i < object.columns.size(); ++i) {
      append(out, object.columns[i], i, indent + 2);
    }
  }
}

void append(std::string& out, const char* what, const bound& parts, std::size_t indent) {
  for (const conditions& part : parts) {
    out += std::string(indent, ' ') + what + "\n";
    append(out, part, indent + 2);
  }
}

void append(std::string& out, const keyset_page& page, std::size_t indent) {
  const std::string before(indent, ' ');
  out += before + (page.is_backward ? "last " : "first ") + to_text(page.size);
  out += page.has_cursors ? ", with cursors" : "";
  out += page.has_total ? ", with their number" : "";
  out += page.has_rows ? "\n" : ", without the rows\n";
  append(out, "within", page.within, indent);
  append(out, "asks for rows before", page.earlier.value_or(bound()), indent);
  append(out, "asks for rows behind", page.later.value_or(bound()), indent);
}

std::string_view document_text(const read& read) {
  switch (read.document) {
    case document_part::whole: return "";
    case document_part::members: return " by members";
    case document_part::members_of_long: return " by members, fetched once";
  }
  FRAISEQL_CHECK(false);
}

std::string_view to_text(time_unit unit) {
  switch (unit) {
    case time_unit::value: return "";
    case time_unit::hour: return " by hour";
    case time_unit::day: return " by day";
    case time_unit::week: return " by week";
    case time_unit::month: return " by month";
    case time_unit::quarter: return " by quarter";
    case time_unit::year: return " by year";
  }
  FRAISEQL_CHECK(false);
}

std::string_view to_text(schema::aggregate how) {
  switch (how) {
    case schema::aggregate::none:
    case schema::aggregate::group: break;
    case schema::aggregate::count: return "count";
    case schema::aggregate::count_distinct: return "count of distinct ";
    case schema::aggregate::sum: return "sum of ";
    case schema::aggregate::avg: return "mean of ";
    case schema::aggregate::min: return "least ";
    case schema::aggregate::max: return "greatest ";
  }
  FRAISEQL_CHECK(false);
}

void append(std::string& out, const grouping& groups, std::size_t indent) {
  const std::string before(indent, ' ');
  for (std::size_t i = 0; i < groups.keys.size(); ++i) {
    const group_key& key = groups.keys[i];
    out += before + "k" + std::to_string(i + 1) + ": " + to_text(key.by);
    out += to_text(key.unit);
    out += key.zone ? " in " + to_text(*key.zone) + "\n" : "\n";
  }
  for (std::size_t i = 0; i < groups.values.size(); ++i) {
    const group_value& value = groups.values[i];
    out += before + "v" + std::to_string(i + 1) + ": ";
    out += to_text(value.how);
    out += value.how == schema::aggregate::count ? "\n" : to_text(value.of) + "\n";
  }
}

// From where its line goes on; what belongs to it is indented by two more.
void append_read(std::string& out, const read& read, std::size_t indent) {
  const std::string before(indent + 2, ' ');
  if (read.returned) {
    out += "value from " + to_text(*read.returned->by) + to_text(*read.returned, indent + 2);
    for (std::size_t i = 0; i < read.columns.size(); ++i) {
      append(out, read.columns[i], i, indent + 2);
    }
    return;
  }
  if (read.groups) {
    out += "groups as row" + std::to_string(read.row) + " of ";
    append_read(out, *read.groups->of, indent + 2);
    append(out, *read.groups, indent + 2);
    return append_rows(out, read, indent);
  }
  out += "read " + to_text(read.from);
  if (read.row != 0) out += " as row" + std::to_string(read.row);
  if (read.document == document_part::whole && !read.text_column.empty()) {
    out += " as " + read.text_column;
  }
  out += document_text(read);
  if (read.id_from) {
    out += " by the id from " + to_text(*read.id_from);
  } else {
    out += read.by_unique_key ? " by unique key\n" : "\n";
  }
  append_rows(out, read, indent);
}

void append_rows(std::string& out, const read& read, std::size_t indent) {
  const std::string before(indent + 2, ' ');
  append(out, read.on, indent + 2);
  if (!read.where.empty()) out += before + "where\n";
  append(out, read.where, indent + 4);
  for (const auto& key : read.order) {
    out += before + "order by " + to_text(key.by) + (key.descending ? " descending" : " ascending");
    out += key.nulls == nulls_placement::first  ? ", nulls first\n"
           : key.nulls == nulls_placement::last ? ", nulls last\n"
                                                : "\n";
  }
  if (read.paging) {
    out += before + "limit " + to_text(read.paging->limit) + " offset " +
           to_text(read.paging->offset) + (read.is_streamed ? ", streamed\n" : "\n");
  }
  if (read.keyset) append(out, *read.keyset, indent + 2);
  for (std::size_t i = 0; i < read.columns.size(); ++i) append(out, read.columns[i], i, indent + 2);
}

std::string to_text(const call& call) {
  std::string text = "call " + to_text(call.function);
  if (!call.read_back) return text;
  if (call.read_back->returned) {
    text += to_text(*call.read_back->returned, 2);
  } else {
    text += "  read back from " + to_text(call.read_back->from) +
            (call.must_find ? ", must find\n" : "\n");
  }
  for (std::size_t i = 0; i < call.read_back->columns.size(); ++i) {
    append(text, call.read_back->columns[i], i, 4);
  }
  return text;
}

std::string to_text(const std::vector<native_member>& members);

std::string to_text(const native_value& value) {
  if (const auto* source = std::get_if<json::source>(&value.content)) return json::to_text(*source);
  if (const auto* members = std::get_if<std::vector<native_member>>(&value.content)) {
    return "{" + to_text(*members) + "}";
  }
  std::string text = "[";
  for (const native_value& item : std::get<std::vector<native_value>>(value.content)) {
    text += (text.size() > 1 ? ", " : "") + to_text(item);
  }
  return text + "]";
}

std::string to_text(const std::vector<native_member>& members) {
  std::string text;
  for (const auto& [name, value] : members) {
    text += (text.empty() ? "" : ", ") + name + ": " + to_text(value);
  }
  return text;
}

std::string to_text(const native_call& call) {
  return call.name + "(" + to_text(call.arguments) + ")";
}

void append_enriched(std::string& out, const enriched_value& value, std::size_t indent) {
  for (const enrichment& one : value.possible) {
    const std::string before = std::string(indent, ' ') + one.type_name;
    for (const computation& made : one.computed) {
      out += before + "[" + made.key + "] = " + to_text(made.call) + "\n";
      append_enriched(out, made.result, indent + 2);
    }
    for (const auto& [key, inside] : one.inside) {
      out += before + "[" + key + "]:\n";
      append_enriched(out, inside, indent + 2);
    }
    for (const auto& [number, inside] : one.beside) {
      out += before + " column " + std::to_string(number) + ":\n";
      append_enriched(out, inside, indent + 2);
    }
  }
}

}  // namespace

std::string_view to_string(value_type type) {
  switch (type) {
    case value_type::boolean: return "boolean";
    case value_type::int4: return "int4";
    case value_type::int8: return "int8";
    case value_type::float8: return "float8";
    case value_type::numeric: return "numeric";
    case value_type::text: return "text";
    case value_type::uuid: return "uuid";
    case value_type::timestamptz: return "timestamptz";
    case value_type::date: return "date";
    case value_type::time: return "time";
    case value_type::interval: return "interval";
    case value_type::inet: return "inet";
    case value_type::cidr: return "cidr";
    case value_type::macaddr: return "macaddr";
    case value_type::macaddr8: return "macaddr8";
    case value_type::ltree: return "ltree";
    case value_type::vector: return "vector";
    case value_type::daterange: return "daterange";
    case value_type::int4range: return "int4range";
    case value_type::int8range: return "int8range";
    case value_type::numrange: return "numrange";
    case value_type::tstzrange: return "tstzrange";
    case value_type::jsonb: return "jsonb";
    case value_type::json: return "json";
    case value_type::lquery: return "lquery";
    case value_type::jsonpath: return "jsonpath";
  }
  FRAISEQL_CHECK(false);
}

std::string to_text(const operand& value) {
  return source_text(value) + " as " + std::string(to_string(value.type)) +
         (value.is_list ? "[]" : "") + std::string(form_text(value.form));
}

std::string source_of(const operand& value) {
  return source_text(value) + std::string(form_text(value.form));
}

std::string to_text(const query_plan& plan) {
  std::string text(language::to_string(plan.kind));
  text += '\n';
  for (const step& one : plan.steps) {
    text += one.response_key() + ": ";
    if (const auto* reads = std::get_if<read>(&one.action)) {
      append_read(text, *reads, 0);
    } else if (const auto* calls = std::get_if<call>(&one.action)) {
      text += to_text(*calls);
    } else if (const auto* introspects = std::get_if<introspection>(&one.action)) {
      const auto& name = introspects->type_name;
      text += name ? "introspection of the type " + json::to_text(*name) + "\n"
                   : "introspection of the schema\n";
    } else if (const auto* natives = std::get_if<native>(&one.action)) {
      text += "native " + to_text(natives->call) + "\n";
    } else if (std::holds_alternative<example>(one.action)) {
      text += "example data\n";
    } else {
      text += "constant\n";
    }
    append_enriched(text, one.enriched, 2);
  }
  return text;
}

}  // namespace fraiseql::plan
