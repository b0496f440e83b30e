"""What a WORKSPACE calls: the repositories that ferrule and its users build against.

All of them are made from what the machine has installed. Nothing is downloaded.
"""

load(":googletest.bzl", "googletest_repository")
load(":header_libraries.bzl", "cli11_repository", "mustache_repository", "nlohmann_json_repository")
load(":libclang.bzl", "libclang_repository")
load(":python.bzl", "python_repository")
load(":stand_ins.bzl", "stand_in_rules")

_DEPENDENCIES = {
    "cli11": cli11_repository,
    "ferrule_libclang": libclang_repository,
    "ferrule_python": python_repository,
    "mustache": mustache_repository,
    "nlohmann_json": nlohmann_json_repository,
}

_DEV_DEPENDENCIES = {
    "googletest": googletest_repository,
}

def _define_missing(repositories):
    for name, rule in repositories.items():
        if not native.existing_rule(name):
            rule(name = name)

def ferrule_stand_in_rules():
    """Stands in for rules that Bazel would otherwise download. Call it first, if at all.

    A workspace that has rules_cc, rules_python and so on of its own keeps them: what is already
    defined is left alone.
    """
    stand_in_rules()

def ferrule_dependencies():
    """What the generator and generated code need. Every user of ferrule calls this."""
    _define_missing(_DEPENDENCIES)

def ferrule_dev_dependencies():
    """What only ferrule's own tests need, and a user's if they are written with GoogleTest."""
    _define_missing(_DEV_DEPENDENCIES)
