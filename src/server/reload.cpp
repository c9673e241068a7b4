#include "server/reload.hpp"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <chrono>
#include <system_error>
#include <utility>

#include "execution/requirements.hpp"
#include "server/readiness.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds between_looks_at_files{100};
constexpr std::chrono::milliseconds between_looks_at_the_database{1'000};

reload_failure not_applied(const failure& why) {
  return {.text = why.message + (why.hint.empty() ? "" : "\nhint: " + why.hint),
          .summary = why.message};
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
  while (!stop.stop_requested()) {
    std::this_thread::sleep_for(between_looks_at_files);
    if (!options_.files.changed()) continue;
    asio::post(loop_, [this, stop, outcome = make(stop)]() mutable {
      if (!stop.stop_requested()) made(std::move(outcome));
    });
  }
}

built_schema reload::make(const std::stop_token& stop) const {
  if (options_.sql) {
    apply_sql_options sql = *options_.sql;
    sql.stop = stop;
    const auto applied = apply_sql(sql, [this](std::string_view line) {
      asio::post(loop_, [this, line = std::string(line)] { options_.say(line); });
    });
    if (!applied) return failed{not_applied(applied.error())};
  }
  return options_.file ? options_.file->build() : options_.schema;
}

void reload::made(built_schema outcome) {
  ++round_;
  pause_.cancel();
  said_.clear();
  if (!outcome) return fail(outcome.error());
  candidate_ = *std::move(outcome);
  look();
}

void reload::look() {
  postgres::check_catalogue(over_, execution::requirements_of(*candidate_),
                            [this, round = round_](const postgres::catalogue_answer& answer) {
                              if (round == round_) looked(answer);
                            });
}

void reload::looked(const postgres::catalogue_answer& answer) {
  if (answer && answer->empty()) {
    trouble_.clear();
    options_.take_over(candidate_);
    return options_.say("reloaded " + options_.name);
  }
  if (answer) {
    fail({.text = words_for(*answer), .summary = answer->front().message});
  } else {
    const std::string why = "cannot look at the database: " + answer.error().message;
    fail({.text = why, .summary = why});
  }
  pause_.expires_after(between_looks_at_the_database);
  pause_.async_wait([this, round = round_](boost::system::error_code cancelled) {
    if (!cancelled && round == round_) look();
  });
}

void reload::fail(const reload_failure& why) {
  constexpr std::string_view still_served = "the schema of before is still served";
  trouble_ = fmt::format("{} was not reloaded: {}; {}", options_.name, why.summary, still_served);
  if (std::exchange(said_, why.text) == why.text) return;
  options_.say(why.text);
  options_.say(fmt::format("{} was not reloaded; {}", options_.name, still_served));
}

}  // namespace fraiseql::server
