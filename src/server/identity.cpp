#include "server/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "base/text.hpp"
#include "server/listening.hpp"

namespace fraiseql::server {
namespace {

using cause = unidentified::kind;

struct named_setting {
  std::string_view name;
  bool is_set;
};

bool wants_tokens(const settings& chosen) {
  return !chosen.jwt_algorithm.empty() || !chosen.jwt_keys.empty() || !chosen.jwt_issuer.empty() ||
         !chosen.jwt_audience.empty();
}

result<done> refuse_missing(const settings& chosen) {
  const named_setting needed[] = {{"jwt_algorithm", !chosen.jwt_algorithm.empty()},
                                  {"jwt_keys", !chosen.jwt_keys.empty()},
                                  {"jwt_issuer", !chosen.jwt_issuer.empty()},
                                  {"jwt_audience", !chosen.jwt_audience.empty()}};
  for (const auto& [name, is_set] : needed) {
    if (is_set) continue;
    return failed{failure{fmt::format("the setting \"{}\" is missing", name),
                          "tokens need jwt_algorithm, jwt_keys, jwt_issuer and jwt_audience"}};
  }
  return done{};
}

// What would be accepted and have no effect.
result<done> refuse_useless(const settings& chosen) {
  const settings defaults;
  const bool with_tokens = wants_tokens(chosen);
  if (!with_tokens && chosen.jwt_clock_skew != defaults.jwt_clock_skew) {
    return failed{failure{"the setting \"jwt_clock_skew_s\" has no effect without jwt_keys"}};
  }
  if (!with_tokens && chosen.jwt_keys_refresh != defaults.jwt_keys_refresh) {
    return failed{failure{"the setting \"jwt_keys_refresh_s\" has no effect without jwt_keys"}};
  }
  return done{};
}

result<identity_source> open_tokens(const settings& chosen, const std::filesystem::path& project,
                                    const log_function& log) {
  FRAISEQL_TRY_DONE(refuse_missing(chosen));
  const auto fixed = auth::find_algorithm(chosen.jwt_algorithm);
  if (!fixed) {
    return failed{failure{fmt::format("there is no jwt_algorithm \"{}\"", chosen.jwt_algorithm)}};
  }
  FRAISEQL_TRY(proxies, read_trusted_proxies(chosen));
  const std::string& given = chosen.jwt_keys;
  FRAISEQL_TRY(keys, auth::key_source::open(
                         {.location = auth::is_url(given) ? given : (project / given).string(),
                          .fixed = *fixed,
                          .refresh = chosen.jwt_keys_refresh,
                          .log = log}));
  return identity_source(token_source{.keys = std::move(keys),
                                      .rules = {.issuer = chosen.jwt_issuer,
                                                .audience = chosen.jwt_audience,
                                                .skew = chosen.jwt_clock_skew},
                                      .proxies = std::move(proxies)});
}

failure in_setting(std::string_view name, const failure& why) {
  return {fmt::format("the setting \"{}\" is wrong: {}", name, why.message), why.hint};
}

result<identity_source> open_headers(const settings& chosen) {
  auto headers = auth::read_header_claims(chosen.identity_headers);
  if (!headers) return failed{in_setting("identity_headers", headers.error())};
  FRAISEQL_TRY(proxies, read_trusted_proxies(chosen));
  // Who may connect to a Unix socket is no question of the network.
  const bool is_private = chosen.effective_profile() == profile::development &&
                          chosen.unix_socket.empty() && auth::is_loopback(chosen.host);
  if (proxies.empty() && !is_private) {
    return failed{failure{
        "identity_headers without trusted_proxies would let everybody say who they are",
        "set trusted_proxies to the addresses of the proxies that send these headers; without it "
        "they are believed in the profile development on a loopback host alone"}};
  }
  return identity_source(header_source{*std::move(headers), std::move(proxies)});
}

// The token of the one Authorization header (RFC 6750, 2.1); nothing where that is no such header.
std::optional<std::string_view> bearer_of(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer";
  const std::size_t space = authorization.find(' ');
  if (to_lower(authorization.substr(0, space)) != scheme) return std::nullopt;
  if (space == std::string_view::npos) return "";
  return authorization.substr(
      std::min(authorization.find_first_not_of(' ', space), authorization.size()));
}

identified anonymous() { return std::optional<json::object>(); }

identified refused(cause why, std::string message) {
  return failed{unidentified{.why = why, .message = std::move(message)}};
}

}  // namespace

result<identity_source> open_identity(const settings& chosen, const std::filesystem::path& project,
                                      const log_function& log) {
  FRAISEQL_TRY_DONE(refuse_useless(chosen));
  const bool with_headers = !chosen.identity_headers.empty();
  if (wants_tokens(chosen) && with_headers) {
    return failed{failure{"there are two sources of identity, tokens and headers",
                          "set jwt_keys and what belongs to it, or identity_headers"}};
  }
  if (wants_tokens(chosen)) return open_tokens(chosen, project, log);
  if (with_headers) return open_headers(chosen);
  return identity_source();
}

std::optional<failure> missing_source(const schema::schema& schema, const settings& chosen) {
  const bool matters = schema.has_identity() || !schema.permissions().empty();
  if (!matters || wants_tokens(chosen) || !chosen.identity_headers.empty()) {
    return std::nullopt;
  }
  return failure{"to the schema it matters who asks, and no setting says how that is known",
                 "set jwt_algorithm, jwt_keys, jwt_issuer and jwt_audience, or identity_headers"};
}

identity::identity(boost::asio::io_context& loop, std::shared_ptr<identity_source> source,
                   log_function log)
    : loop_(loop), log_(std::move(log)), timer_(loop), source_(std::move(source)) {
  if (const auto* tokens = std::get_if<token_source>(source_.get())) {
    verified_.emplace(tokens->rules);
  }
}

result<done> identity::start(const std::vector<identity*>& beside) {
  auto* tokens = std::get_if<token_source>(source_.get());
  if (tokens == nullptr) return done{};
  std::vector<std::function<void()>> told = {when_looked()};
  for (identity* one : beside) told.push_back(one->when_looked());
  return tokens->keys->start([told = std::move(told)] {
    for (const auto& tell : told) tell();
  });
}

std::function<void()> identity::when_looked() {
  return [this, &loop = loop_, alive = std::weak_ptr(alive_)] {
    boost::asio::post(loop, [this, alive] {
      if (!alive.expired()) looked();
    });
  };
}

void identity::ask(const http::request& request, std::function<void(identified)> then) {
  if (std::holds_alternative<token_source>(*source_)) return ask_tokens(request, std::move(then));
  const auto* headers = std::get_if<header_source>(source_.get());
  then(headers == nullptr ? anonymous() : ask_headers(*headers, request));
}

void identity::ask_tokens(const http::request& request, std::function<void(identified)> then) {
  const auto& tokens = std::get<token_source>(*source_);
  const auto client = [&] {
    return auth::client_address(request.headers, request.peer, tokens.proxies);
  };
  const std::string_view* given = nullptr;
  for (const auto& [name, value] : request.headers) {
    if (name != "authorization") continue;
    if (given != nullptr) {
      note("there are two Authorization headers", client());
      return then(refused(cause::no_token, "there may be one Authorization header only"));
    }
    given = &value;
  }
  if (given == nullptr) return then(anonymous());
  const auto token = bearer_of(*given);
  if (!token) {
    note("its Authorization header has another scheme", client());
    return then(refused(cause::no_token, "who asks is known by a bearer token alone"));
  }
  const auto keys = tokens.keys->keys();
  if (keys == nullptr) {
    return then(refused(cause::no_keys, "the keys of tokens are not there yet; try again"));
  }
  auto verified = verify(*token, keys);
  if (verified) return then(std::optional(*std::move(verified)));
  const bool may_wait = verified.error().why == auth::token_refusal::cause::unknown_key &&
                        waiting_.size() < most_waiting;
  if (!may_wait || !tokens.keys->look_again()) return then(refuse(verified.error(), client()));
  wait({.token = std::string(*token),
        .client = client(),
        .until = clock::now() + longest_wait,
        .then = std::move(then)});
}

identified identity::ask_headers(const header_source& source, const http::request& request) const {
  if (!source.proxies.empty() && !source.proxies.contains(request.peer)) {
    if (!auth::has_any(request.headers, source.headers)) return anonymous();
    note("a header that says who asks is from none of trusted_proxies", request.peer);
    return refused(cause::bad_header, "a header that says who asks comes from no trusted proxy");
  }
  auto claims = auth::read_claims(request.headers, source.headers);
  if (claims) return *std::move(claims);
  note(claims.error().message, auth::client_address(request.headers, request.peer, source.proxies));
  return refused(cause::bad_header, "a header that says who asks is not valid");
}

auth::verified_claims identity::verify(std::string_view token,
                                       const std::shared_ptr<const auth::key_set>& keys) {
  return verified_->verify(token, keys, std::chrono::system_clock::now());
}

bool identity::lacks_keys() const {
  const auto* tokens = std::get_if<token_source>(source_.get());
  return tokens != nullptr && tokens->keys->keys() == nullptr;
}

void identity::wait(waiting one) {
  waiting_.push_back(std::move(one));
  if (waiting_.size() == 1) set_timer();
}

// Newer keys may have been read; who waits has waited for this.
void identity::looked() {
  timer_.cancel();
  const auto keys = std::get<token_source>(*source_).keys->keys();
  for (waiting& one : std::exchange(waiting_, {})) {
    auto verified =
        keys == nullptr
            ? auth::verified_claims(failed{auth::token_refusal{
                  .why = auth::token_refusal::cause::unknown_key, .reason = "there are no keys"}})
            : verify(one.token, keys);
    one.then(verified ? identified(std::optional(*std::move(verified)))
                      : refuse(verified.error(), one.client));
  }
}

void identity::give_up() {
  const auto now = clock::now();
  std::vector<waiting> over;
  // In the order in which they came, which is that of their ends.
  const auto first =
      std::ranges::find_if(waiting_, [&](const waiting& one) { return one.until > now; });
  std::ranges::move(waiting_.begin(), first, std::back_inserter(over));
  waiting_.erase(waiting_.begin(), first);
  if (!waiting_.empty()) set_timer();
  for (const waiting& one : over) {
    one.then(refuse({.why = auth::token_refusal::cause::unknown_key,
                     .reason = "no key has its kid, and newer keys were not there in time"},
                    one.client));
  }
}

void identity::set_timer() {
  timer_.expires_at(waiting_.front().until);
  timer_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) give_up();
  });
}

identified identity::refuse(const auth::token_refusal& why, std::string_view client) const {
  note(why.reason, client);
  const bool is_expired = why.why == auth::token_refusal::cause::expired;
  return refused(cause::bad_token, is_expired ? "the token has expired" : "the token is not valid");
}

void identity::note(std::string_view reason, std::string_view client) const {
  log_to(log_, log_level::info, "a request was not believed",
         {{"reason", std::string(reason)}, {"client", std::string(client)}});
}

}  // namespace fraiseql::server
