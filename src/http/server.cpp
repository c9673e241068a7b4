// The server: resolving and binding its address, accepting connections, ending.
#include "http/server.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <limits>
#include <utility>
#include <vector>

#include "http/connection.hpp"

namespace fraiseql::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds pause_without_descriptors{100};
// In one turn of the loop, which has other things to do.
constexpr std::size_t most_at_once = 64;
using reuse_port_option = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

std::string address_text(const server_options& options) {
  const bool needs_brackets =
      options.host.find(':') != std::string::npos && !options.host.starts_with('[');
  const std::string host = needs_brackets ? fmt::format("[{}]", options.host) : options.host;
  return fmt::format("{}:{}", host, options.port);
}

failure cannot_listen(const server_options& options, const error_code& why) {
  const std::string where = address_text(options);
  if (why == asio::error::address_in_use)
    return {fmt::format("cannot listen on {}: the port is taken", where),
            "stop the program that uses it, or set another port with PORT or --port"};
  if (why == asio::error::access_denied)
    return {fmt::format("cannot listen on {}: the port is reserved for the system", where),
            "set a port above 1023 with PORT or --port"};
  return {fmt::format("cannot listen on {}: {}", where, why.message()),
          "set an address of this machine as host"};
}

error_code open(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, bool reuse_port) {
  error_code why;
  acceptor.open(endpoint.protocol(), why);
  // Lets a restart pass over connections of its predecessor that are not quite over;
  // on Linux it does not let two programs listen on one port.
  if (!why) acceptor.set_option(tcp::acceptor::reuse_address(true), why);
  if (!why && reuse_port) acceptor.set_option(reuse_port_option(true), why);
  if (!why) acceptor.bind(endpoint, why);
  if (!why) acceptor.listen(asio::socket_base::max_listen_connections, why);
  if (why) {
    error_code ignored;
    acceptor.close(ignored);
  }
  return why;
}

result<tcp::acceptor> open_acceptor(asio::io_context& loop, const server_options& options) {
  error_code why;
  tcp::resolver resolver(loop);
  const auto found = resolver.resolve(options.host, std::to_string(options.port),
                                      tcp::resolver::numeric_service, why);
  if (why)
    return failed{
        failure{fmt::format("cannot find the host \"{}\": {}", options.host, why.message()),
                "set host to an address of this machine, such as 127.0.0.1 or 0.0.0.0"}};
  tcp::acceptor acceptor(loop);
  for (const auto& entry : found) {
    why = open(acceptor, entry.endpoint(), options.reuse_port);
    // A taken port is the answer, not a reason to try the host's other addresses:
    // `localhost` would else be served to half of its clients.
    if (!why || why == asio::error::address_in_use) break;
  }
  if (why) return failed{cannot_listen(options, why)};
  return acceptor;
}

}  // namespace

class server::implementation : public std::enable_shared_from_this<implementation> {
 public:
  implementation(asio::io_context& loop, tcp::acceptor acceptor, server_options options,
                 handler handle)
      : loop_(loop),
        acceptor_(std::move(acceptor)),
        pause_(loop),
        service_(std::make_shared<service>(
            service{.options = std::move(options), .handle = std::move(handle)})) {}

  void start() {
    service_->on_leave = [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->left();
    };
    if (!acceptor_.is_open()) return;
    error_code ignored;
    port_ = acceptor_.local_endpoint(ignored).port();
    acceptor_.non_blocking(true, ignored);
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
    acceptor_.async_wait(
        tcp::acceptor::wait_read,
        [self = shared_from_this()](const error_code& why) { self->on_waiting(why); });
  }

  void on_waiting(error_code why) {
    if (!why) why = accept_the_waiting(most_at_once);
    if (!acceptor_.is_open()) return;
    if (!why || why == asio::error::would_block) return accept();
    // Out of file descriptors or memory: the connection stays in the queue and the
    // listener readable, so that trying again at once would spin.
    pause_.expires_after(pause_without_descriptors);
    pause_.async_wait([self = shared_from_this()](const error_code& cancelled) {
      if (!cancelled && self->acceptor_.is_open()) self->accept();
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
      tcp::socket socket(to->loop_);
      acceptor_.accept(socket, why);
      if (why == asio::error::connection_aborted) continue;
      if (why) return why;
      hand_over(to, std::move(socket));
    }
    return {};
  }

  void hand_over(const std::shared_ptr<implementation>& to, tcp::socket socket) {
    ++to->load_;
    if (to.get() == this) return admit(std::move(socket));
    asio::post(to->loop_,
               [to, socket = std::move(socket)]() mutable { to->admit(std::move(socket)); });
  }

  void admit(tcp::socket socket) {
    const bool is_full = service_->connections.size() >= service_->options.max_connections;
    if (service_->now == stage::cut || is_full) {
      --load_;
      service_->counted->refuse(is_full ? turned_away::full : turned_away::stopping);
      return;
    }
    const auto admitted = std::make_shared<connection>(std::move(socket), service_);
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
    error_code ignored;
    acceptor_.close(ignored);
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
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::uint16_t port_ = 0;
  std::shared_ptr<service> service_;
  std::function<void()> on_drained_;
  std::vector<std::shared_ptr<implementation>> others_;
  std::atomic<std::size_t> load_ = 0;  // connections, those on their way included
};

result<std::unique_ptr<server>> server::listen(asio::io_context& loop, server_options options,
                                               handler handle) {
  FRAISEQL_TRY(acceptor, open_acceptor(loop, options));
  auto made = std::make_shared<implementation>(loop, std::move(acceptor), std::move(options),
                                               std::move(handle));
  made->start();
  return std::unique_ptr<server>(new server(std::move(made)));
}

std::unique_ptr<server> server::beside(asio::io_context& loop, server_options options,
                                       handler handle) {
  auto made = std::make_shared<implementation>(loop, tcp::acceptor(loop), std::move(options),
                                               std::move(handle));
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
