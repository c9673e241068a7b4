// Every kernel finds what the scalar one does, and that one what a slow twin does. The seed is
// FRAISEQL_SEED or drawn, and always printed.
#include "transform/kernel.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "transform/emulated_avx512.hpp"
#include "transform/kernels.hpp"
#include "transform/structure.hpp"
#include "transform/workspace.hpp"

namespace fraiseql::transform {
namespace {

struct found {
  std::vector<std::uint32_t> quotes;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> brackets;  // and the quotes before
  bool in_string = false;

  friend bool operator==(const found&, const found&) = default;
  friend std::ostream& operator<<(std::ostream& out, const found& all) {
    out << "quotes";
    for (const std::uint32_t one : all.quotes) out << ' ' << one;
    out << ", brackets";
    for (const auto& [place, quote] : all.brackets) out << ' ' << place << '/' << quote;
    return out << (all.in_string ? ", in a string" : "");
  }
};

// As one would read it aloud.
found read_slowly(std::string_view text) {
  found all;
  bool is_escaped = false;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    if (is_escaped) {
      is_escaped = false;
      if (byte == '"') continue;
    } else if (byte == '\\') {
      is_escaped = true;
      continue;
    }
    if (byte == '"') {
      all.in_string = !all.in_string;
      all.quotes.push_back(i);
    } else if (!all.in_string && std::string_view("[]{}").find(byte) != std::string_view::npos) {
      all.brackets.emplace_back(i, all.quotes.size());
    }
  }
  return all;
}

// `text` has whole blocks. The first `split` of them in a call of their own.
found read_with(find_function find, std::string_view text, std::size_t split) {
  const std::size_t blocks = text.size() / block_bytes;
  split = std::min(split, blocks);
  // Exactly the room that is promised, so that ASan sees a write behind it.
  std::vector<std::uint32_t> quotes(text.size() + quote_slack);
  std::vector<bracket> brackets(text.size());
  block_state state;
  state.quotes = quotes.data();
  state.brackets = brackets.data();
  find(text.data(), split, state);
  find(text.data() + split * block_bytes, blocks - split, state);
  found all;
  all.in_string = state.in_string != 0;
  all.quotes.assign(quotes.data(), state.quotes);
  for (const bracket* one = brackets.data(); one != state.brackets; ++one) {
    all.brackets.emplace_back(one->place, one->quote);
  }
  return all;
}

std::mt19937_64 seeded() {
  const char* given = std::getenv("FRAISEQL_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::printf("FRAISEQL_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return std::mt19937_64(seed);
}

// Text of a few kinds of bytes, from hardly any quotes to nothing else.
std::string random_blocks(std::mt19937_64& random) {
  constexpr std::string_view special = "\"\\\\\"{}[]";
  const std::size_t rate = random() % 101;
  std::string text(block_bytes * (1 + random() % 6), ' ');
  for (char& byte : text) {
    byte = random() % 100 < rate ? special[random() % special.size()] : static_cast<char>(random());
  }
  return text;
}

std::vector<kernel> kernels_to_test() {
  std::vector<kernel> all = {{"avx512, emulated", find_avx512_emulated, true}};
  for (const kernel& one : kernels()) {
    if (one.is_supported) all.push_back(one);
  }
  return all;
}

TEST(kernel, all_find_what_the_slow_twin_finds) {
  std::mt19937_64 random = seeded();
  const std::vector<kernel> all = kernels_to_test();
  ASSERT_GE(all.size(), 2U);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = random_blocks(random);
    const found expected = read_slowly(text);
    for (const kernel& one : all) {
      ASSERT_EQ(read_with(one.find, text, random() % 7), expected) << one.name << "\n" << text;
    }
  }
}

TEST(kernel, carries_escapes_and_strings_from_block_to_block) {
  for (const kernel& one : kernels_to_test()) {
    for (std::size_t backslashes = 0; backslashes < 5; ++backslashes) {
      for (std::size_t at = 58; at < 66; ++at) {
        std::string text(3 * block_bytes, ' ');
        text[1] = '"';
        text.replace(at, backslashes, std::string(backslashes, '\\'));
        text[at + backslashes] = '"';
        text[100] = '[';
        text[101] = '"';
        EXPECT_EQ(read_with(one.find, text, 1), read_slowly(text)) << one.name << " " << at;
      }
    }
  }
}

TEST(kernel, finds_an_entry_in_every_byte) {
  for (const kernel& one : kernels_to_test()) {
    for (const char byte : {'"', '[', '}'}) {
      const std::string text(4 * block_bytes, byte);
      EXPECT_EQ(read_with(one.find, text, 2), read_slowly(text)) << one.name << byte;
    }
  }
}

TEST(kernel, is_the_first_that_the_processor_supports) {
  const kernel& in_use = kernel_in_use();
  EXPECT_TRUE(in_use.is_supported);
  for (const kernel& one : kernels()) {
    if (&one == &in_use) break;
    EXPECT_FALSE(one.is_supported) << one.name;
  }
  EXPECT_STREQ(kernels().back().name, "scalar");
}

TEST(structure, knows_a_text_by_its_brackets) {
  structure index;
  for (const std::string_view whole : {"{}", "[]", R"({"a": "]"})", "[[], {}]"}) {
    EXPECT_TRUE(index.add(whole)) << whole;
  }
  const structure::mark size = index.size();
  for (const std::string_view broken : {"", "{", "[", "}", "[}", "{]", "[]]", "[[]", "[{]}", "[]{}",
                                        "[] ", " []", R"({"a})", R"(["\"])", "1"}) {
    EXPECT_FALSE(index.add(broken)) << broken;
    EXPECT_EQ(index.size().quotes, size.quotes);
    EXPECT_EQ(index.size().brackets, size.brackets);
  }
}

TEST(structure, indexes_texts_of_every_length) {
  for (std::size_t length = 0; length < 300; ++length) {
    const std::string body = "[" + std::string(length, '1') + "]";
    const std::vector<char> exact(body.begin(), body.end());
    structure index;
    ASSERT_TRUE(index.add({exact.data(), exact.size()}));
    ASSERT_EQ(index.size().brackets, 2U);
    EXPECT_EQ(index.brackets()[0].match, 1U);
    EXPECT_EQ(index.brackets()[1].place, length + 1);
    ASSERT_EQ(index.size().quotes, structure::end_quotes);
    EXPECT_EQ(index.quotes()[0], length + 2);
  }
}

TEST(structure, pairs_brackets_at_any_depth) {
  constexpr std::size_t depth = 100'000;
  structure index;
  ASSERT_TRUE(index.add(std::string(depth, '[') + std::string(depth, ']')));
  for (std::size_t i = 0; i < depth; ++i) {
    ASSERT_EQ(index.brackets()[i].match, 2 * depth - 1 - i);
  }
}

TEST(structure, refuses_texts_beyond_its_limit) {
  structure index;
  const char byte = '[';
  EXPECT_FALSE(index.add({&byte, structure::max_text + 1}));
}

TEST(structure, gives_back_what_a_large_text_took) {
  structure index;
  const auto list_of = [](std::size_t brackets) {
    std::string text = "[";
    while (text.size() < brackets - 1) text += "[]";
    return text + "]";
  };
  ASSERT_TRUE(index.add(list_of(1000)));
  index.cut({});
  const std::size_t small = index.capacity().brackets;
  index.give_back();
  EXPECT_EQ(index.capacity().brackets, small);
  ASSERT_TRUE(index.add(list_of(structure::kept + 2)));
  index.cut({});
  EXPECT_GT(index.capacity().brackets, structure::kept);
  index.give_back();
  EXPECT_EQ(index.capacity().brackets, 0U);
  EXPECT_TRUE(index.add(list_of(100)));
}

TEST(workspace, gives_back_what_a_large_answer_took) {
  workspace work;
  work.spans.resize(workspace::kept_text);
  work.made.assign(workspace::kept_text + 1, 'x');
  work.is_taken = true;
  work.give_back();
  EXPECT_LE(work.made.capacity(), workspace::kept_text);
  EXPECT_EQ(work.spans.capacity(), span_stack::kept);
  EXPECT_FALSE(work.is_taken);
  work.spans.resize(span_stack::kept + 1);
  work.give_back();
  EXPECT_EQ(work.spans.capacity(), 0U);
}

}  // namespace
}  // namespace fraiseql::transform
