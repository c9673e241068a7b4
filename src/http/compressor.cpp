// What a client takes, and the bytes that it gets.
#include "http/compressor.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "http/quality.hpp"
#include "http/response_head.hpp"

namespace fraiseql::http {
namespace {

constexpr int gzip_window = 15 + 16;  // the largest one; and gzip's frame, not zlib's
constexpr int memory_level = 8;
constexpr std::size_t piece_bytes = 16UL * 1024;

// What one header says of gzip, by its name and by `*`; the last word counts.
void read_codings(std::string_view list, std::optional<bool>& gzip, std::optional<bool>& any) {
  while (!list.empty()) {
    std::string_view parameters = take_part(list, ',');
    const std::string name = to_lower(take_part(parameters, ';'));
    if (name == "gzip" || name == "x-gzip") gzip = quality_of(parameters) > 0;
    if (name == "*") any = quality_of(parameters) > 0;
  }
}

bool stays_as_it_is(const response& answer) {
  return std::ranges::any_of(answer.headers, [](const auto& header) {
    const std::string name = to_lower(header.first);
    return name == "content-encoding" || name == "etag";
  });
}

}  // namespace

coding coding_for(const request& asked) {
  std::optional<bool> gzip;
  std::optional<bool> any;
  for (const auto& [name, value] : asked.headers) {
    if (name == "accept-encoding") read_codings(value, gzip, any);
  }
  return gzip.value_or(any.value_or(false)) ? coding::gzip : coding::identity;
}

std::unique_ptr<compressor> compressor::make() {
  auto state = std::make_unique<z_stream>();
  if (deflateInit2(state.get(), Z_BEST_SPEED, Z_DEFLATED, gzip_window, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return nullptr;
  }
  return std::unique_ptr<compressor>(new compressor(stream(state.release())));
}

void compressor::end_stream::operator()(z_stream_s* stream) const {
  deflateEnd(stream);
  delete stream;
}

void compressor::encode(response& answer, coding wanted) {
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (wanted == coding::identity || answer.body.size() < least_bytes ||
      answer.body.size() > most_bytes || !may_have_body(answer.status) || stays_as_it_is(answer)) {
    return;
  }
  std::string encoded;
  if (!deflate_into(encoded, answer.body)) return;
  answer.body = std::move(encoded);
  answer.headers.emplace_back("Content-Encoding", "gzip");
}

bool compressor::deflate_into(std::string& out, std::string_view body) {
  if (body.size() > std::numeric_limits<uInt>::max() || deflateReset(stream_.get()) != Z_OK) {
    return false;
  }
  // zlib's word for bytes, and it writes to none of them.
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream_->avail_in = static_cast<uInt>(body.size());
  std::array<char, piece_bytes> piece{};
  int became = Z_OK;
  while (became == Z_OK && out.size() < body.size()) {
    stream_->next_out = reinterpret_cast<Bytef*>(piece.data());
    stream_->avail_out = static_cast<uInt>(piece.size());
    became = deflate(stream_.get(), Z_FINISH);
    out.append(piece.data(), piece.size() - stream_->avail_out);
  }
  return became == Z_STREAM_END && out.size() < body.size();
}

}  // namespace fraiseql::http
