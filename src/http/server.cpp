// The server: accepting connections, handing them over, ending.
#include "http/server.hpp"

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <limits>
#include <utility>
#include <vector>

#include "http/connection.hpp"
#include "http/listener.hpp"
#include "http/peer.hpp"

namespace fraiseql::http {
namespace {

namespace asio = boost::asio;
using stream = asio::generic::stream_protocol;
using boost::system::error_code;

constexpr std::chrono::milliseconds pause_without_descriptors{100};
// In one turn of the loop, which has other things to do.
constexpr std::size_t most_at_once = 64;

}  // namespace

class server::implementation : public std::enable_shared_from_this<implementation> {
 public:
  implementation(asio::io_context& loop, listener listening, server_options options, handler handle)
      : loop_(loop),
        listener_(std::move(listening)),
        pause_(loop),
        service_(std::make_shared<service>(
            service{.options = std::move(options), .handle = std::move(handle)})) {
    if (service_->options.compression == compression::gzip) service_->gzip = compressor::make();
  }

  void start() {
    service_->on_leave = [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->left();
    };
    if (!listener_.is_open()) return;
    port_ = listener_.port();
    accept();
  }

  void share_with(std::vector<std::shared_ptr<implementation>> others) {
    others_ = std::move(others);
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::size_t connections() const { return service_->connections.size(); }
  [[nodiscard]] const meters& counted() const { return *service_->counted; }

  void stop_accepting(std::function<void()> on_drained) {
    service_->now = stage::draining;
    on_drained_ = std::move(on_drained);
    // The kernel has taken these on already and would reset them with the listener.
    [[maybe_unused]] const auto why_none_is_left =
        accept_the_waiting(std::numeric_limits<std::size_t>::max());
    close_listener();
    for (const auto& connection : all_connections()) connection->drain();
    tell_if_drained();
  }

  void close_now() {
    service_->now = stage::cut;
    close_listener();
    for (const auto& connection : all_connections()) connection->close();
    tell_if_drained();
  }

  void forget_on_drained() { on_drained_ = nullptr; }

 private:
  void accept() {
    listener_.async_wait(
        [self = shared_from_this()](const error_code& why) { self->on_waiting(why); });
  }

  void on_waiting(error_code why) {
    if (!why) why = accept_the_waiting(most_at_once);
    if (!listener_.is_open()) return;
    if (!why || why == asio::error::would_block) return accept();
    // Out of file descriptors or memory: the connection stays in the queue and the
    // listener readable, so that trying again at once would spin.
    pause_.expires_after(pause_without_descriptors);
    pause_.async_wait([self = shared_from_this()](const error_code& cancelled) {
      if (!cancelled && self->listener_.is_open()) self->accept();
    });
  }

  std::shared_ptr<implementation> least_loaded() {
    std::shared_ptr<implementation> least = shared_from_this();
    for (const auto& other : others_) {
      if (other->load_ < least->load_) least = other;
    }
    return least;
  }

  // Each socket is made for its loop, so that nothing has to be taken from one and given to
  // another. Gives why there were no more: would_block where none waits.
  error_code accept_the_waiting(std::size_t most) {
    error_code why;
    for (std::size_t i = 0; i < most; ++i) {
      const auto to = least_loaded();
      stream::socket socket(to->loop_);
      stream::endpoint peer;
      why = listener_.accept(socket, peer);
      if (why == asio::error::connection_aborted) continue;
      if (why) return why;
      arrival one{.socket = std::move(socket), .peer = address_of(peer)};
      if (seat_one(one, peer)) hand_over(to, std::move(one));
    }
    return {};
  }

  // All loops together count for an address. Whoever has too many finds the connection closed.
  bool seat_one(arrival& one, const stream::endpoint& peer) {
    auto given = seats_.take(peer);
    one.place = std::move(given.mine);
    const server_options& options = service_->options;
    if (given.others < options.max_connections_per_address) return true;
    if (options.is_uncounted && options.is_uncounted(one.peer)) return true;
    service_->counted->refuse(turned_away::address);
    if (options.on_crowded) options.on_crowded(one.peer);
    return false;
  }

  void hand_over(const std::shared_ptr<implementation>& to, arrival one) {
    ++to->load_;
    if (to.get() == this) return admit(std::move(one));
    asio::post(to->loop_, [to, one = std::move(one)]() mutable { to->admit(std::move(one)); });
  }

  void admit(arrival one) {
    const bool is_full = service_->connections.size() >= service_->options.max_connections;
    if (service_->now == stage::cut || is_full) {
      --load_;
      service_->counted->refuse(is_full ? turned_away::full : turned_away::stopping);
      return;
    }
    const auto admitted = std::make_shared<connection>(std::move(one), service_);
    service_->connections.emplace(admitted.get(), admitted);
    service_->counted->accepted.add();
    service_->counted->open.rise();
    admitted->start();
  }

  void left() {
    --load_;
    service_->counted->open.fall();
    tell_if_drained();
  }

  void close_listener() {
    listener_.close();
    pause_.cancel();
  }

  // A copy: connections leave the table while they are told.
  [[nodiscard]] std::vector<std::shared_ptr<connection>> all_connections() const {
    std::vector<std::shared_ptr<connection>> all;
    all.reserve(service_->connections.size());
    for (const auto& [_, connection] : service_->connections) all.push_back(connection);
    return all;
  }

  void tell_if_drained() {
    if (service_->now == stage::serving || !service_->connections.empty() || !on_drained_) return;
    asio::post(loop_, std::exchange(on_drained_, nullptr));
  }

  asio::io_context& loop_;
  listener listener_;
  seats seats_;
  asio::steady_timer pause_;
  std::uint16_t port_ = 0;
  std::shared_ptr<service> service_;
  std::function<void()> on_drained_;
  std::vector<std::shared_ptr<implementation>> others_;
  std::atomic<std::size_t> load_ = 0;  // connections, those on their way included
};

result<std::unique_ptr<server>> server::listen(asio::io_context& loop, server_options options,
                                               handler handle) {
  FRAISEQL_TRY(opened, listener::open(loop, options));
  auto made = std::make_shared<implementation>(loop, std::move(opened), std::move(options),
                                               std::move(handle));
  made->start();
  return std::unique_ptr<server>(new server(std::move(made)));
}

std::unique_ptr<server> server::beside(asio::io_context& loop, server_options options,
                                       handler handle) {
  auto made =
      std::make_shared<implementation>(loop, listener(loop), std::move(options), std::move(handle));
  made->start();
  return std::unique_ptr<server>(new server(std::move(made)));
}

server::server(std::shared_ptr<implementation> made) : implementation_(std::move(made)) {}

server::~server() {
  implementation_->forget_on_drained();
  implementation_->close_now();
}

void server::share_with(const std::vector<server*>& others) {
  std::vector<std::shared_ptr<implementation>> made;
  made.reserve(others.size());
  for (const server* one : others) made.push_back(one->implementation_);
  implementation_->share_with(std::move(made));
}

std::uint16_t server::port() const { return implementation_->port(); }
std::size_t server::connections() const { return implementation_->connections(); }
const meters& server::counted() const { return implementation_->counted(); }
void server::stop_accepting(std::function<void()> on_drained) {
  implementation_->stop_accepting(std::move(on_drained));
}
void server::close_now() { implementation_->close_now(); }

}  // namespace fraiseql::http
