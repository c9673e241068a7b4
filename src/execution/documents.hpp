// documents: from what a request says of its document to one that is proven, and kept.
//
// A document comes as text, by its bytes or by those of the string of JSON that it came as; or by
// an id, that of a trusted document (manifest.hpp) or of an automatic persisted query. Whichever it
// is, the same proven document comes out of here, and nothing behind it knows the difference. The
// trusted ones are proven at the start and stay, held by all loops together; the others are in
// caches of one loop. One thread at a time, but for what the rules share.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "execution/bounded_cache.hpp"
#include "execution/documents_mode.hpp"
#include "execution/manifest.hpp"
#include "execution/meters.hpp"
#include "execution/registered_documents.hpp"
#include "execution/request.hpp"
#include "schema/schema.hpp"
#include "validation/coercion.hpp"
#include "validation/validate.hpp"

namespace fraiseql::execution {

// A text that was answered though ids are preferred.
struct answered_text {
  std::string hash;       // SHA-256
  std::string operation;  // the name of its first operation
  bool is_trusted = false;
  bool is_last = false;  // no further one will be told of
};

// Which documents are answered; of all loops, so that what it points to is shared.
struct document_rules {
  documents_mode mode = documents_mode::open;
  std::shared_ptr<const manifest> trusted = {};            // nullptr: there is none
  std::shared_ptr<registered_documents> registered = {};   // nullptr: not taken
  std::shared_ptr<told_texts> told = {};                   // of `prefer`
  std::function<void(const answered_text&)> on_text = {};  // of `prefer`; any loop's thread
};

// What documents are proven with.
struct document_surroundings {
  std::shared_ptr<const schema::schema> schema;
  fraiseql::limits limits = {};
  validation::validate_options validating = {};
};

// A document that was proven, and what its operations declare. Its number stands for its bytes in
// the keys of operations: they were compared when it was found.
struct known_document {
  struct operation {
    const language::operation_node* node;
    validation::declared_variables variables;
  };

  known_document(validation::validated_document of, std::uint64_t its_number);
  known_document(const known_document&) = delete;
  known_document& operator=(const known_document&) = delete;

  [[nodiscard]] std::size_t place_of(const language::operation_node* node) const;
  // About what it takes in memory.
  [[nodiscard]] std::size_t weight() const;
  // Of its tree and text alone.
  [[nodiscard]] std::size_t tree_weight() const;

  validation::validated_document proven;
  std::uint64_t number;
  bool is_kept = false;               // asked for again, it is found
  bool is_trusted = false;            // and for good
  std::vector<operation> operations;  // borrow `proven`
};

class documents {
 public:
  using known = result<std::shared_ptr<const known_document>, std::vector<graphql_error>>;

  // `counted` outlives it, where there is one.
  documents(document_surroundings with, document_rules rules, prepare_meters* counted = nullptr);
  // Of another loop: what is trusted is shared.
  documents(const documents& beside, prepare_meters* counted);
  documents(const documents&) = delete;
  documents(documents&&) = default;
  documents& operator=(const documents&) = delete;
  documents& operator=(documents&&) = default;
  ~documents() = default;

  known find(const request& asked);

  // In the order of their ids, those that are not legal among them.
  [[nodiscard]] std::span<const known> trusted() const { return trusted_->proven; }
  // How many were read so far, and not found.
  [[nodiscard]] std::uint64_t read() const { return read_; }

 private:
  // By its id, a place in `proven`.
  struct trusted_documents {
    std::vector<known> proven;
    std::unordered_map<std::string_view, std::size_t> by_id;  // borrow the manifest
  };

  known by_id(const request& asked);
  known by_id_and_text(const request& asked, std::string_view id, std::string_view text);
  known by_text(const request& asked);
  known by_text(std::string_view text);
  known registered(std::string_view hash);
  void tell(std::string_view text, const known_document& of);

  document_surroundings with_;
  document_rules rules_;
  std::shared_ptr<const trusted_documents> trusted_;
  std::uint64_t last_number_;
  std::uint64_t read_ = 0;
  bounded_cache<known_document> by_text_;
  bounded_cache<known_document> by_spelling_;  // by the text of a string with escapes
  bounded_cache<known_document> by_hash_;      // automatic persisted queries
};

// What is wrong with a trusted document, so that no request for it can be answered.
struct refused_document {
  std::string id;
  std::string operation;  // the name of one, if it has a name
  graphql_error error;    // the first
};

// Whether trusted documents are legal for a schema, and within the limits that do not depend on
// variables.
std::vector<refused_document> refused_documents(const manifest& trusted,
                                                const document_surroundings& with);

}  // namespace fraiseql::execution
