// A row a key. The templates make the rows of each sort of value.
#include "server/settings_table.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "auth/algorithm.hpp"

namespace fraiseql::server {
namespace {

template <class Number>
result<done> assign_number(Number& to, const std::string& text, std::uint64_t least,
                           std::uint64_t most) {
  std::uint64_t parsed = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  if (code != std::errc() || end != text.data() + text.size() || parsed < least || parsed > most) {
    return failed{failure{fmt::format("a number from {} to {}", least, most)}};
  }
  to = static_cast<Number>(parsed);
  return done{};
}

result<done> assign_bool(bool& to, const std::string& text) {
  if (text != "true" && text != "false") return failed{failure{"true or false"}};
  to = text == "true";
  return done{};
}

template <class Value, std::size_t Size>
result<done> assign_choice(Value& to, const std::string& text,
                           const std::array<std::pair<std::string_view, Value>, Size>& choices) {
  std::string known;
  for (const auto& [name, value] : choices) {
    if (name == text) {
      to = value;
      return done{};
    }
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  return failed{failure{"one of " + known}};
}

template <class Value, std::size_t Size>
std::string show_choice(const Value& of,
                        const std::array<std::pair<std::string_view, Value>, Size>& choices) {
  for (const auto& [name, value] : choices) {
    if (value == of) return std::string(name);
  }
  return {};
}

constexpr std::array<std::pair<std::string_view, log_level>, 4> levels = {{
    {"debug", log_level::debug},
    {"info", log_level::info},
    {"warning", log_level::warning},
    {"error", log_level::error},
}};
constexpr std::array<std::pair<std::string_view, log_format>, 3> formats = {{
    {"automatic", log_format::automatic},
    {"text", log_format::text},
    {"json", log_format::json},
}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> profiles = {{
    {"development", "development"},
    {"production", "production"},
}};

constexpr std::array<std::pair<std::string_view, status_policy>, 2> policies = {{
    {"audit", status_policy::audit},
    {"draft", status_policy::draft},
}};

constexpr std::array<std::pair<std::string_view, execution::documents_mode>, 3> documents_modes = {{
    {"open", execution::documents_mode::open},
    {"prefer", execution::documents_mode::prefer},
    {"only", execution::documents_mode::only},
}};

constexpr std::uint64_t a_day_ms = 86'400'000;
constexpr std::uint64_t a_year_s = 31'536'000;
constexpr std::uint64_t many = 1'000'000'000;
// What is walked by recursion is bounded by the stack, not by taste.
constexpr std::uint64_t deepest_fields = 100;
constexpr std::uint64_t deepest_json = 500;
constexpr std::uint64_t longest_batch = 10;

result<done> assign_milliseconds(std::chrono::milliseconds& to, const std::string& text) {
  std::int64_t count = 0;
  auto assigned = assign_number(count, text, 1, a_day_ms);
  if (assigned) to = std::chrono::milliseconds(count);
  return assigned;
}

// A limit of base/limits.hpp: from 1 to `Most`, named by its member.
template <std::size_t limits::* Member, std::uint64_t Most = many>
setting limit(std::string_view name, std::string_view description) {
  return {{name, description},
          "",
          [](settings& s, const std::string& text) {
            return assign_number(s.limits.*Member, text, 1, Most);
          },
          [](const settings& s) { return std::to_string(s.limits.*Member); }};
}

constexpr std::uint64_t most_waiting = 10'000;

template <std::size_t settings::* Member, std::uint64_t Most = 500>
setting count(std::string_view name, std::string_view description) {
  return {
      {name, description},
      "",
      [](settings& s, const std::string& text) { return assign_number(s.*Member, text, 1, Most); },
      [](const settings& s) { return std::to_string(s.*Member); }};
}

constexpr std::string_view automatic = "automatic";
constexpr std::uint64_t most_loops = 64;

// A number, or the server chooses.
template <std::size_t settings::* Member, std::uint64_t Most = 500>
setting chosen_count(std::string_view name, std::string_view description) {
  return {{name, description},
          "",
          [](settings& s, const std::string& text) -> result<done> {
            if (text == automatic) {
              s.*Member = 0;
              return done{};
            }
            auto assigned = assign_number(s.*Member, text, 1, Most);
            if (assigned) return assigned;
            return failed{failure{std::string(automatic) + " or " + assigned.error().message}};
          },
          [](const settings& s) {
            return s.*Member == 0 ? std::string(automatic) : std::to_string(s.*Member);
          }};
}

template <std::string settings::* Member>
setting text(setting_key key, std::string_view common_variable) {
  return {key, common_variable,
          [](settings& s, const std::string& given) -> result<done> {
            if (given.empty()) return failed{failure{"not empty"}};
            s.*Member = given;
            return done{};
          },
          [](const settings& s) { return s.*Member; }};
}

// On in development and off in production, unless set.
template <std::optional<bool> settings::* Member>
setting development_switch(std::string_view name, std::string_view description) {
  return {{name, description, false, true},
          "",
          [](settings& s, const std::string& given) {
            bool chosen = false;
            auto assigned = assign_bool(chosen, given);
            if (assigned) s.*Member = chosen;
            return assigned;
          },
          [](const settings& s) { return std::string(s.is_on(s.*Member) ? "true" : "false"); }};
}

template <std::chrono::milliseconds settings::* Member>
setting milliseconds(std::string_view name, std::string_view description) {
  return {
      {name, description},
      "",
      [](settings& s, const std::string& given) { return assign_milliseconds(s.*Member, given); },
      [](const settings& s) { return std::to_string((s.*Member).count()); }};
}

template <std::chrono::seconds settings::* Member, std::uint64_t Least, std::uint64_t Most>
setting seconds(std::string_view name, std::string_view description) {
  return {{name, description},
          "",
          [](settings& s, const std::string& given) -> result<done> {
            std::int64_t count = 0;
            FRAISEQL_TRY_DONE(assign_number(count, given, Least, Most));
            s.*Member = std::chrono::seconds(count);
            return done{};
          },
          [](const settings& s) { return std::to_string((s.*Member).count()); }};
}

}  // namespace

std::span<const setting> settings_table() {
  static const auto all = std::to_array<setting>({
      text<&settings::host>({"host", "address to listen on"}, "HOST"),
      {{"port", "port to listen on; 0 takes a free one"},
       "PORT",
       [](settings& s, const std::string& given) {
         return assign_number(s.port, given, 0, 65'535);
       },
       [](const settings& s) { return std::to_string(s.port); }},
      {{"reuse_port", "share the port with other processes (SO_REUSEPORT)", false, true},
       "",
       [](settings& s, const std::string& given) { return assign_bool(s.reuse_port, given); },
       [](const settings& s) { return std::string(s.reuse_port ? "true" : "false"); }},
      text<&settings::unix_socket>(
          {"unix_socket", "path of a Unix socket to listen on, instead of host and port"}, ""),
      text<&settings::hosts>({"hosts", "names that a request may ask for: api.example.com, ...; *"},
                             ""),
      {{"compression", "send larger answers in gzip to clients that take it", false, true},
       "",
       [](settings& s, const std::string& given) { return assign_bool(s.compression, given); },
       [](const settings& s) { return std::string(s.compression ? "true" : "false"); }},
      text<&settings::admin_host>({"admin_host", "address of the port for operators"}, ""),
      {{"admin_port", "port for operators: /live, /ready and /metrics; 0 takes a free one"},
       "",
       [](settings& s, const std::string& given) {
         std::uint16_t chosen = 0;
         auto assigned = assign_number(chosen, given, 0, 65'535);
         if (assigned) s.admin_port = chosen;
         return assigned;
       },
       [](const settings& s) { return s.admin_port ? std::to_string(*s.admin_port) : ""; }},
      text<&settings::database_url>(
          {"database_url", "PostgreSQL to serve from; without it an embedded one is started", true},
          "DATABASE_URL"),
      {{"profile", "development or production"},
       "",
       [](settings& s, const std::string& given) {
         std::string_view chosen;
         auto assigned = assign_choice(chosen, given, profiles);
         if (assigned) s.profile_name = chosen;
         return assigned;
       },
       [](const settings& s) {
         return std::string(s.effective_profile() == profile::development ? "development"
                                                                          : "production");
       }},
      development_switch<&settings::introspection>("introspection", "answer __schema and __type"),
      development_switch<&settings::suggestions>("suggestions", "say what a client may have meant"),
      development_switch<&settings::regex_filters>("regex_filters",
                                                   "take regular expressions in filters"),
      development_switch<&settings::explain>(
          "explain", "say in a response what became of its request, where it asks"),
      text<&settings::trusted_documents>(
          {"trusted_documents", "manifest of the documents that are known by an id"}, ""),
      {{"documents_mode", "what becomes of other documents: open, prefer or only"},
       "",
       [](settings& s, const std::string& given) {
         return assign_choice(s.documents_mode, given, documents_modes);
       },
       [](const settings& s) { return show_choice(s.documents_mode, documents_modes); }},
      {{"automatic_persisted_queries", "let clients register documents by hash", false, true},
       "",
       [](settings& s, const std::string& given) {
         return assign_bool(s.automatic_persisted_queries, given);
       },
       [](const settings& s) {
         return std::string(s.automatic_persisted_queries ? "true" : "false");
       }},
      {{"graphiql", "show a browser GraphiQL at /graphql", false, true},
       "",
       [](settings& s, const std::string& given) {
         bool chosen = false;
         auto assigned = assign_bool(chosen, given);
         if (assigned) s.graphiql = chosen;
         return assigned;
       },
       [](const settings& s) { return std::string(s.shows_graphiql() ? "true" : "false"); }},
      text<&settings::search_configuration>(
          {"search_configuration", "text search configuration of `search` in filters"}, ""),
      text<&settings::sql_directory>({"sql_directory", "directory of the SQL files to apply"}, ""),
      {{"log_level", "debug, info, warning or error"},
       "",
       [](settings& s, const std::string& given) {
         return assign_choice(s.lowest_level, given, levels);
       },
       [](const settings& s) { return show_choice(s.lowest_level, levels); }},
      {{"log_format", "automatic (text on a terminal), text or json"},
       "",
       [](settings& s, const std::string& given) {
         return assign_choice(s.format, given, formats);
       },
       [](const settings& s) { return show_choice(s.format, formats); }},
      chosen_count<&settings::loops, most_loops>("loops", "threads that answer requests"),
      chosen_count<&settings::hot_connections>("hot_connections",
                                               "PostgreSQL connections for look-ups by key"),
      chosen_count<&settings::cold_connections>("cold_connections",
                                                "PostgreSQL connections for lists"),
      chosen_count<&settings::mutation_connections>(
          "mutation_connections", "PostgreSQL connections for mutations, at most"),
      {{"atomic_mutations", "one transaction for all root fields of a mutation", false, true},
       "",
       [](settings& s, const std::string& given) { return assign_bool(s.atomic_mutations, given); },
       [](const settings& s) { return std::string(s.atomic_mutations ? "true" : "false"); }},
      count<&settings::workers>("workers", "threads for the program's own functions"),
      count<&settings::worker_queue, most_waiting>("worker_queue",
                                                   "calls of them that may wait for a thread"),
      milliseconds<&settings::worker_timeout>(
          "worker_timeout_ms", "longest time such a call may take, waiting included"),
      milliseconds<&settings::statement_timeout>("statement_timeout_ms",
                                                 "longest time a statement may take"),
      seconds<&settings::idempotency_expiry, 1, a_year_s>(
          "idempotency_expiry_s", "how long a mutation's Idempotency-Key is known"),
      milliseconds<&settings::request_timeout>(
          "request_timeout_ms", "longest time a request may take as a whole, waiting included"),
      count<&settings::stream_bytes, many>(
          "stream_bytes", "largest answer with a streamed field that is held back"),
      milliseconds<&settings::stream_timeout>("stream_timeout_ms",
                                              "longest time a streamed answer may be read"),
      milliseconds<&settings::drain_timeout>(
          "drain_timeout_ms", "longest time to answer accepted requests when stopping"),
      {{"jwt_algorithm", "how tokens are signed: HS256, HS384, HS512, RS256, ES256 or EdDSA"},
       "",
       [](settings& s, const std::string& given) {
         auth::algorithm chosen{};
         auto assigned = assign_choice(chosen, given, auth::algorithms);
         if (assigned) s.jwt_algorithm = given;
         return assigned;
       },
       [](const settings& s) { return s.jwt_algorithm; }},
      text<&settings::jwt_keys>({"jwt_keys", "keys of tokens: a file, or the URL of a JWKS"}, ""),
      text<&settings::jwt_issuer>({"jwt_issuer", "who must have issued a token (iss)"}, ""),
      text<&settings::jwt_audience>({"jwt_audience", "whom a token must be for (aud)"}, ""),
      seconds<&settings::jwt_clock_skew, 0, 600>("jwt_clock_skew_s",
                                                 "how far the clock of the issuer may be off"),
      seconds<&settings::jwt_keys_refresh, 10, 86'400>("jwt_keys_refresh_s",
                                                       "how often jwt_keys are looked at again"),
      text<&settings::permission_claim>(
          {"permission_claim", "claim that lists what a request may do"}, ""),
      text<&settings::identity_headers>(
          {"identity_headers", "headers of a proxy that say who asks: x-user-id = sub, ..."}, ""),
      text<&settings::trusted_proxies>(
          {"trusted_proxies", "addresses and networks of proxies whose headers are believed; unix"},
          ""),
      count<&settings::max_connections_per_address, many>("max_connections_per_address",
                                                          "most connections of one address"),
      {{"status_policy", "audit or draft: which HTTP status says what"},
       "",
       [](settings& s, const std::string& given) {
         return assign_choice(s.status_policy, given, policies);
       },
       [](const settings& s) { return show_choice(s.status_policy, policies); }},
      text<&settings::cors_origins>(
          {"cors_origins", "origins whose pages may read answers: https://app.example.com, ...; *"},
          ""),
      {{"cors_credentials", "these pages may send cookies along", false, true},
       "",
       [](settings& s, const std::string& given) { return assign_bool(s.cors_credentials, given); },
       [](const settings& s) { return std::string(s.cors_credentials ? "true" : "false"); }},
      {{"max_batch", "most requests in one list; 0 takes no lists"},
       "",
       [](settings& s, const std::string& given) {
         return assign_number(s.max_batch, given, 0, longest_batch);
       },
       [](const settings& s) { return std::to_string(s.max_batch); }},
      limit<&limits::body_bytes>("max_body_bytes", "largest request body"),
      limit<&limits::document_bytes>("max_document_bytes", "largest text of a document"),
      limit<&limits::tokens>("max_tokens", "most lexical tokens of a document"),
      limit<&limits::depth, deepest_fields>("max_depth", "deepest nesting of fields"),
      limit<&limits::aliases>("max_aliases", "most aliased fields"),
      limit<&limits::root_fields>("max_root_fields", "most fields at the root"),
      limit<&limits::mutations>("max_mutations", "most mutations in one operation"),
      limit<&limits::directives>("max_directives", "most directives"),
      limit<&limits::cost>("max_cost", "most leaf values an operation may answer"),
      limit<&limits::introspection_bytes>("max_introspection_bytes",
                                          "largest answer to introspection"),
      limit<&limits::json_depth, deepest_json>("max_json_depth",
                                               "deepest nesting of a request's JSON"),
  });
  return all;
}

}  // namespace fraiseql::server
