"""The example does what its README says, without its Python files."""

import os
import shutil
import subprocess


def test_main_runs_what_is_embedded(tmp_path):
    program = shutil.copy(os.environ["PYTHON_FILES"], tmp_path)
    result = subprocess.run([program], cwd=tmp_path, capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "py: baz\n", "")
