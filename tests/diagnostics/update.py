"""Writes what ferrule says now into the .expected files of the source tree."""

import os
import sys
from pathlib import Path

import cases


def main():
    os.environ["FERRULE_GENERATOR"] = str(Path(sys.argv[1]).absolute())
    tree = Path(os.environ["BUILD_WORKSPACE_DIRECTORY"]) / "tests" / "diagnostics"
    for case in cases.all_cases():
        _, text = case.run()
        target = tree / case.expected.name
        if not target.exists() or target.read_text() != text:
            target.write_text(text)
            print(f"wrote {target.relative_to(tree.parents[1])}")


if __name__ == "__main__":
    main()
