// Writing the head of an answer.
#include "http/response_head.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/beast/http/status.hpp>
#include <charconv>
#include <iterator>

namespace fraiseql::http {
namespace {

using namespace std::string_view_literals;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

void write_text(std::string& out, std::string_view text) {
  const std::size_t at = out.size();
  out += text;
  for (std::size_t i = at; i < out.size(); ++i) {
    if (is_control(out[i])) out[i] = ' ';
  }
}

void write_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), written.ptr);
}

void write_field(std::string& out, std::string_view name, std::string_view value) {
  write_text(out, name);
  out += ": ";
  write_text(out, value);
  out += "\r\n";
}

std::string_view reason_phrase(unsigned status) {
  const auto known = boost::beast::http::int_to_status(status);
  // The phrase may be empty, and Beast's word for "none" would only confuse.
  if (known == boost::beast::http::status::unknown) return {};
  return boost::beast::http::obsolete_reason(known);
}

}  // namespace

std::string_view usual_lines::at(std::time_t now) {
  if (now == second_) return text_;
  // Not strftime: the names of days and months must not follow the locale.
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&now, &utc);
  text_ = fmt::format(
      "Date: {}, {:02} {} {} {:02}:{:02}:{:02} GMT\r\n"
      "Server: fraiseql\r\nX-Content-Type-Options: nosniff\r\n",
      days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
      months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
      utc.tm_sec);
  second_ = now;
  return text_;
}

void write_head(std::string& out, const response& answer, std::string_view usual,
                connection_header connection, body_framing framing) {
  if (answer.status == 200) {
    out += "HTTP/1.1 200 OK\r\n"sv;
  } else {
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", answer.status,
                   reason_phrase(answer.status));
  }
  const std::string_view type = answer.content_type;
  if (!type.empty()) ((out += "Content-Type: "sv) += type) += "\r\n"sv;
  if (may_have_body(answer.status) && framing == body_framing::length) {
    out += "Content-Length: "sv;
    write_number(out, answer.body.size());
    out += "\r\n"sv;
  }
  if (may_have_body(answer.status) && framing == body_framing::chunks)
    out += "Transfer-Encoding: chunked\r\n";
  out += usual;
  if (connection == connection_header::close) out += "Connection: close\r\n";
  if (connection == connection_header::keep_alive) out += "Connection: keep-alive\r\n";
  out += answer.lines;
  for (const auto& [name, value] : answer.headers) write_field(out, name, value);
  out += "\r\n"sv;
}

bool may_have_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace fraiseql::http
