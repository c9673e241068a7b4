// discovery: from the functions a program registers to every type they reach.
//
// A type is known by the address of its table; two of one name are told apart by it and
// reported, because a compiler may print the same path for both (clang does for structs
// inside functions). Each type is asked once for its describe(); what is said twice, or
// about something it does not apply to, is an error.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "frontend/code/model.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

class discovery {
 public:
  // Both are borrowed.
  discovery(schema::schema_builder& builder, model& found) : builder_(builder), found_(found) {}

  // The struct as an object, with all that its members reach.
  structure_model& object(const tables::structure& table);

  // A function that works data out or calls, with the types it takes and returns. `name` is its
  // name in GraphQL, and a union that it returns is called `union_name`.
  function_model& root(const tables::function& table, std::string name, std::string origin,
                       const tables::remark<std::string>& discriminator);

  // A type that nothing is declared of: its values are carried, and no more.
  const value_model& carried(const tables::value& table);
  const structure_model& carried(const tables::structure& table) { return model_of(table); }

  // What can only be said once everything was met.
  void finish();

  // The text if it was said; reports what was said twice. `of` is what it was said of.
  std::optional<std::string> once(const tables::remark<std::string>& about, const char* what,
                                  const std::string& of, const std::string& origin);
  // The same for what cannot be "": a name, a key.
  std::optional<std::string> once_named(const tables::remark<std::string>& about, const char* what,
                                        const std::string& of, const std::string& origin);
  // What `limit` and `first` may be at most.
  std::optional<std::int32_t> limit(const tables::remark<std::int32_t>& about,
                                    const std::string& of, const std::string& origin);
  // What a request must be allowed to do.
  schema::authorization permission(const tables::remark<tables::permission>& about,
                                   const std::string& of, const std::string& origin);
  // Whether it is said; reports what is said twice.
  bool once(const tables::remark<bool>& about, const char* what, const std::string& of,
            const std::string& origin);
  void refuse(std::string why, const std::string& origin);
  void refuse_filter(const std::string& of, const failure& why, const std::string& origin);

 private:
  enum class use { object, input, arguments };
  // Where a type is used, for the union it may be.
  struct place {
    std::string union_name;
    std::string origin;
    const tables::remark<std::string>& discriminator;
    std::string of;
  };

  structure_model& model_of(const tables::structure& table);
  enumeration_model& model_of(const tables::enumeration& table);
  void add_members(structure_model& of);
  void add_computed(structure_model& of, const tables::member_notes& notes);
  void add_relation(structure_model& of, const tables::member_notes& notes);
  void ask_relation(const structure_model& owner, relation_model& of);
  void add_values(enumeration_model& of);
  const value_model* value(const tables::value& table, const place& at);
  void complete(function_model& function, const place& at);
  void reach(structure_model& of, use used_as);
  void reach(const value_model& of, use used_as);
  void reach(const function_model& of);
  template <class Model>
  void claim_name(Model& of);
  void check_notes(const structure_model& of);
  void check_member_notes(const structure_model& of, const tables::member_notes& notes);
  void check_relation(const structure_model& of);
  void check_stored_keys(const structure_model& of);
  void check_result(const function_model& of);

  schema::schema_builder& builder_;
  model& found_;
  std::map<const tables::structure*, structure_model*> structures_;
  std::map<const tables::enumeration*, enumeration_model*> enumerations_;
  std::set<const structure_model*> carried_;  // objects that become C++ values, or are made of them
  std::map<std::string, std::string> names_;  // to the path of what has it
};

}  // namespace fraiseql::frontend
