#!/usr/bin/env python3
"""Packs GraphiQL for the program: pack.py DIRECTORY

Writes into DIRECTORY `graphiql.bin`, the files one behind the other, each compressed with gzip,
`graphiql.hpp`, where each of them begins and ends, and `graphiql.S`, which makes an object of the
first. The files are those of page/ and the browser builds of the npm packages beside it; where
these are not installed, it is page/missing.html alone.
"""

import gzip
import hashlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
BUILDS = ["react/umd/react.production.min.js", "react-dom/umd/react-dom.production.min.js",
          "graphiql/graphiql.min.js", "graphiql/graphiql.min.css"]
FIRST = "index.html"


def licenses():
    """Of every package: the builds have most of them inside."""
    said = ["What GraphiQL consists of, and on which terms.\n"]
    for path, package in sorted(json.loads((HERE / "package-lock.json").read_text())
                                ["packages"].items()):
        directory = HERE / path
        if not path or not directory.is_dir():
            continue
        name = path.rpartition("node_modules/")[2]
        said.append(f"\n---- {name} {package['version']}, {package.get('license', '')}\n")
        for text in sorted(directory.iterdir()):
            if text.is_file() and text.stem.lower() in ("license", "licence", "notice", "copying"):
                said.append(text.read_text(encoding="utf-8", errors="replace"))
    return "".join(said).encode()


def files():
    page = {one.name: one.read_bytes() for one in sorted((HERE / "page").iterdir())}
    missing = page.pop("missing.html")
    if not (PACKAGES / ".package-lock.json").exists():
        return {"missing.html": missing}
    for build in BUILDS:
        text = (PACKAGES / build).read_bytes()
        # The maps are not packed; a browser would ask for them.
        page[build.rpartition("/")[2]] = b"\n".join(
            line for line in text.split(b"\n") if not line.startswith(b"//# sourceMappingURL="))
    page["licenses.txt"] = licenses()
    return page


def write_if_changed(path, data):
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


def main():
    to = pathlib.Path(sys.argv[1]).resolve()
    to.mkdir(parents=True, exist_ok=True)
    packed, first = files(), "missing.html"
    version = hashlib.sha256(b"".join(
        name.encode() + b"\0" + data for name, data in sorted(packed.items()))).hexdigest()[:12]
    if FIRST in packed:
        first = FIRST
        packed[FIRST] = packed[FIRST].replace(b"@VERSION@", version.encode())

    archive, rows = b"", []
    for name, data in sorted(packed.items()):
        made = gzip.compress(data, 9, mtime=0)
        rows.append(f'    {{"{name}", {len(archive)}, {len(made)}}},\n')
        archive += made
    write_if_changed(to / "graphiql.bin", archive)
    write_if_changed(to / "graphiql.S", f"""/* Made by web/graphiql/pack.py, of {version}. */
    .section .rodata
    .globl fraiseql_graphiql_archive
fraiseql_graphiql_archive:
    .incbin "{to}/graphiql.bin"
    .section .note.GNU-stack, "", %progbits
""".encode())
    write_if_changed(to / "graphiql.hpp", f"""// Made by web/graphiql/pack.py.
#pragma once

#include <cstddef>
#include <string_view>

extern "C" const char fraiseql_graphiql_archive[];

namespace fraiseql::embedded {{

struct packed_file {{
  std::string_view name;
  std::size_t at;
  std::size_t size;
}};

inline constexpr std::string_view graphiql_version = "{version}";
inline constexpr std::string_view graphiql_page = "{first}";
inline constexpr packed_file graphiql_files[] = {{
{"".join(rows)}}};

}}  // namespace fraiseql::embedded
""".encode())


if __name__ == "__main__":
    main()
