// Random shapes and documents through the transform and its twin, and broken documents
// through the transform alone. The seed is FRAISEQL_SEED or drawn, and always printed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "json/read.hpp"
#include "transform/answer.hpp"
#include "transform/kernel.hpp"
#include "transform/random_case.hpp"
#include "transform/straight.hpp"
#include "transform/transform.hpp"
#include "transform/twin.hpp"

namespace fraiseql::transform {
namespace {

constexpr std::size_t documents = 2000;

std::uint64_t draw_seed() {
  const char* given = std::getenv("FRAISEQL_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::printf("FRAISEQL_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return seed;
}

// How often a value misfits, in 1000: some documents are clean, some barely readable.
constexpr std::size_t misfit_rates[] = {0, 10, 50, 200};

std::vector<std::optional<std::string>> random_rows(random_case& random,
                                                    const response_shape& shape) {
  const std::size_t count = shape.rows == cardinality::one ? 1 : random.number(4);
  return random.rows(shape, count, misfit_rates[random.number(3)]);
}

// `text` in a heap block of exactly its size, so that ASan sees a read past it.
struct exact_copy {
  explicit exact_copy(std::string_view text)
      : bytes(std::make_unique<char[]>(text.size())), size(text.size()) {
    text.copy(bytes.get(), size);
  }
  [[nodiscard]] std::string_view view() const { return {bytes.get(), size}; }
  std::unique_ptr<char[]> bytes;
  std::size_t size;
};

std::string text_of(const std::vector<std::optional<std::string>>& values) {
  std::string all;
  for (const auto& one : values) all += one.value_or("NULL") + "\n";
  return all;
}

// One of the kernels that the processor supports, while it is there.
class any_kernel {
 public:
  explicit any_kernel(random_case& random) : before_(kernel_in_use()) {
    const auto all = kernels();
    const kernel* one = &all.back();
    do one = &all[random.number(all.size() - 1)];
    while (!one->is_supported);
    use_kernel(*one);
  }
  ~any_kernel() { use_kernel(before_); }
  any_kernel(const any_kernel&) = delete;
  any_kernel& operator=(const any_kernel&) = delete;

 private:
  const kernel& before_;
};

// write_value by parts: the rows of a list come some at a time, in strings of their own.
bool write_in_parts(random_case& random, std::string& out, const response_shape& shape,
                    const rows_view& rows, std::vector<field_error>& errors) {
  if (shape.rows != cardinality::many) return write_value(out, shape, rows, errors);
  list_writer list(shape);
  std::string written;
  list_writer::begin(written);
  for (std::size_t at = 0; at < rows.count();) {
    const std::size_t count = std::min(random.number(3), rows.count() - at);
    std::string part;
    const rows_view some{.values = rows.values.subspan(at * rows.width, count * rows.width),
                         .width = rows.width};
    if (!list.add(part, some, errors)) {
      if (!shape.list_non_null) out += "null";
      return !shape.list_non_null;
    }
    written += part;
    at += count;
  }
  list_writer::end(written);
  out += written;
  return true;
}

TEST(transform_property, agrees_with_its_twin) {
  random_case random(draw_seed());
  std::size_t written = 0;
  std::size_t with_errors = 0;
  std::size_t done = 0;
  while (done < documents) {
    const response_shape shape = random.shape();
    const auto texts = random_rows(random, shape);
    std::vector<exact_copy> copies;
    for (const auto& text : texts) copies.emplace_back(text.value_or(""));
    std::vector<std::string_view> values;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      values.push_back(texts[i] ? copies[i].view() : std::string_view());
    }
    done += std::max(width_of(shape), texts.size()) / std::max<std::size_t>(width_of(shape), 1);

    const std::string expected = answer_of(twin::write_value, shape, values);
    const any_kernel used(random);
    ASSERT_EQ(answer_of(write_value, shape, values), expected) << kernel_in_use().name << "\n"
                                                               << to_text(shape) << text_of(texts);
    const auto by_parts = [&](auto&&... all) { return write_in_parts(random, all...); };
    ASSERT_EQ(answer_of(by_parts, shape, values), expected) << to_text(shape) << text_of(texts);
    written += expected.starts_with("{") || expected.starts_with("[{") ? 1 : 0;
    with_errors += expected.find(" | ") != std::string::npos ? 1 : 0;
  }
  // Else the cases above would prove little.
  EXPECT_GT(written, documents / 10);
  EXPECT_GT(with_errors, documents / 10);
}

bool is_malformed(const field_error& error) { return error.kind == fault::malformed; }

// Cuts, doubles or overwrites a few bytes.
std::string mutated(random_case& random, std::string text) {
  constexpr std::string_view bytes = "\"\\{}[],: 0-.entu\x80\xc3\n";
  for (std::size_t i = random.number(3); i > 0 && !text.empty(); --i) {
    const std::size_t at = random.number(text.size() - 1);
    switch (random.number(3)) {
      case 0: text.erase(at, 1 + random.number(3)); break;
      case 1: text.insert(at, text.substr(random.number(at), random.number(8))); break;
      default: text[at] = bytes[random.number(bytes.size() - 1)]; break;
    }
  }
  if (random.number(2) == 0) text.resize(random.number(text.size()));
  return text;
}

TEST(transform_property, stays_within_broken_text_and_writes_json) {
  random_case random(draw_seed());
  std::size_t malformed = 0;
  for (std::size_t i = 0; i < documents; ++i) {
    const response_shape shape = random.shape();
    auto texts = random_rows(random, shape);
    if (texts.empty()) continue;
    auto& broken = texts[random.number(texts.size() - 1)];
    const exact_copy row(mutated(random, broken.value_or("null")));
    std::vector<std::string_view> values;
    for (const auto& text : texts) {
      values.push_back(&text == &broken ? row.view() : text ? *text : std::string_view());
    }
    const std::string first = answer_of(write_value, shape, values);
    const any_kernel used(random);
    ASSERT_EQ(answer_of(write_value, shape, values), first) << kernel_in_use().name;
    std::string out;
    std::vector<field_error> errors;
    const bool written =
        write_value(out, shape, rows_view{.values = values, .width = width_of(shape)}, errors);
    EXPECT_EQ(written, !out.empty());
    malformed += std::ranges::any_of(errors, is_malformed) ? 1 : 0;
    // Who stores no UTF-8 gets none.
    if (!written || !is_utf8(row.view())) continue;
    const auto json = json::read(out);
    // A raw value may have the same member twice, which only such a mutation makes.
    const bool duplicate = !json && json.error().message.ends_with("appears twice in one object");
    ASSERT_TRUE(json.ok() || duplicate) << to_text(shape) << row.view() << "\n" << out;
  }
  EXPECT_GT(malformed, documents / 10);
}

// The value as a column of a row, or as a member of its document; there it is walked.
response_shape around(value_shape value, row_layout layout) {
  object_shape object;
  object.type_name = "T";
  field_shape& field = object.fields.emplace_back();
  field.response_key = "a";
  field.prefix = "\"a\":";
  field.value = std::move(value);
  if (!layout.is_row()) object.keys.emplace_back("a");
  response_shape shape;
  shape.value.object = std::make_unique<const object_shape>(std::move(object));
  shape.value.layout = layout;
  return shape;
}

bool is_read_straight(const value_shape& shape, std::string_view text) {
  std::string written;
  workspace work;
  output out(written, work.window.get());
  return write_straight(out, work, shape, shape.list_depth, text);
}

TEST(transform_property, reads_straight_what_the_walk_would_write) {
  const std::uint64_t seed = draw_seed();
  std::size_t straight = 0;
  for (std::size_t i = 0; i < documents; ++i) {
    random_case random(seed + i);
    const value_shape value = random.straight_value(2);
    ASSERT_TRUE(is_straight(value));
    std::string text = random.text_of(value, misfit_rates[random.number(3)]);
    if (random.number(1) == 0) text = mutated(random, text);
    const exact_copy column(text);
    // Of a broken text a document around it may be another.
    if (!is_read_straight(value, column.view())) continue;
    ++straight;
    const auto again = [&] { return random_case(seed + i).straight_value(2); };
    const response_shape row = around(again(), {.has_document = false, .columns = 1});
    const response_shape document = around(again(), {});
    ASSERT_EQ(answer(row, {column.view()}), answer(document, {R"({"a": )" + text + "}"}))
        << to_text(row) << text;
  }
  EXPECT_GT(straight, documents / 5);
}

}  // namespace
}  // namespace fraiseql::transform
