// A search looks at all texts that a type is searched in, so who searches, or orders by the rank,
// needs what each of them needs.
#include "execution/authorization_cases.hpp"

namespace fraiseql::execution {
namespace {

constexpr const char* searched_schema = R"(
type Query { people: [Person!]! @find pages: PersonConnection! @find }
type Person @search(fields: ["name", "email", "box.code"]) {
  id: ID!
  name: String!
  email: String @authorize(needs: "email")
  box: Box
  friends: [Person!]! @find(on: [{field: "id", equals: "id"}])
}
type Box { code: String @authorize(needs: "code", orNull: true) }
)";

std::string forbidden_when(const std::string& document, const std::string& held) {
  preparer by{authorized::made_schema(searched_schema), {}};
  const auto made = by.prepare(authorized::asked(document, held));
  return made ? "" : authorized::joined(authorized::texts_of(made.error()));
}

TEST(authorization_of_a_search, is_that_of_each_text) {
  const std::string both =
      "people: \"Box.code\" needs the permission \"code\"\n"
      "people: \"Person.email\" needs the permission \"email\"\n";
  for (const char* arguments :
       {"where: {search: \"a\"}", "where: {NOT: {search: \"a\"}}",
        "where: {friends: {some: {search: \"a\"}}}", "orderBy: [{searchRank: {words: \"a\"}}]"}) {
    const std::string document = "{ people(" + std::string(arguments) + ") { id } }";
    EXPECT_EQ(forbidden_when(document, ""), both) << arguments;
    EXPECT_EQ(forbidden_when(document, "email"),
              "people: \"Box.code\" needs the permission \"code\"\n")
        << arguments;
    EXPECT_EQ(forbidden_when(document, "email code"), "") << arguments;
  }
  EXPECT_EQ(forbidden_when("{ people(where: {name: {search: \"a\"}}) { id } }", ""), "");
}

}  // namespace
}  // namespace fraiseql::execution
