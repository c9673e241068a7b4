// carry: a program's values as JSON, and JSON as a program's values.
//
// Both walk the model, which says the names, beside the program's own readers or writers,
// which know the C++ types (include/fraiseql/detail/carry.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "frontend/code/model.hpp"
#include "json/value.hpp"

namespace fraiseql::frontend {

// Which names of members and enumerators the JSON has: those of a stored document, or those
// of a request.
enum class spelling : std::uint8_t { stored, graphql };

// `value` as JSON. The failure says where in it something has no JSON:
// "price: Float has no value nan". Throws what a scalar<T> of the program throws.
result<json::value> to_json(const value_model& type, const tables::writer& writer,
                            const void* value, spelling names);

// The same in the names of a request, and what a scalar<T> throws is a failure, too.
result<json::value> try_to_json(const value_model& type, const tables::writer& writer,
                                const void* value);

// The same, if a literal can say it.
result<json::value> try_to_literal(const value_model& type, const tables::writer& writer,
                                   const void* value);

// Why JSON does not fit a struct. Only what is out of range can be a client's fault, since
// values of a request were coerced.
enum class misfit_kind : std::uint8_t { unexpected, out_of_range };
struct misfit {
  misfit_kind kind = misfit_kind::unexpected;
  std::string path;  // ".author.name", "" for the object itself
  std::string message;
};

// Puts the members of `from` into the object at `into`. What is missing is left as it is where
// `names` are those of a request, and is null in a stored document. Only the members marked in
// `needed` are looked at; all where it is empty. The misfit says where and what was expected:
// ".author.name", "expected a string, found null". Throws what a scalar<T> throws.
result<done, misfit> fill(const structure_model& type, const tables::structure_reader& reader,
                          const json::value& from, void* into, spelling names,
                          const std::vector<bool>& needed = {});

// The same of a value of any type; what a scalar<T> throws is a misfit, too.
result<done, misfit> try_to_fill(const value_model& type, const tables::reader& reader,
                                 const json::value& from, void* into, spelling names);

}  // namespace fraiseql::frontend
