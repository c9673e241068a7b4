// keys: the keys of many look-ups in one parameter, and each of them as PostgreSQL prints it, by
// which its row is known (statement::of_many).
#pragma once

#include <span>
#include <string>

#include "sql/statement.hpp"

namespace fraiseql::sql {

// An array of them, in its binary form (PostgreSQL's array_send: dimensions, whether there are
// nulls, the items' type, length and first index, then each item behind its length). Needs one or
// more, all of one type, which is uuid or text, in binary form, none null.
parameter all_of(std::span<const parameter* const> keys);

// Whether it can be one of those.
bool is_key(const parameter& one);

// Into `to`, which need not be empty. Needs is_key().
void write_key_text(std::string& to, const parameter& key);

}  // namespace fraiseql::sql
