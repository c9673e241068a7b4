// lending: lanes of one kind on several loops help each other out. Connections stay with their
// loop; what travels is the group.
//
// A group that waits for a connection of its lane is handed to the loop of one that has a free
// connection, with the tries that it has left, and its outcomes are handed back. What is known of
// other loops, how many connections are free and how many groups wait, is a hint: where it proves
// wrong, the group comes back and waits in its own line. A lane that has something free tells
// those whose groups wait.
//
// The lanes are added before any of their loops runs, and outlived. Every other call comes from a
// lane, on its loop's thread. What holds:
//  1. The completion of a group never leaves its loop; nor does whoever asked.
//  2. A group is with one lane at a time, and only the lane that sent it may send it again.
//  3. A group that is away when its lane stops is answered then: it may have been done or not.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <memory>
#include <vector>

#include "postgres/lane.hpp"

namespace fraiseql::postgres {

class lending {
 public:
  lending();
  ~lending();
  lending(const lending&) = delete;
  lending& operator=(const lending&) = delete;

  void add(boost::asio::io_context& loop, lane& one);

  // Where some other lane has a connection free, takes the group there.
  bool lend(const lane& from, errand& one);
  void tell(const lane& by, std::size_t free, std::size_t waiting);
  // Of a lane that cancels: what is away of `asked_by` is withdrawn there, and not answered. What
  // is away of others goes on.
  void withdraw(const lane& from, const void* asked_by);
  void stop(const lane& from);

 private:
  struct member;
  member& find(const lane& of);
  static void came_back(member& own, std::size_t id, errand one);

  std::vector<std::unique_ptr<member>> members_;
};

}  // namespace fraiseql::postgres
