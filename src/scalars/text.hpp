// text: the door of the scalars whose values are texts of a form: UUID, DateTime, Date, Time,
// Duration, EmailAddress, URL, IPAddress, CIDR, MACAddress, LTree and the ranges.
//
// The forms are those of docs/api/scalars.md. Any bytes may come in; what is written has no
// character that JSON would escape. Linear in the text, and nothing but `out` is allocated.
#pragma once

#include <string>
#include <string_view>

#include "scalars/kind.hpp"

namespace fraiseql::scalars {

// Appends what a client gave, in its canonical form, which PostgreSQL's cast to the scalar's
// type takes. False, and nothing appended, where it is no such value, and of all other kinds.
bool write_input(kind of, std::string& out, std::string_view text);

// Appends as a client gets it what a document holds: `text` is that of a string of jsonb,
// without its quotes and as PostgreSQL's to_jsonb writes it. False as above.
bool write_stored(kind of, std::string& out, std::string_view text);

// What a value must be, for messages: "date of RFC 3339"; "" of all other kinds.
std::string_view form_in_words(kind of);

}  // namespace fraiseql::scalars
