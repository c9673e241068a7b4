#include "postgres/named_function.hpp"

#include <algorithm>

#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

// A row for each input of each function of the name, or one without an input: the function,
// whether it returns a set, or nothing, its arguments in words; the input's name, its type, and
// whether it has a default, as the last `pronargdefaults` have; whether it returns a row.
constexpr const char* named_functions_query =
    "SELECT p.oid::text, p.proretset::text, (p.prorettype = 'pg_catalog.void'::regtype)::text, "
    "pg_catalog.pg_get_function_arguments(p.oid), "
    "CASE WHEN i.mode = 'v' THEN NULL ELSE i.name END, tn.nspname, t.typname, "
    "(row_number() OVER (PARTITION BY p.oid ORDER BY i.position) > p.pronargs - p.pronargdefaults)"
    "::text, (r.typtype = 'c' OR r.oid = 'pg_catalog.record'::regtype)::text "
    "FROM pg_catalog.pg_proc p "
    "JOIN pg_catalog.pg_type r ON r.oid = p.prorettype "
    "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
    "LEFT JOIN LATERAL unnest(p.proargnames, p.proargmodes::text[], "
    "coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY "
    "AS i(name, mode, type, position) ON coalesce(i.mode, 'i') IN ('i', 'b', 'v') "
    "AND i.type IS NOT NULL "
    "LEFT JOIN pg_catalog.pg_type t ON t.oid = i.type "
    "LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace "
    "WHERE n.nspname = $1 AND p.proname = $2 AND p.prokind = 'f' ORDER BY p.oid, i.position";

bool takes(const sql::named_function& function, const std::vector<std::string>& given) {
  const auto is_given = [&](const std::string& name) {
    return std::ranges::find(given, name) != given.end();
  };
  return std::ranges::all_of(given,
                             [&](const std::string& name) {
                               return std::ranges::find(function.inputs, name,
                                                        &sql::named_input::name) !=
                                      function.inputs.end();
                             }) &&
         std::ranges::all_of(function.inputs, [&](const sql::named_input& one) {
           return one.has_default || is_given(one.name);
         });
}

// `found fn_a(p_x text); fn_a(p_y uuid), given p_z`
std::string found_and_given(const std::vector<sql::named_function>& all, const std::string& name,
                            const std::vector<std::string>& given) {
  std::string text = "found ";
  for (const sql::named_function& one : all) {
    text += (&one == &all.front() ? "" : "; ") + name + "(" + one.arguments + ")";
  }
  text += ", given ";
  for (const std::string& one : given) text += (&one == &given.front() ? "" : ", ") + one;
  return text + (given.empty() ? "nothing" : "");
}

}  // namespace

command look_up_named(const std::string& schema, const std::string& name) {
  return look_up(named_functions_query, {schema, name});
}

std::vector<sql::named_function> named_functions(const rows& found, const std::string& schema,
                                                 const std::string& name) {
  std::vector<sql::named_function> all;
  std::string last;
  for (std::size_t i = 0; i < found.count(); ++i) {
    if (all.empty() || found.value(i, 0) != last) {
      last = found.value(i, 0);
      all.push_back({.schema = schema,
                     .name = name,
                     .arguments = as_text(found, i, 3),
                     .is_set = found.value(i, 1) == "true",
                     .returns_nothing = found.value(i, 2) == "true"});
    }
    if (found.value(i, 6).data() == nullptr) continue;
    all.back().inputs.push_back({.name = as_text(found, i, 4),
                                 .type = {as_text(found, i, 5), as_text(found, i, 6)},
                                 .has_default = found.value(i, 7) == "true"});
  }
  return all;
}

result<sql::named_function> choose(const std::vector<sql::named_function>& all,
                                   const std::string& name, const std::vector<std::string>& given) {
  if (all.empty()) return failed{failure{"the function " + name + " does not exist"}};
  std::vector<const sql::named_function*> fitting;
  for (const sql::named_function& one : all) {
    if (takes(one, given)) fitting.push_back(&one);
  }
  if (fitting.size() == 1) return *fitting.front();
  const std::string how_many = fitting.empty() ? "does not fit" : "is not the only one that fits";
  return failed{
      failure{"the function " + name + " " + how_many + ": " + found_and_given(all, name, given)}};
}

}  // namespace fraiseql::postgres
