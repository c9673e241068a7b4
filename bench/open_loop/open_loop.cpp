// open_loop: asks an HTTP server at a fixed rate, whether it keeps up or not. Each request is due
// at a time that is settled before the clock starts. It goes out on a connection that is free, or
// waits for one; how long it took counts from when it was due, so that a server that stalls is
// charged for all who would have come in the meantime (no coordinated omission).
//
// One thread, which shares the machine with the server: the requests are texts made beforehand,
// and a request costs one send, two receives (the second finds nothing) and a look at the clock.
// Prints one line of JSON; bench/README.md says what it means. Read next: class load.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <fstream>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "answer_reader.hpp"

namespace fraiseql::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;
// Without the type erasure of the usual ones.
using executor = asio::io_context::executor_type;
using stream = asio::basic_stream_socket<tcp, executor>;
using timer = asio::basic_waitable_timer<clock, asio::wait_traits<clock>, executor>;

// How long behind the end of the schedule answers are waited for.
constexpr auto patience = std::chrono::seconds(10);

struct options {
  std::string url;
  std::string bodies;
  std::size_t connections = 32;
  double rate = 1000;
  double seconds = 10;
  std::uint64_t seed = 1;
  bool is_poisson = false;
};

struct address {
  std::string host;
  std::string port;
  std::string path;
};

struct due_request {
  nanoseconds due;  // from the start
  std::uint32_t text;
};

address read_url(const std::string& url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) throw std::runtime_error("the URL must begin with http://");
  const std::size_t slash = std::min(url.find('/', scheme.size()), url.size());
  const std::string authority = url.substr(scheme.size(), slash - scheme.size());
  const std::size_t colon = std::min(authority.find(':'), authority.size());
  address made{authority.substr(0, colon), "80", slash < url.size() ? url.substr(slash) : "/"};
  if (colon < authority.size()) made.port = authority.substr(colon + 1);
  return made;
}

// As bytes that can be sent, one for each line of the file.
std::vector<std::string> make_requests(const options& given, const address& to) {
  std::vector<std::string> made;
  std::ifstream lines(given.bodies);
  for (std::string body; std::getline(lines, body);) {
    if (body.empty()) continue;
    made.push_back("POST " + to.path + " HTTP/1.1\r\nhost: " + to.host + ":" + to.port +
                   "\r\ncontent-type: application/json\r\ncontent-length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  if (made.empty()) throw std::runtime_error(given.bodies + " has no line");
  return made;
}

std::vector<due_request> make_schedule(const options& given, std::size_t texts) {
  std::mt19937_64 random(given.seed);
  std::uniform_int_distribution<std::uint32_t> any(0, static_cast<std::uint32_t>(texts - 1));
  std::exponential_distribution<double> gap(given.rate);
  const double count = given.rate * given.seconds;
  std::vector<due_request> made;
  made.reserve(static_cast<std::size_t>(count * 1.1) + 16);
  double at = given.is_poisson ? gap(random) : 0;
  while (given.is_poisson ? at < given.seconds : static_cast<double>(made.size()) < count) {
    made.push_back({nanoseconds(std::llround(at * 1e9)), any(random)});
    at = given.is_poisson ? at + gap(random) : static_cast<double>(made.size()) / given.rate;
  }
  return made;
}

// Owns the connections; everything runs on the thread that calls run(). The requests are sent in
// the order in which they are due, so `next_` is all there is of a queue.
//  1. A connection always has a receive under way, also while it is free: that is how it learns
//     that the server has closed it.
//  2. A connection is in `free_` exactly while it is idle.
class load {
 public:
  load(tcp::endpoint server, std::vector<std::string> texts, std::vector<due_request> schedule,
       std::size_t connections)
      : server_(std::move(server)),
        texts_(std::move(texts)),
        schedule_(std::move(schedule)),
        took_(schedule_.size(), unanswered),
        late_(schedule_.size(), unanswered) {
    for (std::size_t i = 0; i < connections; ++i) {
      auto& made = connections_.emplace_back(std::make_unique<connection>(loop_));
      made->socket.connect(server_);
      begin(*made);
    }
    usable_ = connections;
  }

  void run(nanoseconds length) {
    start_ = clock::now();
    end_of_patience_.expires_at(start_ + length + patience);
    end_of_patience_.async_wait([this](error_code error) {
      if (!error) loop_.stop();
    });
    send_due();
    loop_.run();
    if (!failure_.empty()) throw std::runtime_error(failure_);
    const nanoseconds ran = clock::now() - start_;
    // What has no answer has waited until now.
    std::size_t unanswered_ones = 0;
    for (std::size_t i = 0; i < schedule_.size(); ++i) {
      if (took_[i] == unanswered) ++unanswered_ones;
      if (took_[i] == unanswered) took_[i] = ran - schedule_[i].due;
      if (late_[i] == unanswered) late_[i] = ran - schedule_[i].due;
    }
    print(unanswered_ones, std::max(ran, length));
  }

 private:
  enum class state { idle, busy, closed };

  struct connection {
    explicit connection(asio::io_context& loop) : socket(loop.get_executor()) {}
    stream socket;
    answer_reader answer = {};
    std::size_t request = 0;  // while busy
    state now = state::closed;
  };

  void begin(connection& on) {
    on.socket.set_option(tcp::no_delay(true));
    on.socket.non_blocking(true);
    on.answer.start_over();
    on.now = state::idle;
    free_.push_back(&on);
    receive(on);
  }

  void send_due() {
    clock::time_point now = clock::now();
    while (next_ < schedule_.size() && !free_.empty() && start_ + schedule_[next_].due <= now) {
      connection& on = *free_.front();
      free_.pop_front();
      const std::size_t request = next_++;
      send(on, request);
      now = clock::now();
      late_[request] = now - (start_ + schedule_[request].due);
    }
    // Without a free connection the next answer leads here.
    if (next_ == schedule_.size() || free_.empty() || is_timer_set_) return;
    is_timer_set_ = true;
    timer_.expires_at(start_ + schedule_[next_].due);
    timer_.async_wait([this](error_code) {
      is_timer_set_ = false;
      send_due();
    });
  }

  void send(connection& on, std::size_t request) {
    on.now = state::busy;
    on.request = request;
    ++sent_;
    const asio::const_buffer text = asio::buffer(texts_[schedule_[request].text]);
    error_code error;
    const std::size_t written = on.socket.write_some(text, error);
    if (error && error != asio::error::would_block) return lose(on);
    if (written == text.size()) return;
    asio::async_write(on.socket, text + written, [this, &on](error_code failed, std::size_t) {
      if (failed && failed != asio::error::operation_aborted) lose(on);
    });
  }

  void receive(connection& on) {
    const auto space = on.answer.space();
    on.socket.async_read_some(asio::buffer(space.data(), space.size()),
                              [this, &on](error_code error, std::size_t bytes) {
                                if (error == asio::error::operation_aborted) return;
                                if (error || on.now != state::busy) return lose(on);
                                take(on, bytes);
                              });
  }

  void take(connection& on, std::size_t bytes) {
    const auto progress = on.answer.received(bytes);
    if (progress == answer_reader::progress::broken) return lose(on);
    if (progress == answer_reader::progress::incomplete) return receive(on);
    took_[on.request] = clock::now() - (start_ + schedule_[on.request].due);
    ++answered_;
    if (!on.answer.is_good()) ++refused_;
    on.now = state::idle;
    if (on.answer.is_last()) {
      lose(on);
    } else {
      on.answer.start_over();
      free_.push_back(&on);
      receive(on);
    }
    resolved();
    send_due();
  }

  // The connection is of no use any more, and there will be no answer to what it was asked.
  void lose(connection& on) {
    if (on.now == state::closed) return;
    const bool was_busy = on.now == state::busy;
    std::erase(free_, &on);
    on.now = state::closed;
    error_code ignored;
    on.socket.close(ignored);
    on.socket.async_connect(server_, [this, &on](error_code error) {
      if (error) return give_up(error);
      begin(on);
      send_due();
    });
    if (was_busy) resolved();
  }

  void give_up(error_code error) {
    if (--usable_ > 0) return;
    failure_ = "no connection is left: " + error.message();
    loop_.stop();
  }

  void resolved() {
    if (++resolved_ == schedule_.size()) loop_.stop();
  }

  void print(std::size_t unanswered_ones, nanoseconds ran) {
    std::ranges::sort(took_);
    std::ranges::sort(late_);
    const auto us = [](const std::vector<nanoseconds>& sorted, double share) {
      const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
      return static_cast<double>(sorted[static_cast<std::size_t>(rank) - 1].count()) / 1e3;
    };
    std::printf(R"({"sent": %zu, "answered": %zu, "bad": %zu, "rate": %.1f, "p50_us": %.0f, )"
                R"("p95_us": %.0f, "p99_us": %.0f, "p999_us": %.0f, "max_us": %.0f, )"
                R"("late_us_p99": %.0f})"
                "\n",
                sent_, answered_, refused_ + unanswered_ones,
                static_cast<double>(answered_) * 1e9 / static_cast<double>(ran.count()),
                us(took_, 0.5), us(took_, 0.95), us(took_, 0.99), us(took_, 0.999), us(took_, 1),
                us(late_, 0.99));
  }

  static constexpr nanoseconds unanswered{-1};

  asio::io_context loop_{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE};
  tcp::endpoint server_;
  std::vector<std::string> texts_;
  std::vector<due_request> schedule_;
  std::vector<nanoseconds> took_;  // of each request
  std::vector<nanoseconds> late_;
  std::vector<std::unique_ptr<connection>> connections_;
  std::deque<connection*> free_;  // the longest idle first, so that all are used
  timer timer_{loop_.get_executor()};
  timer end_of_patience_{loop_.get_executor()};
  clock::time_point start_;
  std::string failure_;
  std::size_t next_ = 0;  // the first request that was not sent
  std::size_t usable_ = 0;
  std::size_t sent_ = 0;
  std::size_t answered_ = 0;
  std::size_t refused_ = 0;
  std::size_t resolved_ = 0;
  bool is_timer_set_ = false;
};

void run(const options& given) {
  const address to = read_url(given.url);
  asio::io_context resolving;
  const tcp::endpoint server =
      *tcp::resolver(resolving).resolve(tcp::v4(), to.host, to.port).begin();
  auto texts = make_requests(given, to);
  auto schedule = make_schedule(given, texts.size());
  if (schedule.empty()) throw std::runtime_error("no request is due in that time");
  load(server, std::move(texts), std::move(schedule), given.connections)
      .run(nanoseconds(std::llround(given.seconds * 1e9)));
}

}  // namespace
}  // namespace fraiseql::bench

int main(int count, char** arguments) {
  fraiseql::bench::options given;
  CLI::App app("Asks an HTTP server at a fixed rate; prints one line of JSON.", "open_loop");
  app.add_option("--url", given.url, "http://HOST:PORT/PATH")->required();
  app.add_option("--bodies", given.bodies, "a file with the body of one request a line")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--connections", given.connections, "kept open")->check(CLI::PositiveNumber);
  app.add_option("--rate", given.rate, "requests a second")->check(CLI::PositiveNumber);
  app.add_option("--seconds", given.seconds, "of the schedule")->check(CLI::PositiveNumber);
  app.add_option("--seed", given.seed, "of the bodies drawn, and of the gaps");
  app.add_flag("--poisson", given.is_poisson, "exponential gaps between requests, not equal ones");
  CLI11_PARSE(app, count, arguments);
  try {
    fraiseql::bench::run(given);
  } catch (const std::exception& failed) {
    std::fprintf(stderr, "error: %s\n", failed.what());
    return 1;
  }
  return 0;
}
