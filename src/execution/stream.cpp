#include "execution/stream.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "execution/answer.hpp"
#include "execution/execute.hpp"
#include "execution/outcomes.hpp"
#include "sql/session.hpp"

namespace fraiseql::execution {
namespace {

// How often a group is sent anew of which no row was given yet: because its connection was lost,
// until each has been tried; because a plan was stale, once for each field; because PostgreSQL
// undid it.
constexpr std::size_t most_lost = 8;
constexpr std::size_t most_undone = 3;

// What is written goes on when the client has taken all but this part of the bound.
constexpr std::size_t part_that_waits = 4;

// A long answer is as long as its client takes: its time is not that of other statements.
postgres::command timeout_of(std::chrono::milliseconds time) {
  return {.statement = std::make_shared<const sql::statement>(
              sql::tell_session({std::string("statement_timeout")})),
          .parameters = {sql::text_parameter(std::to_string(time.count()) + "ms")}};
}

// Each of the fields has a part of the time, so that all of them have no more than it.
std::chrono::milliseconds part_of(std::chrono::milliseconds time, const prepared_operation& of) {
  const auto fields =
      std::ranges::count_if(of.statements, [](const auto& one) { return !one.empty(); });
  const std::chrono::milliseconds part = time / std::max<std::ptrdiff_t>(1, fields);
  return std::max(part, std::chrono::milliseconds(1));
}

const postgres::error* first_error(const std::vector<postgres::outcome>& outcomes) {
  const auto found = std::ranges::find_if_not(outcomes, &postgres::outcome::ok);
  return found == outcomes.end() ? nullptr : &found->error();
}

}  // namespace

// A query under way. Its fields are written in their order; `next_` is the first that is not
// written to its end. The group under way has the statements of that one and all behind it. Kept
// alive by that group; a client's stream and the clock know it weakly.
class stream_run : public postgres::row_sink, public std::enable_shared_from_this<stream_run> {
 public:
  stream_run(executor& by, bound_query query, responder done)
      : by_(by),
        request_(std::move(query.prepared)),
        bound_(std::move(query.bound)),
        session_(std::move(query.session)),
        done_(std::move(done)),
        timeout_(timeout_of(part_of(by.options_.streaming.timeout, *request_.operation))),
        stale_left_(steps().size()),
        answer_(by.options_.new_log_id, by.options_.detail) {}

  void begin(const std::weak_ptr<departure>& departed) {
    by_.deadlines_->enter(place_, [this] { time_is_up(); });
    if (const auto client = departed.lock()) {
      if (client->is_gone()) return give_up(client_left(), ending::abandoned);
      client->on_gone([weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->give_up(client_left(), ending::abandoned);
      });
    }
    submit();
  }

  postgres::appetite take(std::size_t command, std::span<const postgres::rows> some) override {
    const auto keep = shared_from_this();
    if (is_over_) return postgres::appetite::more;
    FRAISEQL_CHECK(command < sent_.size() && sent_[command] == next_);
    if (!answer_.has_open_rows()) answer_.begin_rows(step());
    std::vector<std::string_view> values;
    for (const postgres::rows& one : some) {
      for (std::size_t column = 0; column < one.columns(); ++column) {
        values.push_back(one.value(0, column));
      }
    }
    has_taken_ = true;
    const auto faults =
        answer_.add_rows(step(), {.values = values, .width = some.front().columns()});
    by_.log_faults(faults);
    if (const auto& last = answer_.last_fault()) last_fault_ = *last;
    go_on();
    const bool is_full =
        stream_ != nullptr && stream_->unsent() >= by_.options_.streaming.unsent_bytes;
    is_paused_ = is_full && !is_over_;
    return is_paused_ ? postgres::appetite::pause : postgres::appetite::more;
  }

  void take_whole(std::size_t command, postgres::rows& all) override {
    const auto keep = shared_from_this();
    if (is_over_ || command == 0) return;
    gathered_.emplace_back(std::move(all));
    // Of the last one the Sync may still have something to say.
    const bool is_last = command + 1 == sent_.size();
    if (is_last || sent_[command + 1] == sent_[command]) return;
    has_taken_ = true;
    complete();
    go_on();
  }

  void on_silence() override {
    const auto keep = shared_from_this();
    graphql_error why{.message = "the database did not answer in time",
                      .code = error_code::timeout};
    why.log_id = by_.options_.new_log_id();
    log_to(by_.options_.log, log_level::error, "PostgreSQL gives no more rows",
           {{"id", why.log_id}, {"operation", operation_name()}});
    give_up(std::move(why));
  }

 private:
  [[nodiscard]] const std::vector<plan::step>& steps() const {
    return request_.operation->plan.steps;
  }
  [[nodiscard]] const plan::step& step() const { return steps()[next_]; }
  [[nodiscard]] std::string operation_name() const {
    return std::string(request_.operation->operation.name());
  }
  [[nodiscard]] outcome_reader reader() const {
    return {*request_.operation, [this](const auto& why, auto kind, const plan::step* of) {
              return by_.report(why, kind, of);
            }};
  }

  void submit() {
    write_known();
    if (next_ == steps().size()) return finish();
    gathered_.clear();
    sent_.assign(1, next_);
    postgres::group work{.commands = {timeout_}, .done = {}, .session = session_};
    for (std::size_t at = next_; at < steps().size(); ++at) {
      for (const postgres::command& one : commands_of(*request_.operation, bound_, at)) {
        if (one.statement->is_call) work.then = postgres::aftermath::clean;
        work.commands.push_back(one);
        sent_.push_back(at);
      }
      if (steps()[at].is_streamed()) {
        work.commands.back().rows_come = postgres::delivery::row_by_row;
      }
    }
    work.done = [self = shared_from_this()](std::vector<postgres::outcome> outcomes) {
      self->answered(std::move(outcomes));
    };
    work.sink = shared_from_this();
    work.asked_by = this;
    by_.lanes_.cold.submit(std::move(work));
  }

  void write_known() {
    for (; next_ < steps().size() && is_known(step()); ++next_) {
      answer_.add_constant(step(), request_.constant(next_));
    }
  }

  // All that the next field needs has come.
  void complete() {
    if (step().is_streamed()) {
      if (!answer_.has_open_rows()) answer_.begin_rows(step());
      answer_.end_rows();
    } else {
      const auto faults = answer_.add(step(), reader().take(next_, gathered_));
      by_.log_faults(faults);
      if (!faults.empty()) last_fault_ = faults.back().error;
    }
    gathered_.clear();
    ++next_;
    write_known();
  }

  void answered(std::vector<postgres::outcome> outcomes) {
    if (is_over_) return;
    const postgres::error* why = first_error(outcomes);
    if (why == nullptr) {
      complete();
      return go_on_with([this] { finish(); });
    }
    if (!has_taken_ && stream_ == nullptr && found_no_way(outcomes)) return refuse(*why);
    if (!answer_.has_open_rows() && may_go_again(*why)) return submit();
    fail(std::move(outcomes));
    go_on_with([this] { submit(); });
  }

  bool may_go_again(const postgres::error& why) {
    std::size_t no_more = 0;
    std::size_t& left = postgres::is_lost(why)    ? lost_left_
                        : postgres::is_stale(why) ? stale_left_
                        : why.sqlstate == "40001" ? undone_left_
                                                  : no_more;
    if (left == 0) return false;
    --left;
    return true;
  }

  // The next field's statements, or what stands before them, have failed.
  void fail(std::vector<postgres::outcome> outcomes) {
    const auto first = std::ranges::find(sent_.begin() + 1, sent_.end(), next_) - sent_.begin();
    std::span<postgres::outcome> own(outcomes);
    own =
        own.subspan(static_cast<std::size_t>(first), request_.operation->statements[next_].size());
    std::vector<postgres::outcome> of_all;
    if (!outcomes.front()) {
      of_all = postgres::all_failed(own.size(), outcomes.front().error());
      own = of_all;
    }
    const fetched found = reader().take(next_, own);
    FRAISEQL_CHECK(found.failure().has_value());
    last_fault_ = *found.failure();
    if (answer_.has_open_rows()) {
      answer_.fail_rows(step(), *found.failure());
    } else {
      answer_.add(step(), found);
    }
    last_fault_.path = {step().response_key()};
    ++next_;
  }

  void go_on() {
    go_on_with([] {});
  }

  // What was written goes out where it is too much to be held; then `next`, unless all is over.
  template <class Next>
  void go_on_with(Next next) {
    if (answer_.is_lost()) return cut_off(last_fault_);
    // Nothing that is found now is seen any more.
    if (answer_.is_null()) {
      by_.lanes_.cold.withdraw(this);
      return finish();
    }
    if (stream_ == nullptr && answer_.held() > by_.options_.streaming.held_bytes) {
      open({.body = answer_.take_written(), .was_executed = true, .has_data = true});
    } else if (stream_ != nullptr) {
      stream_->write(answer_.take_written());
    }
    if (!is_over_) next();
  }

  // The request has its answer, of which `first` is the beginning; from now on what bounds it is
  // how its client takes it, and how PostgreSQL gives it.
  void open(response first) {
    place_.leave();
    first.more = [this](std::shared_ptr<body_stream> to) { stream_ = std::move(to); };
    done_(std::move(first));
    if (stream_ == nullptr) return reader_has_gone();
    by_.counted_->streams.rise();
    stream_->on_change([weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->reader_changed();
    });
  }

  void reader_changed() {
    if (is_over_) return;
    if (stream_->is_gone()) return reader_has_gone();
    const bool has_room =
        stream_->unsent() <= by_.options_.streaming.unsent_bytes / part_that_waits;
    if (has_room && std::exchange(is_paused_, false)) resume();
  }

  void reader_has_gone() {
    log_to(by_.options_.log, log_level::info, "a streamed answer was not taken to its end",
           {{"operation", operation_name()}});
    by_.counted_->end(operation_type::query, ending::abandoned);
    end();
    by_.lanes_.cold.withdraw(this);
  }

  void time_is_up() { give_up(by_.report_late(operation_name())); }

  void give_up(graphql_error why, ending how = ending::refused) {
    const auto keep = shared_from_this();
    if (is_over_) return;
    if (stream_ != nullptr) return cut_off(why);
    by_.lanes_.cold.withdraw(this);
    answer_with(request_error({std::move(why)}), how);
  }

  void cut_off(const graphql_error& why) {
    std::string entry;
    write_error(entry, why);
    log_to(by_.options_.log, log_level::error, "a streamed answer was cut off",
           {{"id", why.log_id}, {"operation", operation_name()}, {"error", entry}});
    const auto stream = stream_;
    by_.counted_->end(operation_type::query, ending::cut_off);
    end();
    stream->abort();
    by_.lanes_.cold.withdraw(this);
  }

  void refuse(const postgres::error& why) {
    answer_with(request_error({by_.report(why, statement_kind::read)}));
  }

  void finish() {
    response made = std::move(answer_).finish();
    if (stream_ == nullptr) {
      const bool is_large = made.body.size() > by_.options_.streaming.held_bytes;
      if (!is_large || !made.has_data) return answer_with(std::move(made));
      open({.body = std::exchange(made.body, {}), .was_executed = true, .has_data = true});
      if (is_over_) return;
    }
    by_.counted_->end(operation_type::query, ending_of(made), made);
    const auto stream = stream_;
    end();
    stream->write(made.body);
    stream->finish();
  }

  void answer_with(response made) {
    const ending how = ending_of(made);
    answer_with(std::move(made), how);
  }

  void answer_with(response made, ending how) {
    by_.counted_->end(operation_type::query, how, made);
    end();
    done_(std::move(made));
  }

  void end() {
    place_.leave();
    is_over_ = true;
    if (std::exchange(stream_, nullptr) != nullptr) by_.counted_->streams.fall();
  }

  static graphql_error client_left() {
    return {.message = "the client left", .code = error_code::timeout};
  }

  executor& by_;
  prepared_request request_;
  bound_commands bound_;
  session_maker::made session_;
  responder done_;  // kept to the end: it may keep the executor
  postgres::command timeout_;
  std::size_t lost_left_ = most_lost;
  std::size_t stale_left_;
  std::size_t undone_left_ = most_undone;

  std::size_t next_ = 0;
  std::vector<std::size_t> sent_;            // of each command the step; the first is timeout_
  std::vector<postgres::outcome> gathered_;  // of the next step
  bool has_taken_ = false;                   // something of PostgreSQL's answers
  answer answer_;
  graphql_error last_fault_ = {};
  deadlines::place place_ = {};
  std::shared_ptr<body_stream> stream_ = {};
  bool is_paused_ = false;
  bool is_over_ = false;
};

bool is_streamed(const prepared_request& prepared, const request& asked) {
  return asked.answered == answer_form::in_pieces && asked.explain == explanation::none &&
         std::ranges::any_of(prepared.operation->plan.steps, &plan::step::is_streamed);
}

void run_streamed(executor& by, bound_query query, const request& asked, responder done) {
  std::make_shared<stream_run>(by, std::move(query), std::move(done))->begin(asked.departed);
}

}  // namespace fraiseql::execution
