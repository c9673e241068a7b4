// invocation: one call of a function of the program while it is under way. Private to this
// folder: native.cpp makes it, and fetch.cpp reads rows for it.
#pragma once

#include <optional>
#include <utility>

#include "fraiseql/error.hpp"
#include "fraiseql/repository.hpp"
#include "frontend/code/model.hpp"
#include "json/value.hpp"
#include "schema/native.hpp"

namespace fraiseql::api::detail {

// Here `json` and `schema` are what users call so.
struct invocation {
  const frontend::model& types;
  const frontend::function_model& function;
  const fraiseql::schema::native_call& given;
  const context& request;
  query_repository repository = tokens::make<query_repository>(*this);
  std::optional<fraiseql::schema::native_failure> wrong = {};
  std::optional<fraiseql::json::value> result = {};
};

}  // namespace fraiseql::api::detail

namespace fraiseql::frontend {

// What fetch() throws: to the program an error as any, and for the log what it does not say.
class fetch_error : public api::error {
 public:
  explicit fetch_error(schema::native_failure why)
      : error(std::string(to_string(why.error.code)), why.error.message), why_(std::move(why)) {}

  [[nodiscard]] const schema::native_failure& why() const { return why_; }

 private:
  schema::native_failure why_;
};

}  // namespace fraiseql::frontend
