// Random types, documents and filters: what the engine answers is what the evaluator says of each
// row, whether the filter's values are written or given by variables, on documents and on real
// columns. And what must hold of any two answers, whoever is right. FRAISEQL_SEED is the seed,
// FRAISEQL_FILTERS how many filters (2,000 unless said).
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdlib>
#include <set>

#include "filters/evaluator.hpp"
#include "filters/random_filter.hpp"
#include "filters/random_model.hpp"
#include "filters/request_writer.hpp"
#include "filters/served.hpp"
#include "filters/shrink.hpp"
#include "filters/tables.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

constexpr std::size_t rows = 40;
constexpr std::size_t filters_of_a_schema = 500;
constexpr std::size_t at_once = 8;

using row_set = std::bitset<rows>;

std::size_t filters_wanted() {
  const char* given = std::getenv("FRAISEQL_FILTERS");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 2'000;
}

struct question {
  std::string alias;
  json::value where;
  form how = form::literal;
  std::string root = "rows";
  bool is_judged = true;  // by the evaluator
};

// How the answers of two questions relate.
enum class relation { same, complement, subset };
struct law {
  std::string name;
  std::string left;
  std::string right;
  relation is;
};

struct inquiry {
  std::vector<question> questions;
  std::vector<law> laws;

  void add_pair(const std::string& name, json::value left, json::value right, relation is) {
    const std::string number = std::to_string(laws.size());
    questions.push_back({"l" + number, std::move(left), form::mixed, "rows"});
    questions.push_back({"r" + number, std::move(right), form::literal, "rows"});
    laws.push_back({name, "l" + number, "r" + number, is});
  }
};

json::value both(const char* how, const json::value& a, const json::value& b) {
  return json::object{{how, json::array{a, b}}};
}
json::value negated(const json::value& of) { return json::object{{"NOT", of}}; }

// The members of a document that a filter is about.
json::value relevant(const model& of, const json::value& document, const json::value& where) {
  const std::string text = json::to_text(where);
  json::object members;
  for (const field& one : of.objects.front().fields) {
    const json::value* value = document.find(one.key);
    if (value == nullptr || text.find("\"" + one.name + "\"") == std::string::npos) continue;
    members.emplace_back(one.name, *value);
  }
  return members;
}

class property : public ::testing::Test {
 protected:
  void run_schema(std::uint64_t seed, std::size_t filters);
  // Ten ways to go wrong are told; to find each out takes a while.
  [[nodiscard]] bool is_enough() const {
    return told_.size() >= 10 || looked_into_ >= 40 || HasFatalFailure();
  }

 private:
  json::value draw_own();
  inquiry make_inquiry();
  void add_laws(inquiry& to);
  void add_own(inquiry& to);
  void check(const inquiry& one, const execution::response& answer);
  void fail(const question& one);
  void fail(const law& broken, const inquiry& in);
  // Of the rows of that root field.
  row_set expected(const std::string& root, const json::value& where) const;
  // Of one root field of an answer; nullopt where it is none.
  static std::optional<row_set> answered(const json::value& body, const std::string& alias);
  execution::request to_request(const inquiry& one);

  std::uint64_t seed_ = 0;
  std::unique_ptr<random_source> random_;
  model model_;
  std::unique_ptr<value_pool> values_;
  std::vector<json::value> documents_;
  json::value own_ = {};  // the filter that `own` and `ownTwins` have themselves
  std::unique_ptr<served> served_;
  std::size_t looked_into_ = 0;
  std::set<std::string> told_;  // outlines of filters that went wrong

 protected:
  std::size_t telling_ = 0;  // filters that hold of some rows, but not of all
};

void property::run_schema(std::uint64_t seed, std::size_t filters) {
  seed_ = seed;
  random_ = std::make_unique<random_source>(seed);
  model_ = random_model(*random_);
  values_ = std::make_unique<value_pool>(*random_);
  documents_.clear();
  for (std::size_t i = 0; i < rows; ++i) {
    documents_.push_back(random_document(model_, *values_, *random_));
  }
  make_tables(model_, documents_, *random_);
  own_ = draw_own();
  served_ = std::make_unique<served>(to_sdl(model_, *request_writer(model_, *random_).text(own_)));
  for (std::size_t done = 0; done < filters && !is_enough(); done += at_once) {
    std::vector<inquiry> inquiries;
    std::vector<execution::request> requests;
    for (std::size_t i = 0; i < at_once; ++i) {
      inquiries.push_back(make_inquiry());
      requests.push_back(to_request(inquiries.back()));
    }
    request_writer broken(model_, *random_);
    broken.add("a", "rows", inquiries.front().questions.front().where, form::with_one_missing);
    requests.push_back(broken.finish());
    const auto answers = served_->ask(requests);
    for (std::size_t i = 0; i < at_once; ++i) check(inquiries[i], answers[i]);
    if (!broken.has_missing()) continue;
    EXPECT_FALSE(answers.back().has_data) << requests.back().document;
  }
}

// One that holds of some rows but not of all, if a few draws find it, and that a schema can say:
// without variables, and without the empty lists that are refused there.
json::value property::draw_own() {
  for (int tries = 0;; ++tries) {
    json::value drawn = random_where({model_, *values_, *random_});
    const std::string text = json::to_text(drawn);
    const bool is_refused =
        std::ranges::any_of(std::array{"\"AND\":[]", "\"OR\":[]", "\"notIn\":[]"},
                            [&](const char* one) { return text.find(one) != std::string::npos; });
    if (is_refused || !request_writer(model_, *random_).text(drawn)) continue;
    const std::size_t count = expected("rows", drawn).count();
    if (tries >= 100 || (count >= rows / 4 && count < rows)) return drawn;
  }
}

inquiry property::make_inquiry() {
  const filter_source from{model_, *values_, *random_};
  const json::value where = random_where(from);
  inquiry made;
  made.questions = {{"literal", where, form::literal, "rows"},
                    {"variable", where, form::variable, "rows"},
                    {"mixed", where, form::mixed, "rows"},
                    {"twin", where, form::literal, "twins"},
                    {"twinMixed", where, form::mixed, "twins"},
                    {"negated", negated(where), form::literal, "rows"},
                    {"narrowed", both("AND", where, random_where(from)), form::mixed, "rows"}};
  made.laws = {{"literal and variable form", "literal", "variable", relation::same},
               {"parts by variables", "literal", "mixed", relation::same},
               {"real columns", "literal", "twin", relation::same},
               {"NOT partitions", "literal", "negated", relation::complement},
               {"AND narrows", "narrowed", "literal", relation::subset}};
  if (random_->chance(20)) {
    add_laws(made);
  } else if (random_->chance(50)) {
    add_own(made);
  }
  return made;
}

// A field's own filter and the client's hold together, and nothing gets beyond the own one.
void property::add_own(inquiry& to) {
  const json::value where = to.questions.front().where;
  to.questions.push_back({"own", where, form::mixed, "own"});
  to.questions.push_back({"ownTwin", where, form::literal, "ownTwins"});
  to.questions.push_back({"together", both("AND", own_, where), form::mixed, "rows"});
  to.questions.push_back({"beyond", own_, form::literal, "rows"});
  to.laws.push_back({"own is AND", "own", "together", relation::same});
  to.laws.push_back({"own on real columns", "ownTwin", "together", relation::same});
  to.laws.push_back({"own narrows", "own", "beyond", relation::subset});
}

void property::add_laws(inquiry& to) {
  const filter_source from{model_, *values_, *random_};
  const json::value a = random_where(from);
  const json::value b = random_where(from);
  to.add_pair("De Morgan, AND", negated(both("AND", a, b)), both("OR", negated(a), negated(b)),
              relation::same);
  to.add_pair("De Morgan, OR", negated(both("OR", a, b)), both("AND", negated(a), negated(b)),
              relation::same);
  const field& one = random_->one_of(model_.objects.front().fields);
  const auto condition = [&](const char* how, const json::value& given) {
    return json::value(json::object{{one.name, json::object{{how, given}}}});
  };
  if (one.of == kind::string && !one.is_list) {
    const json::value search = condition("search", values_->given(model_, one, *random_));
    to.questions.push_back({"search", search, form::mixed, "rows", false});
    to.questions.push_back({"searchTwin", search, form::literal, "twins", false});
    to.laws.push_back({"search on a real column", "search", "searchTwin", relation::same});
  }
  if (one.of != kind::object && !one.is_list) {
    const json::value x = values_->given(model_, one, *random_);
    const json::value y = values_->given(model_, one, *random_);
    to.add_pair("in is OR of eq", condition("in", json::array{x, y}),
                both("OR", condition("eq", x), condition("eq", y)), relation::same);
    to.add_pair("notIn is AND of neq", condition("notIn", json::array{x, y}),
                both("AND", condition("neq", x), condition("neq", y)), relation::same);
    to.add_pair("neq is NOT eq", condition("neq", x), condition("eq", x), relation::complement);
  } else if (one.of == kind::object && one.is_list) {
    const field& inner = random_->one_of(model_.objects[one.index].fields);
    if (inner.of == kind::object && !inner.is_list) return;
    const json::value item = json::object{{inner.name, json::object{random_operator(from, inner)}}};
    to.add_pair("none is NOT some", condition("none", item), condition("some", item),
                relation::complement);
    to.add_pair("every is none of NOT", condition("every", item), condition("none", negated(item)),
                relation::same);
  }
}

execution::request property::to_request(const inquiry& one) {
  request_writer writer(model_, *random_);
  for (const question& asked : one.questions) {
    writer.add(asked.alias, asked.root, asked.where, asked.how);
  }
  return writer.finish();
}

void property::check(const inquiry& one, const execution::response& answer) {
  const auto body = json::read(answer.body);
  ASSERT_TRUE(body) << answer.body;
  if (const json::value* errors = body->find("errors")) {
    const json::value* path = errors->get<json::array>()->front().find("path");
    for (const question& asked : one.questions) {
      const bool is_to_blame =
          path == nullptr || *path->get<json::array>()->front().get<std::string>() == asked.alias;
      if (is_to_blame) return fail(asked);
    }
  }
  const json::value& first = one.questions.front().where;
  const row_set of_first = expected("rows", first);
  for (const question& asked : one.questions) {
    const auto got = answered(*body, asked.alias);
    const bool is_known = asked.where == first && !asked.root.starts_with("own");
    const row_set wanted = is_known          ? of_first
                           : asked.is_judged ? expected(asked.root, asked.where)
                                             : row_set();
    if (!got || (asked.is_judged && *got != wanted)) return fail(asked);
    if (asked.alias == "literal" && got->any() && !got->all()) ++telling_;
  }
  for (const law& each : one.laws) {
    const row_set left = *answered(*body, each.left);
    const row_set right = *answered(*body, each.right);
    const bool holds = each.is == relation::same         ? left == right
                       : each.is == relation::complement ? left == ~right
                                                         : (left & ~right).none();
    if (!holds) fail(each, one);
  }
}

std::optional<row_set> property::answered(const json::value& body, const std::string& alias) {
  const json::value* data = body.find("data");
  const json::value* list = data == nullptr ? nullptr : data->find(alias);
  const auto* items = list == nullptr ? nullptr : list->get<json::array>();
  if (items == nullptr) return {};
  row_set found;
  for (const json::value& item : *items) {
    found.set(std::stoul(item.find("id")->get<std::string>()->substr(24)));
  }
  return found.count() == items->size() ? std::optional(found) : std::nullopt;
}

row_set property::expected(const std::string& root, const json::value& where) const {
  if (root.starts_with("own")) return expected("rows", own_) & expected("rows", where);
  const evaluator evaluates(model_);
  row_set holds;
  for (std::size_t i = 0; i < rows; ++i) holds.set(i, evaluates.holds(documents_[i], where));
  return holds;
}

// The names in a filter, without values and the numbers of fields.
std::string outline(const json::value& filter) {
  std::string text;
  if (const auto* items = filter.get<json::array>()) {
    for (const json::value& one : *items) text += outline(one);
  }
  if (const auto* members = filter.get<json::object>()) {
    for (const auto& [name, value] : *members) {
      for (const char c : name) text += c >= '0' && c <= '9' ? std::string() : std::string(1, c);
      text += "{" + outline(value) + "}";
    }
  }
  return text;
}

// Says what is the least that still goes wrong.
void property::fail(const question& one) {
  ++looked_into_;
  if (!one.is_judged) {
    ADD_FAILURE() << "FRAISEQL_SEED=" << seed_ << ", " << json::to_text(one.where) << "\n"
                  << served_->log();
    return;
  }
  std::string last;
  std::optional<row_set> got;
  std::size_t log_begin = 0;
  const auto goes_wrong = [&](const json::value& where, form how) {
    request_writer writer(model_, *random_);
    writer.add("a", one.root, where, how);
    const auto asked = writer.finish();
    const std::size_t log_end = served_->log().size();
    const auto answer = served_->ask(asked);
    const auto body = json::read(answer.body);
    if (!body) return true;
    const auto now = answered(*body, "a");
    if (now && *now == expected(one.root, where)) return false;
    if (!now && answer.first_error != error_code::internal_server_error) {
      if (where != one.where) return false;  // cut down to what is refused, rightly
    }
    got = now;
    log_begin = log_end;
    last =
        asked.document + "\n" + json::to_text(asked.variables) + "\n" + answer.body.substr(0, 400);
    return true;
  };
  json::value least = one.where;
  form how = one.how;
  for (int tries = 0; tries < 20 && !goes_wrong(least, how); ++tries) {
    if (tries == 10) how = form::variable;
  }
  least = shrunk(least, [&](const json::value& where) { return goes_wrong(where, how); });
  goes_wrong(least, how);
  const row_set wanted = expected(one.root, least);
  std::string differing;
  for (std::size_t i = 0; i < rows && differing.size() < 500; ++i) {
    if (got && got->test(i) == wanted.test(i)) continue;
    differing += "\n" + std::string(wanted.test(i) ? "evaluator: true " : "evaluator: false ") +
                 json::to_text(relevant(model_, documents_[i], least));
  }
  const std::string log = served_->log().substr(log_begin, 600);
  if (!told_.insert(got ? outline(least) : log).second) return;
  ADD_FAILURE() << "FRAISEQL_SEED=" << seed_ << ", " << one.alias << ", " << one.root
                << "\nfilter: " << json::to_text(least)
                << (one.root.starts_with("own") ? "\nown: " + json::to_text(own_) : "")
                << "\nrequest: " << last << differing << "\nlog: " << log;
}

void property::fail(const law& broken, const inquiry& in) {
  const auto where = [&](const std::string& alias) {
    return json::to_text(std::ranges::find(in.questions, alias, &question::alias)->where);
  };
  ++looked_into_;
  if (!told_.insert(broken.name).second) return;
  ADD_FAILURE() << "FRAISEQL_SEED=" << seed_ << ", " << broken.name << "\n"
                << broken.left << ": " << where(broken.left) << "\n"
                << broken.right << ": " << where(broken.right) << "\nown: " << json::to_text(own_);
}

TEST_F(property, answers_what_the_evaluator_says) {
  const std::size_t wanted = filters_wanted();
  // Each schema has the next seed, so that one of them can be run again by itself.
  std::uint64_t seed = seed_of_this_run();
  std::size_t done = 0;
  while (done < wanted && !is_enough()) {
    const std::size_t filters = std::min(filters_of_a_schema, wanted - done);
    run_schema(seed++, filters);
    done += filters;
  }
  // Else the cases above would prove little.
  EXPECT_GT(telling_, done / 5);
}

}  // namespace
}  // namespace fraiseql::filters
