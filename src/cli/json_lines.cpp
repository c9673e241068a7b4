#include "cli/json_lines.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <string_view>

#include "cli/findings.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::cli {
namespace {

constexpr std::size_t max_line_bytes = 64UL * 1024 * 1024;

// Reads by read(2), which gives what has come so far, while stdio might wait for more.
class line_reader {
 public:
  // The next line without its end, or nothing at the end of the input. One that is too long
  // comes cut off at the limit.
  std::optional<std::string> next() {
    std::string line;
    while (true) {
      const auto end = rest().find('\n');
      const auto part = rest().substr(0, end);
      line += part.substr(0, max_line_bytes + 1 - line.size());
      if (end != std::string_view::npos) {
        at_ += end + 1;
        return line;
      }
      at_ = size_;
      if (!fill()) break;
    }
    if (line.empty()) return std::nullopt;
    return line;
  }

  // Whether next() would not wait.
  [[nodiscard]] bool has_line() const { return rest().find('\n') != std::string_view::npos; }

 private:
  [[nodiscard]] std::string_view rest() const { return {block_.data() + at_, size_ - at_}; }

  bool fill() {
    ssize_t got = 0;
    do got = read(STDIN_FILENO, block_.data(), block_.size());
    while (got < 0 && errno == EINTR);
    at_ = 0;
    size_ = got > 0 ? static_cast<std::size_t>(got) : 0;
    return got > 0;
  }

  std::array<char, 64 * 1024> block_{};
  std::size_t at_ = 0;
  std::size_t size_ = 0;
};

result<json::value> read_question(const std::string& line) {
  if (line.size() > max_line_bytes) return failed{failure{"the line is longer than 64 MiB"}};
  FRAISEQL_TRY(question, json::read(line));
  if (question.get<json::object>() == nullptr) {
    return failed{
        failure{"the line must be a JSON object, not " + std::string(json::kind_name(question))}};
  }
  return std::move(question);
}

}  // namespace

result<std::string> text_member(const json::value& question, std::string_view name) {
  const json::value* member = question.find(name);
  const std::string quoted = '"' + std::string(name) + '"';
  if (member == nullptr) return failed{failure{"the line has no member " + quoted}};
  if (const auto* text = member->get<std::string>()) return *text;
  return failed{
      failure{quoted + " must be a string, not " + std::string(json::kind_name(*member))}};
}

result<std::string> optional_text_member(const json::value& question, std::string_view name) {
  const json::value* member = question.find(name);
  if (member == nullptr || member->is_null()) return std::string();
  return text_member(question, name);
}

exit_status answer_lines(const answer_to& answer) {
  line_reader lines;
  bool all_valid = true;
  for (auto line = lines.next(); line; line = lines.next()) {
    const auto question = read_question(*line);
    const json::value* id = question ? question->find("id") : nullptr;
    auto answered = question ? answer(*question) : failed{question.error()};
    if (!answered) {
      answered = line_answer{verdict_members(
          {{.message = answered.error().message + answered.error().hint}}, found_in::document)};
    }
    all_valid = all_valid && answered->is_valid;
    const std::string out = "{\"id\":" + (id == nullptr ? "null" : json::to_text(*id)) + ',' +
                            answered->members + "}\n";
    std::fwrite(out.data(), 1, out.size(), stdout);
    if (!lines.has_line()) std::fflush(stdout);
  }
  return all_valid ? success : failed_status;
}

}  // namespace fraiseql::cli
