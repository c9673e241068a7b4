// libpq's own states drive this file: PQconnectPoll until connected, then in pipeline
// mode PQsend* and PQpipelineSync on one side, PQconsumeInput and PQgetResult on the
// other (PostgreSQL manual 34.3.6, 34.5). The loop waits on the socket for both.
#include "postgres/connection.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>

#include "base/check.hpp"
#include "postgres/in_flight.hpp"
#include "postgres/prepared_cache.hpp"
#include "postgres/wire.hpp"
#include "sql/session.hpp"

namespace fraiseql::postgres {
namespace {

namespace asio = boost::asio;
using wait_kind = asio::posix::stream_descriptor::wait_type;

// A longer text is not prepared. It is a large filter, hardly asked twice, whose plan would cost
// PostgreSQL megabytes for as long as it is kept.
constexpr std::size_t most_prepared_text = 8'192;

// Rows that a sink is given at a time: libpq has memory of its own for each.
constexpr std::size_t rows_a_batch = 64;

// Of flights that were answered.
constexpr std::size_t most_spare = 4;

}  // namespace

// Kept alive by the handlers that wait for its socket, so that a lane may drop a
// connection at any time, also from inside one of its callbacks.
class connection::implementation : public std::enable_shared_from_this<implementation> {
 public:
  implementation(asio::io_context& loop, connection_options options, state_callback on_state)
      : loop_(loop),
        options_(std::move(options)),
        on_state_(std::move(on_state)),
        prepared_(options_.max_prepared),
        socket_(loop),
        deadline_(loop),
        answers_(loop),
        cancel_limit_(loop) {}

  ~implementation() { release(); }

  void open() {
    // What stands before dbname is a default that the connection string may overrule. A
    // server that vanished from the network is noticed within seconds, not by the kernel's
    // fifteen minutes.
    const std::array<const char*, 8> keywords = {
        "tcp_user_timeout", "keepalives_idle", "keepalives_interval",       "keepalives_count",
        "dbname",           "client_encoding", "fallback_application_name", nullptr};
    const std::array<const char*, 8> values = {
        "10000", "10", "5", "3", options_.conninfo.c_str(), "UTF8", "fraiseql", nullptr};
    connection_ = PQconnectStartParams(keywords.data(), values.data(), 1);
    if (connection_ == nullptr || PQstatus(connection_) == CONNECTION_BAD) {
      // Not from inside open(): the caller is still setting up.
      asio::post(loop_, [self = shared_from_this()] { self->break_with(self->libpq_error()); });
      return;
    }
    PQsetNoticeReceiver(connection_, [](void*, const PGresult*) {}, nullptr);
    deadline_.expires_after(std::chrono::seconds(options_.connect_timeout_s));
    deadline_.async_wait([self = shared_from_this()](boost::system::error_code cancelled) {
      if (cancelled || self->state_ != connection_state::connecting) return;
      self->break_with({.sqlstate = unsent_sqlstate, .message = "connecting took too long"});
    });
    watch_socket();
    wait(wait_kind::wait_write, &implementation::poll_connect);
  }

  // Ends it without a word to the lane: the lane is who closes.
  void close() {
    on_state_ = nullptr;
    on_free_ = nullptr;
    break_with({.sqlstate = lost_sqlstate, .message = "the connection was closed"});
  }

  void on_free(std::function<void()> told) { on_free_ = std::move(told); }

  void send(const shipment& what, completion done) {
    FRAISEQL_CHECK(state_ == connection_state::up && !is_cancelling_);
    send_all(what, std::move(done));
  }

  void forget(const command& one) {
    if (auto name = prepared_.forget(key_of(one))) to_deallocate_.push_back(std::move(*name));
  }

  void forget_all() {
    for (std::string& name : prepared_.forget_all()) to_deallocate_.push_back(std::move(name));
  }

  void cancel(canceller& by) {
    if (state_ != connection_state::up || sent_.empty() || is_cancelling_) return;
    // PostgreSQL looks for a cancel only once its rows are taken from it.
    sent_.front().drop_sink();
    resume();
    cancel_request request(PQgetCancel(connection_));
    if (request == nullptr) return;  // out of memory
    auto returned = [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->cancel_returned();
    };
    if (!by.send(std::move(request), std::move(returned))) return;
    is_cancelling_ = true;
    cancel_limit_.expires_after(options_.cancel_timeout);
    cancel_limit_.async_wait([self = shared_from_this()](boost::system::error_code cancelled) {
      if (cancelled || !self->is_cancelling_) return;
      self->break_with({.sqlstate = lost_sqlstate, .message = "a cancel did not come to its end"});
    });
  }

  bool is_alive() {
    if (state_ != connection_state::up) return false;
    if (!sent_.empty()) return true;
    // The first look may take the server's last words, the second then sees the end.
    for (int look = 0; look < 2; ++look) {
      if (PQconsumeInput(connection_) != 1 || PQstatus(connection_) == CONNECTION_BAD) {
        break_with(libpq_error());
        return false;
      }
      static_cast<void>(PQisBusy(connection_));  // lets libpq read the words
    }
    return true;
  }

  [[nodiscard]] connection_state state() const { return state_; }
  [[nodiscard]] std::size_t depth() const { return sent_.size(); }
  [[nodiscard]] bool is_cancelling() const { return is_cancelling_; }

 private:
  using handler = void (implementation::*)();

  // libpq owns its descriptor and may change it while connecting; ours is a duplicate.
  void watch_socket() {
    const int descriptor = PQsocket(connection_);
    if (descriptor == watched_) return;
    boost::system::error_code ignored;
    socket_.close(ignored);
    watched_ = descriptor;
    if (descriptor < 0) return;
    const int ours = ::dup(descriptor);
    boost::system::error_code refused;
    if (ours >= 0) socket_.assign(ours, refused);
    if (ours < 0 || refused) {
      // Out of descriptors. Whoever called goes on to wait, and is called back at once.
      asio::post(loop_, [self = shared_from_this()] {
        self->break_with({.sqlstate = unsent_sqlstate, .message = "no file descriptor is left"});
      });
    }
  }

  void wait(wait_kind kind, handler next) {
    socket_.async_wait(kind,
                       [self = shared_from_this(), next](boost::system::error_code cancelled) {
                         if (!cancelled && self->connection_ != nullptr) ((*self).*next)();
                       });
  }

  void poll_connect() {
    const PostgresPollingStatusType status = PQconnectPoll(connection_);
    watch_socket();
    if (status == PGRES_POLLING_READING)
      return wait(wait_kind::wait_read, &implementation::poll_connect);
    if (status == PGRES_POLLING_WRITING)
      return wait(wait_kind::wait_write, &implementation::poll_connect);
    if (status != PGRES_POLLING_OK) return break_with(libpq_error());
    if (PQsetnonblocking(connection_, 1) != 0 || PQenterPipelineMode(connection_) != 1) {
      return break_with(libpq_error());
    }
    set_up_session();
    wait(wait_kind::wait_read, &implementation::read_results);
  }

  // The session's settings go first. The clean-up is prepared at once, so that it fails where a
  // function took its statements away; the connection is up when it was answered.
  void set_up_session() {
    const command first = to_command(sql::set_up_session(options_.settings));
    send_all({.commands = {&first}, .then = aftermath::clean},
             [this](const std::vector<outcome>& outcomes) {
               if (state_ != connection_state::connecting) return;
               if (!outcomes.front()) break_with(outcomes.front().error());
             });
  }

  void come_up() {
    deadline_.cancel();
    state_ = connection_state::up;
    // A copy: what it does may break this connection, which lets go of the original.
    if (const auto told = on_state_) told(connection_state::up, {});
  }

  void send_all(const shipment& what, completion done) {
    bool sent = true;
    if (sent_.empty()) front_since_ = std::chrono::steady_clock::now();
    for (const std::string& name : std::exchange(to_deallocate_, {})) {
      sent = sent && send_deallocate(name);
    }
    std::list<in_flight> made = spare_one();
    in_flight& sending = made.front();
    sending.commands = what.commands.size();
    sending.done = std::move(done);
    sending.sink = what.sink;
    if (const auto& sink = sending.sink) {
      sink->on_resume([weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->resume();
      });
    }
    for (const leg& one : legs_of(what, server_)) {
      sent = sent && send_command(*one.what, one.kind, sending);
    }
    sent = sent && PQpipelineSync(connection_) == 1;
    sent_.splice(sent_.end(), made);
    if (what.then == aftermath::clean) sent = sent && send_clean_up();
    if (!sent) return break_with(libpq_error());
    flush();
    if (connection_ != nullptr) watch_answers();
  }

  // A timer while answers are owed, looked at in pauses so that the hot path only reads
  // the clock.
  void watch_answers() {
    if (is_watching_ || sent_.empty()) return;
    is_watching_ = true;
    answers_.expires_after(std::min(options_.answer_timeout, std::chrono::milliseconds(1'000)));
    answers_.async_wait([self = shared_from_this()](boost::system::error_code cancelled) {
      self->is_watching_ = false;
      if (cancelled || self->connection_ == nullptr || self->sent_.empty()) return;
      const auto statements = std::max<std::size_t>(1, self->sent_.front().commands);
      const auto now = std::chrono::steady_clock::now();
      if (self->is_paused_) self->front_since_ = now;
      if (now - self->front_since_ > self->options_.answer_timeout * statements) {
        if (const auto sink = self->sent_.front().sink) {
          self->front_since_ = now;
          sink->on_silence();
          return self->watch_answers();
        }
        return self->break_with(
            {.sqlstate = silent_sqlstate, .message = "PostgreSQL did not answer in time"});
      }
      self->watch_answers();
    });
  }

  std::list<in_flight> spare_one() {
    std::list<in_flight> made;
    if (spare_.empty()) {
      made.emplace_back();
    } else {
      made.splice(made.begin(), spare_, spare_.begin());
    }
    return made;
  }

  // PostgreSQL has signalled its backend by now, which takes the signal before the Sync.
  void cancel_returned() {
    if (state_ != connection_state::up) return;
    send_all({}, [this](const auto&) {
      if (state_ != connection_state::up) return;
      is_cancelling_ = false;
      cancel_limit_.cancel();
      if (const auto told = on_free_) told();
    });
  }

  // With a Sync of its own: a name that is not there any more must not abort a group.
  bool send_deallocate(const std::string& name) {
    in_flight& sending = sent_.emplace_back();
    sending.done = [](const auto&) {};
    sending.steps.push_back({.kind = step_kind::deallocate});
    return PQsendQueryParams(connection_, ("DEALLOCATE " + name).c_str(), 0, nullptr, nullptr,
                             nullptr, nullptr, 0) == 1 &&
           PQpipelineSync(connection_) == 1;
  }

  // A transaction of its own, which the group's answer does not wait for.
  bool send_clean_up() {
    if (clean_up_.empty()) {
      for (sql::statement& one : sql::clean_session(options_.settings)) {
        clean_up_.push_back(to_command(std::move(one)));
      }
    }
    in_flight& sending = sent_.emplace_back();
    sending.done = [](const auto&) {};
    bool sent = true;
    for (const command& one : clean_up_) {
      sent = sent && send_command(one, step_kind::clean, sending);
    }
    return sent && PQpipelineSync(connection_) == 1;
  }

  bool send_command(const command& one, step_kind kind, in_flight& sending) {
    const wire_parameters wire(one.parameters);
    if (one.statement->text.size() > most_prepared_text) {
      sending.steps.push_back({.kind = kind, .rows_come = one.rows_come});
      return PQsendQueryParams(connection_, one.statement->text.c_str(), wire.count(),
                               wire.types.data(), wire.values.data(), wire.lengths.data(),
                               wire.formats.data(), 0) == 1;
    }
    write_key(key_, one);
    const prepared_cache::use use = prepared_.take(key_);
    if (use.evicted) to_deallocate_.push_back(*use.evicted);
    if (use.is_new) {
      sending.steps.push_back({.kind = step_kind::prepare, .key = key_});
      if (PQsendPrepare(connection_, use.name.c_str(), one.statement->text.c_str(), wire.count(),
                        wire.types.data()) != 1) {
        return false;
      }
    }
    sending.steps.push_back({.kind = kind, .rows_come = one.rows_come});
    return PQsendQueryPrepared(connection_, use.name.c_str(), wire.count(), wire.values.data(),
                               wire.lengths.data(), wire.formats.data(), 0) == 1;
  }

  void flush() {
    const int left = PQflush(connection_);
    if (left < 0) return break_with(libpq_error());
    if (left == 0 || flushing_) return;
    flushing_ = true;
    wait(wait_kind::wait_write, &implementation::flush_more);
  }

  void flush_more() {
    flushing_ = false;
    flush();
  }

  void read_results() {
    if (PQconsumeInput(connection_) != 1) return break_with(libpq_error());
    take_results();
  }

  void take_results() {
    // A completion may close this connection; connection_ is null then.
    while (connection_ != nullptr && !sent_.empty() && !is_paused_ &&
           PQstatus(connection_) == CONNECTION_OK) {
      expect_rows();
      if (PQisBusy(connection_) != 0) break;
      PGresult* result = PQgetResult(connection_);
      if (result == nullptr) continue;  // the end of one command's results
      take_result(result);
    }
    if (connection_ != nullptr && !is_paused_) feed_sink();
    // After a pause it goes on here, and nothing is read before that.
    if (connection_ == nullptr || is_paused_) return;
    if (PQstatus(connection_) == CONNECTION_BAD) return break_with(libpq_error());
    flush();
    if (connection_ != nullptr) wait(wait_kind::wait_read, &implementation::read_results);
  }

  // libpq takes it while the command is the one whose results come, before any has come.
  void expect_rows() {
    in_flight& front = sent_.front();
    if (front.wants_row_by_row()) front.comes_row_by_row = PQsetSingleRowMode(connection_) == 1;
  }

  void feed_sink() {
    if (sent_.empty() || sent_.front().batch.empty()) return;
    front_since_ = std::chrono::steady_clock::now();
    if (sent_.front().feed() == appetite::pause) is_paused_ = true;
  }

  // Not from inside of whoever says so.
  void resume() {
    if (!std::exchange(is_paused_, false)) return;
    front_since_ = std::chrono::steady_clock::now();
    asio::post(loop_, [self = shared_from_this()] {
      if (self->connection_ != nullptr) self->take_results();
    });
  }

  void take_result(PGresult* owned) {
    const ExecStatusType status = PQresultStatus(owned);
    if (status == PGRES_PIPELINE_SYNC) {
      PQclear(owned);
      return finish_front();
    }
    rows taken(owned);
    in_flight& front = sent_.front();
    if (status == PGRES_SINGLE_TUPLE) {
      if (front.sink != nullptr) front.batch.push_back(std::move(taken));
      if (front.batch.size() >= rows_a_batch) feed_sink();
      return;
    }
    if (status == PGRES_FATAL_ERROR && front.next_step == front.steps.size()) {
      // After the last command's own answer: the commit failed.
      error at_commit = error_of(owned);
      at_commit.from = error_source::commit;
      const bool is_clean_up = !front.steps.empty() && front.steps.back().kind == step_kind::clean;
      if (is_clean_up) return break_with(not_clean(at_commit));
      if (!front.outcomes.empty()) front.outcomes.back() = failed{std::move(at_commit)};
      return;
    }
    if (front.next_step == front.steps.size()) return break_with(protocol_error());
    const expected_step& step = front.steps[front.next_step++];
    const bool is_error = status == PGRES_FATAL_ERROR || status == PGRES_NONFATAL_ERROR;
    const bool is_aborted = status == PGRES_PIPELINE_ABORTED;
    front.comes_row_by_row = false;
    if (is_error) front.batch.clear();
    feed_sink();
    if (connection_ == nullptr) return;
    // The name may still exist on the server if a later command aborted; it is new
    // next time either way.
    if (step.kind == step_kind::prepare && (is_error || is_aborted)) prepared_.forget(step.key);
    front.take(step, is_error ? std::optional(error_of(owned)) : std::nullopt, is_aborted,
               std::move(taken));
    // Who knows what the next one would find.
    const bool is_clean_up = front.steps.back().kind == step_kind::clean;
    if (is_error && is_clean_up) break_with(not_clean(*front.first_error));
  }

  void finish_front() {
    front_since_ = std::chrono::steady_clock::now();
    std::list<in_flight> finished;
    finished.splice(finished.begin(), sent_, sent_.begin());
    in_flight& done = finished.front();
    if (!done.is_answered()) {
      done.fail(protocol_error());
      return break_with(protocol_error());
    }
    const bool was_cleaned = !done.steps.empty() && done.steps.back().kind == step_kind::clean;
    done.done(std::move(done.outcomes));
    done.clear();
    if (spare_.size() < most_spare) spare_.splice(spare_.begin(), finished);
    if (!was_cleaned || connection_ == nullptr || !sent_.empty()) return;
    if (state_ == connection_state::connecting) return come_up();
    // A copy, as above.
    if (const auto told = on_free_) told();
  }

  [[nodiscard]] static error not_clean(const error& why) {
    return {.sqlstate = lost_sqlstate,
            .message = "what a function left on the connection could not be undone: " + why.message,
            .context = clean_up_context};
  }

  static command to_command(sql::statement statement) {
    return {.statement = std::make_shared<const sql::statement>(std::move(statement))};
  }

  [[nodiscard]] static error protocol_error() {
    return {.sqlstate = "08P01", .message = "the server's answers do not fit what was sent"};
  }

  [[nodiscard]] error libpq_error() const {
    std::string message = connection_ == nullptr ? "out of memory" : PQerrorMessage(connection_);
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return {.sqlstate = state_ == connection_state::up ? lost_sqlstate : unsent_sqlstate,
            .message = std::move(message)};
  }

  void release() {
    boost::system::error_code ignored;
    socket_.close(ignored);
    watched_ = -1;
    if (connection_ != nullptr) PQfinish(std::exchange(connection_, nullptr));
  }

  void break_with(const error& why) {
    if (state_ == connection_state::down) return;
    const auto keep = shared_from_this();
    state_ = connection_state::down;
    deadline_.cancel();
    answers_.cancel();
    cancel_limit_.cancel();
    release();
    for (in_flight& one : std::exchange(sent_, {})) one.fail(why);
    if (const auto told = std::exchange(on_state_, nullptr)) told(connection_state::down, why);
  }

  asio::io_context& loop_;
  connection_options options_;
  state_callback on_state_;
  prepared_cache prepared_;
  asio::posix::stream_descriptor socket_;
  asio::steady_timer deadline_;
  asio::steady_timer answers_;
  asio::steady_timer cancel_limit_;
  bool is_cancelling_ = false;
  std::chrono::steady_clock::time_point front_since_;
  bool is_watching_ = false;
  bool is_paused_ = false;  // at the wish of a sink; nothing is read
  PGconn* connection_ = nullptr;
  int watched_ = -1;
  connection_state state_ = connection_state::connecting;
  bool flushing_ = false;
  std::function<void()> on_free_;
  std::list<in_flight> sent_;
  std::list<in_flight> spare_;     // whose memory is used again
  std::string key_;                // of a statement; kept for its room
  std::vector<command> clean_up_;  // made when it is first needed
  const command server_{.statement = std::make_shared<const sql::statement>(
                            sql::tell_session({std::string(sql::role_setting)})),
                        .parameters = {sql::text_parameter(std::string(sql::no_role))},
                        .as = run_as::server};
  std::vector<std::string> to_deallocate_;
};

connection::connection(asio::io_context& loop, const connection_options& options,
                       state_callback on_state)
    : implementation_(std::make_shared<implementation>(loop, options, std::move(on_state))) {}

connection::~connection() { implementation_->close(); }

void connection::open() { implementation_->open(); }
void connection::on_free(std::function<void()> told) { implementation_->on_free(std::move(told)); }
void connection::send(const shipment& what, completion done) {
  implementation_->send(what, std::move(done));
}
void connection::forget(const command& one) { implementation_->forget(one); }
void connection::forget_all() { implementation_->forget_all(); }
void connection::cancel(canceller& by) { implementation_->cancel(by); }
bool connection::is_cancelling() const { return implementation_->is_cancelling(); }
bool connection::is_alive() { return implementation_->is_alive(); }
connection_state connection::state() const { return implementation_->state(); }
std::size_t connection::depth() const { return implementation_->depth(); }

}  // namespace fraiseql::postgres
