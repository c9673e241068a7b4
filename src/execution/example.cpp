// A document has what the selection reads of it and no more: of each object the stored keys,
// in jsonb's order. Two aliases of one field read the same key, so what they select below it
// is made together. So it is with a column of a row. A root field's value is made as one document,
// as if it stood inside of another, and then taken apart into the rows that it would come in.
#include "execution/example.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "execution/answer.hpp"
#include "json/jsonb.hpp"
#include "json/write.hpp"
#include "transform/scan.hpp"

namespace fraiseql::execution {
namespace {

using validation::selected_field;
using validation::selection;

// As jsonb has it.
std::string_view example_of(scalars::kind of) {
  using scalars::kind;
  switch (of) {
    case kind::int32: return "2";
    case kind::floating: return "3.14";
    case kind::boolean: return "true";
    case kind::id: return R"("id")";
    case kind::uuid: return R"("123e4567-e89b-42d3-a456-426614174000")";
    case kind::big_int: return R"("9007199254740993")";
    case kind::decimal: return R"("19.90")";
    case kind::date_time: return R"("2026-01-02T03:04:05Z")";
    case kind::date: return R"("2026-01-02")";
    case kind::time: return R"("03:04:05")";
    case kind::duration: return R"("P1DT2H")";
    case kind::json: return R"({"key": "value"})";
    case kind::email_address: return R"("ada@example.org")";
    case kind::url: return R"("https://example.org/")";
    case kind::ip_address: return R"("192.0.2.1")";
    case kind::cidr: return R"("192.0.2.0/24")";
    case kind::mac_address: return R"("00:00:5e:00:53:01")";
    case kind::ltree: return R"("top.science.astronomy")";
    case kind::vector: return "[0.5, -1.25, 3]";
    case kind::date_range: return R"x("[2026-01-01,2026-02-01)")x";
    case kind::int_range: return R"x("[1,10)")x";
    case kind::big_int_range: return R"x("[1,9007199254740993)")x";
    case kind::decimal_range: return R"x("[0.5,19.90)")x";
    case kind::date_time_range: return R"x("[2026-01-01T00:00:00Z,2026-02-01T00:00:00Z)")x";
    case kind::string:
    case kind::ruled:
    case kind::other: return R"("str")";
  }
  FRAISEQL_CHECK(false);
}

// A schema that only describes does not know its own scalars, but one may have the name of ours.
scalars::kind kind_called(std::string_view name) {
  for (std::uint8_t i = 0; i < static_cast<std::uint8_t>(scalars::kind::ruled); ++i) {
    const auto kind = static_cast<scalars::kind>(i);
    if (name == scalars::to_string(kind)) return kind;
  }
  return scalars::kind::other;
}

// What a row is ordered by, of which nothing else is known than that its id is the last.
constexpr std::string_view example_place = R"(["123e4567-e89b-42d3-a456-426614174000"])";

// A page without more before or behind it, of which there are two.
constexpr std::string_view page_head = "[2, 2, false, false, [";

// A field, and how its value stands in the document: the plan says more of that than the schema, as
// the keys of what the program works out and the columns of rows.
struct shaped_field {
  const selected_field* field;
  const transform::value_shape* shape;
};

class document_writer {
 public:
  document_writer(example_values values, std::size_t most_bytes)
      : values_(values), most_bytes_(most_bytes) {}

  // The fields are of one stored key, and so of one type. False once it is too long.
  bool add(const schema::type_reference& type, std::span<const shaped_field> fields) {
    if (is_too_long()) return false;
    if (!type.is_list()) return add_named(*type.named, fields);
    answered_ += fields.size() * std::string_view("[,]").size();
    out_ += '[';
    if (!add(type.item(), fields)) return false;
    out_ += ", ";
    if (!add(type.item(), fields)) return false;
    out_ += ']';
    return !is_too_long();
  }

  std::string take() { return std::move(out_); }

 private:
  // A field that is selected under many aliases is answered as many times.
  [[nodiscard]] bool is_too_long() const { return std::max(out_.size(), answered_) > most_bytes_; }

  bool add_named(const schema::type& type, std::span<const shaped_field> fields) {
    const std::size_t before = out_.size();
    if (type.kind == schema::type_kind::enumeration) {
      json::write_string(out_, type.values.front().stored_text());
    } else if (type.rule != nullptr) {
      json::write_string(out_, accepted(*type.rule));
    } else if (type.kind == schema::type_kind::scalar) {
      out_ += scalar(type);
    } else {
      const transform::value_shape& shape = *fields.front().shape;
      if (shape.connection != nullptr) return add_connection(fields);
      if (shape.layout.is_row()) return add_row(stored_in(type, fields), shape.layout, "null");
      return add_document(stored_in(type, fields));
    }
    answered_ += fields.size() * (out_.size() - before);
    return !is_too_long();
  }

  [[nodiscard]] std::string_view scalar(const schema::type& type) const {
    const bool is_unknown = type.scalar == scalars::kind::other;
    const bool is_named = is_unknown && values_ == example_values::realistic;
    return example_of(is_named ? kind_called(type.name) : type.scalar);
  }

  // A program's own scalar says only which texts it takes.
  static std::string_view accepted(const scalars::rule& rule) {
    constexpr std::array<std::string_view, 8> likely = {
        "str",    "1", "1.50", "2026-01-02", "12:00", "ada@example.org", "https://example.org/",
        "#000000"};
    std::string written;
    const auto* const found = std::ranges::find_if(
        likely, [&](std::string_view text) { return rule.write(written, text); });
    return found == likely.end() ? likely.front() : *found;
  }

  static const schema::type& chosen(const schema::type& type) {
    if (type.kind == schema::type_kind::interface) {
      return **std::ranges::max_element(type.possible_types, {}, name_of);
    }
    return **std::ranges::min_element(type.possible_types, {}, name_of);
  }
  static std::string_view name_of(const schema::type* type) { return type->name; }

  struct stored_value {
    std::vector<shaped_field> read_by = {};
    bool is_computed = false;
  };
  // What is read of an object: by key, and by number of the column.
  struct stored_object {
    std::map<std::string_view, stored_value, decltype(&json::jsonb_key_less)> members{
        json::jsonb_key_less};
    std::map<std::size_t, stored_value> columns = {};
    std::string_view type_name = {};  // by the discriminator
  };

  stored_object stored_in(const schema::type& declared, std::span<const shaped_field> fields) {
    stored_object stored;
    // An interface that nothing implements: there is no right value.
    if (declared.possible_types.empty()) return stored;
    if (!declared.discriminator.empty()) stored.members[declared.discriminator] = {};
    stored.type_name = chosen(declared).name;
    for (const shaped_field& one : fields) collect(stored, chosen(declared), one);
    answered_ += fields.size();
    return stored;
  }

  bool add_document(const stored_object& stored) {
    out_ += '{';
    for (bool is_first = true; const auto& [key, value] : stored.members) {
      if (!std::exchange(is_first, false)) out_ += ", ";
      json::write_string(out_, key);
      out_ += ": ";
      if (value.read_by.empty()) {
        json::write_string(out_, stored.type_name);
      } else if (!add_stored(value)) {
        return false;
      }
    }
    out_ += '}';
    return !is_too_long();
  }

  bool add_stored(const stored_value& value) {
    if (value.is_computed) out_ += '[';
    if (!add(value.read_by.front().field->definition->type, value.read_by)) return false;
    if (value.is_computed) out_ += ']';
    return true;
  }

  // The list of a row's values; `unread` stands for a column that nothing is read of.
  bool add_row(const stored_object& stored, const transform::row_layout& layout,
               std::string_view unread) {
    out_ += '[';
    if (layout.has_document && !add_document(stored)) return false;
    for (std::uint32_t i = 0; i < layout.columns; ++i) {
      if (i > 0 || layout.has_document) out_ += ", ";
      const auto read = stored.columns.find(i);
      if (read == stored.columns.end()) {
        out_ += unread;
      } else if (!add_stored(read->second)) {
        return false;
      }
    }
    out_ += ']';
    return !is_too_long();
  }

  // Two rows of all nodes that are selected in it, under whatever edges.
  bool add_connection(std::span<const shaped_field> fields) {
    std::vector<shaped_field> nodes;
    for (const shaped_field& one : fields) collect_nodes(nodes, one);
    const transform::connection_shape& shape = *fields.front().shape->connection;
    out_ += page_head;
    for (int i = 0; i < 2; ++i) {
      if (i > 0) out_ += ", ";
      const stored_object stored =
          nodes.empty() ? stored_object()
                        : stored_in(*nodes.front().field->definition->type.named, nodes);
      if (!add_row(stored, shape.layout, example_place)) return false;
    }
    out_ += "]]";
    return !is_too_long();
  }

  // Of a connection's edges. What else there is of it is as long in the answer as its keys are, and
  // its edges are answered twice.
  void collect_nodes(std::vector<shaped_field>& into, const shaped_field& connection) {
    const transform::connection_shape& shape = *connection.shape->connection;
    const std::vector<selected_field>& parts = connection.field->selections.front().fields;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      answered_ += parts[i].response_key.size();
      if (parts[i].selections.empty()) continue;
      const std::vector<selected_field>& inside = parts[i].selections.front().fields;
      for (std::size_t j = 0; j < inside.size(); ++j) {
        const transform::connection_field& part = shape.fields[i].fields[j];
        answered_ += 2 * (inside[j].response_key.size() + example_place.size());
        if (part.part == transform::connection_part::node) into.push_back({&inside[j], &part.node});
      }
    }
  }

  // What `one` reads of the object.
  void collect(stored_object& into, const schema::type& object, const shaped_field& one) {
    const auto selected = std::ranges::find(one.field->selections, &object, &selection::object);
    FRAISEQL_CHECK(selected != one.field->selections.end());
    const transform::object_shape& shape = shape_of(*one.shape, object);
    for (std::size_t i = 0; i < selected->fields.size(); ++i) {
      const selected_field& inside = selected->fields[i];
      const bool is_typename = inside.definition->name == "__typename";
      answered_ += inside.response_key.size() + std::string_view(R"("":,)").size();
      if (is_typename) answered_ += object.name.size() + 2;
      if (is_typename || inside.is_denied) continue;
      const transform::field_shape& field = shape.fields[i];
      const std::size_t keys = shape.keys.size();
      stored_value& value = field.key < keys ? into.members[shape.keys[field.key].view()]
                                             : into.columns[field.key - keys];
      value.read_by.push_back({&inside, &field.value});
      value.is_computed = field.is_computed;
    }
  }

  static const transform::object_shape& shape_of(const transform::value_shape& value,
                                                 const schema::type& object) {
    if (value.object != nullptr) return *value.object;
    const auto& possible = value.abstract->possible;
    const auto found =
        std::ranges::find(possible, object.name, &transform::object_shape::type_name);
    FRAISEQL_CHECK(found != possible.end());
    return *found;
  }

  example_values values_;
  std::size_t most_bytes_;
  std::string out_;
  std::size_t answered_ = 0;  // what the answer has of it
};

// The elements of a list.
std::vector<std::string> elements_of(std::string_view list) {
  std::vector<std::string> all;
  transform::structure index;
  if (!index.add(list)) return all;
  transform::elements items(index, {list.data(), list.data() + list.size(), 0});
  while (items.next() == transform::step::item) all.emplace_back(items.value().text());
  return all;
}

// The value as it would come in a row of a statement; of a connection the rows of its page.
void add_rows(worked_out& into, const transform::value_shape& shape, std::string value) {
  if (shape.connection != nullptr) {
    const std::vector<std::string> page = elements_of(value);
    FRAISEQL_CHECK(!page.empty());
    const auto beside = std::span(page).first(page.size() - 1);
    for (const std::string& row : elements_of(page.back())) {
      into.documents.insert(into.documents.end(), beside.begin(), beside.end());
      for (std::string& one : elements_of(row)) into.documents.emplace_back(std::move(one));
    }
    into.width = beside.size() + shape.connection->layout.width();
  } else if (shape.list_depth == 0 && shape.layout.is_row()) {
    for (std::string& one : elements_of(value)) into.documents.emplace_back(std::move(one));
    into.width = shape.layout.width();
  } else {
    into.documents.emplace_back(std::move(value));
  }
}

// A root field's whole value as the rows that a database would have given.
worked_out as_rows(const transform::response_shape& shape, std::string value) {
  worked_out made;
  if (shape.rows == transform::cardinality::many) {
    for (std::string& one : elements_of(value)) add_rows(made, shape.value, std::move(one));
  } else {
    add_rows(made, shape.value, std::move(value));
  }
  return made;
}

// The response with what `source` gives for each root field that is no constant.
response answer_with(const prepared_request& prepared, const example_source& source) {
  const prepared_operation& operation = *prepared.operation;
  const std::function<std::string()> no_log_id = [] { return std::string(); };
  answer written(no_log_id);
  for (std::size_t at = 0; at < operation.plan.steps.size() && !written.is_null(); ++at) {
    const plan::step& step = operation.plan.steps[at];
    bool is_bounded = true;
    if (std::holds_alternative<plan::constant>(step.action) ||
        std::holds_alternative<plan::introspection>(step.action)) {
      written.add_constant(step, prepared.constant(at));
    } else {
      auto value = source(step.shape, operation.operation.root().fields[at]);
      is_bounded = value.has_value();
      if (value) written.add(step, fetched(as_rows(step.shape, *std::move(value))));
    }
    if (!is_bounded || written.bytes() > max_example_bytes) {
      return request_error({{.message = "the example data of the answer would have more than " +
                                        std::to_string(max_example_bytes) +
                                        " bytes; select fewer lists inside lists",
                             .code = error_code::bad_user_input,
                             .locations = {step.location}}});
    }
  }
  return std::move(written).finish();
}

}  // namespace

example_source examples(example_values values, std::size_t most_bytes) {
  return [values, most_bytes](const transform::response_shape& shape,
                              const selected_field& field) -> std::optional<std::string> {
    document_writer writer(values, most_bytes);
    const shaped_field only = {&field, &shape.value};
    if (!writer.add(field.definition->type, {&only, 1})) return std::nullopt;
    return writer.take();
  };
}

example_executor::example_executor(std::shared_ptr<const schema::schema> schema,
                                   example_source source, limits limits,
                                   validation::validate_options validating)
    : preparer_(std::move(schema), limits, validating, {}, {.are_all = true}),
      source_(std::move(source)) {}

response example_executor::execute(const request& request) {
  const auto prepared = preparer_.prepare(request);
  if (!prepared) return request_error(prepared.error());
  return answer_with(*prepared, source_);
}

response example_answer(const prepared_request& prepared, example_values values) {
  return answer_with(prepared, examples(values));
}

}  // namespace fraiseql::execution
