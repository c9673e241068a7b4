// What the rows of types are searched in for words (docs/api/filters.md, "Full-text search"): what
// a declaration names is found once every type has its fields; the fields of filters and orders
// that ask for it come with these.
#include <algorithm>

#include "base/text.hpp"
#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

// Why the field leads to no text, or "". It is the last one of its way or an object on it.
std::string why_not_searched(const field& one, bool is_last) {
  if (one.native != nullptr) return "worked out by the program and not stored";
  if (!std::holds_alternative<std::monostate>(one.binding)) {
    return "a relation and not stored with the row";
  }
  if (one.type.is_list()) return "a list and no single text";
  const type& held = *one.type.named;
  const bool is_object = held.kind == type_kind::object || held.kind == type_kind::interface;
  const bool is_text = held.kind == type_kind::scalar && held.scalar == scalar_kind::string;
  if (is_last ? is_text : is_object) return {};
  return "of type " + held.name + (is_last ? ", and only String is searched" : ", no object");
}

}  // namespace

void assembly::add_searches() {
  for (const type_declaration& declared : from_.types_) {
    if (!declared.search) continue;
    type* of = find(declared.name);
    if (of == nullptr || of->origin != declared.origin || of->search) continue;
    of->search = make_search(*of, *declared.search);
  }
}

text_search assembly::make_search(const type& of, const search_declaration& declared) {
  text_search made{.column = declared.column, .configuration = declared.configuration};
  const auto refuse = [&](const std::string& why) {
    error("the search of type \"" + of.name + "\" " + why, of.origin, places_of(declared.at));
  };
  const bool may_have_rows = of.kind == type_kind::object || of.kind == type_kind::interface;
  if (!may_have_rows || !of.source) {
    refuse("has no effect: the type has no rows");
    return made;
  }
  if (declared.fields.empty() == declared.column.empty()) {
    refuse(declared.fields.empty() ? "says not in what; name fields or a column"
                                   : "names fields and a column; keep one of the two");
  }
  refuse_internal_key(made.column, "the search of type \"" + of.name + "\"", of.origin,
                      declared.at);
  for (const std::string& path : declared.fields) {
    if (std::ranges::count(declared.fields, path) > 1) {
      refuse("names \"" + path + "\" twice; name it once");
      return made;
    }
    auto way = way_to_text(of, path, declared.at);
    if (!way.empty()) made.texts.push_back(std::move(way));
  }
  return made;
}

std::vector<const field*> assembly::way_to_text(const type& of, const std::string& path, place at) {
  std::vector<const field*> way;
  const type* in = &of;
  const auto refuse = [&](const std::string& why) {
    error("the search of type \"" + of.name + "\" " + why, of.origin, places_of(at));
    return std::vector<const field*>();
  };
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t end = std::min(path.find('.', from), path.size());
    const std::string name = path.substr(from, end - from);
    const field* one = in->find_field(name);
    if (one == nullptr) {
      std::vector<std::string_view> names;
      for (const field& other : in->fields) names.emplace_back(other.name);
      return refuse("looks at the unknown field \"" + name + "\" of \"" + in->name + "\"" +
                    did_you_mean(name, names));
    }
    if (one->type.named == nullptr) return {};  // reported
    const std::string why = why_not_searched(*one, end == path.size());
    const std::string subject = "looks at \"" + in->name + "." + name + "\", which is ";
    if (!why.empty()) return refuse(subject + why);
    if (!is_same_everywhere(*in, *one)) {
      return refuse(subject + "not stored alike by all types that implement \"" + in->name + "\"");
    }
    way.push_back(one);
    in = one->type.named;
    from = end + 1;
  }
  return way;
}

void assembly::check_search_has_effect(const type& of) {
  if (!of.search || !of.source) return;
  const auto declared = std::ranges::find_if(from_.types_, [&](const type_declaration& one) {
    return one.name == of.name && one.origin == of.origin;
  });
  error("the search of type \"" + of.name + "\" has no effect: no field lists its rows", of.origin,
        places_of(declared->search->at));
}

const type* assembly::rank_input() {
  const std::string name = "SearchRankOrderByInput";
  const std::string ours = "the ordering by a search";
  if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
  type* made = place_type(type_kind::input_object, name, ours);
  const type* direction = order_direction_type();
  if (made == nullptr || direction == nullptr) return nullptr;
  made->is_derived = true;
  made->description = "Words, and whether the rows that fit them best come first.";
  made->input_fields.push_back({.name = "words",
                                .description = "As one types them into a search engine.",
                                .type = {use("String", name, ours, nowhere), 0, 1}});
  made->input_fields.push_back({.name = "direction",
                                .description = "`DESC` has the best first.",
                                .type = {direction, 0, 1},
                                .default_value = json::value(std::string("DESC"))});
  return made;
}

}  // namespace fraiseql::schema
