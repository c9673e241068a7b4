// The scanner every byte passes through that a test receives from the program: the keys
// pk_* and fk_* are nobody's business outside the database.
#pragma once

#include <string_view>

namespace fraiseql::testing {

// Fails the running test when `text` holds pk_ or fk_; `where` says what the text is.
void expect_no_internal_key(std::string_view text, std::string_view where);

}  // namespace fraiseql::testing
