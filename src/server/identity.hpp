// identity: who asks, from an http::request to the claims of an execution::request.
//
// One source or none: bearer tokens, or headers of a proxy (docs/api/identity.md). Settings that
// are incomplete, or of two sources, are refused before anything starts. A token whose key is not
// known yet waits for a look at the keys, for two seconds at most; all others are answered at
// once. Belongs to one loop; the keys are read by a thread of their own (auth/key_source.hpp),
// which tells all loops that share the source.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/key_source.hpp"
#include "auth/proxy.hpp"
#include "auth/token.hpp"
#include "auth/verified_tokens.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "json/value.hpp"
#include "schema/schema.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

struct token_source {
  std::unique_ptr<auth::key_source> keys;
  auth::token_rules rules;
  auth::address_list proxies = {};  // for the log
};

struct header_source {
  std::vector<auth::header_claim> headers;
  auth::address_list proxies;  // empty: everybody is believed
};

// Without one nobody says who they are.
using identity_source = std::variant<std::monostate, token_source, header_source>;

// Reads the settings, and the keys where they are in a file. `project` is where its path begins.
result<identity_source> open_identity(const settings& chosen, const std::filesystem::path& project,
                                      const log_function& log);

// What is to be said where `schema` tells the database who asks and nothing says who that is.
std::optional<failure> missing_source(const schema::schema& schema, const settings& chosen);

// Why a request is not answered further.
struct unidentified {
  enum class kind {
    bad_token,   // 401, and what is wrong is the token
    no_token,    // 401: there is something else where a token should be
    bad_header,  // 401
    no_keys,     // 503
  };
  kind why = kind::bad_token;
  std::string message;
};

// Nothing: anonymous.
using identified = result<std::optional<json::object>, unidentified>;

class identity {
 public:
  static constexpr std::chrono::milliseconds longest_wait{2'000};
  static constexpr std::size_t most_waiting = 1'000;

  identity(boost::asio::io_context& loop, std::shared_ptr<identity_source> source,
           log_function log);
  identity(const identity&) = delete;
  identity& operator=(const identity&) = delete;

  // Starts the thread of the keys, if there is one, for this loop and those beside it, which have
  // the same source. Once for each source, and all of them outlive it.
  result<done> start(const std::vector<identity*>& beside = {});
  // Whether tokens are to be verified, and no keys are there yet.
  [[nodiscard]] bool lacks_keys() const;
  // Calls `then` once, now or later, on the loop.
  void ask(const http::request& request, std::function<void(identified)> then);

 private:
  using clock = std::chrono::steady_clock;
  struct waiting {
    std::string token;
    std::string client;
    clock::time_point until;
    std::function<void(identified)> then;
  };

  void ask_tokens(const http::request& request, std::function<void(identified)> then);
  identified ask_headers(const header_source& source, const http::request& request) const;
  auth::verified_claims verify(std::string_view token,
                               const std::shared_ptr<const auth::key_set>& keys);
  void wait(waiting one);
  [[nodiscard]] std::function<void()> when_looked();
  void looked();
  void give_up();
  void set_timer();
  identified refuse(const auth::token_refusal& why, std::string_view client) const;
  void note(std::string_view reason, std::string_view client) const;

  boost::asio::io_context& loop_;
  log_function log_;
  std::vector<waiting> waiting_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<int> alive_ = std::make_shared<int>();  // what the thread posts asks for it
  std::shared_ptr<identity_source> source_;
  std::optional<auth::verified_tokens> verified_;  // where there are tokens
};

}  // namespace fraiseql::server
