#include "execution/explain.hpp"

#include <memory>

#include "execution/errors.hpp"
#include "execution/stages.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::execution {
namespace {

// PostgreSQL's plans nest as deep as queries do.
constexpr std::size_t most_plan_depth = 1'000;

constexpr const char* not_asked = "not asked: the call would run a second time";
constexpr const char* names_keys =
    "not shown: it names an internal key; the command explain shows it";

// The read itself stands behind the checks of its patterns.
result<postgres::command, graphql_error> question_of(const prepared_request& prepared,
                                                     std::size_t at, sql::explain_options options) {
  const sql::statement& read = *prepared.operation->statements[at].back();
  FRAISEQL_TRY(bound, sql::bind(read, prepared.variables));
  return postgres::command{std::make_shared<const sql::statement>(sql::explained(read, options)),
                           std::move(bound)};
}

// A line a row, or all of it in one.
std::string text_of(const postgres::rows& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.count(); ++i) {
    if (i > 0) text += '\n';
    text += rows.value(i, 0);
  }
  return text;
}

// Without the white space that PostgreSQL writes.
std::string compact(const std::string& plan) {
  const auto read = json::read(plan, {.max_depth = most_plan_depth});
  return read ? json::to_text(*read) : plan;
}

void hide_internal_keys(explained_fields& fields) {
  for (explained_field& one : fields) {
    if (!names_internal_key(one.plan)) continue;
    one.plan.clear();
    one.reason = names_keys;
  }
}

}  // namespace

void explain_reads(const prepared_request& prepared, sql::explain_options options,
                   const explaining_lane& by, failure_words say,
                   std::function<void(explained_fields)> done) {
  const std::vector<plan::step>& steps = prepared.operation->plan.steps;
  explained_fields fields;
  std::vector<std::size_t> asked;  // those that the commands are about
  postgres::group work{.commands = {}, .done = {}, .session = by.session};
  for (std::size_t at = 0; at < steps.size(); ++at) {
    if (prepared.operation->statements[at].empty()) continue;
    explained_field& field = fields.emplace_back();
    field.field = steps[at].response_key();
    if (!std::holds_alternative<plan::read>(steps[at].action)) {
      field.reason = not_asked;
      continue;
    }
    auto question = question_of(prepared, at, options);
    if (question) {
      asked.push_back(fields.size() - 1);
      if (question->statement->is_call) work.then = postgres::aftermath::clean;
      work.commands.push_back(std::move(*question));
    } else {
      field.reason = question.error().message;
      field.has_failed = true;
    }
  }
  if (asked.empty()) return done(std::move(fields));
  work.done = [fields = std::move(fields), asked = std::move(asked), say = std::move(say),
               done = std::move(done)](std::vector<postgres::outcome> outcomes) mutable {
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      explained_field& field = fields[asked[i]];
      field.has_failed = !outcomes[i];
      if (outcomes[i]) {
        field.plan = text_of(*outcomes[i]);
      } else {
        field.reason = "PostgreSQL does not say: " + say(outcomes[i].error());
      }
    }
    done(std::move(fields));
  };
  by.over.submit(std::move(work));
}

std::string to_json(const explained_fields& fields) {
  std::string text = "[";
  for (const explained_field& one : fields) {
    if (text.size() > 1) text += ',';
    text += "{\"field\":";
    json::write_string(text, one.field);
    if (one.plan.empty()) {
      text += ",\"reason\":";
      json::write_string(text, one.reason);
    } else {
      text += ",\"plan\":" + compact(one.plan);
    }
    text += '}';
  }
  return text + ']';
}

request_explanation::request_explanation(const request& asked,
                                         std::shared_ptr<const prepared_request> prepared)
    : asked_(asked.explain),
      prepared_(std::move(prepared)),
      stages_(members_of(prepared_->operation->operation.document(), *prepared_)) {}

void request_explanation::finish(const explaining_lane& by, failure_words say,
                                 std::function<void(const std::string& extensions)> done) {
  std::string text = "{\"explain\":{" + stages_;
  if (asked_ != explanation::plans && asked_ != explanation::analysis) return done(text + "}}");
  const auto depth =
      asked_ == explanation::analysis ? sql::explain_depth::analysis : sql::explain_depth::plan;
  explain_reads(*prepared_, {.depth = depth, .form = sql::explain_form::json}, by, std::move(say),
                [text = std::move(text), done = std::move(done)](explained_fields fields) {
                  hide_internal_keys(fields);
                  done(text + ",\"postgresql\":" + to_json(fields) + "}}");
                });
}

}  // namespace fraiseql::execution
