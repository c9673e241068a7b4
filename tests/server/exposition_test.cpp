#include "server/exposition.hpp"

#include <gtest/gtest.h>

#include "http/meters.hpp"
#include "postgres/meters.hpp"

namespace fraiseql::server {
namespace {

TEST(exposition, has_the_type_and_help_of_a_family_once) {
  exposition page;
  page.counter("things_total", "Things.");
  page.sample(1U, {{"kind", "a"}});
  page.sample(2U, {{"kind", "b"}, {"size", "c"}});
  page.gauge("now", "Of now.");
  page.sample(0.5);
  EXPECT_EQ(page.text(),
            "# HELP things_total Things.\n# TYPE things_total counter\n"
            "things_total{kind=\"a\"} 1\nthings_total{kind=\"b\",size=\"c\"} 2\n"
            "# HELP now Of now.\n# TYPE now gauge\nnow 0.5\n");
}

TEST(exposition, has_no_label_that_ends_its_line) {
  exposition page;
  page.sample(1U, {{"a", "b\"c\\d\ne"}});
  EXPECT_EQ(page.text(), "{a=\"b\\\"c\\\\d\\ne\"} 1\n");
}

TEST(exposition, adds_up_the_buckets_of_a_histogram) {
  exposition page;
  page.histogram("time_seconds", "Time.");
  page.sample({.bounds = {500, 2'000}, .counts = {3, 0, 2}, .sum = 9'500, .unit = 1'000},
              {{"of", "a"}});
  EXPECT_EQ(page.text(),
            "# HELP time_seconds Time.\n# TYPE time_seconds histogram\n"
            "time_seconds_bucket{of=\"a\",le=\"0.5\"} 3\ntime_seconds_bucket{of=\"a\",le=\"2\"} 3\n"
            "time_seconds_bucket{of=\"a\",le=\"+Inf\"} 5\ntime_seconds_sum{of=\"a\"} 9.5\n"
            "time_seconds_count{of=\"a\"} 5\n");
}

TEST(exposition, knows_methods_and_classes_by_their_names) {
  EXPECT_EQ(http::kind_of_method("GET"), http::method_kind::get);
  EXPECT_EQ(http::kind_of_method("OPTIONS"), http::method_kind::options);
  for (const std::string_view other : {"", "get", "other", "PATCH", "GETS"}) {
    EXPECT_EQ(http::kind_of_method(other), http::method_kind::other) << other;
  }
  postgres::meters lane;
  for (const std::string_view sqlstate : {"23505", "XX000", "ZZ999", "", "2"}) lane.fail(sqlstate);
  std::size_t named = 0;
  for (std::size_t at = 0; at + 1 < postgres::sqlstate_classes.size(); ++at) {
    named += lane.errors[at].value();
    EXPECT_EQ(postgres::sqlstate_classes[at].size(), 2U);
  }
  EXPECT_EQ(named, 2U);
  EXPECT_EQ(lane.errors.back().value(), 3U);
  http::meters server;
  for (const unsigned status : {200U, 299U, 404U, 503U, 600U}) {
    server.answer(http::method_kind::get, status);
  }
  EXPECT_EQ(server.requests[0][0].value(), 2U);
  EXPECT_EQ(server.requests[0][2].value(), 1U);
  EXPECT_EQ(server.requests[0][3].value(), 2U);
}

}  // namespace
}  // namespace fraiseql::server
