#include "execution/introspect.hpp"

#include <functional>
#include <limits>
#include <memory>

#include "base/check.hpp"
#include "execution/answer.hpp"
#include "execution/prepare.hpp"

namespace fraiseql::execution {
namespace {

using schema::introspection_records;
using schema::record_id;

// Every field of introspection; types inside types as deep as tools can read them.
constexpr const char* whole_query = R"(
query IntrospectionQuery {
  __schema {
    description
    queryType { name kind }
    mutationType { name kind }
    subscriptionType { name kind }
    types { ...whole_type }
    directives(includeDeprecated: true) {
      name description isRepeatable isDeprecated deprecationReason locations
      args(includeDeprecated: true) { ...whole_input }
    }
  }
}
fragment whole_type on __Type {
  kind name description specifiedByURL isOneOf
  fields(includeDeprecated: true) {
    name description
    args(includeDeprecated: true) { ...whole_input }
    type { ...used_type }
    isDeprecated deprecationReason
  }
  inputFields(includeDeprecated: true) { ...whole_input }
  interfaces { ...used_type }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...used_type }
}
fragment whole_input on __InputValue {
  name description type { ...used_type } defaultValue isDeprecated deprecationReason
}
fragment used_type on __Type {
  kind name ofType { name kind ofType { name kind ofType { name kind
    ofType { name kind ofType { name kind ofType { name kind
      ofType { name kind ofType { name kind ofType { name kind } } } } } } } } }
}
)";

class writer {
 public:
  writer(std::string& out, const introspection_records& from, const json::variables& variables,
         std::size_t most_bytes)
      : out_(out), from_(from), variables_(variables), most_bytes_(most_bytes) {}

  // Both give false once the answer is too long.
  bool add(record_id record, const std::vector<plan::introspection_field>& fields) {
    char before = '{';
    for (const plan::introspection_field& field : fields) {
      out_ += before;
      before = ',';
      out_ += field.prefix;
      if (field.slot && !add(from_.at(record, *field.slot), field)) return false;
    }
    out_ += fields.empty() ? "{}" : "}";
    return out_.size() <= most_bytes_;
  }

 private:
  bool add(const schema::slot& slot, const plan::introspection_field& field) {
    switch (slot.kind) {
      case schema::slot_kind::text: out_ += from_.text(slot); return out_.size() <= most_bytes_;
      case schema::slot_kind::record: return add(slot.first, field.fields);
      case schema::slot_kind::list: return add_list(slot, field);
    }
    FRAISEQL_CHECK(false);
  }

  bool add_list(const schema::slot& slot, const plan::introspection_field& field) {
    const bool takes_all = !field.include_deprecated || is_true(*field.include_deprecated);
    out_ += '[';
    bool is_first = true;
    for (const record_id record : from_.list(slot)) {
      if (!takes_all && from_.is_deprecated(record)) continue;
      if (!is_first) out_ += ',';
      is_first = false;
      if (!add(record, field.fields)) return false;
    }
    out_ += ']';
    return true;
  }

  [[nodiscard]] bool is_true(const json::source& source) const {
    const json::value* value = json::resolve(source, variables_);
    const bool* is = value == nullptr ? nullptr : value->get<bool>();
    FRAISEQL_CHECK(is != nullptr);
    return *is;
  }

  std::string& out_;
  const introspection_records& from_;
  const json::variables& variables_;
  std::size_t most_bytes_;
};

}  // namespace

bool introspect(std::string& out, const schema::schema& schema, const plan::introspection& asked,
                const json::variables& variables, std::size_t most_bytes) {
  const introspection_records& from = schema.introspection();
  writer written(out, from, variables, most_bytes);
  if (!asked.type_name) return written.add(from.root(), asked.fields);
  const json::value* name = json::resolve(*asked.type_name, variables);
  FRAISEQL_CHECK(name != nullptr && name->get<std::string>() != nullptr);
  const schema::type* named = schema.find_type(*name->get<std::string>());
  if (named != nullptr) return written.add(from.find(*named), asked.fields);
  out += "null";
  return out.size() <= most_bytes;
}

std::string introspect(const schema::schema& schema) {
  // Shared with nobody: the preparer is gone before this returns.
  const std::shared_ptr<const schema::schema> borrowed(std::shared_ptr<void>(), &schema);
  preparer prepares(borrowed, {.introspection_bytes = std::numeric_limits<std::size_t>::max()});
  const auto prepared = prepares.prepare({.document = whole_query});
  if (!prepared) return request_error(prepared.error()).body;
  const std::function<std::string()> no_log_id = [] { return std::string(); };
  answer written(no_log_id);
  written.add_constant(prepared->operation->plan.steps.front(), prepared->constant(0));
  return std::move(written).finish().body;
}

}  // namespace fraiseql::execution
