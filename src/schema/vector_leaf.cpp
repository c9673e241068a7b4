// A literal and a value of a request say their items one by one to the same list.
#include "schema/vector_leaf.hpp"

#include <optional>
#include <string>

#include "scalars/vector.hpp"

namespace fraiseql::schema {
namespace {

using language::value_kind;
using language::value_node;

// The numbers so far, and what was first wrong with them.
class numbers_of {
 public:
  explicit numbers_of(const type& leaf) : leaf_(leaf) {}

  // False once that is all there is to say.
  bool add(std::string_view number) {
    const auto read = scalars::to_single(number);
    if (!read) return refuse("a number beyond single precision: " + shown(number));
    if (made_.size() == scalars::most_dimensions) return refuse_size("more");
    made_.emplace_back(json::number{scalars::single_text(*read)});
    return true;
  }

  bool refuse_item(std::string_view what) {
    return refuse("a list with an item that is no number: " + std::string(what));
  }

  bool refuse(const std::string& what) {
    wrong_ = leaf_.name + " cannot represent " + what;
    return false;
  }

  result<json::value> take() {
    if (wrong_.empty() && made_.empty()) refuse_size("none");
    if (!wrong_.empty()) return failed(failure{wrong_});
    return json::value(std::move(made_));
  }

 private:
  bool refuse_size(const std::string& found) {
    return refuse("a list that has not 1 to " + std::to_string(scalars::most_dimensions) +
                  " numbers: it has " + found);
  }

  static std::string shown(std::string_view number) {
    constexpr std::size_t most = 40;
    return std::string(number.substr(0, most)) + (number.size() > most ? "..." : "");
  }

  const type& leaf_;
  json::array made_ = {};
  std::string wrong_ = {};
};

constexpr const char* no_list = "a value that is no list of numbers: ";

std::string_view name_of(const value_node& node) {
  switch (node.kind) {
    case value_kind::integer:
    case value_kind::floating: return "a number";
    case value_kind::string: return "a string";
    case value_kind::boolean: return "a boolean";
    case value_kind::enumeration: return "a name";
    case value_kind::variable: return "a variable";
    case value_kind::null: return "null";
    case value_kind::list: return "a list";
    case value_kind::object: return "an object";
  }
  return "";
}

}  // namespace

result<json::value> coerce_vector(const type& leaf, const json::item& given) {
  numbers_of made(leaf);
  if (given.is() != json::form::list) {
    made.refuse(no_list + std::string(given.kind_name()));
    return made.take();
  }
  std::string room;
  given.each_item([&](const json::item& one) {
    if (one.is() != json::form::number) return made.refuse_item(one.kind_name());
    return made.add(one.text(room));
  });
  return made.take();
}

result<json::value> coerce_vector(const type& leaf, const value_node& given) {
  numbers_of made(leaf);
  if (given.kind != value_kind::list) {
    made.refuse(no_list + std::string(name_of(given)));
    return made.take();
  }
  for (const value_node& one : given.items) {
    if (one.kind == value_kind::variable) {
      made.refuse("a list with a variable in it; pass the whole list as one variable");
      break;
    }
    const bool is_number = one.kind == value_kind::integer || one.kind == value_kind::floating;
    if (!(is_number ? made.add(one.text) : made.refuse_item(name_of(one)))) break;
  }
  return made.take();
}

}  // namespace fraiseql::schema
