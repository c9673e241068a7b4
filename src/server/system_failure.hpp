// Words for what the operating system or one of its programs refused, with a hint
// where the disk is full.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fraiseql::server {

// "cannot <what>: <the words for the errno `reason`>".
failure system_failure(const std::string& what, int reason);

// "<message>:" and the last lines of what a program wrote that works in `directory`.
failure program_failure(const std::string& message, std::string_view output,
                        const std::filesystem::path& directory);

}  // namespace fraiseql::server
