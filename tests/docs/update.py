"""bazel run //tests/docs:update puts the sources of the code blocks into the pages."""

import os
from pathlib import Path

import pages


def main():
    workspace = Path(os.environ["BUILD_WORKSPACE_DIRECTORY"])

    def find(path):
        # What Bazel makes is in the runfiles; sources are read from the workspace, for they may be newer there.
        source = workspace / path
        return source if source.exists() else Path(path)

    for page in pages.find_pages(workspace):
        if pages.refresh(page, find):
            print(f"updated {page.relative_to(workspace)}")


if __name__ == "__main__":
    main()
