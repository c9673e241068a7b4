#include "lists/each_way.hpp"

#include <array>
#include <cstdlib>

#include "json/read.hpp"

namespace fraiseql::lists {
namespace {

using plan::document_reading;

constexpr std::array readings = {document_reading::by_size, document_reading::whole,
                                 document_reading::members, document_reading::members_of_long};
constexpr std::array names_of_readings = {"by_size", "whole", "members", "members_of_long"};

}  // namespace

each_way::each_way(const std::shared_ptr<const schema::schema>& schema) {
  for (const document_reading one : readings) {
    ways_.push_back(std::make_unique<filters::served>(
        schema, filters::served_options{.limits = wide_limits(), .planning = {.documents = one}}));
  }
}

std::vector<answer> each_way::ask(const std::vector<execution::request>& all) {
  std::vector<answer> made(all.size());
  for (std::size_t way = 0; way < ways_.size(); ++way) {
    auto got = ways_[way]->ask(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (way == 0) {
        made[i].text = std::move(got[i].body);
      } else if (made[i].text != got[i].body) {
        made[i].wrong += std::string(names_of_readings[way]) + " answers " +
                         got[i].body.substr(0, 2000) + "\nand by_size " +
                         made[i].text.substr(0, 2000) + "\n";
      }
    }
  }
  for (answer& one : made) {
    auto body = json::read(one.text);
    if (body)
      one.body = *std::move(body);
    else
      one.wrong += "no JSON: " + body.error().message;
  }
  return made;
}

answer each_way::ask(const execution::request& one) { return ask(std::vector{one}).front(); }

std::string each_way::log() const {
  std::string text;
  for (std::size_t way = 0; way < ways_.size(); ++way) {
    const std::string& all = ways_[way]->log();
    if (all.empty()) continue;
    text += std::string(names_of_readings[way]) + ": " +
            all.substr(all.size() < 800 ? 0 : all.size() - 800);
  }
  return text;
}

limits wide_limits() {
  return {.tokens = 100'000,
          .depth = 60,
          .aliases = 1'000,
          .root_fields = 200,
          .cost = 1'000'000'000'000};
}

std::size_t cases_wanted(std::size_t unless_said) {
  const char* given = std::getenv("FRAISEQL_LISTS");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : unless_said;
}

}  // namespace fraiseql::lists
