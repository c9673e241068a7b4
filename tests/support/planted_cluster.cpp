// The one that is copied comes from the start that every other start goes through, so it has the
// roles and the empty database; it has ended in good order before it is copied.
#include "support/planted_cluster.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <system_error>

#include "server/cluster_files.hpp"
#include "server/development_database.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::testing {
namespace {

namespace fs = std::filesystem;

class pattern {
 public:
  pattern() {
    // Ends at once.
    if (const auto made = server::development_database::start({.project = project_.path()}, {});
        !made) {
      ADD_FAILURE() << made.error().message;
    }
    // Nothing here outlives a crash of the machine.
    std::ofstream(data() / "postgresql.conf", std::ios::app) << "fsync = off\n";
  }
  [[nodiscard]] fs::path data() const { return project_.home() / "data"; }

 private:
  temporary_project project_ = {};
};

// root gives it to PostgreSQL's user.
void hand_over(const fs::path& all, const server::account& to) {
  if (to == server::current_account()) return;
  const auto hand = [&to](const fs::path& one) {
    EXPECT_EQ(lchown(one.c_str(), to.user, to.group), 0) << one;
  };
  for (const auto& entry : fs::recursive_directory_iterator(all)) hand(entry.path());
  hand(all);
}

}  // namespace

void plant_cluster(const fs::path& project) {
  const auto place = server::prepare_place(project);
  if (!place) {
    ADD_FAILURE() << place.error().message;
    return;
  }
  if (fs::exists(place->data)) return;
  static const pattern copied;
  std::error_code error;
  fs::copy(copied.data(), place->data, fs::copy_options::recursive, error);
  EXPECT_FALSE(error) << error.message();
  hand_over(place->data, place->user);
}

}  // namespace fraiseql::testing
