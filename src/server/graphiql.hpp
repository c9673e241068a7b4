// graphiql: the page that a browser gets at GET /graphql, and what belongs to it.
//
// web/graphiql/pack.py packs the files into the program, compressed; nothing is fetched from
// elsewhere. The page may load and ask what this server serves and nothing else, and no site
// may frame it (its Content-Security-Policy). What belongs to it has its version in its path,
// so that a browser may keep it. docs/api/http.md, GraphiQL.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

inline constexpr std::string_view graphiql_assets = "/graphql/assets/";

// Whether this program has it; without, the page says how to get it.
bool has_graphiql();

// Somebody wants it who cannot have it, or could not see the schema in it.
std::optional<failure> missing_graphiql(const settings& chosen);

// Whether a request to /graphql is a browser's that asks for a page: a GET that names text/html and
// wants nothing more, and has nothing of GraphQL in its query.
bool wants_page(const http::request& request);

http::response graphiql_page();

// What stands at a path that begins with `graphiql_assets`.
http::response graphiql_asset(const http::request& request);

}  // namespace fraiseql::server
