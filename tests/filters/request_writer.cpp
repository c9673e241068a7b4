// The type of every part follows from the names of the page: "RowWhereInput", "Part1Filter",
// "Part2ListFilter", "StringFilter", "StringListFilter".
#include "filters/request_writer.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

// Of "[Int!]!" that is "[Int!]".
std::string nullable(const std::string& type) {
  return type.ends_with('!') ? type.substr(0, type.size() - 1) : type;
}

std::string item_type(const std::string& list) { return list.substr(1, list.size() - 2); }

std::string without(const std::string& type, std::string_view end) {
  return type.substr(0, type.size() - end.size());
}

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

bool has_only_names(const json::value& value) {
  if (const auto* items = value.get<json::array>()) {
    return std::ranges::all_of(*items, has_only_names);
  }
  const auto* members = value.get<json::object>();
  return members == nullptr || std::ranges::all_of(*members, [](const json::member& one) {
           return is_name(one.first) && has_only_names(one.second);
         });
}

}  // namespace

void request_writer::add(std::string_view alias, std::string_view root, const json::value& where,
                         form how) {
  selected_ += std::string(alias) + ": " + std::string(root) + "(limit: 1000, where: ";
  const std::string type =
      root == "twins" || root == "ownTwins" ? "TwinWhereInput" : "RowWhereInput";
  if (how == form::variable)
    write_variable(type, &where);
  else
    write_value(type, where, how);
  selected_ += ") { id } ";
}

execution::request request_writer::finish() const {
  return {.document =
              "query" + (declared_.empty() ? "" : "(" + declared_ + ")") + " { " + selected_ + "}",
          .variables = variables_};
}

std::optional<std::string> request_writer::text(const json::value& where) {
  request_writer alone(model_, random_);
  alone.write_value("RowWhereInput", where, form::literal);
  return alone.variables_.empty() ? std::optional(alone.selected_) : std::nullopt;
}

void request_writer::write(const std::string& type, const json::value& value, form how) {
  const bool may_be_missing = how == form::with_one_missing && !is_missing_;
  if (may_be_missing && random_.chance(40)) {
    is_missing_ = true;
    return write_variable(nullable(type), nullptr);
  }
  if (how == form::mixed && random_.chance(25)) return write_variable(type, &value);
  write_value(type, value, how);
}

void request_writer::write_value(const std::string& wanted, const json::value& value, form how) {
  const std::string type = nullable(wanted);
  if (type.starts_with('[')) {
    const auto* items = value.get<json::array>();
    if (items == nullptr) return write_value(item_type(type), value, how);
    selected_ += "[";
    for (const json::value& one : *items) {
      write(item_type(type), one, how);
      selected_ += " ";
    }
    selected_ += "]";
    return;
  }
  const bool is_enumeration = std::ranges::any_of(
      model_.enumerations, [&](const enumeration& one) { return one.name == type; });
  if (is_enumeration) {
    selected_ += *value.get<std::string>();
  } else if (type == "JSON") {
    if (has_only_names(value))
      write_json(value);
    else
      write_variable(wanted, &value);
  } else if (const auto* members = value.get<json::object>()) {
    selected_ += "{";
    for (const auto& [name, part] : *members) {
      selected_ += name + ": ";
      write(member_type(type, name), part, how);
      selected_ += " ";
    }
    selected_ += "}";
  } else {
    json::write(selected_, value);
  }
}

void request_writer::write_json(const json::value& value) {
  if (const auto* items = value.get<json::array>()) {
    selected_ += "[";
    for (const json::value& one : *items) {
      write_json(one);
      selected_ += " ";
    }
    selected_ += "]";
  } else if (const auto* members = value.get<json::object>()) {
    selected_ += "{";
    for (const auto& [name, part] : *members) {
      selected_ += name + ": ";
      write_json(part);
      selected_ += " ";
    }
    selected_ += "}";
  } else {
    json::write(selected_, value);
  }
}

void request_writer::write_variable(const std::string& type, const json::value* value) {
  const std::string name = "v" + std::to_string(++count_);
  declared_ += "$" + name + ": " + type + " ";
  selected_ += "$" + name;
  if (value != nullptr) variables_.emplace_back(name, *value);
}

std::string request_writer::member_type(const std::string& type, const std::string& name) const {
  if (name == "AND" || name == "OR") return "[" + type + "!]";
  if (name == "NOT") return type;
  if (name == "isNull" || name == "isEmpty") return "Boolean";
  for (const object& one : model_.objects) {
    const bool is_row = &one == &model_.objects.front();
    const bool is_its_filter =
        is_row ? type == "RowWhereInput" || type == "TwinWhereInput" : type == one.name + "Filter";
    if (type == one.name + "ListFilter") return one.name + "Filter";
    if (!is_its_filter) continue;
    const field& member = one.find(name);
    return type_name(model_, member) + (member.is_list ? "ListFilter" : "Filter");
  }
  return operand_type(type, name);
}

std::string request_writer::operand_type(const std::string& type, const std::string& how) const {
  if (how == "length" || how == "depth") return "IntFilter";
  const bool is_list = type.ends_with("ListFilter");
  const std::string item = without(type, is_list ? "ListFilter" : "Filter");
  const std::string whole = is_list ? "[" + item + "!]" : item;
  if (how == "in" || how == "notIn") return "[" + whole + "!]";
  if (is_list) return whole;
  if (how == "hasAnyKeys" || how == "hasAllKeys") return "[String!]";
  if (how == "hasKey" || how.starts_with("path") || how == "matches") return "String";
  if (how == "inSubnet" || (item == "CIDR" && how == "overlaps")) return "CIDR";
  if (how == "containsAddress") return "IPAddress";
  if (how.starts_with("isP") || how.starts_with("isIP")) return "Boolean";
  const bool is_text = item == "String" || item == "EmailAddress" || item == "URL";
  const bool is_value =
      how == "eq" || how == "neq" || how.starts_with("gt") || how.starts_with("lt");
  return is_text && !is_value ? "String" : item;
}

}  // namespace fraiseql::filters
