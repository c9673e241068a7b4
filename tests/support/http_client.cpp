// Asks the server to close, so a body without a length ends with the connection; the
// servers under test announce a length, and a body shorter than that is no answer.
#include "support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "support/internal_keys.hpp"

namespace fraiseql::testing {
namespace {

std::string reason() { return std::generic_category().message(errno); }

std::string text_of(const http_request& request) {
  std::string text = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  if (!request.body.empty() || request.method == "POST") {
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return text + "Connection: close\r\n\r\n" + request.body;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

http_response no_answer(std::string why) { return {.body = "no answer: " + std::move(why)}; }

http_response parsed(std::string_view text, bool without_body) {
  const std::size_t end_of_head = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.1 ") || end_of_head == std::string_view::npos) {
    return no_answer("not HTTP/1.1: \"" + std::string(text) + '"');
  }
  http_response response;
  std::from_chars(text.data() + 9, text.data() + 12, response.status);
  response.body = text.substr(end_of_head + 4);
  std::string_view head = text.substr(0, end_of_head);
  for (std::size_t line = head.find("\r\n"); line != std::string_view::npos;) {
    head.remove_prefix(line + 2);
    line = head.find("\r\n");
    const std::string_view field = head.substr(0, line);
    const std::size_t colon = std::min(field.find(": "), field.size());
    response.headers.emplace_back(field.substr(0, colon),
                                  field.substr(std::min(colon + 2, field.size())));
  }
  const std::string length = response.header("Content-Length");
  if (!without_body && !length.empty() && length != std::to_string(response.body.size())) {
    return no_answer("cut off: \"" + std::string(text) + '"');
  }
  return response;
}

}  // namespace

std::string http_response::header(std::string_view name) const {
  const auto found = std::ranges::find_if(
      headers, [name](const auto& header) { return same_name(header.first, name); });
  return found == headers.end() ? "" : found->second;
}

http_exchange::http_exchange(std::uint16_t port, const http_request& request)
    : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      answers_without_body_(request.method == "HEAD") {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    trouble_ = "cannot connect: " + reason();
    return;
  }
  const std::string text = text_of(request);
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t sent = send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
    // A server that refuses a body need not read it: its answer is still to be read.
    if (sent <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

http_exchange::~http_exchange() {
  if (socket_ >= 0) close(socket_);
}

http_response http_exchange::receive(std::chrono::seconds deadline) {
  if (!trouble_.empty()) return no_answer(trouble_);
  const timeval timeout{.tv_sec = deadline.count(), .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  std::string text;
  std::array<char, 16384> buffer{};
  for (;;) {
    const ssize_t got = recv(socket_, buffer.data(), buffer.size(), 0);
    if (got < 0) return no_answer(reason() + " after \"" + text + '"');
    if (got == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  expect_no_internal_key(text, "an answer");
  return parsed(text, answers_without_body_);
}

http_response exchange(std::uint16_t port, const http_request& request) {
  return http_exchange(port, request).receive();
}

}  // namespace fraiseql::testing
