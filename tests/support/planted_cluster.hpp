// plant_cluster: gives a project the development database of a first start, copied from one that
// this process made before. PostgreSQL takes seconds to make a cluster and the copy takes a tenth
// of one; tests of how it is made do without.
#pragma once

#include <filesystem>

namespace fraiseql::testing {

// Leaves a project alone that has a cluster.
void plant_cluster(const std::filesystem::path& project);

}  // namespace fraiseql::testing
