// What an executor is made of, and what a request is held to before it runs.
#include <boost/asio/post.hpp>

#include "execution/admission.hpp"
#include "execution/execute.hpp"

namespace fraiseql::execution {
namespace {

std::shared_ptr<repository> make_repository(const schema::schema& of,
                                            const executor_options& options) {
  if (of.repository() == nullptr) return nullptr;
  return std::make_shared<repository>(of.repository(), options.planning, options.reading);
}

std::shared_ptr<commands> make_commands(const schema::schema& of, const executor_options& options,
                                        const std::shared_ptr<repository>& rows,
                                        const constraint_words& constraints) {
  if (!of.has_commands()) return nullptr;
  return std::make_shared<commands>(options.writing, rows, constraints);
}

}  // namespace

executor::executor(std::shared_ptr<const schema::schema> schema, postgres::lanes& lanes,
                   boost::asio::io_context& loop, executor_options options)
    : counted_(options.counted ? options.counted : std::make_shared<meters>()),
      schema_(schema),
      constraints_(schema),
      repository_(make_repository(*schema, options)),
      commands_(make_commands(*schema, options, repository_, constraints_)),
      sessions_(schema),
      preparer_(std::move(schema), options.limits, options.validating, options.planning,
                {.claim = options.permission_claim}, options.documents, &counted_->preparing),
      loop_(loop),
      lanes_(lanes),
      workers_(loop, options.workers),
      deadlines_(std::make_shared<deadlines>(loop, options.request_timeout)),
      turns_(std::make_shared<turns>(loop)),
      options_(std::move(options)) {}

executor::executor(const executor& beside, postgres::lanes& lanes, boost::asio::io_context& loop,
                   std::function<std::string()> new_log_id, std::shared_ptr<meters> counted)
    : counted_(counted ? std::move(counted) : std::make_shared<meters>()),
      schema_(beside.schema_),
      constraints_(schema_),
      repository_(beside.repository_),
      commands_(beside.commands_),
      sessions_(schema_),
      preparer_(beside.preparer_, beside.options_.planning, &counted_->preparing),
      loop_(loop),
      lanes_(lanes),
      workers_(loop, beside.workers_.pool()),
      deadlines_(std::make_shared<deadlines>(loop, beside.options_.request_timeout)),
      turns_(std::make_shared<turns>(loop)),
      options_(beside.options_) {
  options_.new_log_id = std::move(new_log_id);
}

void executor::forget_plans() {
  if (repository_ != nullptr) repository_->forget_plans();
  if (commands_ != nullptr) commands_->forget_plans();
}

void executor::adopt(std::shared_ptr<const plan::catalogue> found) {
  has_keys_ = found != nullptr && found->has_idempotency;
  constraints_.adopt(found);
  if (repository_ != nullptr) repository_->adopt(found);
  if (commands_ != nullptr) commands_->adopt(found);
  preparer_.adopt(std::move(found));
  warm();
}

// A few documents a turn of the loop, between requests.
void executor::warm() {
  if (!preparer_.warm_some()) return;
  boost::asio::post(loop_, [this, alive = std::weak_ptr(alive_)] {
    if (!alive.expired()) warm();
  });
}

result<session_maker::made, graphql_error> executor::session_of(const prepared_request& prepared,
                                                                const request& request) {
  const plan::query_plan& plan = prepared.operation->plan;
  if (plan.kind != language::operation_kind::mutation) return sessions_.of_reads(request.context);
  const mutation_promises promised{.is_atomic = options_.mutations == transactions::one_a_request,
                                   .is_once = !request.idempotency_key.empty(),
                                   .has_keys = has_keys_};
  if (auto refused = refused_mutation(plan, promised)) return failed{*std::move(refused)};
  return sessions_.of_writes(request.context,
                             request.id.empty() ? options_.new_log_id() : request.id);
}

}  // namespace fraiseql::execution
