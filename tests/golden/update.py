"""bazel run //tests:update_goldens writes what ferrule generates now into the source tree."""

import os
from pathlib import Path

import goldens


def main():
    tree = Path(os.environ["BUILD_WORKSPACE_DIRECTORY"]) / "tests" / "golden"
    for feature in goldens.features():
        for name, text in goldens.generate(feature).items():
            target = tree / feature / name
            if not target.exists() or target.read_text() != text:
                target.write_text(text)
                print(f"wrote {target.relative_to(tree.parents[1])}")


if __name__ == "__main__":
    main()
