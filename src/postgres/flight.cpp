#include "postgres/flight.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "base/check.hpp"
#include "sql/keys.hpp"

namespace fraiseql::postgres {
namespace {

std::size_t mixed(std::size_t one, std::size_t other) {
  constexpr std::size_t odd = 0x9e37'79b9'7f4a'7c15;
  return (one ^ (other + odd + (one << 6U) + (one >> 2U)));
}

bool is_same(const sql::parameter& one, const sql::parameter& other) {
  return one.oid == other.oid && one.is_binary == other.is_binary && one.bytes == other.bytes;
}

// Of a group, whose memory is used again.
constexpr std::size_t most_kept_outcomes = 4;

// The database was busy, and would be again for each of them.
bool is_timeout(const error& why) { return why.sqlstate == "55P03" || why.sqlstate == "57014"; }

}  // namespace

std::size_t hash_of(const command& one) {
  std::size_t hash = std::hash<const void*>()(one.statement.get());
  for (const sql::parameter& each : one.parameters) {
    const std::string_view bytes = each.bytes ? std::string_view(*each.bytes) : "";
    hash = mixed(hash, std::hash<std::string_view>()(bytes));
  }
  return hash;
}

bool is_same(const command& one, const command& other) {
  return one.statement == other.statement && one.as == other.as &&
         std::ranges::equal(one.parameters, other.parameters,
                            [](const auto& a, const auto& b) { return is_same(a, b); });
}

bool is_same_session(const command* one, const command* other) {
  if (one == nullptr || other == nullptr) return one == other;
  return one == other || is_same(*one, *other);
}

shipment shipment_of(const group& work) {
  shipment made{.session = work.session.get(), .then = work.then, .sink = work.sink};
  for (const command& one : work.commands) made.commands.push_back(&one);
  return made;
}

std::size_t hash_of(const group& work) {
  std::size_t hash = work.commands.size();
  for (const command& one : work.commands) hash = mixed(hash, hash_of(one));
  return hash;
}

std::size_t flight::bucket::statements() const {
  return may_be_many() && wanted.size() >= least_of_many ? 1 : wanted.size();
}

void flight::begin(company with) {
  with_ = with;
  aboard_.clear();
  wanted_.clear();
  places_.clear();
  made_.clear();
  used_buckets_ = 0;
  shipment_.commands.clear();
  shipment_.session = nullptr;
  shipment_.then = aftermath::none;
  shipment_.sink = nullptr;
}

bool flight::is_full() const {
  if (aboard_.empty()) return false;
  return with_ == company::nobody || aboard_.front().is_alone;
}

// Equal hashes are looked at whole.
bool flight::may_come(const errand& one) const {
  const errand& first = aboard_.front();
  if (is_full() || one.is_alone) return false;
  if (with_ == company::equals && one.hash != first.hash) return false;
  if (!is_same_session(one.work.session.get(), first.work.session.get())) return false;
  if (with_ == company::all) return has_room_for(one);
  return std::ranges::equal(one.work.commands, first.work.commands,
                            [](const command& a, const command& b) { return is_same(a, b); });
}

bool flight::has_room_for(const errand& one) const {
  std::size_t statements = 0;
  for (std::size_t i = 0; i < used_buckets_; ++i) statements += buckets_[i].statements();
  std::size_t keys = wanted_.size();
  for (const command& each : one.work.commands) {
    if (find(each, hash_of(each)) != none) continue;
    ++keys;
    const std::size_t at = bucket_of(each);
    const bool is_one_more_key =
        at != none && buckets_[at].may_be_many() && buckets_[at].wanted.size() + 1 >= least_of_many;
    if (!is_one_more_key) ++statements;
  }
  return statements <= most_statements && keys <= most_keys;
}

std::size_t flight::find(const command& one, std::size_t hash) const {
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    if (wanted_[i].hash == hash && is_same(*wanted_[i].what, one)) return i;
  }
  return none;
}

// A key that is none, such as NULL, is looked up by itself.
std::size_t flight::bucket_of(const command& one) const {
  if (one.statement->of_many != nullptr && !sql::is_key(one.parameters.front())) return none;
  for (std::size_t i = 0; i < used_buckets_; ++i) {
    const bool is_its = buckets_[i].of == one.statement.get() &&
                        wanted_[buckets_[i].wanted.front()].what->as == one.as;
    if (!is_its) continue;
    if (!buckets_[i].may_be_many()) return i;
    if (sql::is_key(wanted_[buckets_[i].wanted.front()].what->parameters.front())) return i;
  }
  return none;
}

bool flight::take(errands& line, errands::iterator at) {
  if (!aboard_.empty() && !may_come(*at)) return false;
  if (aboard_.empty()) {
    shipment_.session = at->work.session.get();
    shipment_.sink = at->work.sink;
  }
  aboard_.splice(aboard_.end(), line, at);
  if (at->work.then == aftermath::clean) shipment_.then = aftermath::clean;
  for (const command& one : at->work.commands) add(one);
  return true;
}

void flight::add(const command& one) {
  const std::size_t hash = hash_of(one);
  // A group of its own may well say something twice: a function is called as often.
  const std::size_t known = with_ == company::nobody ? none : find(one, hash);
  if (known != none) {
    places_.push_back(known);
    return;
  }
  std::size_t at = bucket_of(one);
  if (at == none) {
    at = used_buckets_++;
    if (at == buckets_.size()) buckets_.emplace_back();
    buckets_[at].of = one.statement.get();
    buckets_[at].wanted.clear();
    buckets_[at].is_of_many = false;
    buckets_[at].is_sorted = false;
  }
  places_.push_back(wanted_.size());
  buckets_[at].wanted.push_back(wanted_.size());
  wanted_.push_back({.what = &one, .hash = hash, .bucket = at});
}

const shipment& flight::load() {
  // Else in the order of the group, which matters to what is called or checked.
  const bool has_many = with_ == company::all && wanted_.size() >= least_of_many;
  if (!has_many) {
    for (wanted& one : wanted_) {
      one.statement = shipment_.commands.size();
      shipment_.commands.push_back(one.what);
    }
    return shipment_;
  }
  // They are pointed at.
  made_.reserve(used_buckets_);
  for (std::size_t i = 0; i < used_buckets_; ++i) load(buckets_[i]);
  return shipment_;
}

void flight::load(bucket& all) {
  all.is_of_many = all.may_be_many() && all.wanted.size() >= least_of_many;
  if (!all.is_of_many) {
    for (const std::size_t at : all.wanted) {
      wanted_[at].statement = shipment_.commands.size();
      shipment_.commands.push_back(wanted_[at].what);
    }
    return;
  }
  keys_.clear();
  for (const std::size_t at : all.wanted) {
    wanted_[at].statement = shipment_.commands.size();
    keys_.push_back(&wanted_[at].what->parameters.front());
  }
  command& made = made_.emplace_back();
  made.statement = all.of->of_many;
  made.parameters.push_back(sql::all_of(keys_));
  made.as = wanted_[all.wanted.front()].what->as;
  shipment_.commands.push_back(&made_.back());
}

void flight::leave(std::chrono::steady_clock::time_point now, std::chrono::milliseconds max_wait,
                   meters& counted) {
  left_at_ = now;
  for (const errand& one : aboard_) {
    counted.groups.add();
    counted.waits.add(nanoseconds(now - (one.until - max_wait)));
  }
  counted.statements.add(shipment_.commands.size());
  if (places_.size() > wanted_.size()) counted.shared.add(places_.size() - wanted_.size());
  if (made_.empty()) return;
  for (std::size_t i = 0; i < used_buckets_; ++i) {
    if (buckets_[i].is_of_many) counted.keys.add(buckets_[i].wanted.size());
  }
}

void flight::sort_rows(bucket& of, const rows& found) {
  if (std::exchange(of.is_sorted, true)) return;
  of.rows.clear();
  for (std::size_t row = 0; row < found.count(); ++row) {
    of.rows.push_back({found.value(row, 0), row});
  }
  // Of equal keys the first row is found.
  std::ranges::sort(of.rows, {}, [](const key_of_row& one) { return std::pair(one.key, one.row); });
}

outcome flight::take_outcome(const wanted& of, const std::vector<outcome>& of_statements) {
  const outcome& whole = of_statements[of.statement];
  if (!buckets_[of.bucket].is_of_many) return whole;
  if (!whole) {
    error why = whole.error();
    const bool is_of_one = why.from == error_source::statement && !is_timeout(why);
    if (is_of_one && !is_stale(why)) why.sqlstate = aborted_sqlstate;
    return failed{std::move(why)};
  }
  bucket& all = buckets_[of.bucket];
  sort_rows(all, *whole);
  sql::write_key_text(key_, of.what->parameters.front());
  const auto at = std::ranges::lower_bound(all.rows, std::string_view(key_), {}, &key_of_row::key);
  const bool is_there = at != all.rows.end() && at->key == key_;
  return is_there ? whole->part(at->row, 1) : whole->part(0, 0);
}

void flight::deliver(const std::vector<outcome>& of_statements,
                     const std::function<void(errand&& one, std::vector<outcome>&& outcomes)>& to) {
  FRAISEQL_CHECK(of_statements.size() == shipment_.commands.size());
  // All are taken before anybody hears: what he does may end the rest, and the keys with them.
  if (of_each_.size() < aboard_.size()) of_each_.resize(aboard_.size());
  auto next = of_each_.begin();
  auto place = places_.begin();
  for (const errand& one : aboard_) {
    std::vector<outcome>& outcomes = *next++;
    outcomes.reserve(one.work.commands.size());
    for (std::size_t i = 0; i < one.work.commands.size(); ++i, ++place) {
      outcomes.push_back(take_outcome(wanted_[*place], of_statements));
    }
  }
  next = of_each_.begin();
  shipment_.sink = nullptr;
  made_.clear();
  for (errand& one : aboard_) {
    to(std::move(one), std::move(*next));
    // Their rows are let go of; the memory stays, if it is that of few.
    next->clear();
    if (next->capacity() > most_kept_outcomes) next->shrink_to_fit();
    ++next;
  }
}

}  // namespace fraiseql::postgres
