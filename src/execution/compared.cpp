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
  std::string text;
  value_type type;
};

class collector {
 public:
  explicit collector(const plan::read& read) : document_(read.from.document) {
    add(read.where);
    for (const plan::order_key& key : read.order) add(key.by);
  }

  [[nodiscard]] const std::vector<compared_value>& found() const { return found_; }

 private:
  [[nodiscard]] std::string path_of(const plan::location& at) const {
    std::string text = at.item == 0 ? document_ : lists_[at.item - 1] + "[]";
    for (const std::string& key : at.path) text += "->" + key;
    return text;
  }

  void add(const plan::location& at) {
    const bool is_cast = at.type != value_type::text && at.type != value_type::jsonb;
    if (!at.column.empty() || !is_cast) return;
    std::string text = path_of(at) + " as " + std::string(to_string(at.type));
    if (at.is_list) text += "[]";
    if (std::ranges::find(found_, text, &compared_value::text) != found_.end()) return;
    found_.push_back({std::move(text), at.type});
  }

  void add(const plan::conditions& all) {
    for (const plan::condition& one : all) {
      if (const auto* compared = std::get_if<plan::comparison>(&one.is)) {
        add(compared->left);
      } else if (const auto* any = std::get_if<plan::any_of>(&one.is)) {
        for (const plan::conditions& each : any->alternatives) add(each);
      } else if (const auto* negated = std::get_if<plan::negation>(&one.is)) {
        add(negated->of);
      } else {
        const auto& items = std::get<plan::quantified>(one.is);
        lists_.resize(items.item);
        lists_[items.item - 1] = path_of(items.list);
        add(items.of);
      }
    }
  }

  const std::string& document_;
  std::vector<std::string> lists_;  // those around, the n-th the one of items n + 1
  std::vector<compared_value> found_;
};

}  // namespace

std::string compared_values(const plan::read& read, std::string_view message) {
  const collector all(read);
  const bool names_one = std::ranges::any_of(
      all.found(), [&](const compared_value& one) { return names(message, one.type); });
  std::string text;
  for (const compared_value& one : all.found()) {
    if (names_one && !names(message, one.type)) continue;
    text += (text.empty() ? read.from.name + ": " : ", ") + one.text;
  }
  return text;
}

}  // namespace fraiseql::execution
