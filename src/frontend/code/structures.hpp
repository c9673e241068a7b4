// structures: declares each struct of a program once, with the structs inside it.
//
// A struct is known by the address of its table; two structs of one name are told apart
// by it and reported here, because a compiler may print the same path for both (clang
// does for structs inside functions). Owns nothing of the tables, which are constants;
// borrows the builder.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "fraiseql/detail/tables.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

class structures {
 public:
  explicit structures(schema::schema_builder& builder) : builder_(builder) {}

  // Says that rows of it are read from `tv_<name>`. Before it is added.
  void has_relation(const api::detail::structure& object) { read_.insert(&object); }

  void add_object(const api::detail::structure& object);
  void add_input(const api::detail::structure& input);

 private:
  enum class use { object, input };
  struct claim {
    const api::detail::structure* owner;
    use used_as;
  };

  // Whether it is new and its name free; reports a name that is not.
  bool claim_name(const api::detail::structure& claimed, use used_as);

  schema::schema_builder& builder_;
  std::set<const api::detail::structure*> read_;
  std::map<std::string_view, claim> claims_;
};

}  // namespace fraiseql::frontend
