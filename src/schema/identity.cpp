// What the database is told of who asks: each setting once and from one claim, and the roles that a
// request may have. Whether the database has the roles, only the database knows.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

// A setting of one's own has a prefix (PostgreSQL manual, 20.16); ours is the framework's.
bool is_custom_setting(std::string_view name) {
  const std::size_t point = name.find('.');
  return point != std::string_view::npos && is_name(name.substr(0, point)) &&
         is_name(name.substr(point + 1)) && to_lower(name.substr(0, point)) != "fraiseql";
}

bool is_text(std::string_view text) {
  return !text.empty() && is_utf8(text) &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::string wrong_text(const session_declaration& one) {
  if (!is_custom_setting(one.setting)) {
    return "a session setting has a prefix and a name, like \"app.tenant_id\", and is none of "
           "\"fraiseql\"; \"" +
           (is_utf8(one.setting) ? one.setting : "?") + "\" is not one";
  }
  if (!is_text(one.claim)) {
    return "the session setting \"" + one.setting + "\" is declared without a claim";
  }
  return {};
}

// What PostgreSQL takes for no role, whatever roles there are.
bool is_role(std::string_view name) {
  return is_text(name) && name.size() <= 63 && name != "none" && name != "default";
}

std::string wrong_text(const request_role& one) {
  if (!is_text(one.claim)) return "the role of requests is declared without a claim";
  if (one.allowed.empty()) return "the role of requests is declared without any that are allowed";
  if (!is_role(one.anonymous)) {
    return "the role of requests is declared without one for who is anonymous";
  }
  for (const std::string& name : one.allowed) {
    if (!is_role(name)) return "what is no name of a role is allowed as a role of requests";
  }
  return {};
}

}  // namespace

void assembly::add_session_settings() {
  // PostgreSQL does not tell names by the case of their letters.
  std::set<std::string> seen;
  for (const session_declaration& one : from_.session_settings_) {
    if (std::string wrong = wrong_text(one); !wrong.empty()) {
      error(std::move(wrong), one.origin, places_of(one.at));
    } else if (!seen.insert(to_lower(one.setting)).second) {
      error("the session setting \"" + one.setting + "\" is declared twice; keep one", one.origin,
            places_of(one.at));
    } else {
      made_->session_settings_.push_back({one.setting, one.claim});
    }
  }
}

void assembly::add_role() {
  for (const role_declaration& one : from_.roles_) {
    if (std::string wrong = wrong_text(one.role); !wrong.empty()) {
      error(std::move(wrong), one.origin, places_of(one.at));
    } else if (made_->role_) {
      error("the role of requests is declared twice; keep one", one.origin, places_of(one.at));
    } else {
      made_->role_ = one.role;
    }
  }
}

void assembly::add_identity() {
  add_session_settings();
  add_role();
}

}  // namespace fraiseql::schema
