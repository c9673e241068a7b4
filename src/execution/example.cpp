// A document has what the selection reads of it and no more: of each object the stored keys,
// in jsonb's order. Two aliases of one field read the same key, so what they select below it
// is made together.
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

namespace fraiseql::execution {
namespace {

using validation::selected_field;
using validation::selection;

// The values of the scalars that FraiseQL knows by name, as jsonb has them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> realistic_scalars = {{
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
    {"DateRange", R"x("[2026-01-01,2026-02-01)")x"},
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
    case schema::scalar_kind::email_address:
    case schema::scalar_kind::url:
    case schema::scalar_kind::ip_address:
    case schema::scalar_kind::cidr:
    case schema::scalar_kind::mac_address:
    case schema::scalar_kind::ltree:
    case schema::scalar_kind::date_range:
    case schema::scalar_kind::ruled:
    case schema::scalar_kind::other: return R"("str")";
  }
  FRAISEQL_CHECK(false);
}

// A field, and how its value stands in the document where the plan says more of it than the
// schema: a shape has the keys of what the program works out.
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
    } else if (type.possible_types.empty()) {
      out_ += "{}";  // an interface that nothing implements: there is no right value
    } else {
      return add_object(type, chosen(type), fields);
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
  using stored_object = std::map<std::string_view, stored_value, decltype(&json::jsonb_key_less)>;

  bool add_object(const schema::type& declared, const schema::type& object,
                  std::span<const shaped_field> fields) {
    stored_object stored(json::jsonb_key_less);
    if (!declared.discriminator.empty()) stored[declared.discriminator] = {};
    for (const shaped_field& one : fields) collect(stored, object, one);
    answered_ += fields.size();
    out_ += '{';
    for (bool is_first = true; const auto& [key, value] : stored) {
      if (!std::exchange(is_first, false)) out_ += ", ";
      json::write_string(out_, key);
      out_ += ": ";
      if (value.read_by.empty()) {
        json::write_string(out_, object.name);
        continue;
      }
      if (value.is_computed) out_ += '[';
      if (!add(value.read_by.front().field->definition->type, value.read_by)) return false;
      if (value.is_computed) out_ += ']';
    }
    out_ += '}';
    return !is_too_long();
  }

  // What `one` reads of the object, by key.
  void collect(stored_object& into, const schema::type& object, const shaped_field& one) {
    const auto selected = std::ranges::find(one.field->selections, &object, &selection::object);
    FRAISEQL_CHECK(selected != one.field->selections.end());
    const transform::object_shape* shape = shape_of(one.shape, object);
    for (std::size_t i = 0; i < selected->fields.size(); ++i) {
      const selected_field& inside = selected->fields[i];
      const bool is_typename = inside.definition->name == "__typename";
      answered_ += inside.response_key.size() + std::string_view(R"("":,)").size();
      if (is_typename) answered_ += object.name.size() + 2;
      if (is_typename) continue;
      if (shape == nullptr) {
        into[inside.definition->stored_key].read_by.push_back({&inside});
        continue;
      }
      const transform::field_shape& field = shape->fields[i];
      stored_value& value = into[shape->keys[field.key]];
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

using rows = std::optional<std::vector<document_text>>;
using rows_source = std::function<rows(const plan::step& step, const selected_field& field)>;

// The response with what `source` gives for each root field that is no constant.
response answer_with(const prepared_request& prepared, const rows_source& source) {
  const prepared_operation& operation = *prepared.operation;
  const std::function<std::string()> no_log_id = [] { return std::string(); };
  answer written(no_log_id);
  for (std::size_t at = 0; at < operation.plan.steps.size() && !written.is_null(); ++at) {
    const plan::step& step = operation.plan.steps[at];
    rows documents = std::vector<document_text>();
    if (std::holds_alternative<plan::constant>(step.action) ||
        std::holds_alternative<plan::introspection>(step.action)) {
      written.add_constant(step, prepared.constant(at));
    } else {
      documents = source(step, operation.operation.root().fields[at]);
      if (documents) written.add(step, fetched(worked_out{.documents = std::move(*documents)}));
    }
    if (!documents || written.bytes() > max_example_bytes) {
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
    : preparer_(std::move(schema), limits, validating), source_(std::move(source)) {}

response example_executor::execute(const request& request) {
  const auto prepared = preparer_.prepare(request);
  if (!prepared) return request_error(prepared.error());
  return answer_with(*prepared, [this](const plan::step&, const selected_field& field) -> rows {
    auto document = source_(field);
    if (!document) return std::nullopt;
    return std::vector<document_text>{std::move(document)};
  });
}

response example_answer(const prepared_request& prepared, example_values values) {
  return answer_with(prepared, [values](const plan::step& step, const selected_field& field) {
    const bool is_many = step.shape.rows == transform::cardinality::many;
    const schema::type_reference& type = field.definition->type;
    document_writer writer(values, max_example_bytes);
    const shaped_field only = {&field, &step.shape.value};
    if (!writer.add(is_many ? type.item() : type, {&only, 1})) return rows();
    return rows(std::vector<document_text>(is_many ? 2 : 1, writer.take()));
  });
}

}  // namespace fraiseql::execution
