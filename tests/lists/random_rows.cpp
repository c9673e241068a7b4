#include "lists/random_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "filters/random_value.hpp"
#include "filters/tables.hpp"
#include "lists/declarations.hpp"

namespace fraiseql::lists {
namespace {

using filters::field;
using filters::kind;
using filters::model;
using filters::random_source;

void add_field(model& to, std::size_t object, field one, random_source& random) {
  constexpr std::array<std::string_view, 4> odd = {"it's", "a b.c", "$1", "Ünï"};
  auto& fields = to.objects[object].fields;
  one.name = "f" + std::to_string(fields.size()) + filters::type_name(to, one);
  one.key = "k" + std::to_string(fields.size());
  if (random.chance(15)) one.key += random.one_of(odd);
  one.is_required = random.chance(35);
  fields.push_back(std::move(one));
}

kind random_kind(random_source& random) {
  const auto drawn = static_cast<kind>(random.number(filters::kinds - 1));
  return is_orderable(drawn) ? drawn : kind::string;
}

class document_maker {
 public:
  document_maker(const model& all, const filters::value_pool& values, random_source& random)
      : all_(all), values_(values), random_(random) {}

  json::value of_object(const filters::object& of) {
    json::object members;
    for (const field& one : of.fields) {
      if (!one.is_required && random_.chance(15)) continue;
      const bool is_null = !one.is_required && random_.chance(15);
      members.emplace_back(one.key, is_null ? json::value(json::null{}) : of_field(one));
    }
    return members;
  }

 private:
  json::value of_field(const field& one) {
    if (!one.is_list) return of_item(one);
    json::array items;
    for (std::size_t left = random_.number(3); left > 0; --left) {
      const bool is_null = !one.has_required_items && random_.chance(15);
      items.push_back(is_null ? json::value(json::null{}) : of_item(one));
    }
    return items;
  }

  json::value of_item(const field& one) {
    if (one.of == kind::object) return of_object(all_.objects[one.index]);
    return filters::as_stored(one.of, values_.given(all_, one, random_), random_);
  }

  const model& all_;
  const filters::value_pool& values_;
  random_source& random_;
};

}  // namespace

model random_row_model(random_source& random) {
  model made;
  made.objects = {{"Row", {}}, {"Part1", {}}, {"Part2", {}}};
  for (const kind one : {kind::integer, kind::string, kind::date_time, kind::decimal,
                         kind::floating, kind::boolean}) {
    add_field(made, 0, {.of = one}, random);
  }
  for (int i = 0; i < 4; ++i) add_field(made, 0, {.of = random_kind(random)}, random);
  add_field(made, 0, {.of = kind::object, .index = 1}, random);
  for (std::size_t part = 1; part <= 2; ++part) {
    for (int i = 0; i < 3; ++i) add_field(made, part, {.of = random_kind(random)}, random);
  }
  add_field(made, 1, {.of = kind::object, .index = 2}, random);
  return made;
}

json::value random_document(const model& of, std::size_t object, const filters::value_pool& values,
                            random_source& random) {
  return document_maker(of, values, random).of_object(of.objects[object]);
}

std::vector<row> random_rows(const model& of, const filters::value_pool& values,
                             random_source& random, std::size_t count) {
  std::vector<row> made;
  for (std::size_t i = 0; i < count; ++i) {
    json::value members = !made.empty() && random.chance(25)
                              ? random.one_of(made).document
                              : random_document(of, 0, values, random);
    auto& all = std::get<json::object>(members);
    std::erase_if(all, [](const json::member& one) { return one.first == "id"; });
    all.insert(all.begin(), {"id", filters::id_of(i)});
    made.push_back({filters::id_of(i), std::move(members)});
  }
  return made;
}

ordering random_ordering(const model& of, std::size_t object, bool is_of_rows,
                         random_source& random) {
  ordering made;
  const std::size_t wanted = 1 + random.number(3);
  for (int tries = 0; tries < 40 && made.size() < wanted; ++tries) {
    order_key key{.towards = static_cast<direction>(random.number(directions - 1))};
    const filters::object* at = &of.objects[object];
    if (is_of_rows && random.chance(5)) {
      key.path = {id_field()};
      made.push_back(std::move(key));
      continue;
    }
    for (bool is_inside = true; is_inside;) {
      const field& one = random.one_of(at->fields);
      is_inside = one.of == kind::object && !one.is_list;
      key.path.push_back(one);
      if (is_inside) at = &of.objects[one.index];
    }
    if (!key.path.back().is_list && is_orderable(key.path.back().of)) {
      made.push_back(std::move(key));
    }
  }
  return made;
}

std::shared_ptr<const schema::schema> schema_of_rows(const model& of) {
  schema::schema_builder builder;
  builder.add(declaration_of(of, of.objects[0], "Row", "tv_row"));
  builder.add(declaration_of(of, of.objects[0], "Twin", "tv_twin"));
  builder.add(declaration_of(of, of.objects[1], "Part1", ""));
  builder.add(declaration_of(of, of.objects[2], "Part2", ""));
  for (const auto& [list, pages, type] :
       {std::array{"rows", "rowPages", "Row"}, std::array{"twins", "twinPages", "Twin"}}) {
    builder.add_query(schema::find_declaration{.name = list, .object = type, .origin = list});
    builder.add_query(schema::find_declaration{.name = pages,
                                               .object = type,
                                               .list = {.as = schema::listing::connection},
                                               .origin = pages});
  }
  return built(std::move(builder));
}

}  // namespace fraiseql::lists
