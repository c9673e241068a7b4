// NoFragmentCycles (specification, section 5.5.2.2 "Fragment Spreads Must Not Form
// Cycles"). A depth-first search that enters each fragment once and keeps its path on a
// stack of its own, because a chain of fragments may be as long as the document. A spread
// of a fragment that is on the path closes a cycle.
#include <unordered_set>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

class cycle_finder {
 public:
  explicit cycle_finder(context& context) : context_(context) {}

  void search(const definition& from) {
    enter(from);
    while (!path_.empty()) {
      step& last = path_.back();
      if (last.next == last.fragment->spreads.size()) {
        depth_of_.erase(last.fragment->fragment->name.text);
        path_.pop_back();
        continue;
      }
      const language::fragment_spread_node* spread = last.fragment->spreads[last.next++];
      const definition* target = context_.find_fragment(spread->name.text);
      if (target == nullptr) continue;
      const auto on_path = depth_of_.find(spread->name.text);
      if (on_path == depth_of_.end())
        enter(*target);
      else
        report(on_path->second);
    }
  }

 private:
  struct step {
    const definition* fragment = nullptr;
    std::size_t next = 0;  // of its spreads; the one before is being followed
  };

  void enter(const definition& fragment) {
    if (!entered_.insert(fragment.fragment->name.text).second) return;
    depth_of_.emplace(fragment.fragment->name.text, path_.size());
    path_.push_back({&fragment});
  }

  void report(std::size_t from) {
    if (context_.is_full()) return;
    constexpr std::size_t most_names = 5;
    std::string via;
    std::vector<std::uint32_t> offsets;
    for (std::size_t i = from; i < path_.size(); ++i) {
      const auto* spread = path_[i].fragment->spreads[path_[i].next - 1];
      offsets.push_back(spread->offset);
      if (i + 1 == path_.size() || i > from + most_names) continue;
      via += via.empty() ? " via " : ", ";
      via += i < from + most_names ? quoted(spread->name.text) : "others";
    }
    context_.report("fragment " + quoted(path_[from].fragment->fragment->name.text) +
                        " cannot be spread within itself" + via,
                    offsets);
  }

  context& context_;
  std::vector<step> path_;
  std::unordered_map<std::string_view, std::size_t> depth_of_;  // of those on the path
  std::unordered_set<std::string_view> entered_;
};

}  // namespace

void no_fragment_cycles(context& context) {
  cycle_finder finder(context);
  for (const definition& one : context.fragments) finder.search(one);
}

}  // namespace fraiseql::validation
