// flat: a JSON text that was read without making a tree of it.
//
// One walk over every byte finds the values and checks all that read() checks (read.hpp), which
// is its slow twin: it refuses the same texts and has the words for it. What is left is a list of
// nodes in the order of the text, which is used again for the next one. Values are looked at
// through an item (item.hpp); a string is unescaped only when somebody asks for it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "json/read.hpp"

namespace fraiseql::json {

// In the order of value's alternatives.
enum class form : std::uint8_t { null, boolean, number, string, list, members };

class flat {
 public:
  // Behind an object's node stand its members, each a node of its name and those of its value;
  // behind an array's those of its items.
  struct node {
    form is = form::null;
    bool has_escapes = false;
    std::uint32_t at = 0;    // where its text begins; of a string between the quotes
    std::uint32_t size = 0;  // of its text; of an array or object how many are in it
    std::uint32_t next = 0;  // the node behind it and all that is in it
  };

  // Forgets what was read before. `text` is borrowed as long as its values are looked at. A
  // failure is that of json::read.
  result<done> read(std::string_view text, read_options options = {});
  // So that what one large text needed is not kept for the small ones that follow.
  void forget();

  // The root is the first; needs that something was read.
  [[nodiscard]] const node& at(std::uint32_t index) const { return nodes_[index]; }
  // Of a scalar as it is written; of a string between its quotes.
  [[nodiscard]] std::string_view raw(const node& of) const { return text_.substr(of.at, of.size); }

 private:
  std::string_view text_;
  std::vector<node> nodes_;
};

// Appends what a string's text between its quotes stands for; it must be well-formed.
void unescape(std::string& out, std::string_view raw);

}  // namespace fraiseql::json
