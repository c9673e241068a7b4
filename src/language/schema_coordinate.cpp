// Schema coordinates (specification, appendix B, SchemaCoordinate) have no white space and no
// comments, so they are read byte by byte, without the lexer: whatever does not fit
// is an error at the byte where it begins.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "language/grammar.hpp"
#include "language/parser.hpp"

namespace fraiseql::language {
namespace {

constexpr std::string_view characters_of_names =
    "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

class coordinate_reader {
 public:
  explicit coordinate_reader(std::string_view text) : text_(text) {}

  schema_coordinate read() {
    schema_coordinate coordinate;
    coordinate.is_directive = accept('@');
    coordinate.name = read_name();
    if (!coordinate.is_directive && accept('.')) coordinate.member = read_name();
    const bool may_have_argument = coordinate.is_directive || !coordinate.member.text.empty();
    if (may_have_argument && accept('(')) {
      coordinate.argument = read_name();
      expect(':');
      expect(')');
    }
    if (position_ != text_.size()) fail("the end of the coordinate");
    return coordinate;
  }

  [[nodiscard]] const std::optional<syntax_failure>& failure() const { return failure_; }

 private:
  bool accept(char c) {
    if (failure_ || position_ == text_.size() || text_[position_] != c) return false;
    ++position_;
    return true;
  }
  void expect(char c) {
    if (!accept(c)) fail(fmt::format("\"{}\"", c));
  }
  name_node read_name() {
    const std::size_t end =
        std::min(text_.find_first_not_of(characters_of_names, position_), text_.size());
    const name_node name{text_.substr(position_, end - position_),
                         static_cast<std::uint32_t>(position_)};
    if (!is_name(name.text)) fail("a name");
    if (failure_) return {};
    position_ = end;
    return name;
  }
  // The first failure is kept.
  void fail(std::string_view expected) {
    if (failure_) return;
    failure_ = syntax_failure{static_cast<std::uint32_t>(position_),
                              fmt::format("expected {} in the schema coordinate", expected)};
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::optional<syntax_failure> failure_;
};

}  // namespace

result<schema_coordinate, graphql_error> parse_schema_coordinate(std::string_view text) {
  coordinate_reader reader(text);
  const schema_coordinate coordinate = reader.read();
  if (reader.failure()) return failed{syntax_error(text, *reader.failure())};
  return coordinate;
}

}  // namespace fraiseql::language
