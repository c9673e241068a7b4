// The parts that check() is made of, and where they write what is wrong. Private to the room.
//
// Each part follows graphql-js in what it refuses and in the places an error names. A part
// may go over the same thing as often as types and interfaces can be combined, so it stops
// where findings are full: the text of a schema cannot make the list of its errors long.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/builder.hpp"
#include "schema/schema.hpp"

namespace fraiseql::schema {

// The errors found so far, in the order of the checks.
class findings {
 public:
  // `origin` is that of the type or directive; a place that is nowhere is left out.
  void add(std::string message, const std::string& origin, const std::vector<place>& places);
  // Whether what is added from now on is dropped.
  [[nodiscard]] bool is_full() const { return written_ >= enough; }
  [[nodiscard]] std::vector<schema_error> take() { return std::move(errors_); }

 private:
  // In bytes of messages and places; a thousand errors and more.
  static constexpr std::size_t enough = 256 * 1024;

  std::vector<schema_error> errors_;
  std::size_t written_ = 0;
};

// `argument Query.notes(limit:)`, `argument @skip(if:)`; the owner is "Query.notes" or "@skip".
std::string argument_name(std::string_view owner, const input_value& argument);

// One step on a way from input object to input object.
struct input_step {
  const type* from = nullptr;
  const input_value* field = nullptr;
};
// `Page.next, Page.previous`; of a long way its beginning.
std::string to_text(std::span<const input_step> way);

// 3.6 and 3.7: what an object or interface owes the interfaces it implements.
void check_interfaces(findings& found, const schema& checked);

// An argument or input field: its type, deprecation and default value. `where` names it;
// `wrong_type_at` is what an error about its type points at.
void check_input_value(findings& found, const input_value& value, const std::string& where,
                       const std::string& origin, place wrong_type_at);

// 3.10 InputObjectDefaultValueHasCycle: no default value needs itself.
void check_default_cycles(findings& found, const schema& checked);

// 3.10: every input object has a value that is not endless.
void check_finite_values(findings& found, const schema& checked);

}  // namespace fraiseql::schema
