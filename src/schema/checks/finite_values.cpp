// Every input object has a value that is not endless (3.10, last rule of "Type Validation").
//
// An object needs a value for each of its required fields, a oneOf object for one field of its
// choice. From the objects that need no other, what has a value is found backwards, each field
// looked at once; what is left needs itself, and a search through it with a stack of its own
// (types may lead to each other in thousands) names the ways on which it does.
#include <optional>
#include <unordered_map>

#include "schema/checks/findings.hpp"

namespace fraiseql::schema {
namespace {

struct input_object {
  struct need {
    const input_value* field = nullptr;
    input_object* of = nullptr;
  };

  const type* is = nullptr;
  std::vector<need> needs = {};
  std::vector<input_object*> needed_by = {};
  std::size_t open_needs = 0;  // of `needs`; of a oneOf object, 1 until one field has a value
  bool was_visited = false;
  std::optional<std::size_t> position = {};  // on the way that is searched

  [[nodiscard]] bool has_value() const { return open_needs == 0; }
};

class finite_values {
 public:
  explicit finite_values(const schema& checked) {
    for (const type& one : checked.types()) {
      if (one.kind == type_kind::input_object) objects_.push_back({.is = &one});
    }
    for (input_object& one : objects_) by_type_[one.is] = &one;
    for (input_object& one : objects_) add_needs(one);
  }

  void find() {
    std::vector<input_object*> ready;
    for (input_object& one : objects_) {
      if (one.has_value()) ready.push_back(&one);
    }
    while (!ready.empty()) {
      const input_object* done = ready.back();
      ready.pop_back();
      for (input_object* waiting : done->needed_by) {
        if (!waiting->has_value() && --waiting->open_needs == 0) ready.push_back(waiting);
      }
    }
  }

  void report(findings& found) {
    for (input_object& one : objects_) {
      if (!one.has_value() && !one.was_visited) search(one, found);
    }
  }

 private:
  struct frame {
    input_object* of = nullptr;
    std::size_t next = 0;
  };

  void add_needs(input_object& of) {
    const std::vector<input_value>& fields = of.is->input_fields;
    for (const input_value& field : fields) {
      const std::uint32_t is_needed = of.is->is_one_of ? 0 : 1;
      if (field.type.is_list() || field.type.non_null != is_needed) continue;
      const auto target = by_type_.find(field.type.named);
      if (target == by_type_.end()) continue;
      of.needs.push_back({&field, target->second});
      target->second->needed_by.push_back(&of);
    }
    of.open_needs = of.needs.size();
    if (of.is->is_one_of) of.open_needs = fields.empty() || of.needs.size() < fields.size() ? 0 : 1;
  }

  void enter(input_object& of) {
    of.was_visited = true;
    of.position = way_.size();
    stack_.push_back({&of});
  }

  void search(input_object& start, findings& found) {
    enter(start);
    while (!stack_.empty() && !found.is_full()) {
      frame& top = stack_.back();
      if (top.next == top.of->needs.size()) {
        top.of->position.reset();
        stack_.pop_back();
        if (!way_.empty()) way_.pop_back();
        continue;
      }
      const input_object::need& need = top.of->needs[top.next++];
      if (need.of->has_value() || (need.of->was_visited && !need.of->position)) continue;
      way_.push_back({top.of->is, need.field});
      if (!need.of->was_visited) {
        enter(*need.of);
        continue;
      }
      report_cycle(std::span(way_).subspan(*need.of->position), found);
      way_.pop_back();
    }
  }

  static void report_cycle(std::span<const input_step> cycle, findings& found) {
    std::vector<place> places;
    for (const input_step& one : cycle) places.push_back(one.field->at.self);
    const type& of = *cycle.front().from;
    found.add("input " + of.name + " can have no value that ends, as it needs itself by way of " +
                  to_text(cycle) + "; make one nullable, or add a field where it is a oneOf",
              of.origin, places);
  }

  std::vector<input_object> objects_;
  std::unordered_map<const type*, input_object*> by_type_;
  std::vector<frame> stack_;
  std::vector<input_step> way_;  // from object to object on the stack
};

}  // namespace

void check_finite_values(findings& found, const schema& checked) {
  finite_values values(checked);
  values.find();
  values.report(found);
}

}  // namespace fraiseql::schema
