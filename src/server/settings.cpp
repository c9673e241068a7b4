#include "server/settings.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "server/settings_table.hpp"

namespace fraiseql::server {
namespace {

constexpr std::string_view white_space = " \t\n\r\f\v";  // as libpq sees it

const setting* find(std::string_view key) {
  for (const setting& one : settings_table()) {
    if (one.key.name == key) return &one;
  }
  return nullptr;
}

std::vector<std::string_view> known_names() {
  std::vector<std::string_view> names;
  for (const setting& one : settings_table()) names.push_back(one.key.name);
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

bool settings::shows_graphiql() const {
  return graphiql.value_or(effective_profile() == profile::development && is_on(introspection));
}

std::span<const setting_key> setting_keys() {
  static const std::vector<setting_key> keys = [] {
    std::vector<setting_key> made;
    for (const setting& one : settings_table()) made.push_back(one.key);
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
  for (const setting& one : settings_table()) {
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
    for (const setting& one : settings_table()) all.push_back("FRAISEQL_" + upper(one.key.name));
    const std::vector<std::string_view> known(all.begin(), all.end());
    return failed{failure{fmt::format("unknown setting \"{}\" in the environment{}", name,
                                      did_you_mean(name, known))}};
  }
  return done{};
}

std::vector<std::string> settings_reader::describe() const {
  std::vector<std::string> lines;
  for (const setting& one : settings_table()) {
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
