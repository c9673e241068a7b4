// request_writer: a document that asks for rows by filters, and its variables. Of a filter any part
// may be given by a variable of the part's type, which docs/api/filters.md says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "execution/request.hpp"
#include "filters/model.hpp"
#include "filters/random_source.hpp"
#include "json/value.hpp"

namespace fraiseql::filters {

// Where a filter's values stand.
enum class form : std::uint8_t { literal, variable, mixed, with_one_missing };

class request_writer {
 public:
  // Borrows both.
  request_writer(const model& of, random_source& random) : model_(of), random_(random) {}

  // One more root field, `rows`, `twins`, `own` or `ownTwins`, under that alias.
  void add(std::string_view alias, std::string_view root, const json::value& where, form how);

  [[nodiscard]] execution::request finish() const;
  // A filter of rows as a document has it; nullopt where a part can only be given by a variable.
  std::optional<std::string> text(const json::value& where);
  // Of form::with_one_missing: whether there was a part to leave out.
  [[nodiscard]] bool has_missing() const { return is_missing_; }

 private:
  void write(const std::string& type, const json::value& value, form how);
  void write_value(const std::string& type, const json::value& value, form how);
  void write_json(const json::value& value);
  void write_variable(const std::string& type, const json::value* value);
  [[nodiscard]] std::string member_type(const std::string& type, const std::string& name) const;
  [[nodiscard]] std::string operand_type(const std::string& type, const std::string& how) const;

  const model& model_;
  random_source& random_;
  std::string declared_ = {};
  std::string selected_ = {};
  json::object variables_ = {};
  std::size_t count_ = 0;
  bool is_missing_ = false;  // the one variable without a value is written
};

}  // namespace fraiseql::filters
