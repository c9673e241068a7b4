// A form each, put together of numbers and pieces. Printable ASCII only.
#include "support/random_scalar.hpp"

#include <cstdio>
#include <string_view>

namespace fraiseql::testing {
namespace {

using scalars::kind;

class maker {
 public:
  explicit maker(std::mt19937_64& engine) : engine_(engine) {}

  std::string text(kind of);
  std::string mutated(std::string text);

 private:
  std::size_t number(std::size_t highest) {
    return std::uniform_int_distribution<std::size_t>(0, highest)(engine_);
  }
  bool chance(std::size_t of_100) { return number(99) < of_100; }
  // Of `width` digits, zeros in front.
  std::string number_of(std::size_t width, std::size_t low, std::size_t high) {
    std::string digits = std::to_string(low + number(high - low));
    return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
  }
  std::string some_of(std::string_view characters, std::size_t least, std::size_t most) {
    std::string out;
    for (std::size_t left = least + number(most - least); left > 0; --left) {
      out += characters[number(characters.size() - 1)];
    }
    return out;
  }
  template <std::size_t Size>
  std::string one_of(const std::array<std::string_view, Size>& all) {
    return std::string(all[number(Size - 1)]);
  }
  std::string uuid();
  std::string date();
  std::string time();
  std::string iso_duration();
  std::string postgres_interval();
  std::string email_address();
  std::string url();
  std::string v4();
  std::string v6();
  std::string cidr();
  std::string mac_address();
  std::string ltree();
  std::string whole(std::string_view greatest);
  std::string decimal();
  std::string instant();
  std::string bound_in_time();
  template <class Bound>
  std::string range(Bound bound);

  std::mt19937_64& engine_;
};

constexpr std::string_view hexadecimal = "0123456789abcdefABCDEF";
constexpr std::string_view word = "abcXYZ019";

std::string maker::uuid() {
  std::string out = some_of(hexadecimal, 32, 32);
  for (const std::size_t at : {8U, 13U, 18U, 23U}) out.insert(at, "-");
  return out;
}

std::string maker::date() {
  const std::string year = chance(10) ? (chance(50) ? "0001" : "9999") : number_of(4, 0, 9'999);
  return year + "-" + number_of(2, 1, 12) + "-" + number_of(2, 1, chance(80) ? 28 : 31);
}

std::string maker::time() {
  const std::string clock =
      number_of(2, 0, 23) + ":" + number_of(2, 0, 59) + ":" + number_of(2, 0, 59);
  return clock + (chance(50) ? "" : "." + some_of("0123456789", 1, 6));
}

std::string maker::iso_duration() {
  const auto component = [&](char letter) {
    if (chance(50)) return std::string();
    const std::size_t high = chance(70) ? 99 : chance(70) ? 99'999'999 : 999'999'999;
    std::string out = (chance(30) ? "-" : "") + number_of(1, 0, high);
    if (letter == 'S' && chance(50)) out += "." + some_of("0123456789", 1, 6);
    return out + letter;
  };
  if (chance(10))
    return "P" + (chance(30) ? "-" : number_of(1, 1, 9)) + number_of(1, 0, 30'678'337) + "W";
  std::string out = "P";
  for (const char letter : {'Y', 'M', 'D'}) out += component(letter);
  std::string clock;
  for (const char letter : {'H', 'M', 'S'}) clock += component(letter);
  return out + (clock.empty() ? "" : "T" + clock);
}

std::string maker::postgres_interval() {
  constexpr std::array<std::string_view, 3> signs = {"", "-", "+"};
  std::string out;
  for (const char* const unit : {" year", " mon", " day"}) {
    if (chance(50)) continue;
    out += (out.empty() ? "" : " ") + one_of(signs) +
           number_of(1, 1, chance(70) ? 99 : 999'999'999) + unit;
    if (chance(90)) out += "s";
  }
  if (out.empty() || chance(50)) out += (out.empty() ? "" : " ") + one_of(signs) + time();
  return out;
}

std::string maker::email_address() {
  std::string out = some_of("abcXYZ019.!#$%&'*+/=?^_`{|}~-", 1, 12) + "@" + some_of(word, 1, 5);
  while (chance(50)) out += "." + some_of("abc019-", 1, chance(5) ? 64 : 4);
  return out;
}

std::string maker::url() {
  constexpr std::array<std::string_view, 5> schemes = {"https", "http", "HTTP", "mailto", "a+b.c"};
  constexpr std::string_view path = "abc/019-._~!$&'()*+,;=:@";
  std::string out = one_of(schemes) + ":";
  if (chance(80)) {
    out += "//" + (chance(20) ? some_of("ab:%41", 0, 3) + "@" : std::string());
    out += chance(70) ? some_of("abc.019-", 0, 12) : chance(50) ? v4() : "[" + v6() + "]";
    if (chance(30)) out += ":" + some_of("0123456789", 0, 5);
    if (chance(80)) out += "/";
  }
  out += some_of(path, 0, 10);
  if (chance(20)) out += "%" + some_of(hexadecimal, 2, 2);
  if (chance(30)) out += "?" + some_of("abc/?=&", 0, 8);
  if (chance(30)) out += "#" + some_of("abc/?=&", 0, 8);
  return out;
}

std::string maker::v4() {
  return number_of(1, 0, 255) + "." + number_of(1, 0, 255) + "." + number_of(1, 0, 255) + "." +
         number_of(1, 0, 260);
}

std::string maker::v6() {
  const std::size_t groups = chance(50) ? 8 : number(8);
  const std::size_t gap = groups == 8 && chance(80) ? 9 : number(groups);
  std::string out;
  for (std::size_t i = 0; i < groups; ++i) {
    if (i == gap) out += i == 0 ? "::" : ":";
    out += i + 1 == groups && chance(20) ? v4() : some_of(hexadecimal, 1, 4);
    if (i + 1 < groups) out += ":";
  }
  if (gap == groups) out += "::";
  return out;
}

std::string maker::cidr() {
  const std::size_t octets = number(4);
  std::string network;
  for (std::size_t i = 0; i < 4; ++i) {
    network += (i > 0 ? "." : "") + (i < octets ? number_of(1, 0, 255) : std::string("0"));
  }
  if (chance(60)) return network + "/" + std::to_string(8 * octets + number(2));
  if (chance(50)) return v6() + "/128";
  const std::size_t groups = 1 + number(5);
  std::string long_network;
  for (std::size_t i = 0; i < groups; ++i) long_network += some_of(hexadecimal, 1, 4) + ":";
  return long_network + ":/" + std::to_string(16 * groups + number(3));
}

std::string maker::mac_address() {
  const std::string between = chance(50) ? ":" : "-";
  std::string out = some_of(hexadecimal, 2, 2);
  for (std::size_t left = chance(50) ? 5 : 7; left > 0; --left) {
    out += between + some_of(hexadecimal, 2, 2);
  }
  return out;
}

std::string maker::ltree() {
  std::string out = some_of("abcXYZ_019", 1, 6);
  while (chance(60)) out += "." + some_of("abcXYZ_019", 1, chance(3) ? 256 : 6);
  return chance(5) ? out + "-x" : out;
}

std::string maker::whole(std::string_view greatest) {
  if (chance(10)) return std::string(chance(50) ? "-" : "") + std::string(greatest);
  return (chance(30) ? "-" : "") + number_of(1, 0, chance(70) ? 99 : 2'147'483'648U);
}

std::string maker::decimal() {
  std::string out = (chance(30) ? "-" : "") + number_of(1, 0, chance(70) ? 9 : 999'999'999);
  if (chance(60)) out += "." + some_of("0159", 1, 6);
  if (chance(15)) out += one_of<2>({"e", "E"}) + one_of<3>({"", "-", "+"}) + number_of(1, 0, 302);
  return out;
}

std::string maker::instant() {
  constexpr std::array<std::string_view, 8> offsets = {"+00:00", "Z",      "z",         "+02",
                                                       "-15:59", "+05:30", "+05:30:15", ""};
  return date() + one_of<3>({"T", "t", " "}) + time() + one_of(offsets);
}

// Now and then in quotes, as PostgreSQL writes it.
std::string maker::bound_in_time() {
  if (chance(50)) return date() + "T" + time() + "Z";
  const std::string bound = instant();
  return chance(60) ? bound : "\"" + bound + (chance(90) ? "\"" : "");
}

template <class Bound>
std::string maker::range(Bound bound) {
  if (chance(5)) return "empty";
  const std::string low = chance(20) ? "" : bound();
  const std::string high = chance(20) ? "" : chance(20) ? low : bound();
  return (chance(50) ? "[" : "(") + low + "," + high + (chance(50) ? "]" : ")");
}

std::string maker::text(kind of) {
  switch (of) {
    case kind::uuid: return uuid();
    case kind::date_time: return instant();
    case kind::date: return date();
    case kind::time: return time();
    case kind::duration: return chance(60) ? iso_duration() : postgres_interval();
    case kind::email_address: return email_address();
    case kind::url: return url();
    case kind::ip_address: return chance(50) ? v4() : v6();
    case kind::cidr: return cidr();
    case kind::mac_address: return mac_address();
    case kind::ltree: return ltree();
    case kind::date_range: return range([this] { return date(); });
    case kind::int_range: return range([this] { return whole("2147483647"); });
    case kind::big_int_range: return range([this] { return whole("9223372036854775807"); });
    case kind::decimal_range: return range([this] { return decimal(); });
    case kind::date_time_range: return range([this] { return bound_in_time(); });
    case kind::int32:
    case kind::floating:
    case kind::string:
    case kind::boolean:
    case kind::id:
    case kind::big_int:
    case kind::decimal:
    case kind::json:
    case kind::vector:
    case kind::ruled:
    case kind::other: break;
  }
  return {};
}

std::string maker::mutated(std::string text) {
  constexpr std::string_view likely = "0159aFgPTYDS-+.:/,[]()@% \\\"e_";
  const std::size_t at = number(text.size());
  const char c =
      chance(80) ? likely[number(likely.size() - 1)] : static_cast<char>(' ' + number(94));
  switch (number(2)) {
    case 0: text.insert(at, 1, c); break;
    case 1:
      if (at < text.size()) text[at] = c;
      break;
    default: text.erase(at, 1);
  }
  return text;
}

}  // namespace

std::string random_scalar(kind of, std::mt19937_64& engine) {
  maker makes(engine);
  std::string text = makes.text(of);
  return engine() % 5 == 0 ? makes.mutated(std::move(text)) : text;
}

}  // namespace fraiseql::testing
