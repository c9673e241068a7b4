// A completed value is a string, or nothing where its null goes on to the parent, as in
// CompleteValue of the specification (6.4.3) and its error handling (6.4.4). leaf_twin.cpp has
// the leafs.
#include "transform/twin.hpp"

#include <algorithm>
#include <bitset>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <span>
#include <utility>

#include "base/check.hpp"
#include "json/read.hpp"
#include "transform/leaf_twin.hpp"
#include "transform/text_twin.hpp"

namespace fraiseql::transform::twin {
namespace {

using completed = std::optional<std::string>;

std::string type_in_words(const value_shape& shape, unsigned level) {
  if (level == 0) {
    if (shape.abstract) return shape.abstract->type_name;
    if (shape.connection) return shape.connection->type_name;
    if (shape.rule) return shape.rule->type_name;
    return shape.object ? shape.object->type_name : std::string(to_string(shape.kind));
  }
  const bool non_null = (shape.non_null >> (level - 1) & 1) != 0;
  return "[" + type_in_words(shape, level - 1) + (non_null ? "!]" : "]");
}

value_shape leaf_of(leaf kind, bool is_non_null) {
  return {.non_null = is_non_null ? 1U : 0U, .kind = kind};
}

// Six bits a digit, most significant first.
std::string base64url(const std::string& bytes) {
  std::string bits;
  for (const char byte : bytes)
    bits += std::bitset<8>(static_cast<unsigned char>(byte)).to_string();
  while (bits.size() % 6 != 0) bits += '0';
  std::string text;
  for (std::size_t i = 0; i < bits.size(); i += 6) {
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        [std::bitset<6>(bits.substr(i, 6)).to_ulong()];
  }
  return text;
}

std::string cursor_text(std::uint64_t fingerprint, const json::value& values) {
  std::string bytes = "\x01";
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(fingerprint >> shift);
  return '"' + base64url(bytes + twin::to_jsonb_text(values)) + '"';
}

// A page as the client sees it: its rows alone.
struct page {
  const connection_shape& shape;
  const json::array& beside;  // the five values as they came
  std::vector<const json::array*> rows = {};
  bool has_more = false;
};

class walk {
 public:
  explicit walk(std::vector<field_error>& errors) : errors_(errors) {}

  // `v` is nullptr where nothing is stored.
  completed complete(const value_shape& shape, unsigned level, const json::value* v,
                     const response_path& path) {
    const bool non_null = (shape.non_null >> level & 1) != 0;
    completed text;
    if (v == nullptr || v->is_null()) {
      if (non_null) report(fault::null_value, shape, level, path);
    } else {
      text = content(shape, level, *v, path);
    }
    if (text || non_null) return text;
    return "null";
  }

 private:
  completed content(const value_shape& shape, unsigned level, const json::value& v,
                    const response_path& path) {
    if (level > 0) {
      if (const auto* items = v.get<json::array>()) return list(shape, level, *items, path);
    } else if (shape.connection) {
      if (const auto* values = v.get<json::array>()) return connection(shape, *values, path);
    } else if (shape.object || shape.abstract) {
      if (shape.layout.is_row()) return row(shape, shape.layout, v, path);
      if (v.get<json::object>() != nullptr) return object_of(shape, &v, {}, path);
    } else {
      leaf_result result = leaf_text(shape, v);
      if (auto* text = std::get_if<std::string>(&result)) return *text;
      report(std::get<fault>(result), shape, level, path);
      return std::nullopt;
    }
    report(fault::wrong_kind, shape, level, path);
    return std::nullopt;
  }

  completed row(const value_shape& shape, const row_layout& layout, const json::value& v,
                const response_path& path) {
    const auto* values = v.get<json::array>();
    const std::size_t before = layout.has_document ? 1 : 0;
    if (values == nullptr || values->size() != layout.columns + before) {
      report(fault::wrong_kind, shape, 0, path);
      return std::nullopt;
    }
    const auto columns = std::span<const json::value>(*values).subspan(before);
    if (!layout.has_document) return object_of(shape, nullptr, columns, path);
    const json::value& document = values->front();
    if (document.is_null()) return complete(shape, 0, &document, path);
    if (document.get<json::object>() != nullptr) return object_of(shape, &document, columns, path);
    report(fault::wrong_kind, shape, 0, path);
    return std::nullopt;
  }

  completed object_of(const value_shape& shape, const json::value* document,
                      std::span<const json::value> columns, const response_path& path) {
    if (shape.object) return object(*shape.object, document, columns, path);
    const json::value* type =
        document == nullptr ? nullptr : document->find(shape.abstract->discriminator);
    for (const object_shape& one : shape.abstract->possible) {
      if (type != nullptr && *type == json::value(one.type_name)) {
        return object(one, document, columns, path);
      }
    }
    report(fault::unknown_type, shape, 0, path);
    return std::nullopt;
  }

  completed connection(const value_shape& shape, const json::array& values,
                       const response_path& path) {
    page made{.shape = *shape.connection, .beside = values};
    if (read(made)) return parts(made.shape.fields, made, 0, path);
    report(fault::wrong_kind, shape, 0, path);
    return std::nullopt;
  }

  static bool read(page& into) {
    if (into.beside.size() != 5) return false;
    const auto* size = into.beside[0].get<json::number>();
    if (size == nullptr && !into.beside[0].is_null()) return false;
    if (size != nullptr && !matches(size->text, "-?[0-9]+")) return false;
    errno = 0;
    const long long most = size == nullptr ? -1 : std::strtoll(size->text.c_str(), nullptr, 10);
    if (errno == ERANGE) return false;
    const auto* rows = into.beside[4].get<json::array>();
    if (rows == nullptr) return into.beside[4].is_null();
    for (const json::value& one : *rows) {
      into.rows.push_back(one.get<json::array>());
      if (into.rows.back() == nullptr) return false;
      if (into.rows.back()->size() != into.shape.layout.width()) return false;
    }
    into.has_more = most >= 0 && static_cast<long long>(rows->size()) > most;
    while (!into.rows.empty() && static_cast<long long>(into.rows.size()) > most) {
      into.rows.erase(into.shape.is_backward ? into.rows.begin() : into.rows.end() - 1);
    }
    return true;
  }

  completed parts(const std::vector<connection_field>& fields, const page& of, std::size_t at,
                  response_path path) {
    std::string out = "{";
    path.emplace_back("");
    for (const connection_field& field : fields) {
      if (out.size() > 1) out += ",";
      out += field.prefix;
      path.back() = field.response_key;
      const completed text = part(field, of, at, path);
      if (!text) return std::nullopt;
      out += *text;
    }
    return out + "}";
  }

  completed part(const connection_field& field, const page& of, std::size_t at,
                 const response_path& path) {
    const bool is_backward = of.shape.is_backward;
    switch (field.part) {
      case connection_part::type_name: return "";
      case connection_part::edges: return edges(field, of, path);
      case connection_part::page_info: return parts(field.fields, of, at, path);
      case connection_part::total_count:
        return complete(leaf_of(leaf::int32, true), 0, &of.beside[1], path);
      case connection_part::node: return node(field.node, of, at, path);
      case connection_part::has_previous_page:
        return flag(of.has_more && is_backward, of.beside[2], path);
      case connection_part::has_next_page:
        return flag(of.has_more && !is_backward, of.beside[3], path);
      case connection_part::cursor: return cursor(true, of, of.rows[at], path);
      case connection_part::start_cursor:
        return cursor(false, of, of.rows.empty() ? nullptr : of.rows.front(), path);
      case connection_part::end_cursor:
        return cursor(false, of, of.rows.empty() ? nullptr : of.rows.back(), path);
    }
    FRAISEQL_CHECK(false);
  }

  completed edges(const connection_field& field, const page& of, response_path path) {
    std::string out = "[";
    path.emplace_back(std::uint64_t{0});
    for (std::size_t i = 0; i < of.rows.size(); ++i) {
      path.back() = std::uint64_t{i};
      const completed edge = parts(field.fields, of, i, path);
      if (!edge) return std::nullopt;
      out += (i > 0 ? "," : "") + *edge;
    }
    return out + "]";
  }

  completed node(const value_shape& shape, const page& of, std::size_t at,
                 const response_path& path) {
    const completed text = row(shape, of.shape.layout, json::value(*of.rows[at]), path);
    const bool non_null = (shape.non_null & 1) != 0;
    return text || non_null ? text : "null";
  }

  completed flag(bool is_known, const json::value& otherwise, const response_path& path) {
    if (is_known) return "true";
    if (otherwise.is_null()) return "false";
    return complete(leaf_of(leaf::boolean, true), 0, &otherwise, path);
  }

  completed cursor(bool is_non_null, const page& of, const json::array* row,
                   const response_path& path) {
    const value_shape shape = leaf_of(leaf::string, is_non_null);
    const json::value* values = row == nullptr ? nullptr : &row->back();
    if (values == nullptr || values->is_null()) return complete(shape, 0, nullptr, path);
    if (values->get<json::array>() != nullptr) return cursor_text(of.shape.fingerprint, *values);
    report(fault::wrong_kind, shape, 0, path);
    return is_non_null ? completed() : "null";
  }

  // `v` is `[value]` or the number of an error.
  completed computed(const value_shape& shape, const json::value* v, const response_path& path) {
    if (v != nullptr && v->get<json::array>() != nullptr) {
      return complete(shape, shape.list_depth, v->get<json::array>()->data(), path);
    }
    report(fault::raised, shape, shape.list_depth, path,
           v == nullptr ? missing_value : std::stoull(v->get<json::number>()->text));
    const bool non_null = (shape.non_null >> shape.list_depth & 1) != 0;
    return non_null ? completed() : completed("null");
  }

  completed list(const value_shape& shape, unsigned level, const json::array& items,
                 response_path path) {
    std::string out = "[";
    path.emplace_back(std::uint64_t{0});
    for (std::size_t i = 0; i < items.size(); ++i) {
      path.back() = std::uint64_t{i};
      const completed item = complete(shape, level - 1, &items[i], path);
      if (!item) return std::nullopt;
      out += (i > 0 ? "," : "") + *item;
    }
    return out + "]";
  }

  completed object(const object_shape& shape, const json::value* document,
                   std::span<const json::value> columns, response_path path) {
    std::string out = "{";
    path.emplace_back("");
    for (const field_shape& field : shape.fields) {
      if (out.size() > 1) out += ",";
      out += field.prefix;
      if (field.key == typename_key) {
        out += '"' + shape.type_name + '"';
        continue;
      }
      if (field.key == null_key) {
        out += "null";
        continue;
      }
      path.back() = field.response_key;
      const std::size_t keys = shape.keys.size();
      const json::value* stored = field.key >= keys     ? &columns[field.key - keys]
                                  : document == nullptr ? nullptr
                                                        : document->find(shape.keys[field.key]);
      const completed text = field.is_computed
                                 ? computed(field.value, stored, path)
                                 : complete(field.value, field.value.list_depth, stored, path);
      if (!text) return std::nullopt;
      out += *text;
    }
    return out + "}";
  }

  void report(fault kind, const value_shape& shape, unsigned level, const response_path& path,
              std::uint64_t raised = 0) {
    if (errors_.size() == max_errors) return;
    errors_.push_back(
        {.kind = kind, .path = path, .expected = type_in_words(shape, level), .raised = raised});
  }

  std::vector<field_error>& errors_;
};

json::value parsed(std::string_view text) {
  if (text.data() == nullptr) return json::null{};
  auto document = json::read(text);
  FRAISEQL_CHECK(document.ok());
  return std::move(*document);
}

// Columns of a row as the list that they would be inside of another row.
json::value list_of(std::span<const std::string_view> columns) {
  json::array values;
  for (const std::string_view text : columns) values.push_back(parsed(text));
  return values;
}

completed complete_row(walk& steps, const value_shape& shape,
                       std::span<const std::string_view> columns, const response_path& path) {
  const bool is_row = shape.list_depth == 0 && shape.layout.is_row();
  const json::value v = is_row ? list_of(columns) : parsed(columns.front());
  return steps.complete(shape, shape.list_depth, &v, path);
}

completed complete_rows(walk& steps, const response_shape& shape, const rows_view& rows) {
  std::string out = "[";
  for (std::size_t i = 0; i < rows.count(); ++i) {
    const completed row = complete_row(steps, shape.value, rows.row(i), {std::uint64_t{i}});
    if (!row && !shape.list_non_null) return "null";
    if (!row) return std::nullopt;
    out += (i > 0 ? "," : "") + *row;
  }
  return out + "]";
}

// The first row says what lies beside them all, and may be none itself.
completed complete_page(walk& steps, const value_shape& shape, const rows_view& rows) {
  json::array page(4);
  json::array of_page;
  for (std::size_t i = 0; i < rows.count(); ++i) {
    for (std::size_t at = 0; at < 4 && i == 0; ++at) page[at] = parsed(rows.row(0)[at]);
    of_page.push_back(list_of(rows.row(i).subspan(4)));
  }
  page.emplace_back(std::move(of_page));
  const json::value v = std::move(page);
  return steps.complete(shape, 0, &v, {});
}

completed complete_root(walk& steps, const response_shape& shape, const rows_view& rows) {
  switch (shape.rows) {
    case cardinality::one:
      if (rows.count() > 0) return complete_row(steps, shape.value, rows.row(0), {});
      return steps.complete(shape.value, shape.value.list_depth, nullptr, {});
    case cardinality::many: return complete_rows(steps, shape, rows);
    case cardinality::connection: return complete_page(steps, shape.value, rows);
  }
  FRAISEQL_CHECK(false);
}

}  // namespace

bool write_value(std::string& out, const response_shape& shape, const rows_view& rows,
                 std::vector<field_error>& errors) {
  walk steps(errors);
  const completed text = complete_root(steps, shape, rows);
  if (text) out += *text;
  return text.has_value();
}

}  // namespace fraiseql::transform::twin
