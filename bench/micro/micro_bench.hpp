// What micro_bench measures, by the file that measures it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "schema/schema.hpp"

namespace fraiseql::bench {

void add_text(const std::string& directory);
void add_requests();
void add_filters();

// Ends the program with what is wrong: a benchmark of a refusal would look fast.
[[noreturn]] void fail(std::string_view why);

// What SDL with directives of ours serves.
std::shared_ptr<const schema::schema> served(std::string_view sdl);

}  // namespace fraiseql::bench
