#include "server/batch.hpp"

#include <utility>
#include <vector>

#include "base/departure.hpp"
#include "json/item.hpp"

namespace fraiseql::server {
namespace {

execution::response refusal(std::string message, error_code code) {
  return execution::request_error({{.message = std::move(message), .code = code}});
}

// Kept by the request that is under way.
class batch : public std::enable_shared_from_this<batch> {
 public:
  batch(std::unique_ptr<json::flat> body, batch_options options, const answer_terms& terms,
        const http::responder& respond)
      : body_(std::move(body)), options_(std::move(options)), terms_(terms), respond_(respond) {
    json::item(*body_).each_item([this](const json::item& one) {
      requests_.push_back(one);
      return true;
    });
  }

  // Begins what comes next, and, where that is answered at once, what comes then: a loop and no
  // recursion.
  void go_on() {
    if (std::exchange(is_going_on_, true)) return;
    while (!waits_ && next_ < requests_.size()) {
      waits_ = true;
      begin(requests_[next_++]);
    }
    is_going_on_ = false;
    if (!waits_) finish();
  }

 private:
  void begin(const json::item& one) {
    const auto client = options_.departed.lock();
    if (client != nullptr && client->is_gone()) {
      return take(refusal("the client left", error_code::timeout));
    }
    if (answers_.size() > options_.most_bytes) {
      return take(refusal("was not begun: the answers of this batch before it have more than " +
                              std::to_string(options_.most_bytes) + " bytes; send it by itself",
                          error_code::bad_user_input));
    }
    auto read = options_.read(one);
    if (!read) return take(refusal(read.error().message, error_code::bad_user_input));
    options_.execute(*read, [self = shared_from_this()](execution::response answered) {
      self->take(std::move(answered));
    });
  }

  void take(execution::response answered) {
    answers_ += answers_.empty() ? "[" : ",";
    answers_ += answered.body;
    waits_ = false;
    go_on();
  }

  void finish() {
    answers_ += ']';
    if (options_.give_back) options_.give_back(std::move(body_));
    respond_(make_response(200, json_response, std::move(answers_), terms_));
  }

  std::unique_ptr<json::flat> body_;
  batch_options options_;
  answer_terms terms_;
  http::responder respond_;
  std::vector<json::item> requests_ = {};  // of `body_`
  std::size_t next_ = 0;
  std::string answers_ = {};
  bool waits_ = false;
  bool is_going_on_ = false;
};

}  // namespace

void serve_batch(std::unique_ptr<json::flat> body, batch_options options, const answer_terms& terms,
                 const http::responder& respond) {
  const json::item root(*body);
  const auto refuse = [&](const std::string& message) {
    respond(malformed(status_of_malformed(terms.policy), message, terms));
  };
  if (root.size() == 0) return refuse("the list of requests is empty");
  if (root.size() > options.most) {
    return refuse("the list has " + std::to_string(root.size()) + " requests, more than " +
                  std::to_string(options.most) + ", the limit \"max_batch\"");
  }
  bool are_objects = true;
  root.each_item([&are_objects](const json::item& one) {
    return are_objects = one.is() == json::form::members;
  });
  if (!are_objects) return refuse("each request of the list must be an object");
  std::make_shared<batch>(std::move(body), std::move(options), terms, respond)->go_on();
}

}  // namespace fraiseql::server
