// Reading a request's head. Beast's own header limit is left open: it starts anew
// with every part it has digested, so a client that sends slowly gets up to three
// times of it. Here the parser is never shown more than `head_bytes`.
#include "http/head_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <limits>
#include <span>

#include "base/text.hpp"

namespace fraiseql::http {
namespace {

using error = boost::beast::http::error;

// The target without `scheme://authority`, which a client may put before it
// (RFC 9112, 3.2.2).
std::string_view origin_form(std::string_view target, std::string_view& authority) {
  const auto colon = target.find("://");
  if (target.empty() || target.front() == '/' || colon == std::string_view::npos) return target;
  const std::string scheme = to_lower(target.substr(0, colon));
  if (scheme != "http" && scheme != "https") return target;
  const auto path = target.find_first_of("/?", colon + 3);
  authority = target.substr(colon + 3, path - std::min(path, colon + 3));
  return path == std::string_view::npos ? std::string_view{} : target.substr(path);
}

// Whether the request line is of HTTP, but of a version that is not spoken here.
bool names_another_version(std::string_view head) {
  const std::string_view line = head.substr(0, head.find_first_of("\r\n"));
  const auto space = line.rfind(' ');
  if (space == std::string_view::npos) return false;
  const std::string_view version = line.substr(space + 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
         version[6] == '.' && is_digit(version[7]) && version != "HTTP/1.1" &&
         version != "HTTP/1.0";
}

// Whether it has nothing but what a host and a port are made of (RFC 3986, 3.2); no user is one.
bool is_host(std::string_view text) {
  constexpr std::string_view marks = "-._~%!$&'()*+,;=:[]";
  return std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
  });
}

bool has_folded_line(std::string_view head) {
  for (auto at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
    const bool is_end = at > 0 && head[at - 1] == '\r';
    const char next = at + 1 < head.size() ? head[at + 1] : '\0';
    if (is_end && (next == ' ' || next == '\t')) return true;
  }
  return false;
}

refusal refusal_of(const boost::beast::error_code& why, std::string_view head) {
  if (why == error::bad_version && names_another_version(head))
    return {505, "only HTTP/1.1 and HTTP/1.0 are spoken here"};
  if (why == error::bad_method || why == error::bad_target || why == error::bad_version)
    return {400, "malformed request line"};
  if (why == error::bad_content_length || why == error::multiple_content_length)
    return {400, "malformed Content-Length"};
  if (why == error::bad_transfer_encoding) return {400, "malformed Transfer-Encoding"};
  return {400, "malformed header"};
}

}  // namespace

head_reader::head_reader(request& into, room& room, std::size_t head_bytes)
    : request_(into), room_(room), head_bytes_(head_bytes) {
  header_limit(std::numeric_limits<std::uint32_t>::max());
  body_limit(boost::none);
}

head_reader::progress head_reader::read(std::string_view text) {
  text = text.substr(0, head_bytes_);
  error_code why;
  taken_ += put(boost::asio::buffer(text.data() + taken_, text.size() - taken_), why);
  if (why == error::need_more) {
    if (text.size() < head_bytes_) return progress::more;
    if (text.find("\r\n") == std::string_view::npos)
      return refuse({414, "the request line is too long"});
    return refuse({431, "the request header is too large"});
  }
  if (why) return refuse(refusal_of(why, text));
  if (const auto why_not = objection(text.substr(0, taken_))) return refuse(*why_not);
  fill_request();
  return progress::done;
}

// Copied, as what came lies in a buffer that moves while it grows.
void head_reader::add_part(view text) {
  room_.head.append(text.data(), text.size());
  room_.sizes.push_back(static_cast<std::uint32_t>(text.size()));
}

void head_reader::fill_request() {
  std::string_view left = room_.head;
  std::size_t part = 0;
  const auto next = [&] {
    const std::string_view taken = left.substr(0, room_.sizes[part++]);
    left.remove_prefix(taken.size());
    return taken;
  };
  request_.method = next();
  const std::string_view origin = origin_form(next(), request_.authority);
  const auto question = origin.find('?');
  request_.path = origin.substr(0, question);
  if (request_.path.empty()) request_.path = "/";
  if (question != std::string_view::npos) request_.query = origin.substr(question + 1);
  while (part < room_.sizes.size()) {
    const std::string_view name = next();
    request_.headers.emplace_back(name, next());
  }
}

head_reader::progress head_reader::refuse(refusal why) {
  refusal_ = why;
  return progress::refused;
}

std::optional<refusal> head_reader::objection(std::string_view head) const {
  if (has_folded_line(head)) return refusal{400, "folded header lines are not accepted"};
  if (lengths_ > 1) return refusal{400, "more than one Content-Length"};
  if (codings_ > 1) return refusal{400, "more than one Transfer-Encoding"};
  if (codings_ == 1 && lengths_ == 1)
    return refusal{400, "Content-Length beside Transfer-Encoding"};
  if (codings_ == 1 && (strange_coding_ || is_http_1_0()))
    return refusal{400, "no Transfer-Encoding but chunked is accepted"};
  if (hosts_ > 1) return refusal{400, "more than one Host"};
  if (strange_host_) return refusal{400, "malformed Host"};
  if (hosts_ == 0 && !is_http_1_0()) return refusal{400, "no Host"};
  if (strange_expectation_ && !is_http_1_0())
    return refusal{417, "only 100-continue can be expected"};
  return std::nullopt;
}

void head_reader::on_request_impl(boost::beast::http::verb, view method, view target, int version,
                                  error_code&) {
  version_ = version;
  is_head_request_ = method == "HEAD";
  add_part(method);
  add_part(target);
}

void head_reader::on_field_impl(boost::beast::http::field known, view name, view value,
                                error_code&) {
  using boost::beast::http::field;
  if (known == field::host) {
    ++hosts_;
    if (!is_host(value)) strange_host_ = true;
  }
  if (known == field::content_length) {
    ++lengths_;
    if (value.find(',') != view::npos) ++lengths_;
  }
  if (known == field::transfer_encoding) {
    ++codings_;
    if (to_lower(value) != "chunked") strange_coding_ = true;
  }
  if (known == field::expect) {
    ++expectations_;
    if (to_lower(value) != "100-continue") strange_expectation_ = true;
  }
  const std::size_t at = room_.head.size();
  add_part(name);
  for (char& c : std::span(room_.head).subspan(at)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  add_part(value);
}

}  // namespace fraiseql::http
