// Sizes are small, so that four levels of lists inside of lists stay readable.
#include "lists/graph_query.hpp"

#include <algorithm>

#include "filters/random_filter.hpp"
#include "lists/random_rows.hpp"

namespace fraiseql::lists {
namespace {

using filters::field;
using filters::kind;

constexpr std::size_t depth_of_relations = 4;

bool is_answered_as_stored(const field& one) {
  return one.of == kind::integer || one.of == kind::string || one.of == kind::boolean ||
         one.of == kind::id;
}

class query_maker {
 public:
  explicit query_maker(const query_source& from)
      : from_(from), of_(from.of), random_(from.random) {}

  std::vector<selected> make() {
    std::vector<selected> made;
    for (std::size_t left = 1 + random_.number(1); left > 0; --left) {
      add_relation(made, random_.one_of(of_.roots), "Query", depth_of_relations);
    }
    return made;
  }

 private:
  void name(std::vector<selected>& among, selected one, const std::string& plain) {
    const bool is_taken = std::ranges::find(among, plain, &selected::alias) != among.end();
    one.alias = is_taken || random_.chance(30) ? "x" + std::to_string(++aliases_) : plain;
    among.push_back(std::move(one));
  }

  // One thing or more.
  std::vector<selected> fields_of(std::size_t type, std::size_t depth) {
    std::vector<selected> made;
    const std::string& owner = of_.fields_of(type).name;
    if (of_.types[type].has_rows() && random_.chance(50)) {
      name(made, {.field = id_field(), .of = owner}, "id");
    }
    for (const field& one : of_.fields_of(type).fields) {
      const bool is_object = one.of == kind::object;
      if (!is_object && !is_answered_as_stored(one)) continue;
      if (!random_.chance(is_object ? 30 : 25)) continue;
      selected chosen{.field = one, .of = owner};
      if (is_object) chosen.inside = fields_of(one.index, depth);
      name(made, std::move(chosen), one.name);
    }
    const auto& relations = of_.types[type].relations;
    const std::size_t most = depth == depth_of_relations - 1 ? 2 : 1;
    for (std::size_t left = depth == 0 ? 0 : random_.number(most); left > 0; --left) {
      add_relation(made, random_.one_of(relations), owner, depth);
    }
    if (made.empty()) {
      name(made, {.field = of_.fields_of(type).find("name"), .of = owner}, "name");
    }
    return made;
  }

  void add_relation(std::vector<selected>& to, const relation& chosen, const std::string& owner,
                    std::size_t depth) {
    selected made{.rows = chosen, .of = owner};
    if (chosen.as != form::one) {
      if (random_.chance(40)) made.where = random_where(from_, chosen.target, 2);
      if (random_.chance(55)) draw_order(made);
      if (chosen.as == form::list)
        draw_slice(made);
      else
        draw_page(made);
    }
    made.inside = fields_of(chosen.target, depth - 1);
    name(to, std::move(made), chosen.name);
  }

  void draw_order(selected& of) {
    of.by = random_ordering(of_.model, of.rows->target, true, random_);
    if (random_.chance(5)) of.by->clear();
  }

  std::size_t draw_size(const selected& of) {
    const std::size_t drawn = random_.chance(85) ? random_.number(5) : random_.number(30);
    return std::min(drawn, of.rows->most());
  }

  void draw_slice(selected& of) {
    if (random_.chance(65)) of.limit = draw_size(of);
    if (random_.chance(25)) of.offset = random_.number(3);
  }

  void draw_page(selected& of) {
    if (random_.chance(75)) (random_.chance(50) ? of.first : of.last) = draw_size(of);
    of.page = random_.chance(60) ? all_parts() : random_parts(random_);
  }

  const query_source& from_;
  const graph& of_;
  filters::random_source& random_;
  std::size_t aliases_ = 0;
};

class where_maker {
 public:
  explicit where_maker(const query_source& from)
      : from_(from), of_(from.of), random_(from.random) {}

  json::value make(std::size_t type, std::size_t depth, bool has_relations) {
    json::object made;
    if (depth > 0 && random_.chance(30)) add_connective(made, type, depth, has_relations);
    if (!of_.types[type].has_rows() && random_.chance(12)) {
      made.emplace_back("isNull", random_.chance(50));
    }
    const std::size_t wanted = made.empty() ? 1 + random_.number(1) : random_.number(1);
    for (std::size_t left = wanted; left > 0 || made.empty(); left -= left > 0 ? 1 : 0) {
      json::member one = condition(type, depth, has_relations);
      const bool is_new = json::value(made).find(one.first) == nullptr;
      if (is_new) made.push_back(std::move(one));
    }
    return made;
  }

 private:
  void add_connective(json::object& to, std::size_t type, std::size_t depth, bool has_relations) {
    if (random_.chance(40)) {
      to.emplace_back("NOT", make(type, depth - 1, has_relations));
      return;
    }
    json::array all;
    for (std::size_t left = 1 + random_.number(1); left > 0; --left) {
      all.push_back(make(type, depth - 1, has_relations));
    }
    to.emplace_back(random_.chance(50) ? "AND" : "OR", std::move(all));
  }

  json::member condition(std::size_t type, std::size_t depth, bool has_relations) {
    const auto& relations = of_.types[type].relations;
    if (has_relations && depth > 0 && random_.chance(60)) {
      const relation& one = random_.one_of(relations);
      json::value inside = make(one.target, depth - 1, true);
      if (one.as == form::one) return {one.name, std::move(inside)};
      return {one.name, json::object{{quantifier(), std::move(inside)}}};
    }
    if (of_.types[type].has_rows() && random_.chance(8)) return id_condition();
    for (;;) {
      const field& one = random_.one_of(of_.fields_of(type).fields);
      if (one.of != kind::object) {
        return {one.name,
                json::object{filters::random_operator({of_.model, from_.values, random_}, one)}};
      }
      if (depth == 0) continue;
      if (!one.is_list) return {one.name, make(one.index, depth - 1, has_relations)};
      return {one.name, json::object{{quantifier(), make(one.index, depth - 1, has_relations)}}};
    }
  }

  std::string quantifier() {
    constexpr std::array<const char*, 3> all = {"some", "every", "none"};
    return random_.one_of(all);
  }

  json::member id_condition() {
    const graph_type& type = of_.types[random_.number(2)];
    if (type.rows.empty() || random_.chance(10)) {
      return {"id", json::object{{"isNull", random_.chance(50)}}};
    }
    return {"id", json::object{{random_.chance(50) ? "eq" : "neq", random_.one_of(type.rows).id}}};
  }

  const query_source& from_;
  const graph& of_;
  filters::random_source& random_;
};

class query_writer {
 public:
  query_writer(const graph& of, const cursor_book& book, filters::random_source& random,
               std::size_t by_variable)
      : of_(of), book_(book), text_(random, by_variable) {}

  execution::request write(const std::vector<selected>& query) {
    return text_.finish(selection(query));
  }

 private:
  std::string selection(const std::vector<selected>& all) {
    std::string text;
    for (const selected& one : all) text += (text.empty() ? "" : " ") + field_text(one);
    return text;
  }

  std::string field_text(const selected& one) {
    const std::string& plain = one.field ? one.field->name : one.rows->name;
    std::string text = one.alias == plain ? plain : one.alias + ": " + plain;
    if (one.rows) {
      const std::string arguments = arguments_of(one);
      if (!arguments.empty()) text += "(" + arguments.substr(1) + ")";
    }
    if (one.inside.empty()) return text;
    const bool is_connection = one.rows && one.rows->as == form::connection;
    const std::string inside =
        is_connection && !has_nodes(one.page) ? std::string() : selection(one.inside);
    return text + " {" + (is_connection ? to_text(one.page, inside) : " " + inside) + " }";
  }

  std::string arguments_of(const selected& one) {
    std::string text;
    const std::string& type = of_.fields_of(one.rows->target).name;
    if (!one.where.is_null()) {
      text += " where: " + text_.value(type + "WhereInput", to_literal(one.where), one.where);
    }
    if (one.by) text += " orderBy: " + text_.order(type + "OrderByInput", *one.by);
    const auto number = [&](const char* name, const std::optional<std::size_t>& given) {
      if (given) text += std::string(" ") + name + ": " + text_.number(*given);
    };
    const auto cursor = [&](const char* name, const std::string& id) {
      const std::string* known = id.empty() ? nullptr : book_.find(one.list(), id);
      if (known != nullptr) text += std::string(" ") + name + ": " + text_.string(*known);
    };
    number("limit", one.limit);
    number("offset", one.offset);
    number("first", one.first);
    number("last", one.last);
    cursor("after", one.after);
    cursor("before", one.before);
    return text;
  }

  const graph& of_;
  const cursor_book& book_;
  request_text text_;
};

}  // namespace

std::string selected::list() const { return of + "." + rows->name + " " + to_text(order()); }

std::vector<selected> random_query(const query_source& from) { return query_maker(from).make(); }

json::value random_where(const query_source& from, std::size_t type, std::size_t depth) {
  return where_maker(from).make(type, depth, depth > 0);
}

bool add_cursors(std::vector<selected>& to, const graph& of, const cursor_book& book,
                 filters::random_source& random) {
  bool is_any = false;
  for (selected& one : to) {
    is_any = add_cursors(one.inside, of, book, random) || is_any;
    if (!one.rows || one.rows->as != form::connection) continue;
    const auto known = book.rows(one.list());
    if (known.empty()) continue;
    if (random.chance(65)) one.after = random.one_of(known);
    if (random.chance(35)) one.before = random.one_of(known);
    is_any = is_any || !one.after.empty() || !one.before.empty();
  }
  return is_any;
}

execution::request to_request(const std::vector<selected>& query, const graph& of,
                              const cursor_book& book, filters::random_source& random,
                              std::size_t by_variable) {
  return query_writer(of, book, random, by_variable).write(query);
}

}  // namespace fraiseql::lists
