// Whether a function that is needed is there: an overload of it takes what a call passes, and
// this role may call it.
#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "json/read.hpp"
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

// One row for each function of the name: its parameters, its result, whether it can be
// called, whether this role may, its signature, the role, whether it is VOLATILE, and as JSON what
// it returns and takes. It can be called if it has an input for each parameter wanted ($3 their
// names, $4 their types, $5 whether they are always passed, $6 what is passed, separated by
// commas), of a type that takes it, and if every other
// input has a default. An input of a domain stands in `input` once more with each type below it, as
// values of those fit it, too. A value fits a type that PostgreSQL comes to by itself from the
// wanted one, or that a call makes of JSON.
constexpr const char* functions_query =
    "WITH RECURSIVE found AS ("
    "SELECT p.oid, p.provolatile, p.pronargs, p.pronargdefaults, p.proargnames, p.proargmodes, "
    "coalesce(p.proallargtypes, p.proargtypes::oid[]) AS types, p.prorettype, p.proretset "
    "FROM pg_catalog.pg_proc p "
    "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
    "WHERE n.nspname = $1 AND p.proname = $2 AND p.prokind = 'f'"
    "), wanted AS ("
    "SELECT w.name, to_regtype(w.type)::oid AS type, w.is_always_passed::boolean, w.passed "
    "FROM unnest(string_to_array($3, ','), string_to_array($4, ','), string_to_array($5, ','), "
    "string_to_array($6, ',')) AS w(name, type, is_always_passed, passed)"
    "), taken AS ("
    "SELECT f.oid AS of, CASE WHEN i.mode = 'v' THEN NULL ELSE i.name END AS name, i.type, "
    "i.position, "
    "row_number() OVER (PARTITION BY f.oid ORDER BY i.position) "
    "> f.pronargs - f.pronargdefaults AS has_default "
    "FROM found f, unnest(f.proargnames, f.proargmodes::text[], f.types) "
    "WITH ORDINALITY AS i(name, mode, type, position) "
    "WHERE coalesce(i.mode, 'i') IN ('i', 'b', 'v')"
    "), input(of, name, type, has_default) AS ("
    "SELECT of, name, type, has_default FROM taken UNION ALL "
    "SELECT i.of, i.name, t.typbasetype, i.has_default "
    "FROM input i JOIN pg_catalog.pg_type t ON t.oid = i.type WHERE t.typbasetype <> 0"
    "), base(of, type) AS ("
    "SELECT t.oid, t.oid FROM pg_catalog.pg_type t "
    "WHERE t.oid IN (SELECT prorettype FROM found UNION SELECT type FROM taken) UNION ALL "
    "SELECT b.of, t.typbasetype FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.type "
    "WHERE t.typbasetype <> 0"
    "), member AS ("  // a type as composite types have it
    "SELECT m.oid, json_build_object('type', format_type("
    "CASE WHEN e.typbasetype <> 0 THEN e.typbasetype ELSE e.oid END, NULL), 'kind', e.typtype, "
    "'list', e.oid <> m.oid) AS text "
    "FROM pg_catalog.pg_type m JOIN pg_catalog.pg_type e ON e.oid = "
    "CASE WHEN m.typcategory = 'A' AND m.typelem <> 0 THEN m.typelem ELSE m.oid END"
    "), described AS ("
    "SELECT b.of, json_build_object("
    "'form', CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN 'array' "
    "WHEN t.oid = 'void'::regtype THEN 'nothing' WHEN t.oid = 'json'::regtype THEN 'json' "
    "WHEN t.oid = 'jsonb'::regtype THEN 'jsonb' WHEN t.typtype = 'e' THEN 'enumeration' "
    "WHEN t.typtype = 'c' OR t.oid = 'record'::regtype THEN 'composite' ELSE 'scalar' END, "
    "'schema', n.nspname, 'name', i.typname, 'kind', i.typtype, 'type', format_type("
    "CASE WHEN i.typbasetype <> 0 THEN i.typbasetype ELSE i.oid END, NULL), 'members', "
    "(SELECT json_agg(json_build_object('name', a.attname, 'of', m.text)) "
    "FROM pg_catalog.pg_attribute a JOIN member m ON m.oid = a.atttypid "
    "WHERE i.typtype = 'c' AND a.attrelid = i.typrelid AND a.attnum > 0 "
    "AND NOT a.attisdropped)) AS text "
    "FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.type AND t.typbasetype = 0 "
    "JOIN pg_catalog.pg_type i ON i.oid = "
    "CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END "
    "JOIN pg_catalog.pg_namespace n ON n.oid = i.typnamespace"
    ") "
    "SELECT pg_get_function_arguments(f.oid), pg_get_function_result(f.oid), "
    "(NOT EXISTS (SELECT FROM wanted w WHERE NOT EXISTS ("
    "SELECT FROM input i JOIN pg_catalog.pg_type t ON t.oid = i.type "
    "LEFT JOIN pg_catalog.pg_type d ON d.oid = t.typelem AND t.typcategory = 'A' "
    "LEFT JOIN pg_catalog.pg_type e "
    "ON e.oid = CASE WHEN d.typbasetype <> 0 THEN d.typbasetype ELSE d.oid END "
    "LEFT JOIN pg_catalog.pg_type c ON c.typtype = 'c' "
    "AND c.oid = CASE w.passed WHEN 'object' THEN t.oid WHEN 'objects' THEN e.oid END "
    "WHERE i.of = f.oid AND i.name = w.name AND CASE "
    "WHEN w.passed <> 'value' AND i.type IN ('json'::regtype, 'jsonb'::regtype) THEN true "
    "WHEN w.passed IN ('object', 'objects') THEN c.oid IS NOT NULL "
    "WHEN w.passed = 'list' AND (e.oid IS NULL OR w.type = 'jsonb'::regtype) THEN false "
    "ELSE w.type = coalesce(e.oid, t.oid) "
    "OR (w.type = 'text'::regtype AND coalesce(e.typtype, t.typtype) = 'e') "
    "OR (w.type = 'jsonb'::regtype AND t.oid = 'json'::regtype) "
    "OR EXISTS (SELECT FROM pg_catalog.pg_cast k WHERE k.castsource = w.type "
    "AND k.casttarget = coalesce(e.oid, t.oid) AND k.castcontext = 'i') END)) "
    "AND NOT EXISTS (SELECT FROM input i WHERE i.of = f.oid AND NOT i.has_default "
    "AND NOT EXISTS (SELECT FROM wanted w WHERE w.name = i.name AND w.is_always_passed))"
    ")::text, "
    "has_function_privilege(f.oid, 'EXECUTE')::text, f.oid::regprocedure::text, "
    "quote_ident(current_user), (f.provolatile = 'v')::text, "
    "has_schema_privilege($1, 'USAGE')::text, "
    "json_build_object('set', f.proretset, 'returns', "
    "(SELECT d.text FROM described d WHERE d.of = f.prorettype), 'gives', "
    "(SELECT json_agg(json_build_object('name', o.name, 'of', m.text)) "
    "FROM unnest(f.proargnames, f.proargmodes::text[], f.types) AS o(name, mode, type) "
    "JOIN member m ON m.oid = o.type WHERE o.mode IN ('o', 'b', 't')), 'takes', "
    "(SELECT coalesce(json_agg(json_build_object('name', i.name, 'type', d.text) "
    "ORDER BY i.position), '[]') FROM taken i JOIN described d ON d.of = i.type "
    "WHERE i.of = f.oid))::text "
    "FROM found f ORDER BY f.oid";

std::string type_text(const required_parameter& one) {
  switch (one.as) {
    case passed_as::value:
    case passed_as::object:
    case passed_as::objects: return one.type;
    case passed_as::list: return one.type == "jsonb" ? one.type : one.type + "[]";
  }
  FRAISEQL_CHECK(false);
}

std::string_view name_of(passed_as as) {
  switch (as) {
    case passed_as::value: return "value";
    case passed_as::list: return "list";
    case passed_as::object: return "object";
    case passed_as::objects: return "objects";
  }
  FRAISEQL_CHECK(false);
}

std::string join(const std::vector<required_parameter>& parameters) {
  std::string text;
  for (const auto& one : parameters) {
    text += (text.empty() ? "" : ", ") + one.name + " " + type_text(one);
    if (!one.is_always_passed) text += " DEFAULT NULL";
  }
  return text;
}

std::string text_of(const required_result& returns) {
  return (returns.is_list ? "SETOF " : "") + returns.types.front();
}

std::string member_text(const json::value& of, std::string_view key) {
  const json::value* found = of.find(key);
  const auto* text = found == nullptr ? nullptr : found->get<std::string>();
  return text == nullptr ? std::string() : *text;
}

constexpr std::array<std::pair<std::string_view, plan::type_form>, 7> forms = {{
    {"nothing", plan::type_form::nothing},
    {"scalar", plan::type_form::scalar},
    {"json", plan::type_form::json},
    {"jsonb", plan::type_form::jsonb},
    {"enumeration", plan::type_form::enumeration},
    {"composite", plan::type_form::composite},
    {"array", plan::type_form::array},
}};

plan::found_type type_of(const json::value& described) {
  const std::string form = member_text(described, "form");
  const auto known =
      std::ranges::find(forms, form, &std::pair<std::string_view, plan::type_form>::first);
  FRAISEQL_CHECK(known != forms.end());
  return {known->second, member_text(described, "schema"), member_text(described, "name")};
}

// A field of a composite type.
struct found_member {
  std::string name;
  std::string type;  // of a list that of its items, as format_type() spells it
  std::string kind;  // of that: pg_type.typtype
  bool is_list = false;
};

// What the function's row says in its last column.
struct signature {
  plan::found_function found;
  std::string returns;  // the type, of an array that of its items, as format_type() spells it
  std::string kind;     // its kind: pg_type.typtype
  std::vector<found_member> members;
  std::vector<std::vector<found_member>> members_of_parameters;
};

std::vector<found_member> members_of(const json::value* listed) {
  std::vector<found_member> made;
  const auto* items = listed == nullptr ? nullptr : listed->get<json::array>();
  if (items == nullptr) return made;
  for (const json::value& one : *items) {
    const json::value& of = *one.find("of");
    made.push_back({member_text(one, "name"), member_text(of, "type"), member_text(of, "kind"),
                    *of.find("list")->get<bool>()});
  }
  return made;
}

signature read_signature(const required_function& needed, std::string_view text) {
  const auto described = json::read(text, {});
  FRAISEQL_CHECK(described.ok());
  const json::value& returns = *described->find("returns");
  signature made;
  made.found.schema = needed.schema;
  made.found.name = needed.name;
  made.returns = member_text(returns, "type");
  made.kind = member_text(returns, "kind");
  made.members = members_of(returns.find("members"));
  if (made.members.empty()) made.members = members_of(described->find("gives"));
  made.found.returns = type_of(returns);
  made.found.is_set = *described->find("set")->get<bool>();
  for (const json::value& one : *described->find("takes")->get<json::array>()) {
    const json::value& type = *one.find("type");
    made.found.parameters.push_back({member_text(one, "name"), type_of(type)});
    made.members_of_parameters.push_back(members_of(type.find("members")));
  }
  return made;
}

bool is_json(std::string_view type) { return type == "json" || type == "jsonb"; }

bool fits(const required_member& wanted, const found_member& found) {
  // PostgreSQL takes a list in a list of JSON for another dimension of the array.
  if (found.is_list && (wanted.may_be_any || is_json(found.type))) return false;
  if (wanted.may_be_any || is_json(found.type)) return true;
  if (wanted.is_list != found.is_list) return false;
  if (found.kind == "e") return wanted.may_be_enum;
  if (wanted.types.empty() || found.kind == "c") return wanted.types.empty() && found.kind == "c";
  return std::ranges::find(wanted.types, found.type) != wanted.types.end();
}

// Of a composite type; what a record has nobody knows.
bool fit(const std::vector<required_member>& wanted, const std::vector<found_member>& found) {
  return std::ranges::all_of(wanted, [&](const required_member& one) {
    const auto same = std::ranges::find(found, one.name, &found_member::name);
    return same == found.end() ? !one.must_be_there : fits(one, *same);
  });
}

bool takes(const required_function& needed, const signature& of) {
  return std::ranges::all_of(needed.parameters, [&](const required_parameter& one) {
    const auto& all = of.found.parameters;
    const auto found = std::ranges::find(all, one.name, &plan::found_parameter::name);
    if (found == all.end()) return false;
    const auto& members = of.members_of_parameters[static_cast<std::size_t>(found - all.begin())];
    return members.empty() || fit(one.members, members);
  });
}

bool fits(const required_result& wanted, const signature& of) {
  const plan::type_form form = of.found.returns.form;
  const bool is_array = form == plan::type_form::array;
  const bool is_document = form == plan::type_form::json || form == plan::type_form::jsonb;
  if (wanted.is_list && is_document) return true;
  if (wanted.may_be_any && !wanted.is_list && !of.found.is_set) return true;
  if (wanted.is_list != (of.found.is_set || is_array)) return false;
  if (of.found.is_set && is_array && !wanted.has_lists) return false;
  if (wanted.may_be_any || is_document || is_json(of.returns)) return true;
  if (form == plan::type_form::nothing) return wanted.may_be_nothing;
  if (of.kind == "e") return wanted.may_be_enum;
  if (of.kind == "c" || form == plan::type_form::composite) {
    return wanted.may_be_row && !of.members.empty() && fit(wanted.members, of.members);
  }
  return std::ranges::find(wanted.types, of.returns) != wanted.types.end();
}

// One that can be called as is needed.
struct candidate {
  std::size_t row = 0;
  bool returns_it = false;
  plan::found_function function;
};

// One that has the very parameters of another where something is passed.
const candidate* find_twin(const std::vector<candidate>& all, const required_function& needed) {
  const auto are_same = [&](const candidate& one, const candidate& other) {
    return std::ranges::all_of(needed.parameters, [&](const required_parameter& passed) {
      const auto* left = one.function.find(passed.name);
      const auto* right = other.function.find(passed.name);
      return left != nullptr && right != nullptr && left->type == right->type;
    });
  };
  for (std::size_t i = 1; i < all.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (are_same(all[i], all[k])) return &all[i];
    }
  }
  return nullptr;
}

void look_at_rights(const required_function& needed, const rows& found, std::size_t row,
                    findings& into) {
  const std::string name = qualified(needed.schema, needed.name);
  const std::string text = as_text(found, row, 4);
  const std::string role = as_text(found, row, 5);
  if (found.value(row, 7) != "true") {
    into.missing.push_back({"the role " + role + " may not use the schema " + needed.schema +
                                ", in which the function " + name + " is",
                            "GRANT USAGE ON SCHEMA " + needed.schema + " TO " + role});
  }
  if (found.value(row, 3) != "true") {
    into.missing.push_back({"the role " + role + " may not call the function " + name,
                            "GRANT EXECUTE ON FUNCTION " + text + " TO " + role});
  }
  if (needed.only_reads && found.value(row, 6) == "true") {
    into.missing.push_back(
        {"the function " + name + " is VOLATILE, so it may write, and a query calls it",
         "ALTER FUNCTION " + text + " STABLE; if it does write, let a mutation call it"});
  }
}

}  // namespace

command look_up(const required_function& needed) {
  std::string names;
  std::string types;
  std::string always;
  std::string passed;
  for (const auto& one : needed.parameters) {
    const char* const comma = names.empty() ? "" : ",";
    names += comma + one.name;
    types += comma + one.type;
    always += std::string(comma) + (one.is_always_passed ? "true" : "false");
    passed += comma + std::string(name_of(one.as));
  }
  return look_up(functions_query, {needed.schema, needed.name, names, types, always, passed});
}

void look_at(const required_function& needed, const rows& found, findings& into) {
  const std::string name = qualified(needed.schema, needed.name);
  const std::string wanted =
      name + "(" + join(needed.parameters) + ") returns " + text_of(needed.returns);
  const std::string remedy =
      "CREATE FUNCTION " + wanted + (needed.only_reads ? " STABLE ..." : " ...");
  if (found.count() == 0) {
    into.unknown.push_back(
        {into.missing.size(), named_thing::function, needed.schema, needed.name});
    into.missing.push_back({"the function " + name + " does not exist", remedy});
    return;
  }
  std::string seen;
  std::vector<candidate> fitting;
  for (std::size_t i = 0; i < found.count(); ++i) {
    seen += (seen.empty() ? "" : "; ") + name + "(" + as_text(found, i, 0) + ") returns " +
            as_text(found, i, 1);
    signature of = read_signature(needed, found.value(i, 8));
    if (found.value(i, 2) != "true" || !takes(needed, of)) continue;
    fitting.push_back({i, fits(needed.returns, of), std::move(of.found)});
  }
  if (const candidate* twin = find_twin(fitting, needed)) {
    into.missing.push_back({"PostgreSQL cannot tell which function " + name + " is meant: found " +
                                seen + ", wanted " + wanted,
                            "DROP FUNCTION " + as_text(found, twin->row, 4)});
    return;
  }
  const auto chosen = std::ranges::find(fitting, true, &candidate::returns_it);
  if (chosen == fitting.end()) {
    into.missing.push_back(
        {"the function " + name + " does not fit: found " + seen + ", wanted " + wanted, remedy});
    return;
  }
  look_at_rights(needed, found, chosen->row, into);
  into.found.functions.push_back(std::move(chosen->function));
}

}  // namespace fraiseql::postgres
