// account: the user of the operating system that PostgreSQL runs as. PostgreSQL
// refuses to run as root, so root lends it an unprivileged account.
#pragma once

#include <sys/types.h>

#include <string>

#include "base/result.hpp"

namespace fraiseql::server {

struct account {
  uid_t user = 0;
  gid_t group = 0;
  friend bool operator==(const account&, const account&) = default;
};

// Who we are.
account current_account();

// Ourselves, or for root `postgres` if that account exists, else `nobody`.
result<account> account_for_postgres();

// "root", or "user 1234" where the account has no name.
std::string name_of_user(uid_t user);

}  // namespace fraiseql::server
