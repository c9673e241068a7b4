#include "auth/key_set.hpp"

#include <fmt/format.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>

#include "auth/jwk.hpp"
#include "base/text.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::auth {
namespace {

constexpr std::size_t jwks_depth = 8;
constexpr std::size_t shown_bytes = 100;

failure too_many() { return {fmt::format("there are more than {} keys", max_keys)}; }

// "key 2 (\"a\")", for people.
std::string name_of(const json::value& given, std::size_t index) {
  const json::value* kid = given.find("kid");
  const std::string* text = kid == nullptr ? nullptr : kid->get<std::string>();
  std::string name = fmt::format("key {}", index + 1);
  if (text != nullptr && text->size() <= shown_bytes) {
    name += " (" + json::to_text(json::value(*text)) + ")";
  }
  return name;
}

result<key_set> read_key_list(const json::array& list, algorithm fixed) {
  if (list.size() > max_keys) return failed{too_many()};
  std::vector<key> keys;
  std::string others;
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto read = read_jwk(list[i], fixed);
    if (!read) return failed{failure{name_of(list[i], i) + ": " + read.error().message}};
    if (auto* fit = std::get_if<key>(&*read)) {
      keys.push_back(std::move(*fit));
    } else if (others.size() < 5 * shown_bytes) {
      others += "; " + name_of(list[i], i) + ": " + std::get<left_out>(*read).why;
    }
  }
  if (!keys.empty()) return key_set(fixed, std::move(keys));
  return failed{failure{fmt::format("there is no key for {}{}", to_string(fixed), others)}};
}

// Nothing where it is no set of keys, nor one key, in JSON.
std::optional<json::array> keys_of(const json::value& read) {
  if (const json::value* keys = read.find("keys")) {
    if (const auto* list = keys->get<json::array>()) return *list;
    return std::nullopt;
  }
  if (read.find("kty") != nullptr) return json::array{read};
  return std::nullopt;
}

bool begins_like_json(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{';
}

result<public_key> read_pem_block(std::string_view name, const unsigned char* data, long size) {
  if (name.find("PRIVATE KEY") != std::string_view::npos) {
    return failed{failure{"it is a private key; who verifies needs the public one alone"}};
  }
  const unsigned char* at = data;
  EVP_PKEY* made = nullptr;
  if (name == "PUBLIC KEY") {
    made = d2i_PUBKEY(nullptr, &at, size);
  } else if (name == "RSA PUBLIC KEY") {
    made = d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, size);
  } else if (name == "CERTIFICATE") {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(d2i_X509(nullptr, &at, size),
                                                                  X509_free);
    made = certificate ? X509_get_pubkey(certificate.get()) : nullptr;
  } else {
    return failed{failure{"it is neither a public key nor a certificate"}};
  }
  ERR_clear_error();
  if (made == nullptr) return failed{failure{"it cannot be read"}};
  public_key owned(made, EVP_PKEY_free);
  if (at != data + size) return failed{failure{"there is more in it than a key"}};
  return owned;
}

result<key_set> read_pem(std::string_view text, algorithm fixed) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> source(
      BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free);
  std::vector<key> keys;
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  std::optional<failure> wrong;
  while (!wrong && PEM_read_bio(source.get(), &name, &header, &data, &size) == 1) {
    auto block = read_pem_block(name, data, size);
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(size));
    auto made = block ? key::of_public_key(*std::move(block), fixed)
                      : result<key>(failed{std::move(block).error()});
    if (!made) {
      wrong = failure{fmt::format("key {}: {}", keys.size() + 1, made.error().message)};
    } else if (keys.size() == max_keys) {
      wrong = too_many();
    } else {
      keys.push_back(*std::move(made));
    }
  }
  ERR_clear_error();
  if (wrong) return failed{*std::move(wrong)};
  if (!keys.empty()) return key_set(fixed, std::move(keys));
  return failed{
      failure{fmt::format("{} needs a public key or a certificate in PEM, or a JWKS, and "
                          "there is none",
                          to_string(fixed))}};
}

// Text that an editor or `echo` ends with a line end; of random bytes that may be the last one.
std::string_view without_line_end(std::string_view bytes) {
  std::string_view text = bytes;
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  const bool is_text = is_utf8(text) && std::ranges::none_of(text, [](char c) {
                         return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
                       });
  return is_text ? text : bytes;
}

}  // namespace

std::vector<const key*> key_set::for_id(const std::optional<std::string>& id) const {
  const bool has_ids =
      std::ranges::any_of(keys_, [](const key& one) { return one.id().has_value(); });
  std::vector<const key*> found;
  for (const key& one : keys_) {
    if (!id || !has_ids || one.id() == id) found.push_back(&one);
  }
  return found;
}

result<key_set> read_jwks(std::string_view text, algorithm fixed) {
  if (text.size() > max_key_set_bytes) {
    return failed{failure{fmt::format("there are more than {} bytes", max_key_set_bytes)}};
  }
  auto read = json::read(text, {.max_depth = jwks_depth});
  if (!read) return failed{failure{"it is no JSON: " + read.error().message}};
  const auto keys = keys_of(*read);
  if (!keys) return failed{failure{"it is no JWKS: it has no list \"keys\""}};
  return read_key_list(*keys, fixed);
}

result<key_set> read_key_file(std::string_view bytes, algorithm fixed) {
  if (bytes.size() > max_key_set_bytes) {
    return failed{failure{fmt::format("there are more than {} bytes", max_key_set_bytes)}};
  }
  const bool takes_secret = secret_bytes(fixed) > 0;
  if (begins_like_json(bytes)) {
    // A secret may begin so, too; one that is a set of keys is no accident.
    const auto read = json::read(bytes, {.max_depth = jwks_depth});
    const bool is_set = read && (read->find("keys") != nullptr || read->find("kty") != nullptr);
    if (is_set || !takes_secret) return read_jwks(bytes, fixed);
  }
  if (!takes_secret) return read_pem(bytes, fixed);
  FRAISEQL_TRY(made, key::of_secret(std::string(without_line_end(bytes)), fixed));
  return key_set(fixed, {std::move(made)});
}

}  // namespace fraiseql::auth
