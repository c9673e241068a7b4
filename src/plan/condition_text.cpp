// Places, conditions and groups in the text form of a plan.
#include "base/check.hpp"
#include "plan/text_parts.hpp"

namespace fraiseql::plan {
namespace {

// "row 2 ", or nothing for the rows of the root field.
std::string row_text(const location& place) {
  return place.row == 0 ? "" : "row" + std::to_string(place.row) + " ";
}

// `document[title], document[body] searched by english`
std::string searched_text(const location& place) {
  std::string text;
  for (const location& one : place.with->values) text += (text.empty() ? "" : ", ") + to_text(one);
  if (text.empty()) text = row_text(place) + "column " + place.column;
  return text + " searched by " + place.with->configuration;
}

std::string_view text_of(metric by) {
  switch (by) {
    case metric::l2: return "l2";
    case metric::cosine: return "cosine";
    case metric::inner_product: return "inner product";
  }
  FRAISEQL_CHECK(false);
}

std::string_view text_of(time_unit unit) {
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

std::string_view text_of(schema::aggregate how) {
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

void append_related(std::string& out, const related& rows, std::size_t indent) {
  const std::string before(indent, ' ');
  out += before + (rows.is_to_one ? "the row" : std::string(to_string(rows.how)) + " row") +
         std::to_string(rows.row) + " of " + relation_text(rows.rows) + "\n";
  append(out, rows.on, indent + 4);
  append(out, rows.own, indent + 4);
  append(out, rows.of, indent + 2);
}

void append_beyond(std::string& out, const beyond& one, std::size_t indent) {
  out += std::string(indent, ' ');
  for (const location& value : one.values) {
    out += to_text(value) + (&value == &one.values.back() ? "" : ", ");
  }
  out += one.is_greater ? " after" : " before";
  for (const operand& value : one.than)
    out += (&value == &one.than.front() ? " " : ", ") + to_text(value);
  out += "\n";
}

void append_one(std::string& out, const condition& one, std::size_t indent) {
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
    append_related(out, *rows, indent);
  } else if (const auto* groups = std::get_if<related_groups>(&one.is)) {
    out += before + "the group row" + std::to_string(groups->row) + " of ";
    append_read(out, *groups->groups.of, indent);
    append(out, groups->groups, indent + 2);
    append(out, groups->of, indent + 2);
  } else if (const auto* far = std::get_if<beyond>(&one.is)) {
    append_beyond(out, *far, indent);
  } else {
    const auto& items = std::get<quantified>(one.is);
    out += before + to_text(items.list) + " " + std::string(to_string(items.how)) + " item" +
           std::to_string(items.item) + "\n";
    append(out, items.of, indent + 2);
  }
}

}  // namespace

std::string to_text(const location& place) {
  std::string text;
  if (place.of == measure::distance) {
    return std::string(text_of(place.with->by)) + " distance of " +
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

std::string relation_text(const schema::relation& relation) {
  return relation.schema + "." + relation.name;
}

void append(std::string& out, const std::vector<match>& on, std::size_t indent) {
  for (const match& one : on) {
    out += std::string(indent, ' ') + to_text(one.theirs) + " equals " + to_text(one.ours) + "\n";
  }
}

void append(std::string& out, const conditions& all, std::size_t indent) {
  for (const condition& one : all) append_one(out, one, indent);
}

void append(std::string& out, const grouping& groups, std::size_t indent) {
  const std::string before(indent, ' ');
  for (std::size_t i = 0; i < groups.keys.size(); ++i) {
    const group_key& key = groups.keys[i];
    out += before + "k" + std::to_string(i + 1) + ": " + to_text(key.by);
    out += text_of(key.unit);
    out += key.zone ? " in " + to_text(*key.zone) + "\n" : "\n";
  }
  for (std::size_t i = 0; i < groups.values.size(); ++i) {
    const group_value& value = groups.values[i];
    out += before + "v" + std::to_string(i + 1) + ": ";
    out += text_of(value.how);
    out += value.how == schema::aggregate::count ? "\n" : to_text(value.of) + "\n";
  }
}

}  // namespace fraiseql::plan
