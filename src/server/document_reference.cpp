#include "server/document_reference.hpp"

#include <string>

#include "execution/manifest.hpp"

namespace fraiseql::server {
namespace {

// Ids need no escapes, so that one with some is nobody's.
result<std::string_view> id_of(const json::item& given, const char* what) {
  const auto id = given.raw();
  if (id && !id->empty()) return *id;
  return failed{failure{std::string(what) + " must be a string that is not empty"}};
}

result<std::string_view> read_persisted_query(const json::item& query, document_text text) {
  if (query.is() != json::form::members) {
    return failed{failure{R"(the member "persistedQuery" of "extensions" must be an object)"}};
  }
  std::string room;
  const json::item version = query.find("version").value_or(json::item());
  if (version.is() != json::form::number || version.text(room) != "1") {
    return failed{failure{R"(the member "version" of "persistedQuery" must be 1)"}};
  }
  const json::item hash = query.find("sha256Hash").value_or(json::item());
  FRAISEQL_TRY(id, id_of(hash, R"(the member "sha256Hash" of "persistedQuery")"));
  if (text == document_text::sent && !execution::is_hash(id)) {
    return failed{failure{
        R"(the member "sha256Hash" of "persistedQuery" must be 64 hexadecimal digits in lower case)"}};
  }
  return std::string_view(id);
}

}  // namespace

result<std::string_view> read_document_id(const json::item& document_id,
                                          const json::item& extensions, document_text text) {
  const json::item query = extensions.find("persistedQuery").value_or(json::item());
  if (document_id.is_null()) {
    return query.is_null() ? result<std::string_view>(std::string_view())
                           : read_persisted_query(query, text);
  }
  if (!query.is_null()) {
    return failed{failure{R"(send "documentId" or "persistedQuery", not both)"}};
  }
  return id_of(document_id, R"(the member "documentId")");
}

}  // namespace fraiseql::server
