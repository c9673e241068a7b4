// Tries everything that is one step smaller, takes the first that is still wrong and begins again.
#include "lists/shrink_query.hpp"

#include <functional>
#include <utility>

#include "filters/shrink.hpp"

namespace fraiseql::lists {
namespace {

using query = std::vector<selected>;

// Calls `each` with every selected field, outermost first.
void visit(query& all, const std::function<void(selected&)>& each) {
  for (selected& one : all) {
    each(one);
    visit(one.inside, each);
  }
}

std::size_t count(query all) {
  std::size_t fields = 0;
  visit(all, [&](selected&) { ++fields; });
  return fields;
}

// The query with its n-th field changed.
query with(query all, std::size_t at, const std::function<void(selected&)>& change) {
  std::size_t number = 0;
  visit(all, [&](selected& one) {
    if (number++ == at) change(one);
  });
  return all;
}

// All that leave one field of a selection out, or take its inside instead of more than one.
void add_shorter(std::vector<query>& to, const query& of) {
  for (std::size_t i = 0; of.size() > 1 && i < of.size(); ++i) {
    to.push_back(of);
    to.back().erase(to.back().begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (std::size_t i = 0; i < of.size(); ++i) {
    std::vector<query> inside;
    add_shorter(inside, of[i].inside);
    for (query& one : inside) {
      to.push_back(of);
      to.back()[i].inside = std::move(one);
    }
  }
}

void add_plainer(std::vector<query>& to, const query& of) {
  const std::vector<std::function<void(selected&)>> changes = {
      [](selected& one) { one.where = json::null{}; },
      [](selected& one) { one.by.reset(); },
      [](selected& one) { one.limit.reset(); },
      [](selected& one) { one.offset.reset(); },
      [](selected& one) { one.first.reset(); },
      [](selected& one) { one.last.reset(); },
      [](selected& one) { one.after.clear(); },
      [](selected& one) { one.before.clear(); },
      [](selected& one) {
        if (one.by && one.by->size() > 1) one.by->pop_back();
      },
      [](selected& one) {
        if (one.by && one.by->size() > 1) one.by->erase(one.by->begin());
      },
      [](selected& one) {
        if (one.page.size() > 1) one.page.pop_back();
      },
      [](selected& one) {
        if (one.page.size() > 1) one.page.erase(one.page.begin());
      }};
  const auto text = [](const query& all) {
    std::string told;
    query copy = all;
    visit(copy, [&](selected& one) {
      told += std::to_string(one.where.is_null()) + std::to_string(one.by ? one.by->size() : 9) +
              std::to_string(one.limit.has_value()) + std::to_string(one.offset.has_value()) +
              std::to_string(one.first.has_value()) + std::to_string(one.last.has_value()) +
              one.after + one.before + std::to_string(one.page.size()) + ";";
    });
    return told;
  };
  const std::string before = text(of);
  for (std::size_t at = 0; at < count(of); ++at) {
    for (const auto& change : changes) {
      query made = with(of, at, change);
      if (text(made) != before) to.push_back(std::move(made));
    }
  }
}

// A few times, as what comes by a variable is drawn.
std::string problem(related_rows& of, const query& one) {
  std::string wrong;
  for (int tries = 0; tries < 4 && wrong.empty(); ++tries) wrong = of.problem_of_fresh(one);
  return wrong;
}

query without_filters(related_rows& of, query wrong) {
  for (std::size_t at = 0; at < count(wrong); ++at) {
    json::value where;
    with(wrong, at, [&](selected& one) { where = one.where; });
    if (where.is_null()) continue;
    const auto filtered = [&](const json::value& by) {
      return with(wrong, at, [&](selected& one) { one.where = by; });
    };
    where = filters::shrunk(where, [&](const json::value& by) {
      const std::string told = problem(of, filtered(by));
      // Cut down to what is refused, rightly.
      return !told.empty() && told.find("BAD_USER_INPUT") == std::string::npos;
    });
    wrong = filtered(where);
  }
  return wrong;
}

void remove_rows(related_rows& of, const query& wrong) {
  for (std::size_t type = 0; type < of.of().types.size(); ++type) {
    for (std::size_t left = of.of().types[type].rows.size(); left > 0; --left) {
      const row gone = of.remove(type, left - 1);
      if (problem(of, wrong).empty()) of.restore(type, left - 1, gone);
    }
  }
}

}  // namespace

std::string told_shrunk(related_rows& of, query wrong) {
  if (problem(of, wrong).empty()) return "";
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = false;
    std::vector<query> all;
    add_shorter(all, wrong);
    add_plainer(all, wrong);
    for (query& one : all) {
      if (problem(of, one).empty()) continue;
      wrong = std::move(one);
      is_smaller = true;
      break;
    }
  }
  wrong = without_filters(of, std::move(wrong));
  remove_rows(of, wrong);
  return of.told(wrong) + problem(of, wrong);
}

}  // namespace fraiseql::lists
