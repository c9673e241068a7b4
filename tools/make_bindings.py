#!/usr/bin/env python3
"""Writes include/fraiseql/detail/bindings.hpp: one structured binding for each
possible number of members, because C++20 cannot bind a number of names that a
template computes. Run it from the root of the tree after changing MAXIMUM."""

import pathlib
import textwrap

MAXIMUM = 128

HEAD = f"""\
// Written by tools/make_bindings.py; change it there.
//
// bindings<N>::of(object) gives pointers to all N members of an aggregate. takes_braces
// says whether `T{{{{}}, ...}}` takes N empty pairs of braces: a C array takes one pair where
// it counted as several members, so a wrong count is found before it is used.
// clang-format off
#pragma once

#include <cstddef>

#include "fraiseql/detail/pointers.hpp"

namespace fraiseql::api::detail {{

inline constexpr std::size_t maximum_members = {MAXIMUM};

template <std::size_t Count>
struct bindings;

template <>
struct bindings<0> {{
  template <class T> static constexpr auto of(const T&) {{ return point_to(); }}
  template <class T> static constexpr bool takes_braces() {{ return true; }}
}};
"""

TAIL = "\n}  // namespace fraiseql::api::detail\n"


def specialisation(count: int) -> str:
    names = [f"m{i}" for i in range(count)]
    bound = textwrap.fill(", ".join(names), 92, initial_indent="    ", subsequent_indent="    ")
    taken = textwrap.fill(", ".join("&" + n for n in names), 92, initial_indent="    ",
                          subsequent_indent="    ")
    braces = textwrap.fill(", ".join(["{}"] * count), 92, initial_indent="    ",
                           subsequent_indent="    ")
    return (f"\ntemplate <>\nstruct bindings<{count}> {{\n"
            f"  template <class T> static constexpr auto of(const T& object) {{\n"
            f"    const auto& [\n{bound}] = object;\n    return point_to(\n{taken});\n  }}\n"
            f"  template <class T> static constexpr bool takes_braces() {{\n"
            f"    return requires {{ T{{\n{braces}}}; }};\n  }}\n}};\n")


def main() -> None:
    target = pathlib.Path(__file__).parent.parent / "include/fraiseql/detail/bindings.hpp"
    body = "".join(specialisation(count) for count in range(1, MAXIMUM + 1))
    target.write_text(HEAD + body + TAIL)


if __name__ == "__main__":
    main()
