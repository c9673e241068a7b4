#!/usr/bin/env python3
"""Measures how long a program of 30 types with 15 members each and 90 root functions takes
to compile.

usage: compile.py [--compiler g++] [--rounds 3] [--bar SECONDS] [--print]

Writes one file that uses all of the C++ front-end (ten enums, optionals, lists, structs in
structs, unions, a computed field for every third type, descriptions; find, find_one, call, and
functions that return data) and compiles it with -std=c++20 -O2 -c. Prints the least user seconds
of the rounds, the same for the structs and functions alone, without the front-end's work, and for
the header alone, and the size of the object file. Fails where the first is above the bar; other
work on the machine makes all of them larger."""

import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TYPES = 30


def enumeration(number: int) -> str:
    values = ", ".join(f"value_{number}_{i}" for i in range(6))
    return (f"enum class State{number} {{ {values} }};\n"
            f"void describe(gql::type<State{number}>& t) {{\n"
            f"  t.doc(\"The states of {number}.\");\n"
            f"  t.value<State{number}::value_{number}_1>().stored(\"one\");\n}}\n")


def struct(number: int) -> str:
    members = [
        "gql::id id;", "std::string identifier;", "std::string title;",
        "std::optional<std::string> body;", f"std::int32_t size_{number} = 0;",
        "std::int64_t views = 0;", "double score = 0;", "bool is_public = false;",
        "gql::timestamp created_at;", "std::optional<gql::timestamp> deleted_at;",
        "std::vector<std::string> tags;", f"State{number // 3 * 3} state = {{}};",
        "gql::decimal price;",
        f"std::vector<Type{number - 1}> children;" if number % 3 else "std::vector<std::string> names;",
        f"std::optional<Type{number - 1}> parent;" if number % 3 else "std::optional<gql::date> day;",
    ]
    body = "".join(f"  {member}\n" for member in members)
    computed = described = ""
    if number % 3 == 0:
        computed = "  std::string summary() const { return title.substr(0, 10); }\n"
        described = f"    t.field<&Type{number}::summary>().needs<&Type{number}::title>();\n"
    return (f"struct Type{number} {{\n{body}{computed}"
            f"  static void describe(gql::type<Type{number}>& t) {{\n"
            f"    t.doc(\"The {number}th type.\");\n"
            f"    t.field<&Type{number}::title>().doc(\"What it is called.\").stored(\"the_title\");\n"
            f"{described}  }}\n}};\n"
            f"struct Create{number} {{ std::string title; std::optional<std::string> body; "
            f"std::int32_t size = 7; State{number // 3 * 3} state = {{}}; }};\n")


def functions(number: int) -> str:
    name = f"Type{number}"
    lists = f"auto all_{number}() {{ return gql::find<{name}>(); }}\n"
    one = f"auto one_{number}(gql::key by) {{ return gql::find_one<{name}>(by); }}\n"
    if number % 3 == 0:
        return (lists + one + f"auto create_{number}(gql::input<Create{number}> input) "
                f"{{ return gql::call<{name}>(\"fn_create_{number}\", input); }}\n")
    if number % 3 == 1:
        return (lists + one +
                f"struct Failure{number} {{ std::string message; }};\n"
                f"std::variant<{name}, Failure{number}> create_{number}(const gql::context& request, "
                f"gql::input<Create{number}> input) {{\n"
                f"  if (input->title.empty()) return Failure{number}{{request.operation_name()}};\n"
                f"  {name} made;\n  made.title = input->title;\n  return made;\n}}\n")
    return (lists + f"struct Find{number} {{ std::string text; std::optional<std::int32_t> size; }};\n"
            f"std::vector<{name}> one_{number}(Find{number} wanted) "
            f"{{\n  {name} made;\n  made.title = wanted.text;\n  return {{made}};\n}}\n"
            f"struct Touch{number} {{ gql::id id; }};\n"
            f"bool create_{number}(Touch{number} touched) {{ return touched.id.text.empty(); }}\n")


def program() -> str:
    text = "#include <fraiseql/fraiseql.hpp>\n\nnamespace gql = fraiseql;\n\n"
    text += "".join(enumeration(i) for i in range(0, TYPES, 3))
    text += "".join(struct(i) for i in range(TYPES))
    text += "".join(functions(i) for i in range(TYPES))
    queries = ", ".join(f"all_{i}, one_{i}" for i in range(TYPES))
    mutations = ", ".join(f"create_{i}" for i in range(TYPES))
    return text + (f"void add_to(gql::schema& schema) {{\n  schema.query<{queries}>()\n"
                   f"      .mutation<{mutations}>();\n"
                   f"  schema.describe<all_1>().doc(\"All of them.\").max_limit(50);\n}}\n")


def without_front_end(text: str) -> str:
    kept = text[:text.index("void add_to(")]
    return "".join(line for line in kept.splitlines(True)
                   if not line.startswith("auto ") and "  t.field<" not in line)


def seconds(compiler: str, text: str, rounds: int, directory: str) -> tuple[float, int]:
    source = pathlib.Path(directory) / "program.cpp"
    target = pathlib.Path(directory) / "program.o"
    source.write_text(text)
    best = float("inf")
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([compiler, "-std=c++20", "-O2", "-c", "-Wall", "-Wextra", "-I",
                        str(ROOT / "include"), str(source), "-o", str(target)], check=True)
        best = min(best, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    return best, os.path.getsize(target)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--compiler", default="g++")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--bar", type=float, default=6.0)
    arguments.add_argument("--print", action="store_true", help="print the program and end")
    given = arguments.parse_args()
    if given.print:
        print(program(), end="")
        return 0
    with tempfile.TemporaryDirectory() as directory:
        empty, _ = seconds(given.compiler, "#include <fraiseql/fraiseql.hpp>\n", given.rounds,
                           directory)
        # What any program with these structs costs: nothing names a function of ours.
        plain, _ = seconds(given.compiler, without_front_end(program()), given.rounds, directory)
        whole, size = seconds(given.compiler, program(), given.rounds, directory)
    print(f"{given.compiler}: {TYPES} types x 15 members, {TYPES * 3} root functions: "
          f"{whole:.2f} s user, of it the structs and functions themselves {plain:.2f} s with the "
          f"header's {empty:.2f} s; {size // 1024} KiB object")
    if whole > given.bar:
        print(f"above the bar of {given.bar:.1f} s", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
