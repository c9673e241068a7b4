#include "execution/answer.hpp"

#include <algorithm>
#include <utility>

#include "execution/errors.hpp"
#include "transform/transform.hpp"

namespace fraiseql::execution {
namespace {

// The errors stand last in the body, so that add_error finds their end.
constexpr std::string_view end_of_errors = "]}";

constexpr std::size_t most_reserved = 4'096;

void write_errors(response& to, const std::vector<graphql_error>& errors) {
  to.body += "\"errors\":[";
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (i > 0) to.body += ',';
    write_error(to.body, errors[i]);
    ++to.by_code[static_cast<std::size_t>(errors[i].code)];
  }
  to.body += end_of_errors;
  to.first_error = errors.front().code;
  to.errors = errors.size();
}

}  // namespace

// At once what a small answer needs; a large one grows by itself.
void answer::reserve(const plan::step& step, const row_texts& rows) {
  constexpr std::size_t around = 64;
  std::size_t bytes = body_.size() + step.shape.prefix.size() + around;
  for (const std::string_view text : rows.values) {
    bytes += text.size();
    if (bytes >= most_reserved) break;
  }
  body_.reserve(std::min(bytes, most_reserved));
}

void answer::begin_field(const plan::step& step) {
  if (!is_first_) body_ += ',';
  is_first_ = false;
  body_ += step.shape.prefix;
}

void answer::add_error(graphql_error error) {
  if (errors_.size() < max_errors) errors_.push_back(std::move(error));
}

std::vector<reported_fault> answer::add(const plan::step& step, const fetched& found) {
  if (found.failure()) {
    add_failure(step, *found.failure());
    return {};
  }
  std::vector<transform::field_error> faults;
  const row_texts rows = found.rows();
  reserve(step, rows);
  begin_field(step);
  if (!transform::write_value(body_, step.shape, rows.view(), faults)) is_null_ = true;
  std::vector<reported_fault> reported;
  for (const transform::field_error& fault : faults) {
    reported.push_back(fault_of(step, fault, found));
  }
  return reported;
}

reported_fault answer::fault_of(const plan::step& step, const transform::field_error& fault,
                                const fetched& found) {
  reported_fault one;
  if (fault.kind == transform::fault::raised && fault.raised < found.raised().size()) {
    const schema::native_failure& raised = found.raised()[fault.raised];
    one = {client_error(raised, detail_, new_log_id_()), raised.log_detail};
  } else if (fault.kind == transform::fault::raised && found.missing()) {
    one = {*found.missing()};
  } else {
    one = {client_error(fault, new_log_id_())};
  }
  one.error.path.emplace_back(step.response_key());
  one.error.path.insert(one.error.path.end(), fault.path.begin(), fault.path.end());
  one.error.locations = {fault.location.line == 0 ? step.location : fault.location};
  add_error(one.error);
  return one;
}

void answer::begin_rows(const plan::step& step) {
  begin_field(step);
  rows_.emplace(open_rows{.writer = transform::list_writer(step.shape),
                          .begin = taken_ + body_.size(),
                          .errors = errors_.size()});
  transform::list_writer::begin(body_);
}

std::vector<reported_fault> answer::add_rows(const plan::step& step,
                                             const transform::rows_view& rows) {
  if (rows_->is_null) return {};
  // Counted anew for each of them, so that the one is known by which the answer may be lost.
  std::vector<transform::field_error> faults;
  rows_->is_null = !rows_->writer.add(body_, rows, faults);
  std::vector<reported_fault> reported;
  for (const transform::field_error& fault : faults) {
    const bool is_answered = errors_.size() < max_errors;
    reported_fault one = fault_of(step, fault, fetched());
    last_fault_ = one.error;
    if (is_answered) reported.push_back(std::move(one));
  }
  if (!rows_->is_null || !take_back()) return reported;
  if (step.is_non_null()) {
    is_null_ = true;
  } else {
    body_ += "null";
  }
  return reported;
}

bool answer::take_back() {
  if (rows_->begin < taken_) {
    is_lost_ = true;
    return false;
  }
  body_.resize(rows_->begin - taken_);
  return true;
}

void answer::end_rows() {
  if (!rows_->is_null) transform::list_writer::end(body_);
  rows_.reset();
}

void answer::fail_rows(const plan::step& step, graphql_error error) {
  if (take_back()) {
    body_ += "null";
    errors_.resize(rows_->errors);
  }
  if (step.is_non_null()) is_null_ = true;
  rows_.reset();
  error.path.emplace_back(step.response_key());
  if (error.locations.empty()) error.locations = {step.location};
  add_error(std::move(error));
}

std::string answer::take_written() {
  taken_ += body_.size();
  return std::exchange(body_, {});
}

void answer::add_constant(const plan::step& step, std::string_view value) {
  begin_field(step);
  body_ += value;
}

void answer::add_failure(const plan::step& step, graphql_error error) {
  begin_field(step);
  body_ += "null";
  if (step.is_non_null()) is_null_ = true;
  error.path.emplace_back(step.response_key());
  if (error.locations.empty()) error.locations = {step.location};
  add_error(std::move(error));
}

response answer::fail(const plan::step& step, graphql_error why) && {
  errors_.clear();
  add_failure(step, std::move(why));
  is_null_ = true;
  return std::move(*this).finish();
}

response answer::finish(std::string_view extensions) && {
  response made{.body = {}, .was_executed = true, .has_data = !is_null_};
  if (is_null_) {
    made.body = "{\"data\":null";
  } else {
    made.body = std::move(body_);
    made.body += '}';
  }
  if (!extensions.empty()) made.body.append(",\"extensions\":").append(extensions);
  if (errors_.empty()) {
    made.body += '}';
  } else {
    made.body += ',';
    write_errors(made, errors_);
  }
  return made;
}

response request_error(const std::vector<graphql_error>& errors) {
  response made{.body = "{"};
  write_errors(made, errors);
  return made;
}

void add_error(response& to, const graphql_error& error) {
  if (to.errors == 0 || to.errors >= max_errors) return;
  to.body.resize(to.body.size() - end_of_errors.size());
  to.body += ',';
  write_error(to.body, error);
  to.body += end_of_errors;
  ++to.errors;
}

}  // namespace fraiseql::execution
