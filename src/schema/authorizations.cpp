// What requests must be allowed to do, and which types are everybody's: each permission is a word
// that a claim can have, and what is null without one may be null. Who holds which, and what it
// keeps a request from, is validation/authorize.hpp's.
#include <algorithm>

#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

constexpr std::size_t max_permission = 128;

// One word of a claim that has several (RFC 8693, 4.2), and one that can stand in a setting.
bool is_word(std::string_view text) {
  const auto is_letter = [](char c) {
    return c > ' ' && c < '\x7F' && c != ',' && c != '"' && c != '\'';
  };
  return !text.empty() && text.size() <= max_permission && std::ranges::all_of(text, is_letter);
}

}  // namespace

bool assembly::is_permission(const authorization& one, const std::string& where,
                             const std::string& origin, place at) {
  if (is_word(one.needs)) return true;
  error(where + " needs a permission that is no word; write 1 to " +
            std::to_string(max_permission) +
            " printable ASCII characters without spaces, commas and quotes, as in \"post:read\"",
        origin, places_of(at));
  return false;
}

void assembly::check_authorization(const std::string& owner, const field& of,
                                   const std::string& origin) {
  const authorization& one = of.authorized;
  const std::string where = "field \"" + owner + "." + of.name + "\"";
  if (!one.is_needed() || !is_permission(one, where, origin, of.at.authorization)) return;
  const bool cannot =
      one.otherwise == when_denied::null_value && of.type.named != nullptr && of.type.is_non_null();
  if (!cannot) return;
  error(where + " is null without the permission \"" + one.needs + "\", but its type \"" +
            to_text(of.type) + "\" never is; make that nullable, or let the request be refused",
        origin, places_of(of.at.authorization));
}

// What an interface says of a field holds for the types that implement it.
void assembly::check_inherited(const type& of) {
  for (const named_type_use& interface : of.interfaces) {
    for (const field& theirs : interface.named->fields) {
      const authorization& one = theirs.authorized;
      if (!one.is_needed() || one.otherwise != when_denied::null_value) continue;
      const field* ours = of.find_field(theirs.name);
      if (ours == nullptr || ours->type.named == nullptr || !ours->type.is_non_null()) continue;
      error("field \"" + of.name + "." + ours->name + "\" is null without the permission \"" +
                one.needs + "\", as \"" + interface.named->name + "\" says, but its type \"" +
                to_text(ours->type) + "\" never is; make that nullable",
            of.origin, places_of(ours->at.self));
    }
  }
}

void assembly::add_authorization(const type& of, const type_declaration& declared) {
  const std::string where = "type \"" + of.name + "\"";
  if (of.is_public && !of.source) {
    error(where + " is public, which has no effect: no rows of it are read", declared.origin,
          places_of(declared.public_at));
  }
  if (!of.authorized.is_needed()) return;
  if (!is_permission(of.authorized, where, declared.origin, declared.authorized_at)) return;
  if (of.authorized.otherwise != when_denied::null_value) return;
  error(where + " cannot be null without a permission; say it of the fields that have it",
        declared.origin, places_of(declared.authorized_at));
}

void assembly::add_authorizations() {
  for (const type_declaration& declared : from_.types_) {
    const type* of = find(declared.name);
    if (of == nullptr || of->origin != declared.origin) continue;
    add_authorization(*of, declared);
    // Those of roots were looked at where each was added.
    if (is_served() && is_root_name(of->name)) continue;
    for (const field& one : of->fields) check_authorization(of->name, one, declared.origin);
    if (of->kind == type_kind::object) check_inherited(*of);
  }
  const auto add = [&](const authorization& one) {
    std::vector<std::string>& all = made_->permissions_;
    if (one.is_needed() && std::ranges::find(all, one.needs) == all.end()) {
      all.push_back(one.needs);
    }
  };
  for (const type& of : made_->types_) {
    add(of.authorized);
    for (const field& one : of.fields) add(one.authorized);
  }
}

}  // namespace fraiseql::schema
