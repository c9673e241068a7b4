// settings: what can be set about a server, where each value came from.
//
// One table (settings.cpp) names every key once; from it follow the key of
// fraiseql.toml (`max_depth`), the environment variable (`FRAISEQL_MAX_DEPTH`) and the
// flag (`--max-depth`). Later sources win: default, code, file, environment, flag. A key
// nobody knows is refused with a suggestion. docs/api/settings.md is the reference.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "execution/documents_mode.hpp"
#include "server/status.hpp"

namespace fraiseql::server {

enum class profile { development, production };
enum class log_format { automatic, text, json };

struct settings {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  bool reuse_port = false;
  std::string unix_socket;  // a path; then there is no host and no port
  std::string hosts;        // names that Host may have, "a.example, ..."; served_hosts.hpp
  std::size_t max_connections_per_address = 1'000;
  bool compression = false;  // of answers
  std::string admin_host = "127.0.0.1";
  std::optional<std::uint16_t> admin_port;  // none: nothing is listened on for operators
  std::string database_url;                 // "" means the embedded development database
  std::string profile_name;                 // "" follows from database_url, see effective_profile
  std::optional<bool> introspection;        // these follow from the profile where not set,
  std::optional<bool> suggestions;          // see is_on
  std::optional<bool> regex_filters;
  std::optional<bool> explain;
  std::string trusted_documents;  // the manifest, from the project's directory on; "": none
  execution::documents_mode documents_mode = execution::documents_mode::open;
  bool automatic_persisted_queries = false;
  std::optional<bool> graphiql;  // follows from introspection, too, see shows_graphiql
  std::string search_configuration = "simple";  // of text searches, as regconfig reads it
  std::string sql_directory = "db";
  log_level lowest_level = log_level::info;
  log_format format = log_format::automatic;
  std::size_t loops = 0;            // event loops; 0 here and in the next three: the server
  std::size_t hot_connections = 0;  // chooses, see connection_budget.hpp. All loops together
  std::size_t cold_connections = 0;
  std::size_t mutation_connections = 0;
  std::chrono::milliseconds statement_timeout{30'000};
  std::chrono::seconds idempotency_expiry{86'400};    // how long a key is known
  std::chrono::milliseconds request_timeout{60'000};  // of a request as a whole
  std::size_t stream_bytes = std::size_t{1} << 20U;   // a larger answer may go in pieces
  std::chrono::milliseconds stream_timeout{3'600'000};
  std::chrono::milliseconds drain_timeout{10'000};
  bool atomic_mutations = false;   // all root fields of a mutation are one transaction
  std::size_t workers = 4;         // threads for the program's own functions
  std::size_t worker_queue = 256;  // calls of them that may wait for one
  std::chrono::milliseconds worker_timeout{30'000};
  // Who asks (docs/api/identity.md): tokens or headers, or nobody says.
  std::string jwt_algorithm;
  std::string jwt_keys;  // a file, from the project's directory on, or the URL of a JWKS
  std::string jwt_issuer;
  std::string jwt_audience;
  std::chrono::seconds jwt_clock_skew{60};
  std::chrono::seconds jwt_keys_refresh{300};
  std::string permission_claim = "scope";  // that lists what a request may do
  std::string identity_headers;            // "x-user-id = sub, ..."
  std::string trusted_proxies;             // whose these headers and X-Forwarded-For are believed
  // GraphQL over HTTP (docs/api/http.md).
  server::status_policy status_policy = server::status_policy::audit;
  std::size_t max_batch = 0;      // requests in one list; 0: none are taken
  std::string cors_origins;       // whose pages may read answers: "https://a.example, ...", "*"
  bool cors_credentials = false;  // with their cookies
  fraiseql::limits limits;

  // Development with the embedded database, production with a DATABASE_URL, unless set.
  [[nodiscard]] profile effective_profile() const;
  // Whether a switch that development has on and production off, unless set, is on.
  [[nodiscard]] bool is_on(const std::optional<bool>& given) const;
  // On in development where introspection is, unless set.
  [[nodiscard]] bool shows_graphiql() const;
};

// A key of the table as it is known outside.
struct setting_key {
  std::string_view name;         // "max_depth"
  std::string_view description;  // for --help and the reference
  bool is_secret = false;        // printed masked
  bool is_switch = false;        // true or false; the flag alone means true
};
std::span<const setting_key> setting_keys();

// The names of a key in the environment ("FRAISEQL_MAX_DEPTH"; some have a second,
// common one: "PORT") and as a flag ("--max-depth").
std::vector<std::string> environment_names(std::string_view key);
std::string flag_name(std::string_view key);

// Gathers values from all sources.
class settings_reader {
 public:
  // The failure names the key, the value and where it was given.
  result<done> set(std::string_view key, const std::string& value, const std::string& origin);
  // Absent is fine. Unknown keys are refused.
  result<done> read_file(const std::filesystem::path& file);
  // `environment` as in environ(7), ended by nullptr. FRAISEQL_* that names no key is
  // refused.
  result<done> read_environment(const char* const* environment);

  [[nodiscard]] const settings& values() const { return values_; }
  // A line a setting: name, value (secrets masked), where it came from.
  [[nodiscard]] std::vector<std::string> describe() const;

 private:
  settings values_;
  std::map<std::string, std::string, std::less<>> origins_;
};

// A connection string with its password replaced, for people and logs.
std::string mask_password(std::string_view conninfo);

}  // namespace fraiseql::server
