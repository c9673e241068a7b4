// Addresses out of what accept(2) tells, and the count of their connections.
#include "http/peer.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <cstring>

namespace fraiseql::http {
namespace {

namespace ip = boost::asio::ip;
using endpoint = boost::asio::generic::stream_protocol::endpoint;

// Copied, since an endpoint is no object of that type.
template <class Socket>
Socket read_as(const endpoint& from) {
  Socket made{};
  std::memcpy(&made, from.data(), std::min(from.size(), sizeof made));
  return made;
}

ip::address_v6 read_v6(const endpoint& from) {
  const auto read = read_as<sockaddr_in6>(from);
  ip::address_v6::bytes_type bytes{};
  std::memcpy(bytes.data(), &read.sin6_addr, bytes.size());
  return ip::address_v6(bytes, read.sin6_scope_id);
}

ip::address_v4 read_v4(const endpoint& from) {
  return ip::address_v4(ntohl(read_as<sockaddr_in>(from).sin_addr.s_addr));
}

std::uint64_t first_half(const ip::address_v6& of) {
  std::uint64_t made = 0;
  for (std::size_t i = 0; i < 8; ++i) made = made << 8U | of.to_bytes()[i];
  return made;
}

}  // namespace

std::string address_of(const endpoint& peer) {
  switch (peer.protocol().family()) {
    case AF_INET: return read_v4(peer).to_string();
    case AF_INET6: return read_v6(peer).to_string();
    case AF_UNIX: return std::string(unix_peer);
    default: return {};
  }
}

seats::network seats::network_of(const endpoint& of) {
  if (of.protocol().family() == AF_INET) return {AF_INET, read_v4(of).to_uint()};
  const ip::address_v6 address = read_v6(of);
  if (!address.is_v4_mapped()) return {AF_INET6, first_half(address)};
  return {AF_INET, ip::make_address_v4(ip::v4_mapped, address).to_uint()};
}

seats::given seats::take(const endpoint& by) {
  const int family = by.protocol().family();
  if (family != AF_INET && family != AF_INET6) return {};
  if (held_.size() >= sweep_at_) sweep();
  std::weak_ptr<const seat>& held = held_[network_of(by)];
  std::shared_ptr<const seat> mine = held.lock();
  if (mine == nullptr) held = mine = std::make_shared<const seat>();
  const auto all = static_cast<std::size_t>(mine.use_count());
  return {.mine = std::move(mine), .others = all - 1};
}

void seats::sweep() {
  std::erase_if(held_, [](const auto& one) { return one.second.expired(); });
  sweep_at_ = std::max(least_sweep, 2 * held_.size());
}

}  // namespace fraiseql::http
