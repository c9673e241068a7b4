// manifest: the documents that a server trusts, as tools write them down.
//
// JSON, in one of two forms: an object of ids and texts, as relay-compiler's `persistConfig.file`
// and graphql-codegen's client preset write it; or Apollo's, an object whose `format` is
// "apollo-persisted-query-manifest", as its tool and `fraiseql persist` write it
// (docs/api/trusted-documents.md).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"

namespace fraiseql::execution {

inline constexpr std::size_t max_manifest_bytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t max_manifest_documents = 10'000;
inline constexpr std::size_t max_document_id_bytes = 128;

struct trusted_document {
  std::string id;  // without "sha256:" before it
  std::string text;
};

// In the order of their ids, which are unique.
using manifest = std::vector<trusted_document>;

// An id of 64 hexadecimal digits in lower case must be the SHA-256 of its text; another one is
// whatever the tool chose. Needs one document at least.
result<manifest> read_manifest(std::string_view text, const limits& limits);

// An id as it is looked for: a hash has "sha256:" before it, or nothing.
std::string_view plain_id(std::string_view id);
// Whether it can only be a SHA-256.
bool is_hash(std::string_view id);

}  // namespace fraiseql::execution
