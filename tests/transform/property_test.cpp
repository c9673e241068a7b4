// Random shapes and documents through the transform and its twin, and broken documents
// through the transform alone. The seed is FRAISEQL_SEED or drawn, and always printed.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "json/read.hpp"
#include "transform/answer.hpp"
#include "transform/random_case.hpp"
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

std::string random_row(random_case& random, const response_shape& shape) {
  return twin::to_jsonb_text(random.document(shape.value, misfit_rates[random.number(3)]));
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

TEST(transform_property, agrees_with_its_twin) {
  random_case random(draw_seed());
  std::size_t written = 0;
  std::size_t with_errors = 0;
  std::size_t done = 0;
  while (done < documents) {
    const response_shape shape = random.shape();
    std::vector<std::string> texts(shape.rows == cardinality::many ? random.number(4) : 1);
    for (std::string& text : texts) text = random_row(random, shape);
    std::vector<exact_copy> copies(texts.begin(), texts.end());
    std::vector<std::string_view> rows;
    for (const exact_copy& copy : copies) rows.push_back(copy.view());
    if (!rows.empty() && random.number(19) == 0) rows.back() = {};
    done += rows.size();

    const std::string expected = answer_of(twin::write_value, shape, rows);
    ASSERT_EQ(answer_of(write_value, shape, rows), expected)
        << to_text(shape) << (texts.empty() ? "" : texts.front());
    written += expected.starts_with("{") || expected.starts_with("[{") ? 1 : 0;
    with_errors += expected.find(" | ") != std::string::npos ? 1 : 0;
  }
  // Else the cases above would prove little.
  EXPECT_GT(written, documents / 10);
  EXPECT_GT(with_errors, documents / 10);
}

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
    const exact_copy row(mutated(random, random_row(random, shape)));
    std::vector<std::string_view> rows = {row.view()};
    std::string out;
    std::vector<field_error> errors;
    const bool written = write_value(out, shape, rows, errors);
    EXPECT_EQ(written, !out.empty());
    malformed += !errors.empty() && errors.back().kind == fault::malformed ? 1 : 0;
    if (!written) continue;
    const auto json = json::read(out);
    // A raw value may have the same member twice, which only such a mutation makes.
    const bool duplicate = !json && json.error().message.ends_with("appears twice in one object");
    ASSERT_TRUE(json.ok() || duplicate) << to_text(shape) << row.view() << "\n" << out;
  }
  EXPECT_GT(malformed, documents / 10);
}

}  // namespace
}  // namespace fraiseql::transform
