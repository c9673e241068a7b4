// Tries everything that is one step smaller, takes the first that is still wrong and begins again.
#include "lists/shrink_page.hpp"

#include <utility>
#include <vector>

#include "filters/shrink.hpp"

namespace fraiseql::lists {
namespace {

void add_smaller_parts(std::vector<page_case>& to, const page_case& of) {
  for (std::size_t i = 0; i < of.selected.size(); ++i) {
    if (of.selected.size() > 1) {
      to.push_back(of);
      to.back().selected.erase(to.back().selected.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (std::size_t j = 0; of.selected[i].inside.size() > 1 && j < of.selected[i].inside.size();
         ++j) {
      to.push_back(of);
      auto& inside = to.back().selected[i].inside;
      inside.erase(inside.begin() + static_cast<std::ptrdiff_t>(j));
    }
  }
}

std::vector<page_case> smaller(const page_case& of) {
  std::vector<page_case> all;
  const auto add = [&](auto change) {
    page_case made = of;
    change(made);
    if (to_text(made) != to_text(of)) all.push_back(std::move(made));
  };
  add([](page_case& one) { one.where = json::null{}; });
  add([](page_case& one) { one.after.clear(); });
  add([](page_case& one) { one.before.clear(); });
  add([](page_case& one) { one.first.reset(); });
  add([](page_case& one) { one.last.reset(); });
  add([](page_case& one) { one.pages = "rowPages"; });
  for (std::size_t i = 0; i < of.by.size(); ++i) {
    add([i](page_case& one) { one.by.erase(one.by.begin() + static_cast<std::ptrdiff_t>(i)); });
    add([i](page_case& one) { one.by[i].towards = direction::asc; });
  }
  add_smaller_parts(all, of);
  return all;
}

// A few times, as what comes by a variable is drawn.
std::string problem(paged_rows& of, const page_case& one) {
  std::string wrong;
  for (int tries = 0; tries < 4 && wrong.empty(); ++tries) wrong = of.problem_of_fresh(one);
  return wrong;
}

void remove_rows(paged_rows& of, const page_case& wrong) {
  for (const row& one : of.all()) {
    if (!of.is_present(one.id) || one.id == wrong.after || one.id == wrong.before) continue;
    of.remove(one.id);
    if (problem(of, wrong).empty()) of.restore(one.id);
  }
}

}  // namespace

std::string told_shrunk(paged_rows& of, page_case wrong) {
  if (problem(of, wrong).empty()) return "";
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = false;
    for (page_case& one : smaller(wrong)) {
      if (problem(of, one).empty()) continue;
      wrong = std::move(one);
      is_smaller = true;
      break;
    }
  }
  if (!wrong.where.is_null()) {
    wrong.where = filters::shrunk(wrong.where, [&](const json::value& where) {
      page_case made = wrong;
      made.where = where;
      const std::string told = problem(of, made);
      // Cut down to what is refused, rightly.
      return !told.empty() && told.find("BAD_USER_INPUT") == std::string::npos;
    });
  }
  remove_rows(of, wrong);
  return of.told(wrong) + problem(of, wrong);
}

}  // namespace fraiseql::lists
