// Notes: what a describe() says about a type, and schema.describe<>() about a function.
//
// They only collect (frontend/code/notes.cpp). Whether something was said twice or does not apply
// is found, and reported with its origin, when the schema is made.
#pragma once

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fraiseql/detail/tables.hpp"

namespace fraiseql::api::detail {

// A thing that may be said once.
template <class T>
struct remark {
  T said = {};
  unsigned times = 0;

  void say(T value) {
    said = std::move(value);
    ++times;
  }
};

// A word that the claims of a request must have; without it the field is null, or all is refused.
struct permission {
  std::string needs = {};
  bool or_null = false;
};

struct member_notes {
  std::string member = {};       // as it is spelled in C++
  const function* by = nullptr;  // of a member function
  remark<std::string> doc = {};
  remark<std::string> deprecated = {};
  remark<std::string> name = {};
  remark<std::string> stored = {};
  remark<std::string> column = {};
  remark<std::string> discriminator = {};
  remark<std::shared_ptr<const void>> defaults = {};  // points to a value of the member's type
  remark<std::vector<std::string>> needs = {};        // members, as they are spelled
  remark<std::int32_t> max_limit = {};
  remark<bool> is_aggregated = {};
  remark<permission> authorized = {};
};

struct enumerator_notes {
  std::string enumerator = {};
  std::int64_t number = 0;
  remark<std::string> doc = {};
  remark<std::string> deprecated = {};
  remark<std::string> name = {};
  remark<std::string> stored = {};
};

// What rows are searched in for words: members, as they are spelled, or a column.
struct searched_texts {
  std::vector<std::string> members = {};
  std::string column = {};
  std::string configuration = {};
};

struct type_notes {
  remark<std::string> doc = {};
  remark<std::string> name = {};
  remark<std::string> relation = {};
  remark<std::string> discriminator = {};
  remark<bool> is_public = {};
  remark<permission> authorized = {};
  remark<searched_texts> search = {};
  std::vector<structure_function> interfaces = {};
  std::deque<member_notes> members = {};
  std::deque<enumerator_notes> values = {};
};

struct function_notes {
  const function* of = nullptr;
  remark<std::string> doc = {};
  remark<std::string> deprecated = {};
  remark<std::string> name = {};
  remark<std::string> discriminator = {};
  remark<std::int32_t> max_limit = {};
  remark<bool> is_streamed = {};
  remark<bool> is_aggregated = {};
  remark<bool> is_retryable = {};
  remark<permission> authorized = {};
};

// Out of line, so that a describe() is short object code.
void say(remark<std::string>& about, std::string_view text);
void say(remark<std::vector<std::string>>& about, std::initializer_list<const char*> names);
void forbid_without(remark<permission>& about, std::string_view needs);
void null_without(remark<permission>& about, std::string_view needs);
void search_in(remark<searched_texts>& about, std::initializer_list<const char*> members,
               std::string_view configuration);
void search_in_column(remark<searched_texts>& about, std::string_view column,
                      std::string_view configuration);
void add_interface(type_notes& notes, structure_function interface);
member_notes& add_member(type_notes& notes, const char* member, const function* by);
enumerator_notes& add_value(type_notes& notes, const char* enumerator, std::int64_t number);

}  // namespace fraiseql::api::detail
