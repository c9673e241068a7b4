// temporary_project: a directory to run a development database in, gone at the end
// together with what root keeps elsewhere (named in .fraiseql/where).
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include <stdlib.h>

namespace fraiseql::testing {

class temporary_project {
 public:
  temporary_project() {
    std::string name = (std::filesystem::temp_directory_path() / "fraiseql-test-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  temporary_project(const temporary_project&) = delete;
  temporary_project& operator=(const temporary_project&) = delete;
  ~temporary_project() {
    if (path_.empty()) return;
    std::error_code ignored;
    if (home() != path_ / ".fraiseql") std::filesystem::remove_all(home(), ignored);
    std::filesystem::remove_all(in_memory(path_), ignored);
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // What plant_cluster keeps for the project in memory.
  static std::filesystem::path in_memory(const std::filesystem::path& project) {
    return "/dev/shm" / project.filename();
  }

  // Where the cluster and its files are.
  [[nodiscard]] std::filesystem::path home() const {
    std::string elsewhere;
    std::getline(std::ifstream(path_ / ".fraiseql" / "where"), elsewhere);
    return elsewhere.empty() ? path_ / ".fraiseql" : std::filesystem::path(elsewhere);
  }

  void write(const std::filesystem::path& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  std::filesystem::path path_ = {};
};

}  // namespace fraiseql::testing
