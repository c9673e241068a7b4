// grammar: the productions that executable and type-system documents share, and the
// cursor over the tokens that all productions read from.
//
// Private to the room. One class derives from it for each kind of definition
// (type_system_parser.hpp, parser.cpp). It looks at one token and never back. A failure sticks: the
// first one is kept and the current token becomes `invalid`, which nothing accepts, so
// every production and every loop comes to its end by itself and none has to ask. A
// production that failed gives an unfinished node, which nobody may use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/arena.hpp"
#include "base/graphql_error.hpp"
#include "base/limits.hpp"
#include "language/ast.hpp"
#include "language/lexer.hpp"

namespace fraiseql::language {

// The one syntax error of a text.
struct syntax_failure {
  std::uint32_t offset = 0;
  std::string message;
};

// As clients see it; `text` is the one that was parsed.
graphql_error syntax_error(std::string_view text, const syntax_failure& failure);

// Whether variables may stand in a value (2.10, `Value[Const]`).
enum class value_context : std::uint8_t { any, constant };

// Vectors in which lists are collected before they go to the arena. A list that is
// done hands its vector to the next one, so that few lists allocate.
template <class T>
class spare_vectors {
 public:
  std::vector<T> take() {
    if (vectors_.empty()) return {};
    std::vector<T> taken = std::move(vectors_.back());
    vectors_.pop_back();
    return taken;
  }
  void give_back(std::vector<T> used) {
    used.clear();
    vectors_.push_back(std::move(used));
  }

 private:
  std::vector<std::vector<T>> vectors_;
};

// Borrows all it is given; nodes go to `memory`.
class grammar {
 public:
  grammar(const grammar&) = delete;
  grammar& operator=(const grammar&) = delete;

 protected:
  // Takes any bytes and stands at the first token afterwards.
  grammar(std::string_view text, arena& memory, const limits& bounds);
  ~grammar() = default;

  // --- the cursor ---

  [[nodiscard]] const token& current() const { return token_; }
  [[nodiscard]] bool at(token_kind kind) const { return token_.kind == kind; }
  [[nodiscard]] bool at_keyword(std::string_view keyword) const {
    return at(token_kind::name) && token_.text == keyword;
  }
  [[nodiscard]] bool at_description() const {
    return at(token_kind::string) || at(token_kind::block_string);
  }
  void advance();
  // Step over the token if it is the one, and say whether it was.
  bool accept(token_kind kind);
  bool accept_keyword(std::string_view keyword);
  // Step over the token or fail.
  token expect(token_kind kind);
  void expect_keyword(std::string_view keyword);

  [[nodiscard]] bool has_failed() const { return failure_.has_value(); }
  // Needs has_failed().
  [[nodiscard]] const syntax_failure& failure() const { return *failure_; }
  void fail(std::uint32_t offset, std::string message);
  void fail_unexpected(const token& found);

  // Around what may contain itself; `offset` is where it begins. Nothing needs to
  // ascend after a failure.
  void descend(std::uint32_t offset);
  void ascend() { --depth_; }

  // --- lists; `parse` gives one T ---

  // open T* close
  template <class T, class Parse>
  std::span<const T> parse_any(token_kind open, Parse parse, token_kind close) {
    expect(open);
    if (accept(close)) return {};
    return parse_rest<T>(parse, close);
  }
  // open T+ close
  template <class T, class Parse>
  std::span<const T> parse_many(token_kind open, Parse parse, token_kind close) {
    expect(open);
    return parse_rest<T>(parse, close);
  }
  // (open T+ close)?
  template <class T, class Parse>
  std::span<const T> parse_optional_many(token_kind open, Parse parse, token_kind close) {
    if (!accept(open)) return {};
    return parse_rest<T>(parse, close);
  }

  // delimiter? T (delimiter T)*
  template <class T, class Parse>
  std::span<const T> parse_delimited(token_kind delimiter, Parse parse) {
    accept(delimiter);
    return collect<T>(parse, [=, this] { return accept(delimiter); });
  }

  // --- productions ---

  name_node parse_name();
  // Absent where no string begins.
  description_node parse_description();
  value_node parse_value(value_context context);
  std::span<const argument_node> parse_arguments(value_context context);
  std::span<const directive_node> parse_directives(value_context context);
  type_node parse_type();

  arena& memory_;

 private:
  // T+ close
  template <class T, class Parse>
  std::span<const T> parse_rest(Parse parse, token_kind close) {
    return collect<T>(parse, [=, this] { return !has_failed() && !accept(close); });
  }
  // T+, for as long as there is another
  template <class T, class Parse, class Another>
  std::span<const T> collect(Parse parse, Another another) {
    auto& spare = std::get<spare_vectors<T>>(spare_);
    std::vector<T> items = spare.take();
    do {
      items.push_back(parse());
    } while (another());
    const std::span<const T> kept = memory_.copy(items);
    spare.give_back(std::move(items));
    return kept;
  }

  value_node parse_variable(value_context context);
  value_node parse_list(value_context context);
  value_node parse_object(value_context context);
  directive_node parse_directive(value_context context);

  lexer lexer_;
  const limits& limits_;
  token token_;
  std::size_t tokens_ = 0;
  std::size_t depth_ = 0;
  std::optional<syntax_failure> failure_;
  std::tuple<spare_vectors<value_node>, spare_vectors<object_field_node>,
             spare_vectors<argument_node>, spare_vectors<directive_node>,
             spare_vectors<selection_node>, spare_vectors<variable_definition_node>,
             spare_vectors<name_node>, spare_vectors<operation_type_node>,
             spare_vectors<field_definition_node>, spare_vectors<input_value_definition_node>,
             spare_vectors<enum_value_definition_node>>
      spare_;
};

}  // namespace fraiseql::language
