// The text form of a plan, for explain and golden cases.
#include "base/check.hpp"
#include "plan/query_plan.hpp"

namespace fraiseql::plan {
namespace {

std::string source_text(const operand& value) {
  if (value.items.empty()) return json::to_text(value.source);
  std::string text = "[";
  for (const operand& item : value.items) {
    text += (text.size() > 1 ? ", " : "") + source_text(item);
  }
  return text + "]";
}

std::string_view form_text(text_form form) {
  switch (form) {
    case text_form::as_given:
    case text_form::path:
    case text_form::path_without_regex:
    case text_form::regex:
    case text_form::search:
    case text_form::id: return "";
    case text_form::pattern: return " (pattern)";
    case text_form::pattern_containing: return " (contained)";
    case text_form::pattern_beginning: return " (at the beginning)";
    case text_form::pattern_ending: return " (at the end)";
    case text_form::prefix_end: return " (behind)";
  }
  FRAISEQL_CHECK(false);
}

std::string to_text(const location& place) {
  std::string text;
  if (!place.column.empty()) {
    text = "column " + place.column;
  } else {
    text = place.item == 0 ? "document" : "item" + std::to_string(place.item);
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
  return text;
}

std::string to_text(const read& read) {
  std::string text = "read " + to_text(read.from);
  if (!read.text_column.empty()) text += " as " + read.text_column;
  if (read.id_from) return text + " by the id from " + to_text(*read.id_from);
  text += read.by_unique_key ? " by unique key\n" : "\n";
  if (!read.where.empty()) text += "  where\n";
  append(text, read.where, 4);
  for (const auto& key : read.order) {
    text += "  order by " + to_text(key.by) + (key.descending ? " descending" : " ascending");
    text += key.nulls == nulls_placement::first  ? ", nulls first\n"
            : key.nulls == nulls_placement::last ? ", nulls last\n"
                                                 : "\n";
  }
  if (read.paging) {
    text +=
        "  limit " + to_text(read.paging->limit) + " offset " + to_text(read.paging->offset) + "\n";
  }
  return text;
}

std::string to_text(const call& call) {
  return "call " + to_text(call.id_from) + "  read back from " + to_text(call.read_back) +
         (call.must_find ? ", must find\n" : "\n");
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
    case value_type::daterange: return "daterange";
    case value_type::jsonb: return "jsonb";
    case value_type::lquery: return "lquery";
    case value_type::jsonpath: return "jsonpath";
  }
  FRAISEQL_CHECK(false);
}

std::string to_text(const operand& value) {
  return source_text(value) + " as " + std::string(to_string(value.type)) +
         (value.is_list ? "[]" : "") + std::string(form_text(value.form));
}

std::string to_text(const query_plan& plan) {
  std::string text(language::to_string(plan.kind));
  text += '\n';
  for (const step& one : plan.steps) {
    text += one.response_key() + ": ";
    if (const auto* reads = std::get_if<read>(&one.action)) {
      text += to_text(*reads);
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
