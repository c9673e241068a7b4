// What the conditions of condition_*.cpp, match_*.cpp and order_*.cpp are asked of.
#pragma once

#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

enum class Status { draft };
enum class Other { draft };

struct User {
  gql::id id;
  std::string name;
  gql::email_address mail;
  std::string initials() const { return name.substr(0, 1); }
};

struct Tag {
  std::string name;
};

struct Post {
  gql::id id;
  gql::id author_id;
  Status status;
  std::optional<std::string> body;
  std::int32_t views;
  bool is_new;
  std::optional<User> author;
  std::vector<Tag> tags;
  std::vector<std::string> words;
};
