#include "server/served_hosts.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

#include "auth/proxy.hpp"
#include "base/text.hpp"

namespace fraiseql::server {
namespace {

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Without the port, the brackets of an address of IPv6 and the dot that ends a full name; "" where
// it is no host with a port.
std::string_view name_of(std::string_view host) {
  const bool is_bracketed = host.starts_with('[');
  const std::size_t end = is_bracketed ? host.find(']') : host.find(':');
  if (is_bracketed && end == std::string_view::npos) return {};
  const std::string_view name = host.substr(is_bracketed ? 1 : 0, is_bracketed ? end - 1 : end);
  const std::string_view rest =
      end == std::string_view::npos ? "" : host.substr(end + (is_bracketed ? 1 : 0));
  if (!rest.empty() && (rest.front() != ':' || !is_digits(rest.substr(1)))) return {};
  const bool is_full = !is_bracketed && name.ends_with('.');
  return name.substr(0, name.size() - (is_full ? 1 : 0));
}

// What resolves to this machine wherever it is asked (RFC 6761, 6.3), and its addresses.
bool is_of_loopback(std::string_view name) {
  return auth::is_loopback(name) || name.ends_with(".localhost");
}

std::string_view without_brackets(std::string_view host) {
  const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
  return is_bracketed ? host.substr(1, host.size() - 2) : host;
}

bool is_name(std::string_view text) {
  constexpr std::string_view marks = "-._:";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
  });
}

// A name or an address as it is written in Host, without a port.
bool is_entry(std::string_view text) {
  const std::string_view inside = without_brackets(text);
  const bool is_address = inside.find(':') != std::string_view::npos;
  return is_name(inside) && is_address == (inside.size() != text.size());
}

}  // namespace

result<served_hosts> served_hosts::read(const settings& chosen) {
  served_hosts made;
  made.are_all_ = trimmed(chosen.hosts) == "*";
  if (made.are_all_ || chosen.hosts.empty()) return made;
  for (std::string_view left = chosen.hosts;;) {
    const std::size_t comma = left.find(',');
    const std::string_view one = trimmed(left.substr(0, comma));
    if (!is_entry(one)) {
      return failed{failure{
          "the setting \"hosts\" is wrong: \"" + std::string(one) + "\" is no host",
          "write each as browsers send it, without scheme and port: api.example.com, [fd00::1]; or "
          "* alone"}};
    }
    made.names_.push_back(to_lower(name_of(one)));
    if (comma == std::string_view::npos) return made;
    left.remove_prefix(comma + 1);
  }
}

result<served_hosts> served_hosts::of_clients(const settings& chosen) {
  FRAISEQL_TRY(made, read(chosen));
  const bool is_for_this_machine = chosen.unix_socket.empty() &&
                                   auth::is_loopback(without_brackets(chosen.host)) &&
                                   chosen.effective_profile() == profile::development;
  if (chosen.hosts.empty() && !is_for_this_machine) made.are_all_ = true;
  made.names_.push_back(to_lower(without_brackets(chosen.host)));
  return made;
}

result<served_hosts> served_hosts::of_operators(const settings& chosen) {
  FRAISEQL_TRY(made, read(chosen));
  if (!auth::is_loopback(without_brackets(chosen.admin_host))) made.are_all_ = true;
  return made;
}

bool served_hosts::have(std::string_view host) const {
  if (are_all_ || host.empty()) return true;
  const std::string name = to_lower(name_of(host));
  if (name.empty()) return false;
  return is_of_loopback(name) || std::ranges::find(names_, name) != names_.end();
}

std::function<bool(std::string_view host)> served_hosts::check(log_function log) const {
  if (are_all_) return {};
  using clock = std::chrono::steady_clock;
  struct memory {
    served_hosts hosts;
    log_function log;
    std::string served = {};  // last
    std::optional<clock::time_point> told = {};
  };
  auto known = std::make_shared<memory>(memory{.hosts = *this, .log = std::move(log)});
  return [known = std::move(known)](std::string_view host) {
    if (host == known->served) return true;
    if (known->hosts.have(host)) {
      known->served = host;
      return true;
    }
    constexpr std::chrono::minutes between{1};
    const auto now = clock::now();
    if (known->told && now - *known->told < between) return false;
    known->told = now;
    log_to(known->log, log_level::warning,
           "a request for another host was refused; if it is this server's, add it to \"hosts\"",
           {{"host", std::string(host)}});
    return false;
  };
}

}  // namespace fraiseql::server
