// cursor_book: the cursors that the engine gave, by list and row. An expected answer has a
// placeholder for each; the first answer with a row tells its cursor, and all later ones must
// agree, whatever the page, its direction and the way there.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "json/value.hpp"

namespace fraiseql::lists {

class cursor_book {
 public:
  // What stands for the cursor of a row in an expected answer. `list` names a field and its order.
  static json::value placeholder(const std::string& list, const std::string& id);

  // Where and how an answer is not what was expected; "" where it is. Learns its cursors.
  std::string difference(const json::value& expected, const json::value& got);

  // nullptr: none was given so far.
  [[nodiscard]] const std::string* find(const std::string& list, const std::string& id) const;
  // All rows of the list whose cursors are known.
  [[nodiscard]] std::vector<std::string> rows(const std::string& list) const;

 private:
  std::string difference_in(const json::value& expected, const json::value& got,
                            const std::string& at);
  std::string learn(const std::string& expected, const std::string& got);

  std::map<std::string, std::string> cursors_;  // by placeholder
  std::map<std::string, std::string> rows_;     // by list and cursor
};

}  // namespace fraiseql::lists
