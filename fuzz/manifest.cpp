// Any bytes as a manifest of trusted documents. What is read holds what it promises: ids that are
// ids, each once and in their order, and no text under a hash that is another's. Written down
// again, it is read as the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "execution/manifest.hpp"
#include "execution/sha256.hpp"
#include "json/write.hpp"

namespace {

using namespace fraiseql;

void check(const execution::trusted_document& one, const limits& bounds) {
  if (one.id.empty() || one.id.size() > execution::max_document_id_bytes) std::abort();
  if (one.text.size() > bounds.document_bytes) std::abort();
  if (execution::plain_id(one.id) != one.id) std::abort();
  if (execution::is_hash(one.id) && execution::sha256(one.text) != one.id) std::abort();
}

std::string written(const execution::manifest& documents) {
  json::object all;
  for (const execution::trusted_document& one : documents) all.emplace_back(one.id, one.text);
  return json::to_text(json::value(std::move(all)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const limits bounds{.document_bytes = 1'000};
  const std::string text(bytes, bytes + size);
  const auto read = execution::read_manifest(text, bounds);
  if (!read) return 0;
  if (read->empty() || read->size() > execution::max_manifest_documents) std::abort();
  for (const execution::trusted_document& one : *read) check(one, bounds);
  const auto twice =
      std::ranges::adjacent_find(*read, [](const auto& a, const auto& b) { return a.id >= b.id; });
  if (twice != read->end()) std::abort();
  const auto again = execution::read_manifest(written(*read), bounds);
  if (!again || !std::ranges::equal(*again, *read, [](const auto& a, const auto& b) {
        return a.id == b.id && a.text == b.text;
      })) {
    std::abort();
  }
  return 0;
}
