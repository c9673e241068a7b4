// served: a schema over a database with the collation C, asked as the server asks it: through the
// executor and its lanes, with what the catalogue was found to have.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "execution/execute.hpp"
#include "json/value.hpp"
#include "postgres/lanes.hpp"

namespace fraiseql::filters {

// Runs a script in the database of this test program; a failure fails the test.
void run_sql(const std::string& script);
std::string database_conninfo();
// PostgreSQL's own log so far.
std::string database_log();
std::string sql_text(std::string_view text);  // 'it''s'
std::string sql_name(std::string_view name);  // "a""b"

struct served_options {
  fraiseql::limits limits = {};
  plan::planning_options planning = {};
};

class served {
 public:
  // The relations of the text must be there. A failure fails the test.
  explicit served(const std::string& sdl, const std::string& search_configuration = "simple");
  served(std::shared_ptr<const schema::schema> schema, const served_options& options);
  ~served();
  served(const served&) = delete;
  served& operator=(const served&) = delete;

  // The answers in the order of the requests, which are all under way at once.
  std::vector<execution::response> ask(std::vector<execution::request> all);
  execution::response ask(execution::request one);
  // What the engine logged so far.
  [[nodiscard]] const std::string& log() const { return log_; }
  // The stored fields that it named as compared, last; "" if none. Forgets them.
  std::string compared() { return std::exchange(compared_, {}); }
  [[nodiscard]] const std::shared_ptr<const schema::schema>& schema() const { return schema_; }
  [[nodiscard]] const std::shared_ptr<const plan::catalogue>& catalogue() const { return found_; }

 private:
  void turn_until(const std::function<bool()>& is_done);

  boost::asio::io_context loop_{1};
  std::string log_ = {};
  std::string compared_ = {};
  std::shared_ptr<const schema::schema> schema_;
  postgres::lanes lanes_;
  std::shared_ptr<const plan::catalogue> found_ = {};
  std::unique_ptr<execution::executor> executor_ = {};
};

}  // namespace fraiseql::filters
