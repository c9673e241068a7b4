// reload: takes over what an author saves while the server runs (`serve --watch`).
//
// A thread looks at the files. After a change it has the schema built and then applies the SQL,
// since both block; one reload at a time, and a change meanwhile starts another. What came of it
// goes to the loop, which looks whether the database has what the schema needs, and only then is it
// served. While that cannot be said or something is missing it looks again, in pauses, and so SQL
// is applied again where the database was away; any other failure waits for the next change. What
// was applied may have taken from the schema of before what that needs, so that is looked for, too.
//
// But for that thread, which ends with the object, and trouble(), which any thread may ask for,
// everything happens on the loop's.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.hpp"
#include "postgres/catalogue.hpp"
#include "server/apply_sql.hpp"
#include "server/schema_file.hpp"
#include "server/watched_files.hpp"

namespace fraiseql::server {

struct reload_options {
  watched_files files;
  std::string name;                              // of what is reloaded, for people
  std::optional<apply_sql_options> sql = {};     // what to apply, if anything
  std::optional<schema_file> file = {};          // without one the schema stays as it is
  std::shared_ptr<const schema::schema> schema;  // that of the start
  std::function<void(std::string_view line)> say;
  std::string search_configuration;  // that the database must have
  // Why a schema cannot be served with the settings of now, or nothing. Called by the thread.
  std::function<std::optional<failure>(const std::shared_ptr<const schema::schema>& schema)>
      objection = {};
  // The database has what this schema needs, and this.
  std::function<void(const std::shared_ptr<const schema::schema>& schema,
                     const postgres::found_catalogue& found)>
      take_over;
  // Looks again whether the database has what the schema that is served needs, then calls.
  std::function<void(std::function<void()> looked)> look_at_served;
  std::function<std::string()> unready;  // why that is not served, "" when it is; any thread
};

class reload {
 public:
  // `over` is the lane that looks at the catalogue; borrowed.
  reload(boost::asio::io_context& loop, postgres::lane& over, reload_options options);
  // Waits for the thread, which stops as stop() says.
  ~reload() = default;
  reload(const reload&) = delete;
  reload& operator=(const reload&) = delete;

  result<done> start();
  // Nothing is taken over from now on; nothing of a file that is being applied stays.
  void stop();
  // What became of the last change, in one line; "" when it is served.
  [[nodiscard]] std::string trouble() const;

 private:
  void watch(const std::stop_token& stop);
  [[nodiscard]] built_schema make(const std::stop_token& stop) const;
  void made(built_schema outcome);
  void look();
  void looked(const postgres::catalogue_answer& answer);
  void fail(reload_failure why);
  void tell(const reload_failure& why);
  void set_trouble(std::string text);
  // What became of the schema of before.
  [[nodiscard]] std::string rest() const;

  boost::asio::io_context& loop_;
  postgres::lane& over_;
  reload_options options_;
  boost::asio::steady_timer pause_;
  std::shared_ptr<const schema::schema> candidate_;
  std::uint64_t round_ = 0;   // an answer to an earlier one comes too late
  mutable std::mutex mutex_;  // of the next
  std::string trouble_;       // why the last change is not served
  std::string said_;          // the last that was said since the last change
  std::jthread thread_;       // the last member: it uses the others
};

}  // namespace fraiseql::server
