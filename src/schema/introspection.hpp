// introspection_records: what the schema says of itself (specification, section 4.2), as records
// whose values are JSON that is ready to be copied into an answer.
//
// A record stands for one object of introspection: the schema, a type (named, or a list or
// non-null around another), a field, an input value, an enum value, a directive. It has a
// slot for each field of its __Schema, __Type, ... in the order of their declaration
// (introspection_types.cpp): a text, another record, or a list of them. Made once, at the
// end of the schema's build; immutable, owned by the schema; plain numbers instead of
// pointers, so that it is compact.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fraiseql::schema {

class schema;
struct type;

// Names a record of one introspection.
using record_id = std::uint32_t;

enum class slot_kind : std::uint8_t { text, record, list };

struct slot {
  slot_kind kind = slot_kind::text;
  std::uint32_t first = 0;  // the record; else where the text or the list begins
  std::uint32_t count = 0;  // bytes of the text, records of the list
};

class introspection_records {
 public:
  // Of a schema whose types are complete; `of` is only looked at for the call.
  explicit introspection_records(const schema& of);

  // The record of __schema.
  [[nodiscard]] record_id root() const { return root_; }
  // The record of a type of the schema.
  [[nodiscard]] record_id find(const type& named) const { return named_.at(&named); }

  // `field` counts the fields of the record's own introspection type.
  [[nodiscard]] const slot& at(record_id of, std::uint32_t field) const {
    return slots_[records_[of].first_slot + field];
  }
  [[nodiscard]] bool is_deprecated(record_id of) const { return records_[of].is_deprecated; }
  // Of a slot of kind text: JSON.
  [[nodiscard]] std::string_view text(const slot& of) const {
    return std::string_view(text_).substr(of.first, of.count);
  }
  // Of a slot of kind list.
  [[nodiscard]] std::span<const record_id> list(const slot& of) const {
    return std::span(links_).subspan(of.first, of.count);
  }

 private:
  friend class introspection_maker;
  struct record {
    std::uint32_t first_slot = 0;
    bool is_deprecated = false;
  };

  record_id root_ = 0;
  std::unordered_map<const type*, record_id> named_;
  std::vector<record> records_;
  std::vector<slot> slots_;
  std::vector<record_id> links_;
  std::string text_;
};

}  // namespace fraiseql::schema
