#include "server/settings.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace fraiseql::server {
namespace {

// How one key is set from text and shown as text.
struct setting {
  setting_key key;
  std::string_view common_variable;  // a variable beside FRAISEQL_<KEY>, or ""
  // The failure's message says what was expected: "a number from 1 to 65535".
  result<done> (*assign)(settings&, const std::string&);
  std::string (*show)(const settings&);
};

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

constexpr std::string_view white_space = " \t\n\r\f\v";  // as libpq sees it
constexpr std::uint64_t a_day_ms = 86'400'000;
constexpr std::uint64_t many = 1'000'000'000;
// What is walked by recursion is bounded by the stack, not by taste.
constexpr std::uint64_t deepest_fields = 100;
constexpr std::uint64_t deepest_json = 500;

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

const std::array<setting, 28>& table() {
  static const std::array<setting, 28> all = {{
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
      count<&settings::hot_connections>("hot_connections",
                                        "PostgreSQL connections for look-ups by key"),
      count<&settings::cold_connections>("cold_connections", "PostgreSQL connections for lists"),
      count<&settings::mutation_connections>("mutation_connections",
                                             "PostgreSQL connections for mutations"),
      count<&settings::workers>("workers", "threads for the program's own functions"),
      count<&settings::worker_queue, most_waiting>("worker_queue",
                                                   "calls of them that may wait for a thread"),
      milliseconds<&settings::worker_timeout>(
          "worker_timeout_ms", "longest time such a call may take, waiting included"),
      milliseconds<&settings::statement_timeout>("statement_timeout_ms",
                                                 "longest time a statement may take"),
      milliseconds<&settings::drain_timeout>(
          "drain_timeout_ms", "longest time to answer accepted requests when stopping"),
      limit<&limits::body_bytes>("max_body_bytes", "largest request body"),
      limit<&limits::document_bytes>("max_document_bytes", "largest text of a document"),
      limit<&limits::tokens>("max_tokens", "most lexical tokens of a document"),
      limit<&limits::depth, deepest_fields>("max_depth", "deepest nesting of fields"),
      limit<&limits::aliases>("max_aliases", "most aliased fields"),
      limit<&limits::root_fields>("max_root_fields", "most fields at the root"),
      limit<&limits::directives>("max_directives", "most directives"),
      limit<&limits::cost>("max_cost", "most leaf values an operation may answer"),
      limit<&limits::introspection_bytes>("max_introspection_bytes",
                                          "largest answer to introspection"),
      limit<&limits::json_depth, deepest_json>("max_json_depth",
                                               "deepest nesting of a request's JSON"),
  }};
  return all;
}

const setting* find(std::string_view key) {
  for (const setting& one : table()) {
    if (one.key.name == key) return &one;
  }
  return nullptr;
}

std::vector<std::string_view> known_names() {
  std::vector<std::string_view> names;
  for (const setting& one : table()) names.push_back(one.key.name);
  return names;
}

std::string upper(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return folded;
}

}  // namespace

profile settings::effective_profile() const {
  if (profile_name.empty()) {
    return database_url.empty() ? profile::development : profile::production;
  }
  return profile_name == "development" ? profile::development : profile::production;
}

bool settings::is_on(const std::optional<bool>& given) const {
  return given.value_or(effective_profile() == profile::development);
}

std::span<const setting_key> setting_keys() {
  static const std::vector<setting_key> keys = [] {
    std::vector<setting_key> made;
    for (const setting& one : table()) made.push_back(one.key);
    return made;
  }();
  return keys;
}

std::vector<std::string> environment_names(std::string_view key) {
  std::vector<std::string> names;
  const setting* known = find(key);
  if (known != nullptr && !known->common_variable.empty()) {
    names.emplace_back(known->common_variable);
  }
  names.push_back("FRAISEQL_" + upper(key));
  return names;
}

std::string flag_name(std::string_view key) {
  std::string name = "--" + std::string(key);
  std::ranges::replace(name, '_', '-');
  return name;
}

result<done> settings_reader::set(std::string_view key, const std::string& value,
                                  const std::string& origin) {
  const setting* known = find(key);
  if (known == nullptr) {
    return failed{failure{fmt::format("unknown setting \"{}\" in {}{}", key, origin,
                                      did_you_mean(key, known_names()))}};
  }
  auto assigned = known->assign(values_, value);
  if (!assigned) {
    const std::string shown = known->key.is_secret ? "the value given" : "\"" + value + "\"";
    return failed{failure{fmt::format("the setting \"{}\" in {} must be {}, not {}", key, origin,
                                      assigned.error().message, shown)}};
  }
  origins_[std::string(key)] = origin;
  return done{};
}

result<done> settings_reader::read_file(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return done{};
  toml::table parsed;
  try {
    parsed = toml::parse_file(file.string());
  } catch (const toml::parse_error& wrong) {
    return failed{failure{
        fmt::format("{}:{}: {}", file.string(), wrong.source().begin.line, wrong.description())}};
  }
  for (const auto& [key, node] : parsed) {
    const std::string origin = fmt::format("{}:{}", file.string(), node.source().begin.line);
    std::string value;
    if (const auto* string = node.as_string()) {
      value = string->get();
    } else if (const auto* integer = node.as_integer()) {
      value = std::to_string(integer->get());
    } else if (const auto* boolean = node.as_boolean()) {
      value = boolean->get() ? "true" : "false";
    } else {
      return failed{
          failure{fmt::format("the setting \"{}\" in {} must be a string, a whole "
                              "number, true or false",
                              key.str(), origin)}};
    }
    FRAISEQL_TRY_DONE(set(key.str(), value, origin));
  }
  return done{};
}

result<done> settings_reader::read_environment(const char* const* environment) {
  std::map<std::string, std::string, std::less<>> given;
  for (; *environment != nullptr; ++environment) {
    const std::string_view entry = *environment;
    const std::size_t equals = entry.find('=');
    if (equals != std::string_view::npos)
      given.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  for (const setting& one : table()) {
    for (const std::string& name : environment_names(one.key.name)) {
      const auto found = given.find(name);
      if (found == given.end()) continue;
      // The common names are often set empty to switch something off.
      if (!found->second.empty()) {
        FRAISEQL_TRY_DONE(set(one.key.name, found->second, "the environment (" + name + ")"));
      }
      given.erase(found);
    }
  }
  for (const auto& [name, _] : given) {
    if (!name.starts_with("FRAISEQL_")) continue;
    std::vector<std::string> all;
    for (const setting& one : table()) all.push_back("FRAISEQL_" + upper(one.key.name));
    const std::vector<std::string_view> known(all.begin(), all.end());
    return failed{failure{fmt::format("unknown setting \"{}\" in the environment{}", name,
                                      did_you_mean(name, known))}};
  }
  return done{};
}

std::vector<std::string> settings_reader::describe() const {
  std::vector<std::string> lines;
  for (const setting& one : table()) {
    const auto origin = origins_.find(one.key.name);
    std::string value = one.show(values_);
    if (one.key.is_secret) value = mask_password(value);
    lines.push_back(fmt::format("{:<23} {:<24} {}", one.key.name, value.empty() ? "-" : value,
                                origin == origins_.end() ? "default" : origin->second));
  }
  return lines;
}

namespace {

// postgresql://user:password@host/...; as libpq, to the last `@` before the first `/`.
void mask_uri_user(std::string& uri, std::size_t from) {
  const std::size_t at = uri.rfind('@', uri.find('/', from));
  const std::size_t colon = uri.find(':', from);
  if (at != std::string::npos && at > from && colon < at)
    uri.replace(colon + 1, at - colon - 1, "***");
}

// The end of a keyword string's value: behind its closing quote, or at white space; a
// backslash takes the next character with it.
std::size_t end_of_value(std::string_view text, std::size_t at) {
  const bool is_quoted = text[at] == '\'';
  for (at += is_quoted ? 1U : 0U; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (is_quoted && text[at] == '\'') {
      return at + 1;
    } else if (!is_quoted && white_space.find(text[at]) != std::string_view::npos) {
      return at;
    }
  }
  return text.size();
}

}  // namespace

std::string mask_password(std::string_view conninfo) {
  std::string masked(conninfo);
  const std::size_t scheme = masked.find("://");
  const bool is_uri = masked.starts_with("postgres") && scheme < masked.find('=');
  if (is_uri) mask_uri_user(masked, scheme + 3);
  // password=... as a parameter of a URI or in a keyword string.
  for (std::size_t found = masked.find("password"); found != std::string::npos;
       found = masked.find("password", found + 1)) {
    std::size_t value = masked.find_first_not_of(white_space, found + 8);
    if (value == std::string::npos || masked[value] != '=') continue;
    value = masked.find_first_not_of(white_space, value + 1);
    if (value == std::string::npos) break;
    const std::size_t end =
        is_uri ? std::min(masked.find('&', value), masked.size()) : end_of_value(masked, value);
    masked.replace(value, end - value, "***");
  }
  return masked;
}

}  // namespace fraiseql::server
