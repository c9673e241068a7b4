#include "server/serving_loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <system_error>
#include <utility>

#include "server/system_failure.hpp"

namespace fraiseql::server {

serving_loop::serving_loop(boost::asio::io_context& loop, const postgres::lanes_options& options,
                           std::shared_ptr<identity_source> who, const log_function& log,
                           const std::function<void(serving_loop&)>& on_change)
    : loop_(loop),
      lanes_(loop, options, log, [this, on_change] { on_change(*this); }),
      identity_(loop, std::move(who), log) {}

serving_loop::~serving_loop() { stop(); }

void serving_loop::lend_with(lending_lanes& others) {
  others.cold.add(loop_, lanes_.cold);
  others.mutation.add(loop_, lanes_.mutation);
}

result<done> serving_loop::start() {
  lanes_.start();
  try {
    thread_ = std::thread([this, works = boost::asio::make_work_guard(loop_)] { loop_.run(); });
  } catch (const std::system_error& none) {
    return failed{system_failure("start a thread that answers requests", none.code().value())};
  }
  return done{};
}

void serving_loop::stop() {
  if (!thread_.joinable()) return lanes_.stop();
  boost::asio::post(loop_, [this] {
    lanes_.stop();
    // What was still owed is answered by now; let those handlers run, then leave.
    boost::asio::post(loop_, [this] { loop_.stop(); });
  });
  thread_.join();
}

void serving_loop::post(std::function<void()> task) { boost::asio::post(loop_, std::move(task)); }

void serving_loop::serve_with(std::shared_ptr<execution::executor> next) {
  std::erase_if(retired_, [](const auto& one) { return one.use_count() == 1; });
  auto before = std::exchange(executor_, std::move(next));
  if (before != nullptr) retired_.push_back(std::move(before));
}

void serving_loop::adopt(const std::shared_ptr<const plan::catalogue>& found) {
  executor_->adopt(found);
  knows_ = true;
}

}  // namespace fraiseql::server
