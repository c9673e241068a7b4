// peer: who is at the other end of a connection, and how many connections each has.
//
// An IPv4 address stands for itself, also inside of IPv6; of an IPv6 address the first 64 bits
// count, since whoever has one has all behind them. Clients of a Unix socket are not counted.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace fraiseql::http {

// What `request::peer` says of a client of a Unix socket.
inline constexpr std::string_view unix_peer = "unix";

// The address without its port.
std::string address_of(const boost::asio::generic::stream_protocol::endpoint& peer);

// Held by a connection, on whichever loop, while it is open.
class seat {};

// Who has been given seats is counted by how often they are held, so that giving one back needs
// no lock and no word to the loop that accepts. That loop's alone, but for the seats.
class seats {
 public:
  struct given {
    std::shared_ptr<const seat> mine;
    std::size_t others = 0;  // that the same one has
  };
  given take(const boost::asio::generic::stream_protocol::endpoint& by);

  // Who has left is forgotten when there are as many again as were known before; at least so many.
  static constexpr std::size_t least_sweep = 1'024;
  [[nodiscard]] std::size_t known() const { return held_.size(); }

 private:
  using network = std::pair<int, std::uint64_t>;  // family, address or the first half of it
  static network network_of(const boost::asio::generic::stream_protocol::endpoint& of);
  void sweep();

  std::map<network, std::weak_ptr<const seat>> held_;
  std::size_t sweep_at_ = least_sweep;
};

// A client that was accepted, on its way to its loop.
struct arrival {
  boost::asio::generic::stream_protocol::socket socket;
  std::string peer = {};
  std::shared_ptr<const seat> place = {};
};

}  // namespace fraiseql::http
