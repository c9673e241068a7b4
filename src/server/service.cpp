// Listens at once with a DATABASE_URL, and with the embedded database when that has what the schema
// needs. Stop: not ready, listener closed, accepted requests answered, lanes closed
// (ARCHITECTURE.md, threads and lanes). What `--watch` adds stands in reload.hpp; here a new schema
// takes the place of the old one. The first loop leads; what it finds is handed to the others
// (serving_loop.hpp).
#include "server/service.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <deque>
#include <latch>
#include <memory>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "execution/execute.hpp"
#include "execution/requirements.hpp"
#include "postgres/lanes.hpp"
#include "server/admin.hpp"
#include "server/endpoint_settings.hpp"
#include "server/executor_settings.hpp"
#include "server/front_door.hpp"
#include "server/index_report.hpp"
#include "server/operators_view.hpp"
#include "server/plain_text.hpp"
#include "server/readiness.hpp"
#include "server/reload.hpp"
#include "server/serving_loop.hpp"
#include "server/trusted_documents.hpp"

namespace fraiseql::server {
namespace {

namespace asio = boost::asio;

// The loops and what leads them.
class service {
 public:
  explicit service(service_options made)
      : options_(made.asked),
        conninfo_(std::move(made.conninfo)),
        budget_(made.budget),
        documents_(std::move(made.documents)),
        log_(std::move(made.log)),
        contexts_(make_contexts(budget_.loops)),
        readiness_(contexts_.front(), requirements_of(options_.schema), log_),
        knows_who_(!std::holds_alternative<std::monostate>(made.who)),
        loops_(make_loops(std::make_shared<identity_source>(std::move(made.who)))),
        served_(options_.schema),
        admin_(contexts_.front(), admin_door_options(), log_),
        door_(contexts_.front(), door_options(), log_) {
    serve_with(make_executor(served_));
    readiness_.on_found([this](const auto& found) { adopt(found); });
    readiness_.on_mended([this] { forget_plans(); });
    if (options_.check_indexes) report_.emplace(contexts_.front(), reporting(conninfo_));
    if (made.files.watched) {
      reload_.emplace(contexts_.front(), leading().lanes().cold, reloading(std::move(made.files)));
    }
  }
  ~service() { stop_loops(); }
  service(const service&) = delete;
  service& operator=(const service&) = delete;

  result<done> run() {
    FRAISEQL_TRY_DONE(admin_.open());
    const bool is_embedded = options_.chosen.database_url.empty();
    if (is_embedded) {
      readiness_.on_first_answer([this](const auto& missing) { begin_embedded(missing); });
    } else {
      open();
    }
    if (!outcome_.ok()) return std::move(outcome_);
    leading().lanes().start();
    contexts_.front().run();
    return std::move(outcome_);
  }

 private:
  static std::deque<asio::io_context> make_contexts(std::size_t count) {
    std::deque<asio::io_context> made;
    while (made.size() < count) made.emplace_back(1);
    return made;
  }

  // Where there are several, they lend each other connections.
  std::vector<std::unique_ptr<serving_loop>> make_loops(
      const std::shared_ptr<identity_source>& who) {
    std::vector<std::unique_ptr<serving_loop>> made;
    for (std::size_t at = 0; at < contexts_.size(); ++at) {
      const auto changed = [this, at](serving_loop& one) { lanes_changed(at, one); };
      made.push_back(
          std::make_unique<serving_loop>(contexts_[at], lanes_options_of(at), who, log_, changed));
      if (contexts_.size() > 1) made.back()->lend_with(lent_);
    }
    return made;
  }

  [[nodiscard]] postgres::lanes_options lanes_options_of(std::size_t at) const {
    return {.conninfo = conninfo_,
            .hot_connections = share_of(budget_.hot, budget_.loops, at),
            .cold_connections = share_of(budget_.cold, budget_.loops, at),
            .mutation_connections = share_of(budget_.mutation, budget_.loops, at),
            .kept_mutation_connections = share_of(budget_.kept_mutation(), budget_.loops, at),
            .statement_timeout = options_.chosen.statement_timeout};
  }

  serving_loop& leading() { return *loops_.front(); }
  std::span<const std::unique_ptr<serving_loop>> others() { return std::span(loops_).subspan(1); }

  // Of a loop that leads or, on its own thread, of another one.
  void lanes_changed(std::size_t at, serving_loop& one) {
    if (at == 0) return readiness_.lanes_changed(one.lanes(), others_down_.size());
    asio::post(contexts_.front(), [this, at, is_up = one.lanes().are_up()] {
      if (is_up) {
        others_down_.erase(at);
      } else {
        others_down_.insert(at);
      }
      readiness_.lanes_changed(leading().lanes(), others_down_.size());
    });
  }

  [[nodiscard]] postgres::requirements requirements_of(
      const std::shared_ptr<const schema::schema>& schema) const {
    auto needed = execution::requirements_of(schema, options_.chosen.search_configuration);
    needed.allow = [budget = budget_](const postgres::connection_limits& limits) {
      std::vector<postgres::missing> found;
      if (auto over = over_budget(budget, limits)) found.push_back({over->message, over->hint});
      return found;
    };
    return needed;
  }

  std::shared_ptr<execution::executor> make_executor(
      const std::shared_ptr<const schema::schema>& schema) {
    auto options = executor_options_of(options_.chosen, conninfo_, log_);
    options.documents = documents_;
    options.counted = leading().counted();
    return std::make_shared<execution::executor>(schema, leading().lanes(), contexts_.front(),
                                                 std::move(options));
  }

  reload_options reloading(started_files files) {
    return {
        .files = *std::move(files.watched),
        .name = (options_.file ? options_.file->path : files.sql->directory).string(),
        .sql = std::move(files.sql),
        .file = options_.file,
        .schema = options_.schema,
        // It has made plain what it says, but for colours.
        .say =
            [this](std::string_view line) {
              if (options_.say) options_.say(line);
            },
        .search_configuration = options_.chosen.search_configuration,
        .objection =
            [this](const std::shared_ptr<const schema::schema>& to) {
              auto why = missing_source(*to, options_.chosen);
              return why ? why : unfit_documents(documents_, to, options_.chosen, log_);
            },
        .take_over = [this](const auto& schema, const auto& found) { take_over(schema, found); },
        .look_at_served =
            [this](auto looked) { readiness_.look_again(leading().lanes(), std::move(looked)); },
        .unready = [this] { return is_ready() ? "" : reason(); }};
  }

  [[nodiscard]] index_report_options reporting(const std::string& conninfo) const {
    return {.conninfo = conninfo,
            .search_configuration = options_.chosen.search_configuration,
            .say = [this](std::string_view line) { say(options_, line); }};
  }

  // What the connections of functions that read rows or write may take: each has an event loop,
  // too.
  [[nodiscard]] std::size_t descriptors_of_functions() const {
    constexpr std::size_t each = 5;
    return each * budget_.functions;
  }

  // A program's own functions are in no file, so the endpoint stays as it was made.
  front_door_options door_options() {
    const settings& chosen = options_.chosen;
    // What a further loop itself has open to wait with.
    constexpr std::size_t descriptors_of_a_loop = 4;
    front_door_options made{.chosen = chosen,
                            .endpoint = endpoint_of(leading()),
                            .postgres_connections = budget_.hot + budget_.cold + budget_.mutation +
                                                    descriptors_of_functions() +
                                                    (chosen.admin_port ? admin_connections : 0) +
                                                    descriptors_of_a_loop * others().size(),
                            .execute = execute_on(leading()),
                            .with_graphiql = chosen.shows_graphiql(),
                            .unready = [this] { return is_ready() ? "" : visible_reason(); },
                            .closing =
                                [this] {
                                  readiness_.drain();
                                  if (report_) report_->stop();
                                  if (reload_) reload_->stop();
                                },
                            .closed = [this] { stop_loops(); },
                            .say = options_.say,
                            .hint = options_.hint};
    for (const auto& one : others()) {
      made.others.push_back({one->loop(), endpoint_of(*one), execute_on(*one)});
    }
    return made;
  }

  admin_options admin_door_options() {
    return {.chosen = options_.chosen,
            .unready = [this] { return is_ready() ? "" : reason(); },
            .remarks = [this] { return remarks_on(loops_); },
            .metrics =
                [this] {
                  metrics_sources from = sources_of(loops_, door_);
                  from.is_ready = is_ready();
                  from.trusted_documents = documents_.trusted ? documents_.trusted->size() : 0;
                  return write_metrics(from);
                },
            .say = options_.say};
  }

  graphql_endpoint_options endpoint_of(serving_loop& on) {
    // It was looked at before anything was started.
    graphql_endpoint_options made = endpoint_options_of(options_.chosen).value();
    made.with_headers = options_.schema->has_native_fields();
    made.identify = identifying(on);
    return made;
  }

  execute_function execute_on(serving_loop& on) {
    return [this, &on](const execution::request& asked, execution::responder answer) {
      execute(on, asked, std::move(answer));
    };
  }

  // Without a source of identity nothing is asked for.
  identify_function identifying(serving_loop& on) {
    if (!knows_who_) return {};
    return [&on](const http::request& asked, std::function<void(identified)> then) {
      on.who().ask(asked, std::move(then));
    };
  }

  // Those that do not lead end first, with their threads.
  void stop_loops() {
    for (const auto& one : others()) one->stop();
    leading().stop();
  }

  [[nodiscard]] bool is_development() const {
    return options_.chosen.effective_profile() == profile::development;
  }

  // The embedded database is the author's own: what is missing is for them to mend now.
  void begin_embedded(const std::vector<postgres::missing>& missing) {
    if (door_.is_closing()) return;
    if (missing.empty()) return open();
    outcome_ = failed{
        failure{words_for(missing), "add it to a file in " + options_.chosen.sql_directory + "/"}};
    door_.close();
  }

  void open() {
    outcome_ = start_identity();
    if (outcome_) outcome_ = door_.open();
    if (outcome_) {
      outcome_ = start_others();
      // What does not run cannot be drained.
      if (!outcome_) return contexts_.front().stop();
    }
    if (outcome_ && reload_) outcome_ = reload_->start();
    if (!outcome_) door_.close();
  }

  result<done> start_identity() {
    std::vector<identity*> beside;
    for (const auto& one : others()) beside.push_back(&one->who());
    return leading().who().start(beside);
  }

  // What they answer on is there, so that they find it once they run.
  result<done> start_others() {
    for (std::size_t at = 1; at < loops_.size(); ++at) others_down_.insert(at);
    readiness_.lanes_changed(leading().lanes(), others_down_.size());
    for (const auto& one : others()) FRAISEQL_TRY_DONE(one->start());
    return done{};
  }

  [[nodiscard]] bool is_ready() const {
    return readiness_.is_ready() &&
           std::ranges::all_of(loops_, [](const auto& one) { return one->knows_the_database(); });
  }

  // Relations and functions are named to the author, not to the world.
  [[nodiscard]] std::string visible_reason() const {
    return is_development() ? reason() : "the log says why";
  }

  // Some loop may not have been told yet what was found.
  [[nodiscard]] std::string reason() const {
    return readiness_.is_ready() ? "looking at the database" : readiness_.reason();
  }

  // Requests under way go on with what they began with.
  void take_over(const std::shared_ptr<const schema::schema>& schema,
                 const postgres::found_catalogue& found) {
    readiness_.adopt(leading().lanes(), requirements_of(schema));
    if (options_.file) {
      served_ = schema;
      serve_with(make_executor(schema), found);
    }
    is_reported_ = false;
    adopt(found);
    wait_for_others();
  }

  // Of one that was made for the first loop the others get one each, which knows what was found.
  void serve_with(std::shared_ptr<execution::executor> first,
                  const postgres::found_catalogue& found = nullptr) {
    for (const auto& one : others()) {
      one->post([&on = *one, first, found] {
        const auto next = std::make_shared<execution::executor>(*first, on.lanes(), on.loop(),
                                                                make_log_ids(), on.counted());
        if (found != nullptr) next->adopt(found);
        on.serve_with(next);
      });
    }
    leading().serve_with(std::move(first));
  }

  // What was planned while policies did not bind the role would go on past them.
  void forget_plans() {
    for (const auto& one : others()) one->post([&on = *one] { on.lanes().forget_plans(); });
    wait_for_others();
    leading().lanes().forget_plans();
    leading().executor()->forget_plans();
  }

  // Until each has done what was posted to it: who is told that a schema was reloaded gets no
  // answer by the one before. None of them ever waits for this loop.
  void wait_for_others() {
    const auto left = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(others().size()));
    for (const auto& one : others()) one->post([left] { left->count_down(); });
    left->wait();
  }

  // What is planned from now on knows the database; each column that is not used is told once.
  void adopt(const postgres::found_catalogue& found) {
    for (const auto& one : others()) one->post([&on = *one, found] { on.adopt(found); });
    leading().adopt(found);
    if (report_ && !std::exchange(is_reported_, true)) report_->start(served_, found);
    for (const std::string& message : execution::unprotected_relations(*served_, *found)) {
      if (told_.insert(message).second) log_to(log_, log_level::warning, message, {});
    }
    const auto columns = execution::columns_of_fields(*served_, *found);
    for (const std::string& message : columns.used) {
      if (told_.insert(message).second) log_to(log_, log_level::info, message, {});
    }
    for (const postgres::missing& one : columns.unused) {
      if (told_.insert(one.message).second) {
        log_to(log_, log_level::info, one.message, {{"wanted", one.remedy}});
      }
    }
  }

  // The same responder, which keeps the executor of now if a reload may replace it, and says
  // where a reload has failed: that may be why the client got an error.
  execution::responder watched(serving_loop& on, execution::responder answer) {
    return [this, answer = std::move(answer),
            kept = options_.file ? on.executor() : nullptr](execution::response made) {
      const std::string trouble = is_development() ? reload_->trouble() : "";
      if (!trouble.empty()) {
        execution::add_error(made, {.message = trouble, .code = error_code::reload_failed});
      }
      answer(std::move(made));
    };
  }

  void execute(serving_loop& on, const execution::request& asked, execution::responder answer) {
    if (reload_) answer = watched(on, std::move(answer));
    const bool may_serve = readiness_.may_serve() && on.knows_the_database();
    // While draining, what was accepted is still answered.
    if (!may_serve && !door_.is_closing()) {
      auto refused =
          execution::request_error({{.message = "the server is not ready: " + visible_reason(),
                                     .code = error_code::unavailable}});
      on.counted()->end(execution::operation_type::unknown, execution::ending::refused, refused);
      return answer(std::move(refused));
    }
    on.executor()->execute(asked, std::move(answer));
  }

  const serve_options& options_;
  const std::string conninfo_;
  const connection_budget budget_;
  const execution::document_rules documents_;
  log_function log_;
  std::deque<asio::io_context> contexts_;
  lending_lanes lent_;
  readiness readiness_;
  std::set<std::size_t> others_down_;  // loops whose lanes are not up, but for the first
  const bool knows_who_;
  std::vector<std::unique_ptr<serving_loop>> loops_;
  std::optional<reload> reload_;
  std::optional<index_report> report_;
  bool is_reported_ = false;  // what is served now
  std::shared_ptr<const schema::schema> served_;
  std::set<std::string> told_;  // of columns that are not used, and tables without policies
  admin_door admin_;
  front_door door_;
  result<done> outcome_ = done{};
};

}  // namespace

void say(const serve_options& options, std::string_view line) {
  if (options.say) options.say(plain_text(line));
}

result<done> run_service(service_options options) { return service(std::move(options)).run(); }

}  // namespace fraiseql::server
