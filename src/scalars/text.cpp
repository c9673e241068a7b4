// The switch over all kinds stands last; the forms that are short stand here, the others in
// files of their own.
#include "scalars/text.hpp"

#include <algorithm>
#include <cstddef>

#include "scalars/address.hpp"
#include "scalars/calendar.hpp"
#include "scalars/characters.hpp"
#include "scalars/duration.hpp"
#include "scalars/range.hpp"
#include "scalars/url.hpp"

namespace fraiseql::scalars {
namespace {

bool copy_if(bool fits, std::string& out, std::string_view text) {
  if (fits) out += text;
  return fits;
}

bool write_uuid(std::string& out, std::string_view text) {
  constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  const auto fits = [](char wanted, char c) {
    return wanted == '-' ? c == '-' : is_hexadecimal(c);
  };
  if (!std::ranges::equal(form, text, fits)) return false;
  for (const char c : text) out += lower_case(c);
  return true;
}

// PostgreSQL 16 stores `-` too and longer labels; every version stores an empty path.
bool is_ltree(std::string_view text, giver by) {
  constexpr std::size_t max_labels = 65'535;
  const std::size_t max_label = by == giver::client ? 255 : 1'000;
  const auto may_stand = [by](char c) {
    return is_alphanumeric(c) || c == '_' || (c == '-' && by == giver::database);
  };
  if (text.empty()) return by == giver::database;
  std::size_t labels = 1;
  std::size_t label = 0;
  for (const char c : text) {
    if (c == '.' && label > 0 && labels < max_labels) {
      ++labels;
      label = 0;
    } else if (!may_stand(c) || ++label > max_label) {
      return false;
    }
  }
  return label > 0;
}

bool write(kind of, giver by, std::string& out, std::string_view text) {
  const bool is_stored = by == giver::database;
  switch (of) {
    case kind::uuid: return write_uuid(out, text);
    case kind::date_time:
      return is_stored ? write_date_time(out, text) : copy_if(is_date_time(text), out, text);
    case kind::date: return copy_if(is_date(text), out, text);
    case kind::time: return copy_if(is_time(text), out, text);
    case kind::duration:
      return is_stored ? write_duration(out, text) : copy_if(is_duration(text), out, text);
    case kind::email_address: return copy_if(is_email_address(text), out, text);
    case kind::url: return copy_if(is_url(text), out, text);
    case kind::ip_address: return copy_if(is_ip_address(text), out, text);
    case kind::cidr: return copy_if(is_cidr(text), out, text);
    case kind::mac_address: return write_mac_address(out, text);
    case kind::ltree: return copy_if(is_ltree(text, by), out, text);
    case kind::date_range: return copy_if(is_date_range(text), out, text);
    case kind::int_range: return copy_if(is_int_range(text), out, text);
    case kind::big_int_range: return copy_if(is_big_int_range(text), out, text);
    case kind::decimal_range: return copy_if(is_decimal_range(text, by), out, text);
    case kind::date_time_range: return write_date_time_range(out, text, by);
    case kind::int32:
    case kind::floating:
    case kind::string:
    case kind::boolean:
    case kind::id:
    case kind::big_int:
    case kind::decimal:
    case kind::json:
    case kind::vector:
    case kind::ruled:
    case kind::other: return false;
  }
  return false;
}

}  // namespace

bool write_input(kind of, std::string& out, std::string_view text) {
  return write(of, giver::client, out, text);
}

bool write_stored(kind of, std::string& out, std::string_view text) {
  return write(of, giver::database, out, text);
}

std::string_view form_in_words(kind of) {
  switch (of) {
    case kind::uuid: return "string of 8-4-4-4-12 hexadecimal digits";
    case kind::date_time: return "RFC 3339 date and time with an offset";
    case kind::date: return "date of RFC 3339";
    case kind::time: return "time of day such as \"12:30:00\"";
    case kind::duration: return "ISO 8601 duration such as \"P1DT12H\"";
    case kind::email_address: return "e-mail address";
    case kind::url: return "absolute URL";
    case kind::ip_address: return "IPv4 or IPv6 address without a mask";
    case kind::cidr: return "network such as \"10.0.0.0/8\", all bits behind its prefix zero";
    case kind::mac_address: return "MAC address of 6 or 8 octets";
    case kind::ltree: return "path of labels such as \"top.science\"";
    case kind::date_range: return "range of dates such as \"[2026-01-01,2026-02-01)\"";
    case kind::int_range: return "range of whole numbers of 32 bits such as \"[1,10)\"";
    case kind::big_int_range: return "range of whole numbers of 64 bits such as \"[1,10)\"";
    case kind::decimal_range:
      return "range of numbers of at most 300 digits on either side of the point such as "
             "\"[0.5,19.9]\"";
    case kind::date_time_range:
      return "range of RFC 3339 dates and times such as "
             "\"[2026-01-01T00:00:00Z,2026-02-01T00:00:00Z)\"";
    case kind::int32:
    case kind::floating:
    case kind::string:
    case kind::boolean:
    case kind::id:
    case kind::big_int:
    case kind::decimal:
    case kind::json:
    case kind::vector:
    case kind::ruled:
    case kind::other: return "";
  }
  return "";
}

}  // namespace fraiseql::scalars
