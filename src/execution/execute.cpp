// The first page to read. A request becomes a prepared operation (prepare.cpp) or a
// request error; a query's root fields then go to PostgreSQL together, a mutation's one
// after the other; what comes back is written by answer.cpp.
#include "execution/execute.hpp"

#include <algorithm>
#include <optional>

#include "base/check.hpp"
#include "execution/answer.hpp"
#include "execution/bind.hpp"

namespace fraiseql::execution {

namespace {

// Whether there was no way to PostgreSQL for any of them: execution never began, and the
// whole request is refused rather than answered with nulls.
bool found_no_way(const std::vector<postgres::outcome>& outcomes) {
  return !outcomes.empty() && std::ranges::all_of(outcomes, [](const postgres::outcome& one) {
    return !one && one.error().from == postgres::error_source::connection &&
           (one.error().sqlstate == postgres::unsent_sqlstate ||
            one.error().sqlstate == postgres::overload_sqlstate);
  });
}

}  // namespace

// A query under way: all statements in one group, one round trip.
class query_run {
 public:
  static void start(executor& by, prepared_request request, bound_steps bound, responder done) {
    postgres::group work{.commands = {}, .done = {}};
    for (auto& step : bound) {
      for (auto& command : step) work.commands.push_back(std::move(command));
    }
    postgres::lane& lane = lane_of(by, request.operation->plan);
    work.done = [&by, request = std::move(request),
                 done = std::move(done)](const std::vector<postgres::outcome>& outcomes) {
      done(answer_with(by, request, outcomes));
    };
    if (work.commands.empty()) return work.done({});
    lane.submit(std::move(work));
  }

 private:
  static postgres::lane& lane_of(executor& by, const plan::query_plan& plan) {
    const bool all_by_key = std::ranges::all_of(plan.steps, [](const plan::step& step) {
      const auto* read = std::get_if<plan::read>(&step.action);
      return read == nullptr || read->by_unique_key;
    });
    return all_by_key ? by.lanes_.hot : by.lanes_.cold;
  }

  static response answer_with(executor& by, const prepared_request& request,
                              const std::vector<postgres::outcome>& outcomes) {
    if (found_no_way(outcomes)) {
      return request_error({by.report(outcomes.front().error(), statement_kind::read)});
    }
    answer written(by.options_.new_log_id);
    auto next = outcomes.begin();
    const auto& steps = request.operation->plan.steps;
    for (std::size_t at = 0; at < steps.size(); ++at) {
      const plan::step& step = steps[at];
      if (request.operation->statements[at].empty()) {
        written.add_constant(step, request.constant(at));
        continue;
      }
      FRAISEQL_CHECK(next != outcomes.end());
      if (*next) {
        by.log_faults(written.add_rows(step, **next));
      } else {
        written.add_failure(step, by.report(next->error(), statement_kind::read));
      }
      ++next;
    }
    return std::move(written).finish();
  }
};

// A mutation under way: each root field in a transaction of its own, call and read-back
// in one round trip, the next one only after that is acknowledged (6.2.2).
class mutation_run : public std::enable_shared_from_this<mutation_run> {
 public:
  mutation_run(executor& by, prepared_request request, bound_steps bound, responder done)
      : by_(by),
        request_(std::move(request)),
        bound_(std::move(bound)),
        done_(std::move(done)),
        answer_(by.options_.new_log_id) {}

  void next() {
    const auto& steps = request_.operation->plan.steps;
    for (; at_ < steps.size() && !answer_.is_null(); ++at_) {
      if (bound_[at_].empty()) {
        answer_.add_constant(steps[at_], request_.constant(at_));
        continue;
      }
      postgres::group work{.commands = std::move(bound_[at_]), .done = {}};
      work.done = [self = shared_from_this()](const std::vector<postgres::outcome>& outcomes) {
        if (self->at_ == 0 && found_no_way(outcomes)) return self->refuse(outcomes.front().error());
        self->take(outcomes);
        self->next();
      };
      return by_.lanes_.mutation.submit(std::move(work));
    }
    const responder done = std::move(done_);
    done(std::move(answer_).finish());
  }

 private:
  void refuse(const postgres::error& why) {
    const responder done = std::move(done_);
    done(request_error({by_.report(why, statement_kind::call)}));
  }

  void take(const std::vector<postgres::outcome>& outcomes) {
    FRAISEQL_CHECK(outcomes.size() == 2);
    const plan::step& step = request_.operation->plan.steps[at_++];
    if (!outcomes[0]) {
      answer_.add_failure(step, by_.report(outcomes[0].error(), statement_kind::call));
    } else if (!outcomes[1]) {
      answer_.add_failure(step, by_.report(outcomes[1].error(), kind_of(outcomes[1].error())));
    } else {
      by_.log_faults(answer_.add_rows(step, *outcomes[1]));
    }
  }

  // Of an error that stands in the read-back's place. What fails at the commit is the
  // author's constraint; a lost connection is the call's as well; the rest is our read.
  static statement_kind kind_of(const postgres::error& why) {
    if (why.from != postgres::error_source::statement) return statement_kind::call;
    const bool is_no_row = why.sqlstate == sql::no_row_sqlstate &&
                           why.detail.find(sql::no_row_token) != std::string::npos;
    return is_no_row ? statement_kind::read_back : statement_kind::read;
  }

  executor& by_;
  prepared_request request_;
  bound_steps bound_;
  responder done_;
  answer answer_;
  std::size_t at_ = 0;
};

executor::executor(std::shared_ptr<const schema::schema> schema, postgres::lanes& lanes,
                   executor_options options)
    : preparer_(std::move(schema), options.limits, options.validating),
      lanes_(lanes),
      options_(std::move(options)) {}

void executor::execute(const request& request, responder done) {
  auto prepared = preparer_.prepare(request);
  if (!prepared) return done(request_error(prepared.error()));
  // Every argument is encoded before anything is sent: a bad one is a request error, and
  // no mutation runs before it.
  auto bound = bind(*prepared);
  if (!bound) return done(request_error(bound.error()));
  if (prepared->operation->plan.kind == language::operation_kind::mutation) {
    std::make_shared<mutation_run>(*this, std::move(*prepared), std::move(*bound), std::move(done))
        ->next();
  } else {
    query_run::start(*this, std::move(*prepared), std::move(*bound), std::move(done));
  }
}

graphql_error executor::report(const postgres::error& why, statement_kind kind) {
  graphql_error made = client_error(why, kind, options_.detail, options_.new_log_id());
  log_to(options_.log, is_server_fault(made.code) ? log_level::error : log_level::debug,
         "a statement failed",
         {{"id", made.log_id},
          {"code", std::string(to_string(made.code))},
          {"sqlstate", why.sqlstate},
          {"message", why.message},
          {"detail", why.detail},
          {"hint", why.hint},
          {"context", why.context}});
  return made;
}

void executor::log_faults(const std::vector<graphql_error>& faults) {
  for (const graphql_error& fault : faults) {
    std::string entry;
    write_error(entry, fault);
    log_to(options_.log, log_level::error, "a stored document does not fit the schema",
           {{"id", fault.log_id}, {"error", entry}});
  }
}

}  // namespace fraiseql::execution
