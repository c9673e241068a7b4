// Looks accounts up with the re-entrant calls: the process may have threads by then.
#include "server/account.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <optional>

namespace fraiseql::server {
namespace {

constexpr std::size_t entry_bytes = 16 * 1024;

std::optional<account> account_named(const char* name) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, entry_bytes> text{};
  getpwnam_r(name, &entry, text.data(), text.size(), &found);
  if (found == nullptr || found->pw_uid == 0) return std::nullopt;
  return account{.user = found->pw_uid, .group = found->pw_gid};
}

}  // namespace

account current_account() { return {.user = geteuid(), .group = getegid()}; }

result<account> account_for_postgres() {
  if (geteuid() != 0) return current_account();
  for (const char* name : {"postgres", "nobody"}) {
    if (const auto found = account_named(name)) return *found;
  }
  return failed{failure{
      .message = "root cannot run PostgreSQL, and there is no account `postgres` or `nobody`",
      .hint = "run as another user, or set DATABASE_URL"}};
}

std::string name_of_user(uid_t user) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, entry_bytes> text{};
  getpwuid_r(user, &entry, text.data(), text.size(), &found);
  return found != nullptr ? std::string(found->pw_name) : "user " + std::to_string(user);
}

}  // namespace fraiseql::server
