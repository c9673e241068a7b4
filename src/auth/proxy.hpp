// proxy: who asks and from where, as a proxy in front says it in headers; and which proxies are
// believed.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "json/value.hpp"

namespace fraiseql::auth {

// "10.0.0.0/8, ::1, unix": addresses and networks of either family, and whoever comes by the Unix
// socket.
class address_list {
 public:
  // "" is an empty list. The failure names the entry.
  static result<address_list> read(std::string_view text);

  [[nodiscard]] bool empty() const { return networks_.empty() && !has_unix_; }
  [[nodiscard]] bool has_unix() const { return has_unix_; }
  // An IPv4 address counts as one however it is written. What is neither an address nor "unix" is
  // in no list.
  [[nodiscard]] bool contains(std::string_view address) const;

 private:
  struct network {
    bool is_v4 = false;
    std::array<unsigned char, 16> bytes = {};  // of IPv4 the first four
    unsigned bits = 0;
  };
  static result<network> read_network(const std::string& text);

  std::vector<network> networks_;
  bool has_unix_ = false;
};

bool is_loopback(std::string_view host);  // an address, or "localhost"

struct header_claim {
  std::string header;  // in lower case
  std::string claim;
};

// "x-user-id = sub, x-tenant-id = tenant_id"
result<std::vector<header_claim>> read_header_claims(std::string_view text);

using header_list =
    std::vector<std::pair<std::string_view, std::string_view>>;  // names in lower case

// Whether any of the headers is given.
bool has_any(const header_list& headers, std::span<const header_claim> wanted);
// The address of the client for whom `peer` sent a request, as far as `proxies` vouch for it: the
// last one of X-Forwarded-For that is none of theirs. Without such headers, of another peer, and
// where the next one is no address, the last one that is known for sure.
std::string client_address(const header_list& headers, std::string_view peer,
                           const address_list& proxies);
// Nothing where none of them says anything; an empty header says nothing. The failure is for the
// log.
result<std::optional<json::object>> read_claims(const header_list& headers,
                                                std::span<const header_claim> wanted);

}  // namespace fraiseql::auth
