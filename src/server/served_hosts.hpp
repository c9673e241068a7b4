// served_hosts: under which names a server may be asked for. A page of a stranger can have its own
// name resolve to an address of the reader's machine (DNS rebinding) and then ask what listens
// there as if it were its own server; the browser still says the name in Host, so it is looked at
// (docs/api/http.md, "For which hosts").
//
// What no page can send is let through: a request that names no host.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"
#include "base/result.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

class served_hosts {
 public:
  // Of the port for clients: those of the setting `hosts`; without it all, but on a loopback
  // address in the profile development those of loopback alone. The failure is of the setting.
  static result<served_hosts> of_clients(const settings& chosen);
  // Of the port for operators: on a loopback address those of loopback and of the setting.
  static result<served_hosts> of_operators(const settings& chosen);

  [[nodiscard]] bool are_all() const { return are_all_; }
  // `host` as Host has it, with a port or without.
  [[nodiscard]] bool have(std::string_view host) const;
  // The same as http::server takes it, empty where it is all; for the thread of one loop. What is
  // asked as before costs a comparison. Who is turned away is logged, seldom.
  [[nodiscard]] std::function<bool(std::string_view host)> check(log_function log) const;

 private:
  static result<served_hosts> read(const settings& chosen);

  std::vector<std::string> names_;  // in lower case, without ports
  bool are_all_ = true;
};

}  // namespace fraiseql::server
