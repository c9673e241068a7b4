// random_scalar: random texts for the scalars whose values are texts of a form.
#pragma once

#include <array>
#include <random>
#include <string>

#include "scalars/kind.hpp"

namespace fraiseql::testing {

inline constexpr std::array text_kinds = {
    scalars::kind::uuid,          scalars::kind::date_time,
    scalars::kind::date,          scalars::kind::time,
    scalars::kind::duration,      scalars::kind::email_address,
    scalars::kind::url,           scalars::kind::ip_address,
    scalars::kind::cidr,          scalars::kind::mac_address,
    scalars::kind::ltree,         scalars::kind::date_range,
    scalars::kind::int_range,     scalars::kind::big_int_range,
    scalars::kind::decimal_range, scalars::kind::date_time_range};

// Mostly a value of the kind, as a client gives it or as a document holds it; now and then
// something at a bound, and some with a byte put in, taken out or changed.
std::string random_scalar(scalars::kind of, std::mt19937_64& engine);

}  // namespace fraiseql::testing
