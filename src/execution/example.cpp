// A document has what the selection reads of it and no more: of each object the stored keys,
// in jsonb's order. Two aliases of one field read the same key, so what they select below it
// is made together. So it is with a column of a row, which is laid out as the plan's shape says.
#include "execution/example.hpp"

#include <algorithm>
#include <array>
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

// The values of the scalars that FraiseQL knows by name, as jsonb has them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> realistic_scalars = {{
    {"UUID", R"("123e4567-e89b-42d3-a456-426614174000")"},
    {"BigInt", R"("9007199254740993")"},
    {"Decimal", R"("19.90")"},
    {"DateTime", R"("2026-01-02T03:04:05Z")"},
    {"Date", R"("2026-01-02")"},
    {"Time", R"("03:04:05")"},
    {"Duration", R"("P1DT2H")"},
    {"JSON", R"({"key": "value"})"},
    {"EmailAddress", R"("ada@example.org")"},
    {"URL", R"("https://example.org/")"},
    {"IPAddress", R"("192.0.2.1")"},
    {"CIDR", R"("192.0.2.0/24")"},
    {"MACAddress", R"("00:00:5e:00:53:01")"},
    {"LTree", R"("top.science.astronomy")"},
    {"Vector", "[0.5, -1.25, 3]"},
    {"DateRange", R"x("[2026-01-01,2026-02-01)")x"},
    {"IntRange", R"x("[1,10)")x"},
    {"BigIntRange", R"x("[1,9007199254740993)")x"},
    {"DecimalRange", R"x("[0.5,19.90)")x"},
    {"DateTimeRange", R"x("[2026-01-01T00:00:00Z,2026-02-01T00:00:00Z)")x"},
}};

std::string_view scalar_constant(schema::scalar_kind kind) {
  switch (kind) {
    case schema::scalar_kind::int32: return "2";
    case schema::scalar_kind::floating: return "3.14";
    case schema::scalar_kind::boolean: return "true";
    case schema::scalar_kind::id: return R"("id")";
    case schema::scalar_kind::string:
    case schema::scalar_kind::uuid:
    case schema::scalar_kind::big_int:
    case schema::scalar_kind::decimal:
    case schema::scalar_kind::date_time:
    case schema::scalar_kind::date:
    case schema::scalar_kind::time:
    case schema::scalar_kind::duration:
    case schema::scalar_kind::json:
    case schema::scalar_kind::vector:
    case schema::scalar_kind::email_address:
    case schema::scalar_kind::url:
    case schema::scalar_kind::ip_address:
    case schema::scalar_kind::cidr:
    case schema::scalar_kind::mac_address:
    case schema::scalar_kind::ltree:
    case schema::scalar_kind::date_range:
    case schema::scalar_kind::int_range:
    case schema::scalar_kind::big_int_range:
    case schema::scalar_kind::decimal_range:
    case schema::scalar_kind::date_time_range:
    case schema::scalar_kind::ruled:
    case schema::scalar_kind::other: return R"("str")";
  }
  FRAISEQL_CHECK(false);
}

// What a row is ordered by, of which nothing else is known than that its id is the last.
constexpr std::string_view example_place = R"(["123e4567-e89b-42d3-a456-426614174000"])";

// A page without more before or behind it, of which there are two.
constexpr std::string_view page_head = "[2, 2, false, false, [";

// A field, and how its value stands in the document where the plan says more of it than the
// schema: a shape has the keys of what the program works out, and the columns of rows.
struct shaped_field {
  const selected_field* field;
  const transform::value_shape* shape = nullptr;
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
      const transform::value_shape* shape = fields.front().shape;
      if (shape != nullptr && shape->connection != nullptr) return add_connection(fields);
      if (shape != nullptr && shape->layout.is_row()) {
        return add_row(stored_in(type, fields), shape->layout, "null");
      }
      return add_document(stored_in(type, fields));
    }
    answered_ += fields.size() * (out_.size() - before);
    return !is_too_long();
  }

  [[nodiscard]] std::string_view scalar(const schema::type& type) const {
    if (values_ == example_values::realistic) {
      const auto* const known = std::ranges::find(
          realistic_scalars, type.name, &std::pair<std::string_view, std::string_view>::first);
      if (known != realistic_scalars.end()) return known->second;
    }
    return scalar_constant(type.scalar);
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
    const transform::object_shape* shape = shape_of(one.shape, object);
    for (std::size_t i = 0; i < selected->fields.size(); ++i) {
      const selected_field& inside = selected->fields[i];
      const bool is_typename = inside.definition->name == "__typename";
      answered_ += inside.response_key.size() + std::string_view(R"("":,)").size();
      if (is_typename) answered_ += object.name.size() + 2;
      if (is_typename || inside.is_denied) continue;
      if (shape == nullptr) {
        into.members[inside.definition->stored_key].read_by.push_back({&inside});
        continue;
      }
      const transform::field_shape& field = shape->fields[i];
      const std::size_t keys = shape->keys.size();
      stored_value& value = field.key < keys ? into.members[shape->keys[field.key].view()]
                                             : into.columns[field.key - keys];
      value.read_by.push_back({&inside, &field.value});
      value.is_computed = field.is_computed;
    }
  }

  static const transform::object_shape* shape_of(const transform::value_shape* value,
                                                 const schema::type& object) {
    if (value == nullptr) return nullptr;
    if (value->object != nullptr) return value->object.get();
    const auto& possible = value->abstract->possible;
    const auto found =
        std::ranges::find(possible, object.name, &transform::object_shape::type_name);
    FRAISEQL_CHECK(found != possible.end());
    return &*found;
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

// The value of a row as the columns of a statement; of a connection the columns of all rows.
worked_out as_rows(const transform::value_shape& shape, const std::string& value) {
  worked_out made;
  if (shape.connection != nullptr) {
    const std::vector<std::string> page = elements_of(value);
    const auto beside = std::span(page).first(page.size() - 1);
    for (const std::string& row : elements_of(page.back())) {
      made.documents.insert(made.documents.end(), beside.begin(), beside.end());
      for (std::string& one : elements_of(row)) made.documents.emplace_back(std::move(one));
    }
    made.width = beside.size() + shape.connection->layout.width();
  } else if (shape.list_depth == 0 && shape.layout.is_row()) {
    for (std::string& one : elements_of(value)) made.documents.emplace_back(std::move(one));
    made.width = shape.layout.width();
  } else {
    made.documents.emplace_back(value);
  }
  return made;
}

using worked_rows = std::optional<worked_out>;
using rows_source = std::function<worked_rows(const plan::step& step, const selected_field& field)>;

// The response with what `source` gives for each root field that is no constant.
response answer_with(const prepared_request& prepared, const rows_source& source) {
  const prepared_operation& operation = *prepared.operation;
  const std::function<std::string()> no_log_id = [] { return std::string(); };
  answer written(no_log_id);
  for (std::size_t at = 0; at < operation.plan.steps.size() && !written.is_null(); ++at) {
    const plan::step& step = operation.plan.steps[at];
    worked_rows found = worked_out();
    if (std::holds_alternative<plan::constant>(step.action) ||
        std::holds_alternative<plan::introspection>(step.action)) {
      written.add_constant(step, prepared.constant(at));
    } else {
      found = source(step, operation.operation.root().fields[at]);
      if (found) written.add(step, fetched(std::move(*found)));
    }
    if (!found || written.bytes() > max_example_bytes) {
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

std::optional<std::string> example_document(const selected_field& field, example_values values,
                                            std::size_t most_bytes) {
  document_writer writer(values, most_bytes);
  const shaped_field only = {&field};
  if (!writer.add(field.definition->type, {&only, 1})) return std::nullopt;
  return writer.take();
}

example_executor::example_executor(std::shared_ptr<const schema::schema> schema,
                                   example_source source, limits limits,
                                   validation::validate_options validating)
    : preparer_(std::move(schema), limits, validating, {}, {.are_all = true}),
      source_(std::move(source)) {}

response example_executor::execute(const request& request) {
  const auto prepared = preparer_.prepare(request);
  if (!prepared) return request_error(prepared.error());
  return answer_with(*prepared,
                     [this](const plan::step&, const selected_field& field) -> worked_rows {
                       auto document = source_(field);
                       if (!document) return std::nullopt;
                       return worked_out{.documents = {std::move(document)}};
                     });
}

response example_answer(const prepared_request& prepared, example_values values) {
  return answer_with(prepared, [values](const plan::step& step, const selected_field& field) {
    const bool is_many = step.shape.rows == transform::cardinality::many;
    const schema::type_reference& type = field.definition->type;
    document_writer writer(values, max_example_bytes);
    const shaped_field only = {&field, &step.shape.value};
    if (!writer.add(is_many ? type.item() : type, {&only, 1})) return worked_rows();
    worked_out made = as_rows(step.shape.value, writer.take());
    const std::vector<document_text> once = made.documents;
    if (is_many) made.documents.insert(made.documents.end(), once.begin(), once.end());
    return worked_rows(std::move(made));
  });
}

}  // namespace fraiseql::execution
