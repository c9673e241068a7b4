// What the room makes of a stream of bytes, without a socket: the requests in it, up to a refusal.
// Beside it a reader of framing that is short and slow: what the one takes for a request, the
// other must, too, up to the same byte.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "http/chunked_reader.hpp"
#include "http/head_reader.hpp"

namespace fraiseql::http {

struct walked {
  struct one {
    std::size_t from = 0;  // bytes of the stream
    std::size_t to = 0;
    std::string head;  // as text
    std::string body;
    bool operator==(const one&) const = default;
  };
  std::vector<one> requests = {};
  unsigned refused = 0;  // 0: nothing was
  // Not with what status: one that is both malformed and too large is found to be the one or the
  // other first.
  bool operator==(const walked& other) const {
    return requests == other.requests && (refused == 0) == (other.refused == 0);
  }
};

// Goes behind every stream, so that no head is left open: a malformed one may be refused before its
// end where it comes in one piece, and is at its end however it comes.
inline constexpr std::string_view end_of_any_head = "\r\n\r\n@\r\n\r\n";

// The way of a connection, in which each request is answered as soon as it is read.
class walker {
 public:
  walker(std::size_t head_bytes, std::size_t body_bytes)
      : head_bytes_(head_bytes), body_bytes_(body_bytes) {}

  void take(std::string_view piece) {
    waiting_ += piece;
    while (seen_.refused == 0 && (now_ == nullptr ? read_head() : read_body())) continue;
  }
  [[nodiscard]] const walked& seen() const { return seen_; }

 private:
  struct reading {
    reading(std::size_t head_bytes, std::size_t body_bytes)
        : head(asked, of, head_bytes), chunks(body_bytes) {}
    request asked;
    room of;
    head_reader head;
    chunked_reader chunks;
    std::string body;
  };

  // Each returns whether there may be more to read.
  bool read_head() {
    // Nothing is looked at before something came.
    if (waiting_.empty()) return false;
    if (!skipped_line_) {
      if (waiting_ == "\r") return false;
      skipped_line_ = true;
      if (waiting_.starts_with("\r\n")) drop(2);
    }
    if (waiting_.empty()) return false;
    if (next_ == nullptr) {
      next_ = std::make_unique<reading>(head_bytes_, body_bytes_);
      from_ = at_;
    }
    switch (next_->head.read(waiting_)) {
      case head_reader::progress::more: return false;
      case head_reader::progress::refused: return refuse(next_->head.refused().status);
      case head_reader::progress::done: break;
    }
    if (next_->head.body_size() > body_bytes_) return refuse(413);
    drop(next_->head.size());
    now_ = std::move(next_);
    return true;
  }

  bool read_body() {
    std::string_view input = waiting_;
    if (now_->head.has_chunked_body()) {
      const auto progress = now_->chunks.read(input, now_->body);
      drop(waiting_.size() - input.size());
      switch (progress) {
        case chunked_reader::progress::more: return false;
        case chunked_reader::progress::malformed: return refuse(400);
        case chunked_reader::progress::too_large: return refuse(413);
        case chunked_reader::progress::done: return end_request();
      }
    }
    const auto left = static_cast<std::size_t>(now_->head.body_size()) - now_->body.size();
    now_->body += input.substr(0, left);
    drop(std::min(left, input.size()));
    return now_->body.size() == now_->head.body_size() && end_request();
  }

  bool end_request() {
    std::string head(now_->asked.method);
    ((head += ' ') += now_->asked.path) += '?';
    head += now_->asked.query;
    for (const auto& [name, value] : now_->asked.headers) {
      ((((head += '\n') += name) += ": ") += value);
    }
    seen_.requests.push_back(
        {.from = from_, .to = at_, .head = std::move(head), .body = std::move(now_->body)});
    now_.reset();
    skipped_line_ = false;
    return true;
  }

  bool refuse(unsigned status) {
    seen_.refused = status;
    return false;
  }

  void drop(std::size_t bytes) {
    waiting_.erase(0, bytes);
    at_ += bytes;
  }

  std::size_t head_bytes_;
  std::size_t body_bytes_;
  std::string waiting_;
  std::size_t at_ = 0;
  std::size_t from_ = 0;
  bool skipped_line_ = false;
  std::unique_ptr<reading> next_;  // its head is read
  std::unique_ptr<reading> now_;   // its body is read
  walked seen_;
};

// The body of the one request that `bytes` are; nothing if they are none, or more, or less.
class plain_reader {
 public:
  static std::optional<std::string> body_of(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    auto lines = lines_of(bytes.substr(0, end + 2));
    if (!lines || lines->empty()) return std::nullopt;
    const std::string_view first = lines->front();
    const bool is_1_1 = first.ends_with(" HTTP/1.1");
    if (!is_1_1 && !first.ends_with(" HTTP/1.0")) return std::nullopt;
    std::multimap<std::string, std::string_view> fields;
    for (const std::string_view line : std::span(*lines).subspan(1)) {
      const auto colon = line.find(':');
      if (colon == std::string_view::npos || colon == 0) return std::nullopt;
      if (line.substr(0, colon).find_first_of(" \t,;\"\\") != std::string_view::npos)
        return std::nullopt;
      fields.emplace(to_lower(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    const auto lengths = fields.count("content-length");
    const auto codings = fields.count("transfer-encoding");
    if (lengths + codings > 1 || fields.count("host") > 1) return std::nullopt;
    if (is_1_1 && !fields.contains("host")) return std::nullopt;
    const std::string_view rest = bytes.substr(end + 4);
    if (codings == 1) {
      if (!is_1_1 || to_lower(fields.find("transfer-encoding")->second) != "chunked")
        return std::nullopt;
      return body_in_chunks(rest);
    }
    if (lengths == 0) return rest.empty() ? std::optional(std::string()) : std::nullopt;
    const std::string_view length = fields.find("content-length")->second;
    if (length.empty() || length.find_first_not_of("0123456789") != std::string_view::npos)
      return std::nullopt;
    if (std::stoull(std::string(length)) != rest.size()) return std::nullopt;
    return std::string(rest);
  }

 private:
  static std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
  }

  // Each ends with CR LF, which stand nowhere else.
  static std::optional<std::vector<std::string_view>> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
      const auto end = text.find_first_of(std::string_view("\r\n\0", 3));
      if (end == std::string_view::npos || text.substr(end, 2) != "\r\n") return std::nullopt;
      lines.push_back(text.substr(0, end));
      text.remove_prefix(end + 2);
    }
    return lines;
  }

  static std::optional<std::string> body_in_chunks(std::string_view text) {
    std::string body;
    while (true) {
      const auto end = text.find("\r\n");
      if (end == std::string_view::npos) return std::nullopt;
      const std::string line(text.substr(0, end));
      const auto digits = line.find_first_not_of("0123456789abcdefABCDEF");
      if (digits == 0 || line.empty()) return std::nullopt;
      if (line.find_first_of("\r\n") != std::string::npos) return std::nullopt;
      const auto size = std::stoull(line.substr(0, digits), nullptr, 16);
      text.remove_prefix(end + 2);
      if (size == 0) break;
      if (text.size() < size + 2 || text.substr(size, 2) != "\r\n") return std::nullopt;
      body += text.substr(0, size);
      text.remove_prefix(size + 2);
    }
    // Trailers, and the empty line, which nothing is behind.
    const auto lines = lines_of(text);
    if (!lines || lines->empty() || !lines->back().empty()) return std::nullopt;
    for (std::size_t i = 0; i + 1 < lines->size(); ++i) {
      if ((*lines)[i].empty()) return std::nullopt;
    }
    return body;
  }
};

}  // namespace fraiseql::http
