#include "json/write.hpp"

#include "base/check.hpp"

namespace fraiseql::json {
namespace {

void write_escape(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += digits[byte >> 4U];
  out += digits[byte & 15U];
}

template <class Items, class WriteItem>
void write_sequence(std::string& out, char open, char close, const Items& items,
                    const WriteItem& write_item) {
  out += open;
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write_item(item);
  }
  out += close;
}

}  // namespace

void write_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out += text.substr(copied, i - copied);
    write_escape(out, text[i]);
    copied = i + 1;
  }
  out += text.substr(copied);
  out += '"';
}

void write(std::string& out, const value& v) {
  if (v.is_null()) {
    out += "null";
  } else if (const auto* truth = v.get<bool>()) {
    out += *truth ? "true" : "false";
  } else if (const auto* digits = v.get<number>()) {
    out += digits->text;
  } else if (const auto* text = v.get<std::string>()) {
    write_string(out, *text);
  } else if (const auto* items = v.get<array>()) {
    write_sequence(out, '[', ']', *items, [&](const value& item) { write(out, item); });
  } else {
    const auto* members = v.get<object>();
    FRAISEQL_CHECK(members != nullptr);
    write_sequence(out, '{', '}', *members, [&](const member& m) {
      write_string(out, m.first);
      out += ':';
      write(out, m.second);
    });
  }
}

std::string to_text(const value& v) {
  std::string out;
  write(out, v);
  return out;
}

}  // namespace fraiseql::json
