// shipment: statements that go to PostgreSQL together and end with one Sync, borrowed from whoever
// keeps them until they are answered: the groups of one request or of several. Private to the room.
#pragma once

#include <vector>

#include "postgres/group.hpp"

namespace fraiseql::postgres {

struct shipment {
  std::vector<const command*> commands = {};
  const command* session = nullptr;
  aftermath then = aftermath::none;
  std::shared_ptr<row_sink> sink = {};
};

// That of one group, which it borrows from.
shipment shipment_of(const group& work);

// Whether they say the same of who asks.
bool is_same_session(const command* one, const command* other);

// Whether they ask for the same.
bool is_same(const command& one, const command& other);

}  // namespace fraiseql::postgres
