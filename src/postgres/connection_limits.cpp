#include "postgres/connection_limits.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string_view>

#include "postgres/blocking_session.hpp"

namespace fraiseql::postgres {
namespace {

// A database that is away must not hold up the start; libpq waits no shorter.
constexpr int connect_timeout_of_limits_s = 2;

using limit_texts = std::array<std::string_view, 5>;

// Nothing where there is no limit: PostgreSQL says -1, and NULL where there is no such row.
std::optional<std::size_t> limit_in(std::string_view text) {
  std::size_t parsed = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return parsed;
}

connection_limits limits_in(const limit_texts& texts) {
  const connection_limits usual;
  return {.max_connections = limit_in(texts[0]).value_or(usual.max_connections),
          .reserved = limit_in(texts[1]).value_or(usual.reserved) + limit_in(texts[2]).value_or(0),
          .role = limit_in(texts[3]),
          .database = limit_in(texts[4])};
}

struct free_options {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using option_list = std::unique_ptr<PQconninfoOption, free_options>;

std::string value_of(const option_list& options, std::string_view keyword) {
  if (options == nullptr) return {};
  for (const PQconninfoOption* one = options.get(); one->keyword != nullptr; ++one) {
    if (one->keyword == keyword && one->val != nullptr) return one->val;
  }
  return {};
}

bool is_loopback_host(std::string_view host) {
  return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" ||
         host == "::1" || host.starts_with("127.");
}

}  // namespace

std::size_t connection_limits::available() const {
  const std::size_t of_server = max_connections > reserved ? max_connections - reserved : 0;
  return std::min({of_server, role.value_or(of_server), database.value_or(of_server)});
}

std::string connection_limits::to_text() const {
  std::string text = "max_connections " + std::to_string(max_connections) + ", " +
                     std::to_string(reserved) + " reserved";
  if (role) text += ", " + std::to_string(*role) + " for the role";
  if (database) text += ", " + std::to_string(*database) + " for the database";
  return text;
}

connection_limits read_connection_limits(const rows& found, std::size_t first) {
  limit_texts texts;
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = found.value(0, first + i);
  return limits_in(texts);
}

result<connection_limits, error> ask_connection_limits(const std::string& conninfo) {
  FRAISEQL_TRY(session, blocking_session::connect(conninfo, connect_timeout_of_limits_s));
  FRAISEQL_TRY(found, session.query(std::string("SELECT ") + connection_limit_columns));
  limit_texts texts;
  if (found.empty() || found.front().size() != texts.size()) return connection_limits();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (found.front()[i]) texts[i] = *found.front()[i];
  }
  return limits_in(texts);
}

bool is_on_this_machine(const std::string& conninfo) {
  const option_list given(PQconninfoParse(conninfo.c_str(), nullptr));
  const option_list usual(PQconndefaults());
  // An address is used in place of the name; what is in neither is of the environment.
  for (const option_list* from : {&given, &usual}) {
    for (const char* keyword : {"hostaddr", "host"}) {
      const std::string hosts = value_of(*from, keyword);
      if (hosts.empty()) continue;
      for (std::size_t at = 0; at <= hosts.size();) {
        const std::size_t end = std::min(hosts.find(',', at), hosts.size());
        if (!is_loopback_host(std::string_view(hosts).substr(at, end - at))) return false;
        at = end + 1;
      }
      return true;
    }
  }
  return true;
}

}  // namespace fraiseql::postgres
