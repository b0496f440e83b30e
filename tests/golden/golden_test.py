"""What ferrule generates is what the golden files say. Their glue is compiled: see BUILD."""

import difflib
import shutil

import goldens
import pytest

REFRESH = "If the change is meant, run `bazel run //tests:update_goldens` and read the diff of what it wrote."


def difference(path, old, new):
    lines = difflib.unified_diff(old.splitlines(True), new.splitlines(True), f"{path} (golden)", f"{path} (generated)")
    return "".join(lines) + "\n" + REFRESH


def test_there_are_features():
    assert len(goldens.features()) > 10


@pytest.mark.parametrize("feature", goldens.features())
def test_generated_is_golden(feature):
    for name, text in goldens.generate(feature).items():
        path = goldens.FOLDER / feature / name
        golden = path.read_text() if path.exists() else ""
        if text != golden:
            pytest.fail(difference(f"{feature}/{name}", golden, text), pytrace=False)


@pytest.mark.parametrize("feature", goldens.features())
def test_same_input_same_bytes(feature, tmp_path):
    """Determinism: another run, in another folder."""
    root = tmp_path / "a folder" / "with another, longer path"
    (root / "tests" / "golden" / feature).mkdir(parents=True)
    for header in (goldens.FOLDER / feature).glob("*.h"):
        shutil.copy(header, root / "tests" / "golden" / feature)
    (root / "runtime").symlink_to(goldens.ROOT / "runtime")
    assert goldens.generate(feature, root) == goldens.generate(feature)


@pytest.mark.parametrize("feature", goldens.features())
def test_no_absolute_path_is_in_what_is_generated(feature):
    for name, text in goldens.generate(feature).items():
        assert str(goldens.ROOT) not in text
        for folder in ("/usr/", "/home/", "/root/", "/tmp/", "/proc/"):
            assert folder not in text, f"{feature}/{name}"
