// trusted_documents: what the settings say of documents that are known by an id: the manifest is
// read, and settings that cannot work together are refused (docs/api/trusted-documents.md).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/log.hpp"
#include "base/result.hpp"
#include "execution/documents.hpp"
#include "schema/schema.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

// For all executors of a process, of each schema that it serves. A relative manifest lies from
// `project` on.
result<execution::document_rules> open_documents(const settings& chosen,
                                                 const std::filesystem::path& project,
                                                 const log_function& log);

// Why a schema cannot be served with these documents, or nothing. Where text is answered as well,
// documents that do not fit are logged alone: clients of before may still ask for them.
std::optional<failure> unfit_documents(const execution::document_rules& rules,
                                       const std::shared_ptr<const schema::schema>& schema,
                                       const settings& chosen, const log_function& log);

// For people, at the start; "" where no document is known by an id.
std::string words_for(const execution::document_rules& rules, const settings& chosen);

}  // namespace fraiseql::server
