// Field names say their kind (`f7DateTimeList`), so that a failure can be read. Stored keys are
// mostly plain and now and then full of what SQL would take for its own.
#include "filters/random_model.hpp"

#include <algorithm>

#include "filters/random_value.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

class model_maker {
 public:
  explicit model_maker(random_source& random) : random_(random) {}

  model make() {
    made_.enumerations = {{"Status", {{"DRAFT", "draft"}, {"IN_REVIEW", "in_review"}}},
                          {"Mood", {{"GOOD", "it's"}, {"BAD", "$1\\"}, {"Other", "Other"}}}};
    made_.objects.push_back({"Row", {}});
    for (std::size_t i = 0; i + 1 < kinds; ++i) add_field(0, static_cast<kind>(i), false);
    const std::size_t other = 1 - made_.objects[0].fields.back().index;  // both are used
    add(0, {.of = kind::enumeration, .index = other});
    for (int i = 0; i < 8; ++i) add_field(0, list_kind(), true);
    for (const bool is_list : {false, true}) add_object(0, 1, is_list);
    // A column of this name tells when the row was synced, whatever a document has.
    made_.objects.front().fields.push_back(
        {.name = "updatedAt", .key = "updated_at", .of = kind::date_time});
    return std::move(made_);
  }

 private:
  kind list_kind() {
    const auto one = static_cast<kind>(random_.number(kinds - 2));
    return one == kind::json ? kind::enumeration : one;
  }

  void add_field(std::size_t to, kind of, bool is_list) {
    field one{.of = of, .is_list = is_list};
    if (of == kind::enumeration) one.index = random_.number(made_.enumerations.size() - 1);
    add(to, std::move(one));
  }

  void add_object(std::size_t to, std::size_t level, bool is_list) {
    const std::size_t index = made_.objects.size();
    made_.objects.push_back({"Part" + std::to_string(index), {}});
    add(to, {.of = kind::object, .index = index, .is_list = is_list});
    for (std::size_t i = 3 + random_.number(4); i > 0; --i) {
      add_field(index, static_cast<kind>(random_.number(kinds - 2)), false);
    }
    for (std::size_t i = random_.number(2); i > 0; --i) add_field(index, list_kind(), true);
    if (level < 3 && random_.chance(60)) add_object(index, level + 1, random_.chance(50));
    if (level < 3 && random_.chance(40)) add_object(index, level + 1, random_.chance(50));
  }

  void add(std::size_t to, field one) {
    constexpr std::array<std::string_view, 8> odd = {"it's", "a;b",   "--", "/* x",
                                                     "Ünï",  "a b.c", "$1", "%s;"};
    auto& fields = made_.objects[to].fields;
    one.name =
        "f" + std::to_string(fields.size()) + type_name(made_, one) + (one.is_list ? "List" : "");
    one.key = "k" + std::to_string(fields.size());
    if (random_.chance(20)) one.key += random_.one_of(odd);
    one.is_required = random_.chance(30);
    one.has_required_items = random_.chance(70);
    fields.push_back(std::move(one));
  }

  random_source& random_;
  model made_ = {};
};

class document_maker {
 public:
  document_maker(const model& all, const value_pool& values, random_source& random)
      : all_(all), values_(values), random_(random) {}

  json::value of_object(const object& of) {
    json::object members;
    for (const field& one : of.fields) {
      if (random_.chance(12)) continue;
      members.emplace_back(one.key, random_.chance(10) ? json::value(json::null{}) : of_field(one));
    }
    return members;
  }

 private:
  json::value of_field(const field& one) {
    if (!one.is_list) {
      return one.of == kind::object ? of_object(all_.objects[one.index])
                                    : stored(one, values_.given(all_, one, random_));
    }
    json::array items;
    if (one.of == kind::object) {
      for (std::size_t left = random_.chance(20) ? 0 : 1 + random_.number(3); left > 0; --left) {
        items.push_back(of_object(all_.objects[one.index]));
      }
    } else {
      const json::value given = values_.given_list(all_, one, random_);
      for (const json::value& item : *given.get<json::array>()) items.push_back(stored(one, item));
    }
    for (json::value& item : items) {
      if (!one.has_required_items && random_.chance(10)) item = json::null{};
    }
    return items;
  }

  json::value stored(const field& one, const json::value& given) {
    if (one.of != kind::enumeration) return as_stored(one.of, given, random_);
    const auto& known = all_.enumerations[one.index].values;
    return std::ranges::find(known, *given.get<std::string>(),
                             [](const auto& value) { return value.first; })
        ->second;
  }

  const model& all_;
  const value_pool& values_;
  random_source& random_;
};

}  // namespace

model random_model(random_source& random) { return model_maker(random).make(); }

std::string to_sdl(const model& of, const std::string& own_where) {
  std::string text =
      "type Query { rows: [Row!]! @find twins: [Twin!]! @find\n own: [Row!]! @find(where: " +
      own_where + ")\n ownTwins: [Twin!]! @find(where: " + own_where + ") }\n";
  const auto quoted = [](const std::string& word) {
    std::string out;
    json::write_string(out, word);
    return out;
  };
  const auto write_fields = [&](const std::vector<field>& fields) {
    for (const field& one : fields) {
      text +=
          "  " + one.name + ": " + type_text(of, one) + " @stored(as: " + quoted(one.key) + ")\n";
    }
    text += "}\n";
  };
  for (const enumeration& one : of.enumerations) {
    text += "enum " + one.name + " {\n";
    for (const auto& [name, stored] : one.values) {
      text += "  " + name + " @stored(as: " + quoted(stored) + ")\n";
    }
    text += "}\n";
  }
  for (const object& one : of.objects) {
    const bool is_row = &one == &of.objects.front();
    text += "type " + one.name + " {\n" + (is_row ? "  id: ID!\n" : "");
    write_fields(one.fields);
  }
  text += "type Twin {\n  id: ID!\n";
  write_fields(of.objects.front().fields);
  return text;
}

value_pool::value_pool(random_source& random) {
  for (std::size_t i = 0; i < kinds; ++i) {
    const auto of = static_cast<kind>(i);
    if (of == kind::enumeration || of == kind::object) continue;
    for (int count = 0; count < 10; ++count) values_[i].push_back(random_given(of, random));
    for (int count = 0; count < 5; ++count) {
      json::array list;
      for (std::size_t left = random.number(3); left > 0; --left) {
        list.push_back(random.one_of(values_[i]));
      }
      lists_[i].push_back(std::move(list));
    }
  }
}

json::value value_pool::given(const model& all, const field& one, random_source& random) const {
  if (one.of == kind::enumeration) return random.one_of(all.enumerations[one.index].values).first;
  if (random.chance(10)) return random_given(one.of, random);
  return respelled(one.of, random.one_of(values_[static_cast<std::size_t>(one.of)]), random);
}

json::value value_pool::given_list(const model& all, const field& one,
                                   random_source& random) const {
  json::array items;
  const bool is_known = one.of != kind::enumeration && random.chance(60);
  if (is_known) items = random.one_of(lists_[static_cast<std::size_t>(one.of)]);
  for (json::value& item : items) item = respelled(one.of, item, random);
  for (std::size_t left = is_known ? 0 : random.number(3); left > 0; --left) {
    items.push_back(given(all, one, random));
  }
  return items;
}

json::value random_document(const model& all, const value_pool& values, random_source& random) {
  return document_maker(all, values, random).of_object(all.objects.front());
}

}  // namespace fraiseql::filters
