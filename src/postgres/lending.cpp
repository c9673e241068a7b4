#include "postgres/lending.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <unordered_map>
#include <utility>

#include "base/check.hpp"

namespace fraiseql::postgres {

struct lending::member {
  // A group that another lane has.
  struct away {
    completion done;
    const void* asked_by;
    std::size_t commands;
    member* with;
    std::shared_ptr<char> key;  // its address is whom the other lane takes for the one who asked
  };

  member(boost::asio::io_context& of, lane& one) : loop(of), owner(one) {}

  boost::asio::io_context& loop;
  lane& owner;
  // What others may know. In one order for all: either who begins to wait sees what is free, or
  // who becomes free sees who waits.
  std::atomic<std::size_t> free = 0;
  std::atomic<std::size_t> waiting = 0;
  std::atomic<std::size_t> arriving = 0;  // on their way here; they will take what is free
  std::atomic<bool> is_told = false;      // that something is free
  // The loop's own.
  std::unordered_map<std::size_t, away> lent = {};
  std::size_t next_id = 0;
};

lending::lending() = default;
lending::~lending() = default;

void lending::add(boost::asio::io_context& loop, lane& one) {
  members_.push_back(std::make_unique<member>(loop, one));
  one.share(*this);
}

lending::member& lending::find(const lane& of) {
  const auto found =
      std::ranges::find_if(members_, [&](const auto& one) { return &one->owner == &of; });
  FRAISEQL_CHECK(found != members_.end());
  return **found;
}

bool lending::lend(const lane& from, errand& one) {
  // Its reader is on this loop.
  if (one.work.sink != nullptr) return false;
  member& own = find(from);
  member* to = nullptr;
  std::size_t most = 0;
  for (const auto& other : members_) {
    const std::size_t free = other->free;
    const std::size_t taken = other->arriving;
    if (other.get() == &own || free <= taken || free - taken <= most) continue;
    to = other.get();
    most = free - taken;
  }
  if (to == nullptr) return false;
  ++to->arriving;
  const std::size_t id = own.next_id++;
  const auto key = std::make_shared<char>();
  own.lent.emplace(id, member::away{.done = std::move(one.work.done),
                                    .asked_by = one.work.asked_by,
                                    .commands = one.work.commands.size(),
                                    .with = to,
                                    .key = key});
  one.work.asked_by = key.get();
  one.work.done = [&own, id, key](std::vector<outcome> outcomes) {
    boost::asio::post(own.loop, [&own, id, outcomes = std::move(outcomes)]() mutable {
      auto found = own.lent.extract(id);
      if (!found.empty()) found.mapped().done(std::move(outcomes));
    });
  };
  boost::asio::post(to->loop, [&own, to, id, sent = std::move(one)]() mutable {
    --to->arriving;
    if (to->owner.take(sent)) return;
    boost::asio::post(own.loop, [&own, id, back = std::move(sent)]() mutable {
      came_back(own, id, std::move(back));
    });
  });
  return true;
}

void lending::came_back(member& own, std::size_t id, errand one) {
  auto found = own.lent.extract(id);
  if (found.empty()) return;  // withdrawn meanwhile
  one.work.done = std::move(found.mapped().done);
  one.work.asked_by = found.mapped().asked_by;
  own.owner.keep(std::move(one));
}

void lending::tell(const lane& by, std::size_t free, std::size_t waiting) {
  member& own = find(by);
  own.free = free;
  own.waiting = waiting;
  if (free == 0) return;
  for (const auto& other : members_) {
    if (other.get() == &own || other->waiting == 0 || other->is_told.exchange(true)) continue;
    boost::asio::post(other->loop, [to = other.get()] {
      to->is_told = false;
      to->owner.lend_waiting();
    });
  }
}

void lending::withdraw(const lane& from, const void* asked_by) {
  if (!from.cancels()) return;
  member& own = find(from);
  // Ended last: what their completions hold may end with them.
  std::vector<member::away> let_go;
  for (auto at = own.lent.begin(); at != own.lent.end();) {
    if (at->second.asked_by != asked_by) {
      ++at;
      continue;
    }
    boost::asio::post(at->second.with->loop, [with = at->second.with, key = at->second.key] {
      with->owner.withdraw(key.get());
    });
    let_go.push_back(std::move(at->second));
    at = own.lent.erase(at);
  }
}

void lending::stop(const lane& from) {
  const error stopping = {.sqlstate = lost_sqlstate, .message = "the server is stopping"};
  for (auto& [_, one] : std::exchange(find(from).lent, {})) {
    if (one.done) one.done(all_failed(one.commands, stopping));
  }
}

}  // namespace fraiseql::postgres
