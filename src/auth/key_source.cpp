#include "auth/key_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

namespace fraiseql::auth {

result<std::unique_ptr<key_source>> key_source::open(key_source_options options) {
  std::unique_ptr<key_source> made(new key_source(std::move(options)));
  const std::string& location = made->options_.location;
  result<done> read = done{};
  if (is_url(location)) {
    auto url = read_url(location);
    if (url) {
      made->url_ = *std::move(url);
    } else {
      read = failed{std::move(url).error()};
    }
  } else {
    read = made->read_file();
  }
  if (read) return made;
  return failed{failure{
      fmt::format("the keys of jwt_keys, {}, cannot be used: {}", location, read.error().message)}};
}

key_source::~key_source() { thread_.request_stop(); }

result<done> key_source::start(std::function<void()> looked) {
  looked_ = std::move(looked);
  is_pending_ = url_.has_value();
  try {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  } catch (const std::system_error& none) {
    return failed{
        failure{std::string("cannot start a thread that looks for keys: ") + none.what()}};
  }
  return done{};
}

std::shared_ptr<const key_set> key_source::keys() const {
  const std::lock_guard guard(mutex_);
  return keys_;
}

bool key_source::look_again() {
  const std::lock_guard guard(mutex_);
  if (is_pending_) return true;
  const auto now = clock::now();
  if (last_asked_ && now - *last_asked_ < options_.between_requests) return false;
  last_asked_ = now;
  is_pending_ = is_asked_ = true;
  asked_.notify_one();
  return true;
}

void key_source::run(const std::stop_token& stop) {
  // That of a file was in open().
  if (!url_) wait(stop);
  while (!stop.stop_requested()) {
    look(stop);
    if (stop.stop_requested()) return;
    {
      const std::lock_guard guard(mutex_);
      is_pending_ = false;
    }
    if (looked_) looked_();
    wait(stop);
  }
}

void key_source::wait(const std::stop_token& stop) {
  std::unique_lock guard(mutex_);
  asked_.wait_for(guard, stop, pause(), [this] { return is_asked_; });
  is_asked_ = false;
  is_pending_ = true;
}

std::chrono::milliseconds key_source::pause() const {
  if (failures_ == 0) return options_.refresh;
  const auto grown = options_.first_retry * (1U << std::min(failures_ - 1, 16U));
  return std::min({std::chrono::duration_cast<std::chrono::milliseconds>(grown),
                   options_.longest_retry, options_.refresh});
}

void key_source::look(const std::stop_token& stop) {
  const auto looked = url_ ? fetch_url(stop) : read_file();
  if (stop.stop_requested()) return;
  failures_ = looked ? 0 : failures_ + 1;
  tell(looked ? "" : looked.error().message);
}

result<done> key_source::read_file() {
  std::error_code wrong;
  file_state now;
  now.changed = std::filesystem::last_write_time(options_.location, wrong);
  if (!wrong) now.size = std::filesystem::file_size(options_.location, wrong);
  if (wrong) return failed{failure{"the file cannot be read: " + wrong.message()}};
  if (seen_ == now) return done{};
  std::ifstream file(options_.location, std::ios::binary);
  std::string bytes(max_key_set_bytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.eof() && !file) return failed{failure{"the file cannot be read"}};
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  FRAISEQL_TRY(keys, read_key_file(bytes, options_.fixed));
  take(std::move(keys));
  seen_ = now;
  return done{};
}

result<done> key_source::fetch_url(const std::stop_token& stop) {
  FRAISEQL_TRY(text, fetch(*url_, stop, options_.fetching));
  FRAISEQL_TRY(keys, read_jwks(text, options_.fixed));
  take(std::move(keys));
  return done{};
}

void key_source::take(key_set keys) {
  auto made = std::make_shared<const key_set>(std::move(keys));
  const std::lock_guard guard(mutex_);
  keys_ = std::move(made);
}

void key_source::tell(const std::string& trouble) {
  if (trouble == trouble_) return;
  trouble_ = trouble;
  if (trouble.empty()) {
    log_to(options_.log, log_level::info, "the keys of tokens are read again",
           {{"from", options_.location}});
  } else {
    log_to(options_.log, log_level::error,
           keys() == nullptr ? "the keys of tokens cannot be read; tokens are answered 503"
                             : "the keys of tokens cannot be read; those of before stay",
           {{"from", options_.location}, {"reason", trouble}});
  }
}

}  // namespace fraiseql::auth
