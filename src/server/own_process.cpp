#include "server/own_process.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>

#include "server/descriptor_limit.hpp"

namespace fraiseql::server {
namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double seconds_of_boot() {
  std::ifstream file("/proc/stat");
  std::string word;
  double since = 0;
  while (file >> word) {
    if (word == "btime" && file >> since) return since;
  }
  return 0;
}

// proc(5): the name in parentheses may hold anything; the start is the 20th field behind it.
double find_start_time() {
  constexpr int fields_before = 19;
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t end_of_name = line.rfind(')');
  if (end_of_name == std::string::npos) return 0;
  std::istringstream fields(line.substr(end_of_name + 1));
  std::string skipped;
  for (int i = 0; i < fields_before; ++i) fields >> skipped;
  double ticks = 0;
  fields >> ticks;
  return seconds_of_boot() + ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// The look itself has one open.
std::size_t count_descriptors() {
  std::error_code error;
  const std::filesystem::directory_iterator all("/proc/self/fd", error);
  if (error) return 0;
  const auto count = std::distance(begin(all), end(all));
  return count > 0 ? static_cast<std::size_t>(count - 1) : 0;
}

}  // namespace

own_process look_at_own_process() {
  own_process made;
  rusage used{};
  if (::getrusage(RUSAGE_SELF, &used) == 0) {
    made.cpu_seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
  }
  std::size_t pages = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  const auto page_bytes = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  made.virtual_bytes = pages * page_bytes;
  made.resident_bytes = resident * page_bytes;
  made.open_descriptors = count_descriptors();
  made.most_descriptors = descriptor_limit();
  made.start_time_seconds = find_start_time();
  return made;
}

}  // namespace fraiseql::server
