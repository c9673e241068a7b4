// FraiseQL: a plain struct is a GraphQL type, a plain function is a field.
//
//   namespace gql = fraiseql;
//   struct Note { gql::id id; std::string identifier; std::string title; };
//   auto notes() { return gql::find<Note>(); }
//
// This header is for programs that use the library. The library's own sources include
// the single headers and say fraiseql::api, since some of these names are namespaces to
// them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "fraiseql/context.hpp"
#include "fraiseql/error.hpp"
#include "fraiseql/field.hpp"
#include "fraiseql/plans.hpp"
#include "fraiseql/repository.hpp"
#include "fraiseql/run.hpp"
#include "fraiseql/scalars.hpp"
#include "fraiseql/schema.hpp"
#include "fraiseql/settings.hpp"
#include "fraiseql/type.hpp"

namespace fraiseql {

using api::call;
using api::command_repository;
using api::context;
using api::error;
using api::field;
using api::find;
using api::find_one;
using api::input;
using api::key;
using api::query_repository;
using api::run;
using api::scalar;
using api::schema;
using api::settings;
using api::type;

using api::big_int_range;
using api::cidr;
using api::date;
using api::date_range;
using api::decimal;
using api::decimal_range;
using api::duration;
using api::email_address;
using api::id;
using api::int_range;
using api::ip_address;
using api::json;
using api::ltree;
using api::mac_address;
using api::time;
using api::timestamp;
using api::timestamp_range;
using api::url;
using api::uuid;
using api::vector;

}  // namespace fraiseql
