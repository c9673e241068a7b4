#include "lists/graph_evaluator.hpp"

#include <algorithm>
#include <span>

#include "base/check.hpp"
#include "filters/scalar_value.hpp"
#include "lists/page.hpp"

namespace fraiseql::lists {
namespace {

using filters::field;
using filters::kind;

std::span<const json::value> items_of(const json::value& given) {
  const auto* list = given.get<json::array>();
  return list == nullptr ? std::span(&given, 1) : std::span(*list);
}

const json::value* unless_null(const json::value* value) {
  return value == nullptr || value->is_null() ? nullptr : value;
}

// nullptr: null or missing.
const json::value* value_of(const json::value* document, const field& one) {
  return document == nullptr ? nullptr : unless_null(document->find(one.key));
}

const row* least(const rows_in_order& rows) {
  const auto found = std::ranges::min_element(rows, {}, [](const row* one) { return one->id; });
  return found == rows.end() ? nullptr : *found;
}

// Of `some`, `every` and `none`, by whether each of the rows or items holds.
template <class Items, class Holds>
bool quantified(const std::string& how, const Items& items, Holds holds) {
  if (how == "some") return std::ranges::any_of(items, holds);
  if (how == "none") return std::ranges::none_of(items, holds);
  FRAISEQL_CHECK(how == "every");
  return std::ranges::all_of(items, holds);
}

}  // namespace

graph_evaluator::graph_evaluator(const graph& of) : graph_(of) {
  for (std::size_t type = 0; type < of.types.size(); ++type) {
    filters::model alone{.enumerations = {}, .objects = {of.fields_of(type)}};
    if (of.types[type].has_rows()) alone.objects.front().fields.push_back(id_field());
    scalars_.push_back(std::move(alone));
  }
}

bool graph_evaluator::holds(std::size_t type, const json::value* document,
                            const json::value& filter) const {
  return std::ranges::all_of(*filter.get<json::object>(), [&](const json::member& one) {
    return condition_holds(type, document, one);
  });
}

bool graph_evaluator::condition_holds(std::size_t type, const json::value* document,
                                      const json::member& condition) const {
  const auto& [name, given] = condition;
  const auto of_one = [&](const json::value& one) { return holds(type, document, one); };
  if (name == "AND") return std::ranges::all_of(items_of(given), of_one);
  if (name == "OR") return std::ranges::any_of(items_of(given), of_one);
  if (name == "NOT") return !of_one(given);
  if (name == "isNull") return (document == nullptr) == *given.get<bool>();
  for (const relation& one : graph_.types[type].relations) {
    if (one.name == name) return relation_holds(one, document, given);
  }
  const field& one = scalars_[type].objects.front().find(name);
  if (one.of == kind::object && one.is_list) {
    return objects_hold(one, value_of(document, one), given);
  }
  if (one.of == kind::object) return holds(one.index, value_of(document, one), given);
  const json::value nothing = json::object{};
  return filters::evaluator(scalars_[type])
      .holds(document == nullptr ? nothing : *document, json::object{condition});
}

bool graph_evaluator::relation_holds(const relation& of, const json::value* document,
                                     const json::value& filter) const {
  const rows_in_order rows = rows_of(of, document);
  if (of.as == form::one) {
    const row* one = least(rows);
    return holds(of.target, one == nullptr ? nullptr : &one->document, filter);
  }
  return std::ranges::all_of(*filter.get<json::object>(), [&](const json::member& condition) {
    return quantified(condition.first, rows, [&](const row* one) {
      return holds(of.target, &one->document, condition.second);
    });
  });
}

bool graph_evaluator::objects_hold(const field& list, const json::value* items,
                                   const json::value& filter) const {
  std::span<const json::value> all;
  if (items != nullptr) all = *items->get<json::array>();
  return std::ranges::all_of(*filter.get<json::object>(), [&](const json::member& condition) {
    const auto& [how, given] = condition;
    if (how == "isNull") return (items == nullptr) == *given.get<bool>();
    if (how == "isEmpty") return items != nullptr && all.empty() == *given.get<bool>();
    return quantified(how, all, [&](const json::value& item) {
      return holds(list.index, unless_null(&item), given);
    });
  });
}

rows_in_order graph_evaluator::rows_of(const relation& of, const json::value* document) const {
  rows_in_order found;
  for (const row& one : graph_.types[of.target].rows) {
    const bool is_theirs = std::ranges::all_of(of.on, [&](const auto& pair) {
      const json::value* theirs = value_of(&one.document, pair.first);
      const json::value* ours = value_of(document, pair.second);
      return theirs != nullptr && ours != nullptr &&
             filters::is_equal(filters::read_scalar(pair.first.of, *theirs),
                               filters::read_scalar(pair.second.of, *ours));
    });
    if (is_theirs && (of.where.is_null() || holds(of.target, &one.document, of.where))) {
      found.push_back(&one);
    }
  }
  return found;
}

json::value graph_evaluator::answer(const std::vector<selected>& query) {
  values_ = 0;
  related_rows_ = 0;
  json::object made;
  for (const selected& one : query) made.emplace_back(one.alias, related(one, nullptr));
  return made;
}

json::value graph_evaluator::object(const json::value& document,
                                    const std::vector<selected>& inside) {
  json::object made;
  for (const selected& one : inside) {
    if (was_too_much()) break;
    ++values_;
    if (one.field) {
      made.emplace_back(one.alias, stored(one, value_of(&document, *one.field)));
    } else {
      made.emplace_back(one.alias, related(one, &document));
    }
  }
  return made;
}

json::value graph_evaluator::stored(const selected& one, const json::value* value) {
  if (value == nullptr) return json::null{};
  if (one.field->is_list) {
    json::array items;
    selected item = one;
    item.field->is_list = false;
    for (const json::value& each : *value->get<json::array>()) {
      items.push_back(stored(item, unless_null(&each)));
    }
    return items;
  }
  if (one.field->of == kind::object) return object(*value, one.inside);
  // An ID is answered as a string.
  const auto* number = value->get<json::number>();
  if (one.field->of == kind::id && number != nullptr) return number->text;
  return *value;
}

json::value graph_evaluator::related(const selected& one, const json::value* document) {
  const relation& of = *one.rows;
  rows_in_order rows = rows_of(of, document);
  if (!one.where.is_null()) {
    std::erase_if(rows,
                  [&](const row* each) { return !holds(of.target, &each->document, one.where); });
  }
  const auto node = [&](const row& each) {
    ++related_rows_;
    return object(each.document, one.inside);
  };
  if (of.as == form::one) {
    const row* found = least(rows);
    return found == nullptr ? json::value(json::null{}) : node(*found);
  }
  sort(rows, one.order());
  if (of.as == form::list) {
    const std::size_t unsaid = std::min<std::size_t>(document == nullptr ? 100 : 20, of.most());
    json::array items;
    for (const row* each : slice_of(rows, one.limit.value_or(unsaid), one.offset.value_or(0))) {
      items.push_back(node(*each));
    }
    return items;
  }
  const auto find = [&](const std::string& id) -> const row* {
    const auto& all = graph_.types[of.target].rows;
    const auto found = std::ranges::find(all, id, &row::id);
    return found == all.end() ? nullptr : &*found;
  };
  const connection_answer as{
      .type = graph_.fields_of(of.target).name, .node = node, .cursor = [&](const row& each) {
        return cursor_book::placeholder(one.list(), each.id);
      }};
  return as.of(one.page, page_of(rows, one.order(),
                                 {.first = one.first,
                                  .last = one.last,
                                  .after = find(one.after),
                                  .before = find(one.before)},
                                 of.most()));
}

}  // namespace fraiseql::lists
