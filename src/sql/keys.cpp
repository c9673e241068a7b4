#include "sql/keys.hpp"

#include "base/check.hpp"

namespace fraiseql::sql {
namespace {

// pg_type.dat
constexpr std::uint32_t text_oid = 25;
constexpr std::uint32_t text_array_oid = 1009;
constexpr std::uint32_t uuid_oid = 2950;
constexpr std::uint32_t uuid_array_oid = 2951;
constexpr std::size_t uuid_size = 16;

void add_int4(octets& to, std::size_t value) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    to += static_cast<char>((value >> shift) & 0xFFU);
  }
}

}  // namespace

bool is_key(const parameter& one) {
  if (!one.bytes || !one.is_binary) return false;
  return one.oid == text_oid || (one.oid == uuid_oid && one.bytes->size() == uuid_size);
}

parameter all_of(std::span<const parameter* const> keys) {
  FRAISEQL_CHECK(!keys.empty());
  const std::uint32_t oid = keys.front()->oid;
  octets bytes;
  constexpr std::size_t head = 20;
  constexpr std::size_t usual_item = 4 + uuid_size;
  bytes.reserve(head + keys.size() * usual_item);
  add_int4(bytes, 1);  // dimension
  add_int4(bytes, 0);  // no nulls
  add_int4(bytes, oid);
  add_int4(bytes, keys.size());
  add_int4(bytes, 1);  // the first index
  for (const parameter* one : keys) {
    FRAISEQL_CHECK(is_key(*one) && one->oid == oid);
    add_int4(bytes, one->bytes->size());
    bytes += *one->bytes;
  }
  return {.oid = oid == uuid_oid ? uuid_array_oid : text_array_oid,
          .is_binary = true,
          .bytes = std::move(bytes)};
}

void write_key_text(std::string& to, const parameter& key) {
  FRAISEQL_CHECK(is_key(key));
  if (key.oid == text_oid) {
    to.assign(key.bytes->data(), key.bytes->size());
    return;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::size_t uuid_text_size = 36;
  to.resize(uuid_text_size);
  char* at = to.data();
  const char* const bytes = key.bytes->data();
  for (std::size_t i = 0; i < uuid_size; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *at++ = '-';
    const auto byte = static_cast<unsigned char>(bytes[i]);
    *at++ = digits[byte >> 4U];
    *at++ = digits[byte & 0xFU];
  }
}

}  // namespace fraiseql::sql
