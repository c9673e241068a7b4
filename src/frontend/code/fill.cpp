// JSON to values of C++. A request's values were coerced before; stored documents are as
// someone left them, so every form is looked at.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "frontend/code/carry.hpp"
#include "json/number.hpp"
#include "json/write.hpp"
#include "scalars/vector.hpp"

namespace fraiseql::frontend {
namespace {

using tables::kind;

const json::value missing = json::null{};

class filler {
 public:
  explicit filler(spelling names) : names_(names) {}

  bool fill_object(const structure_model& type, const tables::structure_reader& reader,
                   const json::value& from, void* into, const std::vector<bool>& needed) {
    if (from.get<json::object>() == nullptr) return refuse("an object", from);
    std::vector<const void*> addresses(type.members.size());
    reader.locate(into, addresses.data());
    for (std::size_t i = 0; i < type.members.size(); ++i) {
      if (!needed.empty() && !needed[i]) continue;
      const member_model& member = type.members[i];
      const json::value* given =
          from.find(names_ == spelling::stored ? member.stored : member.name);
      if (given == nullptr && names_ == spelling::graphql) continue;
      // What is located in an object that may be changed may be changed.
      void* const place = const_cast<void*>(addresses[i]);
      const std::size_t length = path_.size();
      path_ += "." + member.name;
      const bool filled =
          fill(*member.type, *reader.members[i], given == nullptr ? missing : *given, place);
      if (!filled) return false;
      path_.resize(length);
    }
    return true;
  }

  bool fill_value(const value_model& type, const tables::reader& reader, const json::value& from,
                  void* into) {
    return fill(type, reader, from, into);
  }

  // Where and why it could not be.
  [[nodiscard]] misfit wrong() const {
    return {.kind = out_of_range_ ? misfit_kind::out_of_range : misfit_kind::unexpected,
            .path = path_,
            .message = wrong_};
  }

 private:
  template <class T>
  static T& as(void* into) {
    return *static_cast<T*>(into);
  }

  bool refuse(std::string_view expected, const json::value& found) {
    wrong_ = "expected " + std::string(expected) + ", found " + std::string(kind_name(found));
    return false;
  }

  template <class Integer>
  bool fill_integer(const json::value& from, void* into, std::string_view expected) {
    constexpr bool may_be_text = sizeof(Integer) == 8;
    const auto* number = from.get<json::number>();
    const auto* digits = may_be_text ? from.get<std::string>() : nullptr;
    if (number == nullptr && digits == nullptr) return refuse(expected, from);
    std::string_view text = number != nullptr ? number->text : *digits;
    // jsonb keeps the zeros behind a number's point.
    if (number != nullptr && text.find('.') != std::string_view::npos &&
        text.find_first_of("eE") == std::string_view::npos) {
      text = text.substr(0, text.find_last_not_of('0') + 1);
      if (text.ends_with('.')) text.remove_suffix(1);
    }
    Integer read = 0;
    const auto done = std::from_chars(text.data(), text.data() + text.size(), read);
    if (done.ec != std::errc() || done.ptr != text.data() + text.size()) {
      return refuse(expected, from);
    }
    as<Integer>(into) = read;
    return true;
  }

  // What is too small is 0. GraphQL's Float has 64 bits, so a client may well send a number
  // that a member of 32 bits cannot hold.
  template <class Float>
  bool fill_float(const json::value& from, void* into) {
    const auto* number = from.get<json::number>();
    if (number == nullptr) return refuse("a number", from);
    const std::optional<double> read = json::to_double(number->text);
    constexpr double largest = std::numeric_limits<Float>::max();
    // From here on a float rounds to infinity.
    constexpr double beyond = sizeof(Float) == 4 ? 0x1.ffffffp127 : HUGE_VAL;
    if (!read || std::abs(*read) >= beyond) {
      out_of_range_ = true;
      wrong_ =
          "expected a number of " + std::to_string(sizeof(Float) * 8) + " bits, found a larger one";
      return false;
    }
    as<Float>(into) = static_cast<Float>(std::clamp(*read, -largest, largest));
    return true;
  }

  bool fill_text(const value_model& type, const tables::reader& reader, const json::value& from,
                 void* into) {
    const std::string_view scalar = type.table->scalar == nullptr ? "" : type.table->scalar;
    const auto* number = from.get<json::number>();
    const auto* text = from.get<std::string>();
    if (scalar == "JSON") {
      as<std::string>(into) = json::to_text(from);
      return true;
    }
    const bool takes_number =
        type.table->is == kind::custom || scalar == "Decimal" || scalar == "ID";
    if (text == nullptr && !(takes_number && number != nullptr)) return refuse("a string", from);
    const std::string& given = text != nullptr ? *text : number->text;
    if (type.table->is == kind::custom) {
      reader.text(into, given);
    } else {
      as<std::string>(into) = given;
    }
    return true;
  }

  // A document may have one as PostgreSQL prints it, in a string.
  bool fill_numbers(const json::value& from, void* into) {
    const auto* text = from.get<std::string>();
    auto read = scalars::read_vector(text != nullptr ? *text : json::to_text(from));
    if (!read) return refuse("a list of 1 to 16000 numbers of 32 bits", from);
    as<std::vector<float>>(into) = std::move(*read);
    return true;
  }

  bool fill_enumerator(const enumeration_model& type, const tables::reader& reader,
                       const json::value& from, void* into) {
    const auto* text = from.get<std::string>();
    if (text == nullptr) return refuse("a value of " + type.name, from);
    for (const enumerator_model& one : type.values) {
      if ((names_ == spelling::stored ? one.stored : one.name) != *text) continue;
      reader.number(into, one.number);
      return true;
    }
    wrong_ = "\"" + *text + "\" is no value of " + type.name;
    return false;
  }

  struct item_fill {
    filler* by;
    const value_model* type;
    const tables::reader* reader;
    const json::value* from;
  };
  static bool fill_item(void* item, void* state) {
    const auto& fill = *static_cast<const item_fill*>(state);
    return fill.by->fill(*fill.type, *fill.reader, *fill.from, item);
  }

  bool fill_list(const value_model& type, const tables::reader& reader, const json::value& from,
                 void* into) {
    const auto* items = from.get<json::array>();
    if (items == nullptr) return refuse("a list", from);
    reader.clear(into);
    for (std::size_t i = 0; i < items->size(); ++i) {
      const std::size_t length = path_.size();
      path_ += "[" + std::to_string(i) + "]";
      item_fill state{this, type.inner, reader.inner, &(*items)[i]};
      if (!reader.append(into, &fill_item, &state)) return false;
      path_.resize(length);
    }
    return true;
  }

  bool fill_alternative(const union_model& type, const tables::reader& reader,
                        const json::value& from, void* into) {
    const json::value* key = from.find(type.discriminator);
    const auto* name = key == nullptr ? nullptr : key->get<std::string>();
    for (std::size_t i = 0; name != nullptr && i < type.alternatives.size(); ++i) {
      if (type.alternatives[i]->name != *name) continue;
      return fill_object(*type.alternatives[i], reader.alternatives[i](), from,
                         reader.emplace(into, i), {});
    }
    wrong_ = "the key \"" + type.discriminator + "\" names no member of " + type.name;
    return false;
  }

  bool fill(const value_model& type, const tables::reader& reader, const json::value& from,
            void* into) {
    switch (type.table->is) {
      case kind::boolean:
        if (from.get<bool>() == nullptr) return refuse("a boolean", from);
        as<bool>(into) = *from.get<bool>();
        return true;
      case kind::int32: return fill_integer<std::int32_t>(from, into, "an integer of 32 bits");
      case kind::int64: return fill_integer<std::int64_t>(from, into, "an integer of 64 bits");
      case kind::float32: return fill_float<float>(from, into);
      case kind::float64: return fill_float<double>(from, into);
      case kind::string:
        if (from.get<std::string>() == nullptr) return refuse("a string", from);
        as<std::string>(into) = *from.get<std::string>();
        return true;
      case kind::numbers: return fill_numbers(from, into);
      case kind::text:
      case kind::custom: return fill_text(type, reader, from, into);
      case kind::enumeration: return fill_enumerator(*type.enumeration, reader, from, into);
      case kind::structure: return fill_object(*type.structure, reader.structure(), from, into, {});
      case kind::optional:
        if (from.is_null()) {
          reader.clear(into);
          return true;
        }
        return fill(*type.inner, *reader.inner, from, reader.emplace(into, 0));
      case kind::list: return fill_list(type, reader, from, into);
      case kind::variant: return fill_alternative(*type.united, reader, from, into);
    }
    FRAISEQL_CHECK(false);
  }

  spelling names_;
  std::string path_;
  std::string wrong_;
  bool out_of_range_ = false;
};

}  // namespace

result<done, misfit> fill(const structure_model& type, const tables::structure_reader& reader,
                          const json::value& from, void* into, spelling names,
                          const std::vector<bool>& needed) {
  filler walk(names);
  if (walk.fill_object(type, reader, from, into, needed)) return done{};
  return failed{walk.wrong()};
}

result<done, misfit> try_to_fill(const value_model& type, const tables::reader& reader,
                                 const json::value& from, void* into, spelling names) {
  filler walk(names);
  try {
    if (walk.fill_value(type, reader, from, into)) return done{};
    return failed{walk.wrong()};
  } catch (const std::exception& thrown) {
    return failed{
        misfit{.path = "", .message = std::string("scalar<T>::read threw: ") + thrown.what()}};
  } catch (...) {
    return failed{misfit{.path = "", .message = "scalar<T>::read threw"}};
  }
}

}  // namespace fraiseql::frontend
