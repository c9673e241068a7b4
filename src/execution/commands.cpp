// A transaction begins with its first statement, in the same group. Where one of its statements
// failed, PostgreSQL does no more in it; that is told to whoever goes on, and at the commit.
#include "execution/commands.hpp"

#include <algorithm>
#include <utility>

#include "execution/errors.hpp"
#include "execution/log_detail.hpp"
#include "json/write.hpp"
#include "postgres/named_function.hpp"
#include "schema/naming.hpp"

namespace fraiseql::execution {
namespace {

using schema::native_failure;

// A program has not nearly as many functions.
constexpr std::size_t most_kept_functions = 1'000;

postgres::command plain(const char* text) {
  return {.statement = std::make_shared<const sql::statement>(sql::statement{.text = text}),
          .as = postgres::run_as::server};
}

native_failure internal(const std::string& doing, const std::string& why) {
  return {.error = {.message = "internal error"}, .log_detail = doing + ": " + why};
}

std::vector<std::string> names_of(const json::object& values) {
  std::vector<std::string> names;
  for (const auto& [name, value] : values) names.push_back(name);
  return names;
}

// The function is not as it was when it was looked up: no such function, no such type, or what
// PostgreSQL says of a plan that does not fit any more.
bool may_have_changed(const postgres::error& why) {
  return why.sqlstate == "42883" || why.sqlstate == "42704" || postgres::is_stale(why);
}

std::string value_of(const postgres::rows& found, bool is_nothing) {
  if (is_nothing) return "true";
  const std::string_view text = found.value(0, 0);
  return text.data() == nullptr ? "null" : std::string(text);
}

}  // namespace

void commands::adopt(std::shared_ptr<const plan::catalogue> found) {
  const std::lock_guard lock(mutex_);
  constraints_.adopt(std::move(found));
  found_.clear();
}

constraint_words commands::constraints() {
  const std::lock_guard lock(mutex_);
  return constraints_;
}

void commands::forget(const std::string& function) {
  const std::lock_guard lock(mutex_);
  found_.erase(function);
}

commands::overloads commands::find(const std::string& function) {
  const std::lock_guard lock(mutex_);
  const auto kept = found_.find(function);
  return kept == found_.end() ? nullptr : kept->second;
}

void commands::keep(const std::string& function, overloads found) {
  const std::lock_guard lock(mutex_);
  if (found_.size() >= most_kept_functions) found_.clear();
  found_.insert_or_assign(function, std::move(found));
}

command_session::~command_session() { roll_back(); }

// A connection that was lost before the commit was sent has done nothing.
native_failure command_session::failure_of(const std::string& doing, postgres::error why,
                                           bool is_undone) const {
  if (is_undone && why.is_unavailable()) why.sqlstate = postgres::unsent_sqlstate;
  const constraint_words constraints = of_->constraints();
  native_failure made{.error = client_error(why, statement_kind::call, detail_level::masked, "",
                                            {.constraints = &constraints})};
  // What a function raises for the client says all.
  const bool is_raised = why.is_raised || why.sqlstate == "P0001";
  if (!is_raised || is_server_fault(made.error.code))
    made.log_detail = doing + ": " + log_detail(why);
  return made;
}

// Outside of a transaction the group is one.
command_session::outcomes command_session::run(const std::vector<postgres::command>& commands,
                                               postgres::aftermath then) {
  if (!connection_) connection_.emplace(of_->lane_, until_);
  postgres::group all = {.commands = commands, .done = {}, .session = session_, .then = then};
  const bool begins = is_open_ && !is_begun_;
  if (begins) all.commands.insert(all.commands.begin(), plain("BEGIN"));
  is_begun_ = is_open_;
  outcomes made = connection_->run(all, until_);
  has_failed_ = std::ranges::any_of(made, [](const auto& one) { return !one.ok(); });
  // It fails by itself only where nothing was sent; else what is behind it says why.
  if (begins) made.erase(made.begin());
  if (!is_open_) connection_.reset();
  return made;
}

result<commands::overloads, native_failure> command_session::look_up(const std::string& function) {
  if (auto kept = of_->find(function)) return kept;
  const schema::relation named = schema::to_relation(function);
  const outcomes found = run({postgres::look_up_named(named.schema, named.name)});
  const postgres::outcome& rows = found.back();
  if (!rows) return failed{failure_of("looking up " + function, rows.error(), true)};
  auto made = std::make_shared<const std::vector<sql::named_function>>(
      postgres::named_functions(*rows, named.schema, named.name));
  // One that is not there may be made any time.
  if (!made->empty()) of_->keep(function, made);
  return commands::overloads(std::move(made));
}

result<sql::named_function, native_failure> command_session::choose(
    const std::string& function, const std::vector<std::string>& given) {
  FRAISEQL_TRY(all, look_up(function));
  auto chosen = postgres::choose(*all, function, given);
  if (chosen) return *std::move(chosen);
  // It may have been replaced since.
  of_->forget(function);
  return failed{internal("calling " + function, chosen.error().message)};
}

result<std::string, native_failure> command_session::call_now(const schema::named_call& asked) {
  const std::vector<std::string> given = names_of(asked.values);
  FRAISEQL_TRY(function, choose(asked.function, given));
  postgres::command made{.statement =
                             std::make_shared<const sql::statement>(sql::compile(function, given))};
  if (!given.empty()) {
    made.parameters.push_back({.oid = 25,
                               .is_binary = true,
                               .bytes = sql::octets(json::to_text(json::value(asked.values)))});
  }
  // In a transaction that is open it stays until its end.
  using postgres::aftermath;
  const outcomes answered = run({std::move(made)}, is_open_ ? aftermath::none : aftermath::clean);
  const postgres::outcome& returned = answered.back();
  if (returned) return value_of(*returned, function.returns_nothing);
  if (may_have_changed(returned.error())) of_->forget(asked.function);
  return failed{failure_of("calling " + asked.function, returned.error(), is_open_)};
}

result<std::string, native_failure> command_session::call(const schema::named_call& asked) {
  if (first_failure_) return failed{*first_failure_};
  has_failed_ = false;
  auto made = call_now(asked);
  if (!made && is_open_ && has_failed_) first_failure_ = made.error();
  return made;
}

result<std::vector<std::string>, native_failure> command_session::read(
    const schema::row_query& asked) {
  if (first_failure_) return failed{*first_failure_};
  if (of_->rows_ == nullptr) return failed{internal("fetching " + asked.type, "it has no rows")};
  has_failed_ = false;
  auto made = of_->rows_->read(asked, [this](const auto& commands) { return run(commands); });
  if (!made && has_failed_) first_failure_ = made.error();
  return made;
}

void command_session::begin() { is_open_ = true; }

result<done, native_failure> command_session::commit() {
  if (first_failure_) {
    native_failure why = *std::move(first_failure_);
    roll_back();
    return failed{std::move(why)};
  }
  if (!is_begun_) {
    end();
    return done{};
  }
  // What is deferred runs before the commit, since no timeout ends that.
  postgres::command constraints = plain("SET CONSTRAINTS ALL IMMEDIATE");
  constraints.as = postgres::run_as::request;
  const outcomes answered = run({std::move(constraints), plain("COMMIT")});
  if (answered.back()) {
    connection_->clean();
    end();
    return done{};
  }
  // The first that failed says why; PostgreSQL does not come to those behind it.
  const postgres::outcome& wrong = answered.front() ? answered.back() : answered.front();
  native_failure why = failure_of("committing a transaction", wrong.error(), false);
  roll_back();
  return failed{std::move(why)};
}

void command_session::roll_back() {
  if (is_begun_ && connection_) connection_->roll_back();
  end();
}

void command_session::end() {
  is_open_ = false;
  is_begun_ = false;
  first_failure_.reset();
  connection_.reset();
}

}  // namespace fraiseql::execution
