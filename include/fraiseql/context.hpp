// context: what a function may know of the request it works for.
//
// Made by the engine for one call of a function; what it gives is good until that returns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fraiseql::api {

namespace detail {
struct tokens;
struct request_claims;
}  // namespace detail

class context {
 public:
  context(const context&) = delete;
  context& operator=(const context&) = delete;

  // The name of the operation that runs, or "".
  [[nodiscard]] const std::string& operation_name() const { return operation_name_; }
  // The first header of that name, in any case of its letters.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  // What is known of who asks: the text of a claim that is one, of any other its JSON. Nothing
  // where there is no such claim, it is null, or nobody says who they are.
  [[nodiscard]] std::optional<std::string> claim(std::string_view name) const;

 private:
  friend struct detail::tokens;
  using header_list = std::vector<std::pair<std::string, std::string>>;  // names in lower case
  context(const std::string& operation_name, const header_list& headers,
          const detail::request_claims& claims)
      : operation_name_(operation_name), headers_(headers), claims_(claims) {}

  const std::string& operation_name_;
  const header_list& headers_;
  const detail::request_claims& claims_;
};

}  // namespace fraiseql::api
