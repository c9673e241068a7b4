// The port is the one the program prints, as a newcomer would read it.
#include "end_to_end/quickstart.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>
#include <utility>

#include "json/write.hpp"
#include "support/planted_cluster.hpp"

namespace fraiseql::testing {
namespace {

namespace fs = std::filesystem;

std::string line_of(const fs::path& file, int number) {
  std::ifstream lines(file);
  std::string line;
  for (int i = 0; i < number; ++i) {
    line.clear();
    std::getline(lines, line);
  }
  return line;
}

}  // namespace

quickstart_project::quickstart_project(std::string_view directory, std::string_view program)
    : program_(program) {
  // Without the .fraiseql that it has where somebody ran it.
  const fs::path example = fs::path(FRAISEQL_SOURCE_DIR) / directory;
  fs::copy(example, path());
  fs::copy(example / "db", path() / "db");
}

quickstart_project::~quickstart_project() {
  EXPECT_TRUE(eventually([this] { return postmaster() == 0; })) << "PostgreSQL was left behind";
}

void quickstart_project::add_sql(std::string_view name, std::string_view as) const {
  fs::copy_file(fs::path(FRAISEQL_SOURCE_DIR) / "tests" / "end_to_end" / "sql" / name,
                path() / "db" / as, fs::copy_options::overwrite_existing);
}

void quickstart_project::remove(std::string_view name) const { fs::remove(path() / name); }

std::string quickstart_project::read(std::string_view name) const {
  std::ostringstream text;
  text << std::ifstream(path() / name, std::ios::binary).rdbuf();
  return text.str();
}

pid_t quickstart_project::postmaster() const {
  const std::string line = line_of(home() / "data" / "postmaster.pid", 1);
  pid_t id = 0;
  std::from_chars(line.data(), line.data() + line.size(), id);
  return id > 0 && kill(id, 0) == 0 ? id : 0;
}

std::string quickstart_project::conninfo(std::string_view role) const {
  const fs::path file = home() / "data" / "postmaster.pid";
  return "host=" + line_of(file, 5) + " port=" + line_of(file, 4) +
         " dbname=fraiseql user=" + std::string(role);
}

std::unique_ptr<child_process> quickstart_project::run(const arguments& given,
                                                       const environment& more,
                                                       process_group group) const {
  // Without arguments it is the first start of a newcomer, who has to wait.
  if (std::ranges::find(given, "serve") != given.end() && !more.contains("DATABASE_URL")) {
    plant_cluster(path());
  }
  arguments command = {FRAISEQL_BINARY_DIR "/bin/" + program_};
  command.insert(command.end(), given.begin(), given.end());
  return std::make_unique<child_process>(
      child_options{.command = command, .directory = path(), .environment = more, .group = group});
}

quickstart_server::quickstart_server(const quickstart_project& project, arguments more,
                                     const environment& variables, process_group group) {
  more.insert(more.begin(), {"serve", "--port", "0"});
  process_ = project.run(more, variables, group);
  constexpr std::string_view before = "serving http://127.0.0.1:";
  if (!process_->says("try: curl")) {
    ADD_FAILURE() << "it does not serve\n" << process_->output() << process_->error_output();
    return;
  }
  const std::string text = process_->output();
  const std::size_t at = text.find(before);
  if (at == std::string::npos) {
    ADD_FAILURE() << "no address in " << text;
    return;
  }
  std::from_chars(text.data() + at + before.size(), text.data() + text.size(), port_);
}

http_response quickstart_server::get(const std::string& target) const {
  return exchange(port_, {.method = "GET", .target = target, .headers = {}});
}

http_response quickstart_server::graphql(std::string_view query, std::string_view variables) const {
  return exchange(port_, graphql_request(query, variables));
}

std::string quickstart_server::ask(std::string_view query, std::string_view variables) const {
  return graphql(query, variables).body;
}

bool quickstart_server::becomes_ready() const {
  return eventually([this] { return get("/ready").status == 200; });
}

int quickstart_server::end(int signal) const {
  process_->signal(signal);
  return process_->wait().value_or(-1);
}

http_request graphql_request(std::string_view query, std::string_view variables) {
  std::string body = "{\"query\":";
  json::write_string(body, query);
  body += ",\"variables\":";
  body += variables;
  body += '}';
  return {.body = std::move(body)};
}

}  // namespace fraiseql::testing
