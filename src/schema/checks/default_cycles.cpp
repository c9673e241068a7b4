// No default value needs itself (3.10 InputObjectDefaultValueHasCycle).
//
// A literal of an input object takes in the default values of the fields it leaves out; those are
// literals again. The search follows them in the order of the declarations with a stack of its own,
// since a schema may have thousands of types that lead to each other. A field is followed once.
#include <optional>
#include <unordered_map>

#include "schema/checks/findings.hpp"

namespace fraiseql::schema {
namespace {

using language::value_kind;
using language::value_node;

class cycle_search {
 public:
  explicit cycle_search(findings& found) : found_(found) {}

  // Follows what an object without any field takes in.
  void follow(const type& input) {
    enter(input, empty_, nullptr);
    while (!stack_.empty()) step();
  }

 private:
  // A literal on the way; `field` where it is the default value of one.
  struct frame {
    const type* of = nullptr;
    const value_node* node = nullptr;
    const input_value* field = nullptr;
    std::size_t next = 0;
    std::unordered_map<std::string_view, const value_node*> given = {};
  };

  void enter(const type& of, const value_node& node, const input_value* field) {
    frame& made = stack_.emplace_back(frame{.of = &of, .node = &node, .field = field});
    for (const language::object_field_node& one : node.fields) {
      made.given[one.name.text] = &one.value;
    }
  }

  void leave() {
    if (const input_value* field = stack_.back().field) {
      position_[field].reset();
      path_.pop_back();
    }
    stack_.pop_back();
  }

  void step() {
    frame& top = stack_.back();
    if (top.node->kind == value_kind::list && top.next < top.node->items.size()) {
      return enter(*top.of, top.node->items[top.next++], nullptr);
    }
    if (top.node->kind != value_kind::object || top.next == inner_fields(*top.of).size()) {
      return leave();
    }
    const input_value& field = *inner_fields(*top.of)[top.next++];
    const auto given = top.given.find(field.name);
    if (given != top.given.end()) return enter(*field.type.named, *given->second, nullptr);
    if (field.default_literal != nullptr) visit({top.of, &field});
  }

  void visit(const input_step& step) {
    const auto [position, is_new] = position_.try_emplace(step.field, path_.size());
    if (is_new) {
      path_.push_back(step);
      enter(*step.field->type.named, *step.field->default_literal, step.field);
    } else if (position->second && !found_.is_full()) {
      report(std::span(path_).subspan(*position->second));
    }
  }

  void report(std::span<const input_step> cycle) {
    std::vector<place> places;
    for (const input_step& one : cycle) places.push_back(one.field->at.default_value);
    found_.add("the default value of input field " + to_text(cycle.first(1)) +
                   " needs itself, by way of " + to_text(cycle),
               cycle.front().from->origin, places);
  }

  // The fields that hold input objects; no others lead anywhere.
  const std::vector<const input_value*>& inner_fields(const type& of) {
    const auto [made, is_new] = inner_fields_.try_emplace(&of);
    if (is_new) {
      for (const input_value& field : of.input_fields) {
        if (field.type.named->kind == type_kind::input_object) made->second.push_back(&field);
      }
    }
    return made->second;
  }

  findings& found_;
  const value_node empty_ = {.kind = value_kind::object, .text = {}, .items = {}, .fields = {}};
  std::vector<frame> stack_;
  std::vector<input_step> path_;
  // Of every field that was visited: where on the path it is, if it still is.
  std::unordered_map<const input_value*, std::optional<std::size_t>> position_;
  std::unordered_map<const type*, std::vector<const input_value*>> inner_fields_;
};

}  // namespace

void check_default_cycles(findings& found, const schema& checked) {
  cycle_search search(found);
  for (const type& one : checked.types()) {
    if (one.kind == type_kind::input_object) search.follow(one);
  }
}

}  // namespace fraiseql::schema
