// The text form of a plan, for explain and golden cases.
#include "base/check.hpp"
#include "plan/text_parts.hpp"

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

std::string to_text(const amount& count) {
  if (const auto* constant = std::get_if<std::int64_t>(&count)) return std::to_string(*constant);
  return to_text(std::get<operand>(count));
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
            (one.type_name.empty() ? "" : " of a " + one.type_name) + " from " +
            relation_text(one.from) + (value.must_find ? ", must find\n" : "\n");
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
    text += "  read back from " + relation_text(call.read_back->from) +
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

void append_read(std::string& out, const read& read, std::size_t indent) {
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
  out += "read " + relation_text(read.from);
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
