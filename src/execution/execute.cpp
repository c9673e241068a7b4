// The first page to read. A request becomes a prepared operation (prepare.cpp) or a request
// error. Then what its root fields need is fetched, of a query for all of them together, of a
// mutation for one after the other (6.2.2): rows from PostgreSQL, values from the program's own
// functions on the worker pool. What comes back is written by answer.cpp.
#include "execution/execute.hpp"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <iterator>
#include <optional>
#include <span>

#include "base/check.hpp"
#include "execution/answer.hpp"
#include "execution/bind.hpp"
#include "execution/explain.hpp"
#include "execution/idempotency.hpp"
#include "execution/native.hpp"
#include "execution/outcomes.hpp"
#include "execution/stream.hpp"

namespace fraiseql::execution {

namespace {

bool has_failed(const std::vector<postgres::outcome>& outcomes) {
  return std::ranges::any_of(outcomes, [](const postgres::outcome& one) { return !one.ok(); });
}

}  // namespace

// A request under way. Its root fields are taken in ranges [first_, last_): all of a query's
// at once, a mutation's one by one, the next only after the one before is acknowledged; but all
// of a mutation that is atomic.
class run : public std::enable_shared_from_this<run> {
 public:
  run(executor& by, prepared_request request, bound_commands bound, schema::request_context context,
      session_maker::made session, responder done)
      : by_(by),
        operation_(request.operation),
        request_(std::move(request)),
        context_(std::move(context)),
        session_(std::move(session)),
        bound_(std::move(bound)),
        done_(std::move(done)),
        found_(steps().size()),
        answer_(by.options_.new_log_id, by.options_.detail) {
    // A document's only operation need not be asked for by its name.
    context_.operation_name = operation_->operation.name();
  }

  // Before next().
  void begin(const std::weak_ptr<departure>& departed) {
    by_.deadlines_->enter(place_, [this] { time_is_up(); });
    if (const auto client = departed.lock(); client && !is_mutation()) {
      if (client->is_gone()) return give_up(client_left(), ending::abandoned);
      client->on_gone([weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->give_up(client_left(), ending::abandoned);
      });
    }
    if (!once_) return next();
    by_.turns_->enter(once_->key(), [self = shared_from_this()] { return self->take_turn(); });
  }

  // Needs that the request asks for it; before begin().
  void explain_with(const request& asked) { explained_.emplace(asked, lasting().request); }

  // Needs that the request has a key; before begin().
  void do_once(calls_at_most_once calls) { once_.emplace(std::move(calls)); }

  void next() {
    const bool is_over = first_ == steps().size() || (is_mutation() && answer_.is_null());
    if (is_over) return explain();
    if (late_) return leave_out_the_rest();
    last_ = is_mutation() && !is_atomic() ? first_ + 1 : steps().size();
    is_enriched_ = false;
    fetch();
  }

 private:
  using indexes = std::vector<std::size_t>;

  // What others hold that may outlive the run, on another thread for instance.
  struct lasting_parts {
    std::shared_ptr<const prepared_request> request;
    std::shared_ptr<const schema::request_context> context;
  };

  // Made when first somebody needs them, which few requests do.
  const lasting_parts& lasting() {
    if (!lasting_) {
      lasting_ = lasting_parts{std::make_shared<const prepared_request>(request_),
                               std::make_shared<const schema::request_context>(context_)};
    }
    return *lasting_;
  }

  bool take_turn() {
    if (is_answered()) return false;
    has_turn_ = true;
    next();
    return true;
  }

  [[nodiscard]] const plan::query_plan& plan() const { return operation_->plan; }
  [[nodiscard]] const std::vector<plan::step>& steps() const { return plan().steps; }
  [[nodiscard]] bool is_mutation() const {
    return plan().kind == language::operation_kind::mutation;
  }

  [[nodiscard]] bool is_atomic() const {
    return is_mutation() && by_.options_.mutations == transactions::one_a_request;
  }

  // What the range sends; each step's statements in their order.
  postgres::group gather() {
    postgres::group work{.commands = {}, .done = {}, .session = session_, .asked_by = this};
    bool may_repeat = is_mutation();
    // Of a query all that there is.
    const bool is_all = !is_mutation();
    if (is_all) work.commands = std::move(bound_);
    for (std::size_t at = first_; at < last_; ++at) {
      const std::size_t count = operation_->statements[at].size();
      const auto* call = std::get_if<plan::call>(&steps()[at].action);
      if (count > 0)
        may_repeat = may_repeat && call != nullptr && call->function.function.is_retryable;
      for (const auto& statement : operation_->statements[at]) {
        if (statement->is_call) work.then = postgres::aftermath::clean;
      }
      if (is_all) continue;
      const auto from = bound_.begin() + static_cast<std::ptrdiff_t>(taken_);
      bound_commands own(std::make_move_iterator(from),
                         std::make_move_iterator(from + static_cast<std::ptrdiff_t>(count)));
      taken_ += count;
      if (once_ && call != nullptr) own = once_->guarded(at, std::move(own));
      std::ranges::move(own, std::back_inserter(work.commands));
    }
    if (may_repeat) work.undone = postgres::undone_group::is_sent_again;
    return work;
  }

  // Everything of the range is asked for before anything is waited for.
  void fetch() {
    bool has_statements = false;
    std::size_t natives = 0;
    for (std::size_t at = first_; at < last_; ++at) {
      has_statements = has_statements || !operation_->statements[at].empty();
      if (std::holds_alternative<plan::native>(steps()[at].action)) ++natives;
    }
    pending_ = (has_statements ? 1 : 0) + natives + 1;
    if (has_statements) {
      postgres::group work = gather();
      work.done = [self = shared_from_this(),
                   is_all = natives == 0](std::vector<postgres::outcome>&& outcomes) {
        self->fetched_all(outcomes, is_all);
      };
      lane().submit(std::move(work));
    }
    for (std::size_t at = first_; natives > 0 && at < last_; ++at) {
      if (std::holds_alternative<plan::native>(steps()[at].action)) call(at);
    }
    arrived();
  }

  // Takes what is in the outcomes. `is_all`: nothing else is asked for.
  void fetched_all(std::vector<postgres::outcome>& outcomes, bool is_all) {
    if (is_answered()) return;
    if (is_all && first_ == 0 && found_no_way(outcomes)) return refuse(outcomes.front().error());
    const bool is_undone = is_atomic() && has_failed(outcomes);
    take(outcomes);
    if (is_undone) return undo();
    arrived();
  }

  postgres::lane& lane() {
    if (is_mutation()) return by_.lanes_.mutation;
    const bool all_by_key = std::ranges::all_of(steps(), [](const plan::step& step) {
      const auto* read = std::get_if<plan::read>(&step.action);
      return read == nullptr || read->is_look_up();
    });
    return all_by_key ? by_.lanes_.hot : by_.lanes_.cold;
  }

  void take(std::span<postgres::outcome> left) {
    const outcome_reader reader(*operation_,
                                [this](const auto& why, auto kind, const plan::step* step) {
                                  return by_.report(why, kind, step);
                                });
    for (std::size_t at = first_; at < last_; ++at) {
      if (operation_->statements[at].empty()) continue;
      found_[at] = reader.take(at, left.first(reader.count(at)));
      left = left.subspan(reader.count(at));
      // Those behind it did not come to run.
      if (is_atomic() && found_[at].failure()) return;
    }
  }

  // Nothing of an atomic mutation was done: the field that failed says why.
  void undo() {
    const auto failed_at =
        std::ranges::find_if(found_, [](const fetched& one) { return one.failure().has_value(); });
    FRAISEQL_CHECK(failed_at != found_.end());
    finish(std::move(answer_).fail(steps()[static_cast<std::size_t>(failed_at - found_.begin())],
                                   *failed_at->failure()));
  }

  void call(std::size_t at) {
    const auto work = [](const plan::step& step, const native_surroundings& in) {
      return work_out(std::get<plan::native>(step.action), step.enriched, in);
    };
    work_on(at, work, [at](run& self, job_end end, worked_out made) {
      const auto kind = self.is_mutation() ? statement_kind::call : statement_kind::read;
      self.found_[at] = end != job_end::finished ? fetched(self.by_.report(end, kind))
                        : made.failure           ? fetched(self.by_.report(*made.failure))
                                                 : fetched(std::move(made));
    });
  }

  // `work` runs on a thread, and so with nothing of this run but what never changes; `take`
  // gets what it made, on the loop.
  template <class Work, class Take>
  void work_on(std::size_t at, Work work, Take take) {
    const auto until = repository::clock::now() + by_.options_.workers.time_limit;
    const std::uint64_t job = by_.workers_.submit<worked_out>(
        [request = lasting().request, context = lasting().context, session = session_,
         rows = by_.repository_, commands = is_mutation() ? by_.commands_ : nullptr, until, at,
         work = std::move(work)](const given_up& is_given_up) mutable {
          const schema::row_source source = [&](const schema::row_query& asked) {
            return rows->read(asked, session, until);
          };
          std::optional<command_session> writing;
          if (commands != nullptr) writing.emplace(commands, session, until);
          return work(request->operation->plan.steps[at],
                      {*context, request->variables, is_given_up, rows ? &source : nullptr,
                       writing ? &*writing : nullptr});
        },
        [self = shared_from_this(), take](job_end end, worked_out made) {
          take(*self, end, std::move(made));
          self->arrived();
        });
    if (!is_mutation()) jobs_.push_back(job);
  }

  // One of those that were asked, or the asking itself.
  void arrived() {
    if (--pending_ > 0) return;
    if (std::exchange(is_enriched_, true)) return write();
    enrich();
  }

  // What was read gets the program's values; its own values have them already.
  void enrich() {
    indexes to_enrich;
    for (std::size_t at = first_; at < last_; ++at) {
      const bool is_native = std::holds_alternative<plan::native>(steps()[at].action);
      const bool is_wanted = !steps()[at].enriched.is_empty() && !is_native;
      if (is_wanted && !found_[at].rows().values.empty()) to_enrich.push_back(at);
    }
    pending_ = to_enrich.size() + 1;
    for (const std::size_t at : to_enrich) {
      const row_texts rows = found_[at].rows();
      worked_out read{.documents = {}, .width = rows.width};
      for (const std::string_view text : rows.values) {
        read.documents.push_back(text.data() == nullptr ? document_text() : document_text(text));
      }
      auto work = [read = std::move(read)](const plan::step& step,
                                           const native_surroundings& in) mutable {
        return execution::enrich(std::move(read), step.enriched, in);
      };
      // What was read stays: without an answer only the computed fields are missing.
      work_on(at, std::move(work), [at](run& self, job_end end, worked_out made) {
        const auto kind = self.is_mutation() ? statement_kind::read_back : statement_kind::read;
        if (end == job_end::finished) {
          self.found_[at] = fetched(std::move(made));
        } else {
          self.found_[at].set_missing(self.by_.report(end, kind));
        }
      });
    }
    arrived();
  }

  void write() {
    for (; first_ < last_; ++first_) {
      const plan::step& step = steps()[first_];
      if (is_known(step)) {
        answer_.add_constant(step, request_.constant(first_));
      } else {
        by_.log_faults(answer_.add(step, found_[first_]));
      }
      found_[first_] = fetched();
    }
    next();
  }

  // A mutation's root field that has begun is never ended from outside: it is waited for, and
  // its statement has a timeout of its own.
  void time_is_up() {
    const auto keep = shared_from_this();
    late_ = by_.report_late(context_.operation_name);
    if (is_explaining_) return finish(std::move(answer_).finish());
    if (!is_mutation()) return give_up(*late_);
    const bool waits_for_turn = once_ && !has_turn_;
    if (waits_for_turn || by_.lanes_.mutation.withdraw(this)) leave_out_the_rest();
  }

  // Nobody waits for a query any more. What it asked for is cancelled where that can be done.
  void give_up(graphql_error why, ending how = ending::refused) {
    const auto keep = shared_from_this();
    if (is_answered()) return;
    lane().withdraw(this);
    for (const std::uint64_t job : jobs_) by_.workers_.withdraw(job);
    finish(request_error({std::move(why)}), how);
  }

  // The client's, which is not there to read it.
  static graphql_error client_left() {
    return {.message = "the client left", .code = error_code::timeout};
  }

  void leave_out_the_rest() {
    graphql_error left_out = *late_;
    left_out.message = "was not begun: the request took too long; nothing of it was done";
    if (is_atomic()) {
      const auto begun = std::ranges::find_if_not(steps(), is_known);
      return finish(std::move(answer_).fail(*begun, left_out));
    }
    for (; first_ < steps().size() && !answer_.is_null(); ++first_) {
      const plan::step& step = steps()[first_];
      if (is_known(step)) {
        answer_.add_constant(step, request_.constant(first_));
      } else {
        answer_.add(step, fetched(left_out));
      }
    }
    explain();
  }

  // What is asked about the reads comes behind everything else, and the response waits for it.
  void explain() {
    if (!explained_ || late_) return finish(std::move(answer_).finish());
    is_explaining_ = true;
    explained_->finish(
        {.over = lane(), .session = session_},
        [self = shared_from_this()](const postgres::error& why) {
          // It may have outlived the executor then.
          if (self->is_answered()) return std::string();
          return self->by_.report(why, statement_kind::read).message;
        },
        [self = shared_from_this()](const std::string& extensions) {
          if (self->is_answered()) return;
          self->finish(std::move(self->answer_).finish(extensions));
        });
  }

  void refuse(const postgres::error& why) {
    const auto kind = is_mutation() ? statement_kind::call : statement_kind::read;
    finish(request_error({by_.report(why, kind)}));
  }

  [[nodiscard]] bool is_answered() const { return done_ == nullptr; }

  void finish(response&& made) {
    const ending how = ending_of(made);
    finish(std::move(made), how);
  }

  void finish(response&& made, ending how) {
    const auto type = is_mutation() ? operation_type::mutation : operation_type::query;
    by_.counted_->end(type, how, made);
    place_.leave();
    if (std::exchange(has_turn_, false)) by_.turns_->leave(once_->key());
    const responder done = std::exchange(done_, nullptr);
    done(std::move(made));
  }

  executor& by_;
  std::shared_ptr<const prepared_operation> operation_;
  prepared_request request_;
  schema::request_context context_;
  std::optional<lasting_parts> lasting_ = {};
  session_maker::made session_;
  bound_commands bound_;
  std::size_t taken_ = 0;  // of the bound commands, in their order
  responder done_;
  boost::container::small_vector<fetched, 1> found_;  // of each step
  answer answer_;
  std::optional<request_explanation> explained_ = {};
  std::optional<calls_at_most_once> once_ = {};
  bool has_turn_ = false;  // of those with the same key
  std::size_t first_ = 0;
  std::size_t last_ = 0;
  std::size_t pending_ = 0;  // sources that have not answered
  bool is_enriched_ = false;
  deadlines::place place_ = {};
  std::optional<graphql_error> late_ = {};  // the time is up
  std::vector<std::uint64_t> jobs_ = {};    // of a query, on the workers
  bool is_explaining_ = false;
};

void executor::execute(const request& request, responder done) {
  auto prepared = preparer_.prepare(request);
  if (!prepared) return done(refused(operation_type::unknown, prepared.error()));
  const auto type = prepared->operation->plan.kind == language::operation_kind::mutation
                        ? operation_type::mutation
                        : operation_type::query;
  // Every argument is encoded before anything is sent: a bad one is a request error, and
  // no mutation runs before it.
  auto bound = bind(*prepared);
  if (!bound) return done(refused(type, masked(std::move(bound).error())));
  auto session = session_of(*prepared, request);
  if (!session) return done(refused(type, {std::move(session).error()}));
  if (is_streamed(*prepared, request)) {
    return run_streamed(*this, {*std::move(prepared), *std::move(bound), *std::move(session)},
                        request, std::move(done));
  }
  std::optional<calls_at_most_once> once;
  if (prepared->operation->form == sql::call_form::idempotent) {
    once.emplace(request, sessions_.told_of(request.context), *prepared->operation,
                 options_.idempotency_expiry);
  }
  // It ends on this loop's thread, whoever works for it.
  const auto started = std::allocate_shared<run>(
      block_allocator<run>(runs_), *this, std::move(*prepared), std::move(*bound), request.context,
      *std::move(session), std::move(done));
  if (once) started->do_once(*std::move(once));
  if (request.explain != explanation::none) started->explain_with(request);
  started->begin(request.departed);
}

}  // namespace fraiseql::execution
