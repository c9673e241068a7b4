// The compiler's text of a name is the one place where a compiler upgrade could change a
// schema, so every shape of struct has its names checked here, on every compiler.
#include "fraiseql/detail/structure.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace outer {
inline namespace v1 {
struct Versioned {
  int size;
};
}  // namespace v1
struct Holder {
  enum class Inside { a, b };
  struct Nested {
    std::string title;
  };
};
}  // namespace outer

struct Global {
  int a;
  bool b;
};

namespace fraiseql::api::detail {
namespace {

template <class T>
std::string names() {
  const structure& of = structure_of<T>();
  std::string all = of.name;
  all += ':';
  for (std::size_t i = 0; i < of.size; ++i) {
    all += ' ';
    all += of.members[i].name;
  }
  return all;
}

std::string to_text(const value& type) {
  if (type.is == kind::optional) {
    std::string inner = to_text(*type.inner);
    inner.pop_back();
    return inner;
  }
  if (type.is == kind::list) return "[" + to_text(*type.inner) + "]!";
  if (type.is == kind::structure) return std::string(type.structure().name) + "!";
  if (type.is == kind::enumeration) return std::string(type.enumeration().name) + "!";
  return std::string(type.scalar) + "!";
}

template <class T>
std::string type_text() {
  return to_text(value_of<T>);
}

struct Plain {
  std::string a_b_c;
  int _under;
  int trailing_;
  int camelCase;
  int x1;
};

struct Defaults {
  int count = 3;
  std::string text = "some";
  std::vector<int> sizes = {1, 2};
  const bool fixed = true;
  std::optional<std::string> maybe = "x";
  double last{};
  static constexpr int factor = 2;
  [[nodiscard]] int twice() const { return factor * count; }
};

struct Embedded {
  Plain first;
  std::optional<Plain> second;
  Defaults third;
  std::vector<Embedded> children;
  int last;
};

struct LongNames {
  int a_member_with_a_very_long_name_that_no_table_in_any_database_would_have_but_which_is_allowed;
  int b;
};

struct AVeryLongTypeNameThatHasManyMoreLettersThanAnyTypeNameInASchemaOfAnybodyShouldEverHave {
  int a;
};

struct WithDestructor {
  int a;
  std::string b;
  ~WithDestructor() {}
};

struct OneOptional {
  std::optional<std::int64_t> only;
};

struct OneList {
  std::vector<std::string> only;
};

struct OneStruct {
  Plain only;
};

struct Tree {
  std::vector<Tree> children;
};

// clang-format off
struct Largest {
  int m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15;
  int m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31;
  std::string m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47;
  int m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63;
  double m64, m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76, m77, m78, m79;
  std::optional<std::string> m80, m81, m82, m83, m84, m85, m86, m87, m88, m89, m90, m91, m92, m93, m94, m95;
  std::vector<int> m96, m97, m98, m99, m100, m101, m102, m103, m104, m105, m106, m107, m108, m109, m110, m111;
  int m112, m113, m114, m115, m116, m117, m118, m119, m120, m121, m122, m123, m124, m125, m126, m127;
};
// clang-format on

TEST(structure, names_of_a_plain_struct_are_as_written) {
  EXPECT_EQ(names<Plain>(), "Plain: a_b_c _under trailing_ camelCase x1");
}

TEST(structure, reads_a_struct_of_the_global_namespace) {
  EXPECT_EQ(names<::Global>(), "Global: a b");
}

TEST(structure, leaves_namespaces_and_enclosing_classes_out_of_the_name) {
  EXPECT_EQ(names<outer::Versioned>(), "Versioned: size");
  EXPECT_EQ(names<outer::Holder::Nested>(), "Nested: title");
}

TEST(structure, path_has_the_namespaces) {
  EXPECT_STREQ(structure_of<outer::Holder::Nested>().path, "outer::Holder::Nested");
  EXPECT_STREQ(structure_of<::Global>().path, "Global");
}

TEST(structure, reads_a_struct_of_a_function) {
  struct Local {
    std::string title;
    std::optional<int> size;
  };
  EXPECT_EQ(names<Local>(), "Local: title size");
}

TEST(structure, initialisers_constants_and_functions_do_not_matter) {
  EXPECT_EQ(names<Defaults>(), "Defaults: count text sizes fixed maybe last");
}

TEST(structure, embedded_structs_count_as_one_member) {
  EXPECT_EQ(names<Embedded>(), "Embedded: first second third children last");
}

TEST(structure, a_struct_may_contain_a_list_of_itself) {
  const member& children = structure_of<Embedded>().members[3];
  EXPECT_EQ(&children.type->inner->structure(), &structure_of<Embedded>());
}

TEST(structure, long_names_stay_whole) {
  EXPECT_EQ(names<LongNames>(),
            "LongNames: a_member_with_a_very_long_name_that_no_table_in_any_database_would_have_"
            "but_which_is_allowed b");
  using longest =
      AVeryLongTypeNameThatHasManyMoreLettersThanAnyTypeNameInASchemaOfAnybodyShouldEverHave;
  EXPECT_EQ(
      names<longest>(),
      "AVeryLongTypeNameThatHasManyMoreLettersThanAnyTypeNameInASchemaOfAnybodyShouldEverHave: a");
}

TEST(structure, a_destructor_does_not_matter) {
  EXPECT_EQ(names<WithDestructor>(), "WithDestructor: a b");
}

TEST(structure, counts_a_single_member_that_takes_values_itself) {
  EXPECT_EQ(names<OneOptional>(), "OneOptional: only");
  EXPECT_EQ(names<OneList>(), "OneList: only");
  EXPECT_EQ(names<OneStruct>(), "OneStruct: only");
  EXPECT_EQ(names<Tree>(), "Tree: children");
}

TEST(structure, reads_as_many_members_as_it_promises) {
  const structure& largest = structure_of<Largest>();
  ASSERT_EQ(largest.size, maximum_members);
  for (std::size_t i = 0; i < largest.size; ++i) {
    EXPECT_EQ(largest.members[i].name, "m" + std::to_string(i));
  }
}

TEST(structure, every_scalar_has_its_graphql_type) {
  EXPECT_EQ(type_text<bool>(), "Boolean!");
  EXPECT_EQ(type_text<std::int32_t>(), "Int!");
  EXPECT_EQ(type_text<std::int64_t>(), "BigInt!");
  EXPECT_EQ(type_text<float>(), "Float!");
  EXPECT_EQ(type_text<double>(), "Float!");
  EXPECT_EQ(type_text<std::string>(), "String!");
  EXPECT_EQ(type_text<id>(), "ID!");
  EXPECT_EQ(type_text<uuid>(), "UUID!");
  EXPECT_EQ(type_text<timestamp>(), "DateTime!");
  EXPECT_EQ(type_text<decimal>(), "Decimal!");
  EXPECT_EQ(type_text<json>(), "JSON!");
  EXPECT_EQ(type_text<date>(), "Date!");
  EXPECT_EQ(type_text<time>(), "Time!");
  EXPECT_EQ(type_text<duration>(), "Duration!");
  EXPECT_EQ(type_text<email_address>(), "EmailAddress!");
  EXPECT_EQ(type_text<url>(), "URL!");
  EXPECT_EQ(type_text<ip_address>(), "IPAddress!");
  EXPECT_EQ(type_text<cidr>(), "CIDR!");
  EXPECT_EQ(type_text<mac_address>(), "MACAddress!");
  EXPECT_EQ(type_text<ltree>(), "LTree!");
  EXPECT_EQ(type_text<vector>(), "Vector!");
  EXPECT_EQ(type_text<std::vector<vector>>(), "[Vector!]!");
  EXPECT_EQ(type_text<date_range>(), "DateRange!");
  EXPECT_EQ(type_text<int_range>(), "IntRange!");
  EXPECT_EQ(type_text<big_int_range>(), "BigIntRange!");
  EXPECT_EQ(type_text<decimal_range>(), "DecimalRange!");
  EXPECT_EQ(type_text<timestamp_range>(), "DateTimeRange!");
}

template <class T>
std::string values() {
  const enumeration& of = enumeration_of<T>();
  std::string all = std::string(of.name) + ":";
  for (std::size_t i = 0; i < of.size; ++i) {
    all += std::string(" ") + of.values[i].name + "=" + std::to_string(of.values[i].number);
  }
  return all;
}

enum class Plainest { only };
enum class Gaps : std::uint8_t { none = 0, seven = 7, last = 63, beyond = 64 };
enum class Without { one = 1, other = 1, two };
enum class Switch : bool { off, on };
enum class Far { beyond = 64 };

TEST(structure, an_enum_has_its_enumerators_from_0_to_63) {
  EXPECT_EQ(values<Plainest>(), "Plainest: only=0");
  EXPECT_EQ(values<Gaps>(), "Gaps: none=0 seven=7 last=63");
  EXPECT_EQ(values<Without>(), "Without: one=1 two=2");
  EXPECT_EQ(values<Switch>(), "Switch: off=0 on=1");
  EXPECT_EQ(values<Far>(), "Far:");
}

TEST(structure, an_enum_of_a_function_or_a_class_is_read) {
  enum class Local { here, there };
  EXPECT_EQ(values<Local>(), "Local: here=0 there=1");
  EXPECT_EQ(values<outer::Holder::Inside>(), "Inside: a=0 b=1");
}

TEST(structure, optional_takes_the_non_null_of_what_it_holds) {
  using std::optional;
  using std::vector;
  EXPECT_EQ(type_text<optional<std::string>>(), "String");
  EXPECT_EQ(type_text<vector<std::string>>(), "[String!]!");
  EXPECT_EQ(type_text<vector<bool>>(), "[Boolean!]!");
  EXPECT_EQ(type_text<optional<vector<std::string>>>(), "[String!]");
  EXPECT_EQ(type_text<vector<optional<std::string>>>(), "[String]!");
  EXPECT_EQ((type_text<optional<vector<optional<std::string>>>>()), "[String]");
  EXPECT_EQ((type_text<vector<optional<vector<int>>>>()), "[[Int!]]!");
  EXPECT_EQ((type_text<optional<vector<vector<optional<Plain>>>>>()), "[[Plain]!]");
}

TEST(structure, seven_lists_inside_each_other_keep_every_bit) {
  using three = std::vector<std::vector<std::vector<int>>>;
  using seven = std::vector<std::vector<std::vector<std::vector<three>>>>;
  EXPECT_EQ(type_text<seven>(), "[[[[[[[Int!]!]!]!]!]!]!]!");
  EXPECT_EQ(type_text<std::optional<seven>>(), "[[[[[[[Int!]!]!]!]!]!]!]");
}

TEST(structure, an_embedded_struct_is_named_by_its_table) {
  EXPECT_EQ(type_text<Plain>(), "Plain!");
  EXPECT_EQ(&value_of<Plain>.structure(), &structure_of<Plain>());
}

}  // namespace
}  // namespace fraiseql::api::detail
