#include "schema/introspection.hpp"

#include <map>
#include <optional>
#include <tuple>

#include "base/check.hpp"
#include "json/write.hpp"
#include "schema/schema.hpp"

namespace fraiseql::schema {
namespace {

std::string_view kind_name(type_kind kind) {
  switch (kind) {
    case type_kind::scalar: return "SCALAR";
    case type_kind::object: return "OBJECT";
    case type_kind::interface: return "INTERFACE";
    case type_kind::union_of: return "UNION";
    case type_kind::enumeration: return "ENUM";
    case type_kind::input_object: return "INPUT_OBJECT";
  }
  FRAISEQL_CHECK(false);
}

// What a program or a text declared, then built-in scalars, then introspection itself.
int group_of(const type& one) {
  if (!one.is_built_in) return 0;
  return one.name.starts_with("__") ? 2 : 1;
}

}  // namespace

// Fills introspection_records. Slots are given in the order of introspection_types.cpp.
class introspection_maker {
 public:
  introspection_maker(const schema& of, introspection_records& into) : of_(of), into_(into) {}

  void make() {
    std::vector<record_id> types;
    for (const int group : {0, 1, 2}) {
      for (const type& one : of_.types()) {
        if (group_of(one) != group) continue;
        types.push_back(reserve());
        into_.named_[&one] = types.back();
      }
    }
    for (const type& one : of_.types()) fill(into_.named_.at(&one), of_type(one));
    into_.root_ =
        add(no_reason,
            {text_or_null(of_.description()), link_list(types), named_or_null(of_.query_type()),
             named_or_null(of_.mutation_type()), named_or_null(of_.subscription_type()),
             list(of_.directives(), [&](const directive& one) { return add(one); })});
  }

 private:
  using slots = std::vector<slot>;
  inline static const std::optional<std::string> no_reason = {};

  // Slots.
  slot raw(std::string_view json) {
    const auto first = static_cast<std::uint32_t>(into_.text_.size());
    into_.text_ += json;
    return {slot_kind::text, first, static_cast<std::uint32_t>(json.size())};
  }
  // The few texts that most records have are kept once.
  slot word(std::string_view json) {
    const auto [at, is_new] = words_.try_emplace(json);
    if (is_new) at->second = raw(json);
    return at->second;
  }
  slot null() { return word("null"); }
  slot boolean(bool value) { return word(value ? "true" : "false"); }
  slot text(std::string_view value) {
    const auto first = static_cast<std::uint32_t>(into_.text_.size());
    json::write_string(into_.text_, value);
    return {slot_kind::text, first, static_cast<std::uint32_t>(into_.text_.size()) - first};
  }
  slot text_or_null(const std::optional<std::string>& value) {
    return value ? text(*value) : null();
  }
  static slot link(record_id to) { return {slot_kind::record, to, 0}; }
  slot named_or_null(const type* to) { return to == nullptr ? null() : link(into_.named_.at(to)); }
  slot link_list(const std::vector<record_id>& to) {
    const auto first = static_cast<std::uint32_t>(into_.links_.size());
    into_.links_.insert(into_.links_.end(), to.begin(), to.end());
    return {slot_kind::list, first, static_cast<std::uint32_t>(to.size())};
  }
  template <class Item, class Record>
  slot list(const std::vector<Item>& items, const Record& record) {
    std::vector<record_id> made;
    made.reserve(items.size());
    for (const Item& item : items) made.push_back(record(item));
    return link_list(made);
  }
  slot inputs(const std::vector<input_value>& of) {
    return list(of, [&](const input_value& one) { return add(one); });
  }
  slot reference(const type_reference& to) { return link(find(to)); }

  // Records.
  record_id reserve() {
    into_.records_.emplace_back();
    return static_cast<record_id>(into_.records_.size() - 1);
  }
  void fill(record_id record, const slots& with) {
    into_.records_[record].first_slot = static_cast<std::uint32_t>(into_.slots_.size());
    into_.slots_.insert(into_.slots_.end(), with.begin(), with.end());
  }
  record_id add(const std::optional<std::string>& deprecation, const slots& with) {
    const record_id made = reserve();
    into_.records_[made].is_deprecated = deprecation.has_value();
    fill(made, with);
    return made;
  }

  // A list and a non-null are types of their own, each made once.
  record_id find(const type_reference& to) {
    if (!to.is_list() && !to.is_non_null()) return into_.named_.at(to.named);
    const auto key = std::tuple(to.named, to.list_depth, to.non_null);
    if (const auto found = wrapped_.find(key); found != wrapped_.end()) return found->second;
    const bool is_non_null = to.is_non_null();
    const slot inner = reference(is_non_null ? to.nullable() : to.item());
    const slot none = null();
    const record_id made = add(no_reason, {word(is_non_null ? "\"NON_NULL\"" : "\"LIST\""), none,
                                           none, none, none, none, none, none, none, inner, none});
    wrapped_.emplace(key, made);
    return made;
  }

  slots of_type(const type& one) {
    const bool has_fields = one.kind == type_kind::object || one.kind == type_kind::interface;
    const bool is_abstract = one.kind == type_kind::interface || one.kind == type_kind::union_of;
    const bool is_input_object = one.kind == type_kind::input_object;
    const auto add_one = [&](const auto& part) { return add(part); };
    return {text(kind_name(one.kind)),
            text(one.name),
            text_or_null(one.description),
            text_or_null(one.specified_by),
            has_fields ? list(one.fields, add_one) : null(),
            has_fields ? list(one.interfaces,
                              [&](const named_type_use& use) { return into_.named_.at(use.named); })
                       : null(),
            is_abstract ? list(one.possible_types,
                               [&](const type* possible) { return into_.named_.at(possible); })
                        : null(),
            one.kind == type_kind::enumeration ? list(one.values, add_one) : null(),
            is_input_object ? inputs(one.input_fields) : null(),
            null(),
            is_input_object ? boolean(one.is_one_of) : null()};
  }

  record_id add(const field& one) {
    return add(
        one.deprecation,
        {text(one.name), text_or_null(one.description), inputs(one.arguments), reference(one.type),
         boolean(one.deprecation.has_value()), text_or_null(one.deprecation)});
  }
  record_id add(const input_value& one) {
    return add(one.deprecation,
               {text(one.name), text_or_null(one.description), reference(one.type),
                one.default_text.empty() ? null() : text(one.default_text),
                boolean(one.deprecation.has_value()), text_or_null(one.deprecation)});
  }
  record_id add(const enum_value& one) {
    return add(one.deprecation,
               {text(one.name), text_or_null(one.description), boolean(one.deprecation.has_value()),
                text_or_null(one.deprecation)});
  }
  record_id add(const directive& one) {
    std::string locations;
    for (const std::string& location : one.locations) {
      locations += locations.empty() ? "[" : ",";
      json::write_string(locations, location);
    }
    locations += locations.empty() ? "[]" : "]";
    return add(one.deprecation,
               {text(one.name), text_or_null(one.description), boolean(one.is_repeatable),
                raw(locations), inputs(one.arguments), boolean(one.deprecation.has_value()),
                text_or_null(one.deprecation)});
  }

  const schema& of_;
  introspection_records& into_;
  std::map<std::string_view, slot> words_;
  std::map<std::tuple<const type*, std::uint8_t, std::uint32_t>, record_id> wrapped_;
};

introspection_records::introspection_records(const schema& of) {
  introspection_maker(of, *this).make();
}

}  // namespace fraiseql::schema
