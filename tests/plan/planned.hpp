// planned: the parts of a case file, planned against a schema: plan, SQL, parameters and shape, or
// the errors.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "plan/case.hpp"
#include "plan/query_plan.hpp"
#include "schema/schema.hpp"
#include "sql/statement.hpp"

namespace fraiseql::plan {

using sections = std::map<std::string, std::string, std::less<>>;

// What stands below the sections that were given. Of variables, "cursor [...]" stands for a cursor
// with these values. The SQL of an idempotent call has all that stands around it, too.
std::string planned(const sections& in, const std::shared_ptr<const schema::schema>& schema,
                    const planning_options& options, sql::call_form form = sql::call_form::plain);

// That each file of the directory, below tests/plan, is what `render` makes of its sections; it is
// written where FRAISEQL_WRITE_GOLDEN is set. Gives how many there are.
std::size_t expect_files(const std::string& directory,
                         const std::function<std::string(const sections&)>& render);

}  // namespace fraiseql::plan
