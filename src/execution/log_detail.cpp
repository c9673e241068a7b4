#include "execution/log_detail.hpp"

namespace fraiseql::execution {

std::string log_detail(const postgres::error& why) {
  std::string text = why.message + " (SQLSTATE " + why.sqlstate + ")";
  const auto add = [&](const char* name, const std::string& said) {
    if (!said.empty()) text += std::string("; ") + name + ": " + said;
  };
  add("detail", why.detail);
  add("hint", why.hint);
  add("context", why.context);
  return text;
}

}  // namespace fraiseql::execution
