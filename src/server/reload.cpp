#include "server/reload.hpp"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <chrono>
#include <system_error>
#include <utility>

#include "execution/requirements.hpp"
#include "server/plain_text.hpp"
#include "server/readiness.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds between_looks_at_files{100};
constexpr std::chrono::milliseconds between_looks_at_the_database{1'000};

constexpr std::chrono::milliseconds between_reloads{1'000};
constexpr std::size_t summary_bytes = 1'000;

reload_failure not_applied(const apply_failure& why) {
  const bool is_for_the_author = !why.may_pass && !why.hint.empty();
  return {.text = plain_text(why.message + (is_for_the_author ? "\nhint: " + why.hint : "")),
          .summary = why.message,
          .may_pass = why.may_pass};
}

}  // namespace

reload::reload(asio::io_context& loop, postgres::lane& over, reload_options options)
    : loop_(loop), over_(over), options_(std::move(options)), pause_(loop) {}

result<done> reload::start() {
  try {
    thread_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
  } catch (const std::system_error& none) {
    return failed{system_failure("start a thread that watches the files", none.code().value())};
  }
  return done{};
}

void reload::stop() {
  thread_.request_stop();
  ++round_;
  pause_.cancel();
}

void reload::watch(const std::stop_token& stop) {
  using clock = std::chrono::steady_clock;
  std::optional<clock::time_point> next_attempt;
  while (!stop.stop_requested()) {
    std::this_thread::sleep_for(between_looks_at_files);
    const bool is_change = options_.files.changed();
    if (!is_change && (!next_attempt || clock::now() < *next_attempt)) continue;
    built_schema outcome = make(stop);
    next_attempt.reset();
    if (!outcome && outcome.error().may_pass) next_attempt = clock::now() + between_reloads;
    asio::post(loop_, [this, stop, is_change, outcome = std::move(outcome)]() mutable {
      if (stop.stop_requested()) return;
      if (is_change) said_.clear();
      made(std::move(outcome));
    });
  }
}

built_schema reload::make(const std::stop_token& stop) const {
  // The schema first: it changes nothing.
  built_schema built = options_.file ? options_.file->build() : options_.schema;
  if (built && options_.objection) {
    if (const auto why = options_.objection(*built)) {
      return failed{reload_failure{.text = plain_text(why->message + "\nhint: " + why->hint),
                                   .summary = why->message}};
    }
  }
  if (!built || !options_.sql) return built;
  apply_sql_options sql = *options_.sql;
  sql.stop = stop;
  const auto applied = apply_sql(sql, [this](std::string_view line) {
    asio::post(loop_, [this, line = plain_text(line)] { options_.say(line); });
  });
  if (!applied) return failed{not_applied(applied.error())};
  return built;
}

void reload::made(built_schema outcome) {
  ++round_;
  pause_.cancel();
  if (!outcome) return fail(std::move(outcome).error());
  candidate_ = *std::move(outcome);
  look();
}

void reload::look() {
  postgres::check_catalogue(over_,
                            execution::requirements_of(candidate_, options_.search_configuration),
                            [this, round = round_](const postgres::catalogue_answer& answer) {
                              if (round == round_) looked(answer);
                            });
}

void reload::looked(const postgres::catalogue_answer& answer) {
  if (answer && answer->missing.empty()) {
    set_trouble({});
    options_.take_over(candidate_, answer->found);
    return options_.say(plain_text("reloaded " + options_.name));
  }
  if (answer) {
    fail({.text = plain_text(words_for(answer->missing)),
          .summary = answer->missing.front().message});
  } else {
    const std::string why = "cannot look at the database: " + answer.error().message;
    fail({.text = plain_text(why), .summary = why});
  }
  pause_.expires_after(between_looks_at_the_database);
  pause_.async_wait([this, round = round_](boost::system::error_code cancelled) {
    if (!cancelled && round == round_) look();
  });
}

void reload::fail(reload_failure why) {
  options_.look_at_served([this, round = round_, why = std::move(why)] {
    if (round == round_) tell(why);
  });
}

void reload::tell(const reload_failure& why) {
  set_trouble(fmt::format("{} was not reloaded: {}", options_.name, why.summary));
  const std::string end = rest();
  std::string all = why.text + end;
  if (said_ == all) return;
  said_ = std::move(all);
  options_.say(why.text);
  options_.say(plain_text(fmt::format("{} was not reloaded; {}", options_.name, end)));
}

std::string reload::rest() const {
  const std::string unready = options_.unready();
  return unready.empty() ? "the schema of before is still served"
                         : "the server is not ready: " + unready;
}

void reload::set_trouble(std::string text) {
  const std::lock_guard guard(mutex_);
  trouble_ = std::move(text);
}

std::string reload::trouble() const {
  const std::lock_guard guard(mutex_);
  if (trouble_.empty()) return {};
  // What became of the schema of before is not to be cut off.
  const std::string end = "; " + plain_line(rest(), summary_bytes / 2);
  return plain_line(trouble_, summary_bytes - end.size()) + end;
}

}  // namespace fraiseql::server
