// document_reference: what a request says of a document that the server may know.
//
// `documentId`, as GraphQL over HTTP has it (appendix A); or Apollo's
// `extensions.persistedQuery`. Both mean the same from here on.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "json/item.hpp"

namespace fraiseql::server {

// Whether the document itself is sent, too: then Apollo's hash must be one.
enum class document_text : unsigned char { absent, sent };

// The id as it stands in what was read flat, or "" where there is none.
result<std::string_view> read_document_id(const json::item& document_id,
                                          const json::item& extensions, document_text text);

}  // namespace fraiseql::server
