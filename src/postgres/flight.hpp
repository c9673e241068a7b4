// flight: the groups of one or of several requests that go over a connection together, as one
// shipment, and the way of its outcomes back to each of them. Private to the room.
//
// Only what waits can come aboard, so nobody is answered with what was read before he asked. All
// aboard have the same session. Equal commands are sent once. Of look-ups that differ in their key
// alone, `least_of_many` or more become one statement with all keys.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "postgres/group.hpp"
#include "postgres/meters.hpp"
#include "postgres/shipment.hpp"

namespace fraiseql::postgres {

// Who may go with whom: nobody, those who ask for the same, or all who have the same session.
enum class company : std::uint8_t { nobody, equals, all };

// Measured (docs/decisions/0016): below, a statement with an array costs PostgreSQL more.
inline constexpr std::size_t least_of_many = 8;
// Of one flight; more only where a single group has more.
inline constexpr std::size_t most_statements = 16;
inline constexpr std::size_t most_keys = 64;

// How often a group may still be sent again.
struct tries {
  std::size_t lost = 0;    // because its connection was lost
  std::size_t failed = 0;  // because a plan was stale or an earlier statement failed
  std::size_t undone = 0;  // for the sake of another transaction
};

// A group on its way through a lane.
struct errand {
  group work = {};
  tries left = {};
  std::chrono::steady_clock::time_point until = {};  // it waits no longer
  std::size_t hash = 0;                              // of what it asks for
  std::size_t session_hash = 0;
  bool is_alone = false;      // it goes without company
  bool is_withdrawn = false;  // nobody waits for it any more
};

std::size_t hash_of(const command& one);
std::size_t hash_of(const group& work);

class flight {
 public:
  using errands = std::list<errand>;

  // Empties it; it keeps its memory.
  void begin(company with);

  // Takes the errand aboard, out of `line`, if it is the first or may come with those that are.
  bool take(errands& line, errands::iterator at);
  [[nodiscard]] bool is_full() const;

  // What there is to send; good until the flight is begun again.
  const shipment& load();

  // What is aboard of a flight that is loaded and leaves now; a group has waited since `max_wait`
  // before its `until`.
  void leave(std::chrono::steady_clock::time_point now, std::chrono::milliseconds max_wait,
             meters& counted);
  [[nodiscard]] std::chrono::steady_clock::time_point left_at() const { return left_at_; }

  // Each errand with its outcomes; what is left of the errands stays aboard. An error that a
  // statement with many keys had is that of each of them alone, which nobody knows yet: they have
  // aborted_sqlstate, but for a timeout, which each would have again.
  void deliver(const std::vector<outcome>& of_statements,
               const std::function<void(errand&& one, std::vector<outcome>&& outcomes)>& to);

  [[nodiscard]] errands& aboard() { return aboard_; }
  [[nodiscard]] bool has_sink() const { return shipment_.sink != nullptr; }
  [[nodiscard]] const command* session() const { return shipment_.session; }
  [[nodiscard]] const shipment& shipped() const { return shipment_; }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  // A command, once, and which of the statements that are sent it went into.
  struct wanted {
    const command* what = nullptr;
    std::size_t hash = 0;
    std::size_t bucket = 0;
    std::size_t statement = 0;
  };
  // Which row of a statement with many keys is whose.
  struct key_of_row {
    std::string_view key;
    std::size_t row = 0;
  };
  // Those of one statement. Used again, so that it keeps its memory.
  struct bucket {
    const sql::statement* of = nullptr;
    std::vector<std::size_t> wanted = {};
    bool is_of_many = false;
    bool is_sorted = false;
    std::vector<key_of_row> rows = {};

    [[nodiscard]] bool may_be_many() const { return of->of_many != nullptr; }
    [[nodiscard]] std::size_t statements() const;
  };

  [[nodiscard]] bool may_come(const errand& one) const;
  [[nodiscard]] bool has_room_for(const errand& one) const;
  [[nodiscard]] std::size_t find(const command& one, std::size_t hash) const;
  [[nodiscard]] std::size_t bucket_of(const command& one) const;
  void add(const command& one);
  void load(bucket& all);
  outcome take_outcome(const wanted& of, const std::vector<outcome>& of_statements);
  static void sort_rows(bucket& of, const rows& found);

  company with_ = company::nobody;
  errands aboard_;
  std::vector<wanted> wanted_;
  std::vector<std::size_t> places_;  // of each errand's commands, in order: which is wanted
  std::vector<bucket> buckets_;
  std::size_t used_buckets_ = 0;
  std::vector<command> made_;  // with many keys; there is room for all while they are made
  std::vector<const sql::parameter*> keys_;    // of one of them
  std::vector<std::vector<outcome>> of_each_;  // aboard, while they are told
  shipment shipment_;
  std::chrono::steady_clock::time_point left_at_ = {};
  std::string key_;  // of the look-up whose row is looked for
};

}  // namespace fraiseql::postgres
