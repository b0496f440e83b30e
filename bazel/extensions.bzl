"""What MODULE.bazel uses: the repositories of repositories.bzl as module extensions."""

load(":repositories.bzl", "ferrule_dependencies", "ferrule_dev_dependencies")

def _system_impl(_):
    ferrule_dependencies()

def _dev_impl(_):
    ferrule_dev_dependencies()

ferrule_system = module_extension(implementation = _system_impl)

ferrule_dev = module_extension(implementation = _dev_impl)
