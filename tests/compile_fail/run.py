#!/usr/bin/env python3
"""Checks that what cannot be a GraphQL type or field is refused with our own sentence.

    run.py <c++ compiler> <include directory>

Each .cpp here opens with `// expect: <sentence>`. As it stands it must not compile, and
what the compiler says must hold the sentence. Mended, it must compile without a warning:
a line `// ok: <text>` replaces the line after it, so the case is shown to fail for that
line alone; the mended ones are compiled in a few files, each in a namespace of its own, and alone
only where that fails. A case that opens with `// ok` needs no mending. The ```cpp blocks of docs/api/code.md,
behind each other, must compile, too."""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FLAGS = ["-std=c++20", "-fdiagnostics-color=never", "-Wall", "-Wextra", "-Wpedantic",
         "-Wconversion", "-Wshadow", "-Wswitch-enum", "-Werror"]


def mended(source: str) -> str:
    lines = []
    replace = None
    for line in source.splitlines():
        if line.lstrip().startswith("// ok:"):
            replace = line.lstrip().removeprefix("// ok:")
        else:
            lines.append(line if replace is None else replace)
            replace = None
    return "\n".join(lines) + "\n"


class Compiler:
    """A compiler that has read our header once, since reading it is most of a case's work."""

    def __init__(self, name: str, include: str, directory: str):
        self.name = name
        here = str(pathlib.Path(__file__).parent)
        header = pathlib.Path(directory, f"{name.replace('/', '_')}.hpp")
        header.write_text("#include <fraiseql/fraiseql.hpp>\n")
        # Both look for it beside the header, g++ behind .gch and clang behind .pch.
        made = f"{header}.pch" if "clang" in os.path.realpath(shutil.which(name)) else f"{header}.gch"
        common = [name, *FLAGS, "-I", include, "-I", here]
        subprocess.run([*common, "-x", "c++-header", str(header), "-o", made], check=True, timeout=120)
        self.command = [*common, "-fsyntax-only", "-include", str(header)]


def compile_source(compiler: Compiler, source: str) -> subprocess.CompletedProcess:
    with tempfile.NamedTemporaryFile("w", suffix=".cpp") as file:
        file.write(source)
        file.flush()
        return subprocess.run([*compiler.command, file.name], text=True, capture_output=True,
                              timeout=120)


def check_refusal(compiler: Compiler, case: pathlib.Path) -> list[str]:
    source = case.read_text()
    first = source.splitlines()[0]
    if first == "// ok":
        return []
    if not first.startswith("// expect: "):
        return ["opens with neither `// expect: ` nor `// ok`"]
    expected = first.removeprefix("// expect: ")
    problems = []
    if mended(source) == source:
        problems.append("has no line `// ok: ...`")
    answer = compile_source(compiler, source)
    if answer.returncode == 0:
        problems.append("compiles, and must not")
    elif expected not in answer.stderr:
        problems.append(f"is not refused with: {expected}\n{answer.stderr[:3000]}")
    return problems


def together(sources: list[str]) -> str:
    includes, bodies = {}, []
    for at, source in enumerate(sources):
        lines = source.splitlines()
        includes.update((line, None) for line in lines if line.startswith("#include"))
        body = [line for line in lines if not line.startswith("#include")]
        bodies.append("\n".join([f"namespace case_{at} {{", *body, "}", ""]))
    return "\n".join([*includes, *bodies])


def check_mended(compiler: Compiler, cases: list[pathlib.Path]) -> list[tuple[pathlib.Path, str]]:
    sources = [mended(case.read_text()) for case in cases]
    if len(cases) > 1 and compile_source(compiler, together(sources)).returncode == 0:
        return []
    problems = []
    for case, source in zip(cases, sources):
        answer = compile_source(compiler, source)
        if answer.returncode != 0:
            problems.append((case, f"does not compile when mended:\n{answer.stderr[:3000]}"))
    return problems


def check_documentation(compiler: Compiler) -> list[str]:
    page = pathlib.Path(__file__).resolve().parent.parent.parent / "docs/api/code.md"
    blocks = re.findall(r"^```cpp\n(.*?)^```", page.read_text(), re.M | re.S)
    source = "#include <fraiseql/fraiseql.hpp>\nnamespace gql = fraiseql;\n" + "\n".join(blocks)
    answer = compile_source(compiler, source)
    if answer.returncode == 0 and blocks:
        return []
    return [f"the blocks do not compile:\n{answer.stderr[:3000]}"]


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    if not shutil.which(sys.argv[1]):
        print(f"{sys.argv[1]}: no such compiler", file=sys.stderr)
        return 2
    cases = sorted(pathlib.Path(__file__).parent.glob("*.cpp"))
    failures = 0
    with tempfile.TemporaryDirectory() as directory, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        compiler = Compiler(sys.argv[1], sys.argv[2], directory)
        # What is specialized for a type of a namespace cannot stand in it.
        alone = [case for case in cases if "\nstruct fraiseql::" in case.read_text()]
        others = [case for case in cases if case not in alone]
        parts = [others[at::os.cpu_count()] for at in range(os.cpu_count())]
        groups = [*parts, *([case] for case in alone)]
        whole = pool.map(lambda group: check_mended(compiler, group), groups)
        refusals = pool.map(lambda case: check_refusal(compiler, case), cases)
        found = [(case, problem)
                 for case, problems in zip(cases, refusals) for problem in problems]
        found += [one for problems in whole for one in problems]
        for case, problem in found:
            failures += 1
            print(f"{case.name}: {problem}")
        for problem in check_documentation(compiler):
            failures += 1
            print(f"docs/api/code.md: {problem}")
    print(f"{len(cases)} cases with {compiler.name}: {failures} failures")
    return 1 if failures or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
