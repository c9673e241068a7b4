#include "execution/compared.hpp"

#include <algorithm>
#include <vector>

namespace fraiseql::execution {
namespace {

using plan::value_type;

// As PostgreSQL's messages name it: "invalid input syntax for type double precision".
std::string_view name_in_messages(value_type type) {
  if (type == value_type::int4) return "integer";
  if (type == value_type::int8) return "bigint";
  if (type == value_type::float8) return "double precision";
  if (type == value_type::timestamptz) return "timestamp with time zone";
  return to_string(type);
}

bool names(std::string_view message, value_type type) {
  const std::string wanted = "type " + std::string(name_in_messages(type));
  const std::size_t at = message.find(wanted);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = message.substr(at + wanted.size());
  // Not "time" of "timestamp", nor "macaddr" of "macaddr8".
  return rest.empty() || rest.front() == ':' || rest.front() == ' ';
}

struct compared_value {
  std::string relation;
  std::string text;
  value_type type;
};

class collector {
 public:
  explicit collector(const plan::read& read) { add(read); }

  [[nodiscard]] const std::vector<compared_value>& found() const { return found_; }

 private:
  void add(const plan::read& read) {
    name(read.row, read.from);
    add(read.on);
    add(read.where);
    for (const plan::order_key& key : read.order) add(key.by);
    if (read.groups) add(*read.groups);
    add(read.columns);
  }

  void add(const plan::grouping& groups) {
    add(*groups.of);
    for (const plan::group_key& key : groups.keys) add(key.by);
    for (const plan::group_value& value : groups.values) add(value.of);
  }

  void add(const std::vector<plan::column>& columns) {
    for (const plan::column& one : columns) {
      if (const auto* related = std::get_if<plan::related_column>(&one.is)) {
        add(*related->rows);
      } else if (const auto* object = std::get_if<plan::embedded_column>(&one.is)) {
        if (object->item > 0) name_list(object->item, object->of);
        add(object->columns);
      }
    }
  }

  void add(const std::vector<plan::match>& on) {
    for (const plan::match& one : on) {
      add(one.theirs);
      add(one.ours);
    }
  }

  void name(std::uint32_t row, const schema::relation& relation) {
    if (relations_.size() <= row) relations_.resize(row + 1);
    relations_[row] = relation.name;
  }

  void name_list(std::uint32_t item, const plan::location& list) {
    if (lists_.size() < item) lists_.resize(item);
    lists_[item - 1] = path_of(list);
  }

  [[nodiscard]] std::string path_of(const plan::location& at) const {
    std::string text = at.item == 0 ? at.document : lists_[at.item - 1] + "[]";
    for (const std::string& key : at.path) text += "->" + key;
    return text;
  }

  void add(const plan::location& at) {
    if (at.with) {
      for (const plan::location& one : at.with->values) add(one);
      return;
    }
    const bool is_cast = at.type != value_type::text && at.type != value_type::jsonb;
    if (!at.column.empty() || !is_cast) return;
    std::string text = path_of(at) + " as " + std::string(to_string(at.type));
    if (at.is_list) text += "[]";
    const std::string& relation = relations_[at.row];
    const bool is_known = std::ranges::any_of(found_, [&](const compared_value& one) {
      return one.text == text && one.relation == relation;
    });
    if (!is_known) found_.push_back({relation, std::move(text), at.type});
  }

  void add(const plan::conditions& all) {
    for (const plan::condition& one : all) {
      if (const auto* compared = std::get_if<plan::comparison>(&one.is)) {
        add(compared->left);
      } else if (const auto* any = std::get_if<plan::any_of>(&one.is)) {
        for (const plan::conditions& each : any->alternatives) add(each);
      } else if (const auto* negated = std::get_if<plan::negation>(&one.is)) {
        add(negated->of);
      } else if (const auto* rows = std::get_if<plan::related>(&one.is)) {
        name(rows->row, rows->rows);
        add(rows->on);
        add(rows->own);
        add(rows->of);
      } else if (const auto* groups = std::get_if<plan::related_groups>(&one.is)) {
        add(groups->groups);
      } else if (const auto* items = std::get_if<plan::quantified>(&one.is)) {
        name_list(items->item, items->list);
        add(items->of);
      }
    }
  }

  std::vector<std::string> relations_;  // by number of the row
  std::vector<std::string> lists_;      // those around, the n-th the one of items n + 1
  std::vector<compared_value> found_;
};

}  // namespace

std::string compared_values(const plan::read& read, std::string_view message) {
  const collector all(read);
  const bool names_one = std::ranges::any_of(
      all.found(), [&](const compared_value& one) { return names(message, one.type); });
  std::string text;
  std::string relation;  // of the last one
  for (const compared_value& one : all.found()) {
    if (names_one && !names(message, one.type)) continue;
    if (one.relation == relation) {
      text += ", ";
    } else {
      text += (text.empty() ? "" : "; ") + one.relation + ": ";
    }
    relation = one.relation;
    text += one.text;
  }
  return text;
}

}  // namespace fraiseql::execution
