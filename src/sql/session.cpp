#include "sql/session.hpp"

#include "sql/fragment.hpp"

namespace fraiseql::sql {
namespace {

void add_setting(fragment& out, std::string_view name) {
  out.add("pg_catalog.set_config(").add(literal{name}).add(", ");
}

void add_values(fragment& out, const std::vector<setting_value>& settings) {
  for (const auto& [name, value] : settings) {
    out.add(", ");
    add_setting(out, name);
    out.add(literal{value}).add(", false)");
  }
}

// That of the connection, whatever it was logged in with.
void add_no_role(fragment& out) {
  add_setting(out, role_setting);
  out.add(literal{no_role}).add(", false)");
}

statement made_of(keyword text) { return {.text = std::string(text.text())}; }

}  // namespace

parameter text_parameter(std::string text) {
  return {.oid = 25, .is_binary = true, .bytes = octets(text)};
}

statement tell_session(const std::vector<std::string>& settings) {
  fragment out;
  out.add("SELECT ");
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (i > 0) out.add(", ");
    add_setting(out, settings[i]);
    out.add("$").add(integer{static_cast<std::int64_t>(i) + 1}).add(", true)");
  }
  return {.text = out.text()};
}

statement set_up_session(const std::vector<setting_value>& settings) {
  fragment out;
  out.add("SELECT ");
  add_no_role(out);
  add_values(out, settings);
  return {.text = out.text()};
}

std::vector<statement> clean_session(const std::vector<setting_value>& settings) {
  fragment settled;
  settled.add("SELECT pg_catalog.pg_advisory_unlock_all(), ");
  add_no_role(settled);
  add_values(settled, settings);
  return {made_of("RESET ALL"),         {.text = settled.text()}, made_of("DISCARD TEMP"),
          made_of("DISCARD SEQUENCES"), made_of("CLOSE ALL"),     made_of("UNLISTEN *")};
}

}  // namespace fraiseql::sql
