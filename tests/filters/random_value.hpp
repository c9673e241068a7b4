// random_value: values of each kind, from so small a range that some are equal and most have
// neighbours, in the spellings that clients give and that documents hold.
#pragma once

#include <string>

#include "filters/model.hpp"
#include "filters/random_source.hpp"
#include "json/value.hpp"

namespace fraiseql::filters {

// As a client gives it; not of enumerations and objects.
json::value random_given(kind of, random_source& random);
// The same value, spelled otherwise if there is another way.
json::value respelled(kind of, const json::value& given, random_source& random);
// The same value as a document may hold it.
json::value as_stored(kind of, const json::value& given, random_source& random);

// Some characters, of those that mean something to somebody: quotes, `%`, `$1`, other alphabets.
std::string random_text(random_source& random);
json::value random_json(random_source& random, std::size_t depth);

}  // namespace fraiseql::filters
