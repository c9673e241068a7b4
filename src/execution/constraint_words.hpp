// constraint_words: what clients read when a constraint or unique index of the database is broken,
// and which field of a call's input is to blame: as the schema says, or else as the comment on it
// in the database does (docs/errors.md).
//
// A value, which shares what it is made of; threads that need it have one each.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "plan/catalogue.hpp"
#include "postgres/error.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

struct constraint_word {
  std::string message;
  std::string argument;  // a field of an input, by its name in GraphQL; or ""
};

class constraint_words {
 public:
  explicit constraint_words(std::shared_ptr<const schema::schema> declared,
                            std::shared_ptr<const plan::catalogue> found = nullptr)
      : declared_(std::move(declared)), found_(std::move(found)) {}

  // What is looked up from now on knows what was found in the database.
  void adopt(std::shared_ptr<const plan::catalogue> found) { found_ = std::move(found); }

  // What is said of the constraint that the error names. One that was raised may name it alone,
  // without its table.
  [[nodiscard]] std::optional<constraint_word> find(const postgres::error& why) const;

 private:
  std::shared_ptr<const schema::schema> declared_;
  std::shared_ptr<const plan::catalogue> found_;  // nullptr: not known
};

}  // namespace fraiseql::execution
