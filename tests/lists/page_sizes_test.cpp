// How large a page may be: what is wrong with a size is BAD_USER_INPUT, written in the document or
// given by a variable, for lists and connections, at the root and inside of rows.
#include "json/read.hpp"
#include "json/write.hpp"
#include "lists/note_pages.hpp"

namespace fraiseql::lists {
namespace {

class page_sizes : public note_pages {
 protected:
  // `arguments` with their numbers in the document and by variables.
  static std::vector<execution::response> ask_sizes(const std::string& field,
                                                    const json::object& sizes,
                                                    const std::string& inside) {
    std::string literal;
    std::string by_variable;
    std::string declared;
    for (const auto& [name, value] : sizes) {
      literal += name + ": " + json::to_text(value) + " ";
      by_variable += name + ": $" + name + " ";
      declared += "$" + name + ": Int ";
    }
    const bool is_nested = field.starts_with("folders.");
    const std::string name = is_nested ? field.substr(8) : field;
    const auto text = [&](const std::string& arguments) {
      const std::string one = name + "(" + arguments + ") { " + inside + " }";
      return is_nested ? "{ folders { " + one + " } }" : "{ " + one + " }";
    };
    return {ask(text(literal)), ask("query(" + declared + ")" + text(by_variable), sizes)};
  }
  static json::object sizes(const std::string& text) {
    return *json::read(text)->get<json::object>();
  }
};

TEST_F(page_sizes, are_refused_beyond_their_bounds) {
  struct size_case {
    const char* field;
    const char* bad;
  };
  constexpr size_case cases[] = {
      {"notes", R"({"first": 1, "last": 1})"},
      {"notes", R"({"first": 0, "last": 0})"},
      {"notes", R"({"first": -1})"},
      {"notes", R"({"last": -1})"},
      {"notes", R"({"first": 101})"},
      {"notes", R"({"last": 101})"},
      {"notes", R"({"first": 2147483647})"},
      {"few", R"({"first": 4})"},
      {"few", R"({"last": 4})"},
      {"folders.notes", R"({"first": 1, "last": 1})"},
      {"folders.notes", R"({"first": -1})"},
      {"folders.notes", R"({"last": 101})"},
      {"listed", R"({"limit": -1})"},
      {"listed", R"({"limit": 1001})"},
      {"listed", R"({"offset": -1})"},
      {"folders.listed", R"({"limit": -1})"},
      {"folders.listed", R"({"limit": 1001})"},
      {"folders.listed", R"({"offset": -1})"},
  };
  for (const size_case& one : cases) {
    SCOPED_TRACE(std::string(one.field) + one.bad);
    const std::string inside =
        std::string_view(one.field).ends_with("listed") ? "id" : "totalCount";
    for (const auto& answer : ask_sizes(one.field, sizes(one.bad), inside)) {
      expect_refused(answer);
    }
  }
}

std::size_t edges_of(const execution::response& answer) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = answer.body.find("\"n\":", at)) != std::string::npos; ++at)
    ++count;
  return answer.errors == 0 ? count : 999;
}

TEST_F(page_sizes, are_taken_up_to_their_bounds_and_null_is_none) {
  struct size_case {
    const char* field;
    const char* given;
    std::size_t rows;
  };
  constexpr size_case cases[] = {
      {"notes", R"({"first": 100})", 100},
      {"notes", R"({"last": 100})", 100},
      {"notes", R"({"first": 0})", 0},
      {"notes", R"({"last": 0})", 0},
      {"notes", R"({"first": null})", 20},
      {"notes", R"({"last": null})", 20},
      {"notes", R"({"first": null, "last": null})", 20},
      {"notes", R"({"first": null, "last": 7})", 7},
      {"notes", R"({"first": 7, "last": null})", 7},
      {"few", R"({"first": 3})", 3},
      {"few", R"({"last": null})", 3},
      {"folders.notes", R"({"first": 100})", 100},
      {"folders.notes", R"({"last": null})", 20},
      {"folders.notes", R"({"first": null, "last": 0})", 0},
      {"listed", R"({"limit": 1000})", 130},
      {"listed", R"({"limit": 0})", 0},
      {"listed", R"({"offset": 120})", 10},
      {"folders.listed", R"({"limit": 1000})", 130},
      {"folders.listed", R"({"offset": 120})", 10},
      {"folders.listed", R"({"offset": 0})", 20},
  };
  for (const size_case& one : cases) {
    SCOPED_TRACE(std::string(one.field) + one.given);
    const std::string inside =
        std::string_view(one.field).ends_with("listed") ? "n" : "edges { node { n } }";
    for (const auto& answer : ask_sizes(one.field, sizes(one.given), inside)) {
      EXPECT_EQ(edges_of(answer), one.rows) << answer.body.substr(0, 300);
    }
  }
}

}  // namespace
}  // namespace fraiseql::lists
