// A table of signatures as __text_signature__ and stub have them.
#include "generator/render/signature_text.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ferrule::render {
namespace {

using enum ir::ArgumentKind;

// Every argument is an int, but *args and **kwargs.
ir::Function Function(ir::Role role,
                      const std::vector<std::pair<ir::ArgumentKind, std::string>>& arguments) {
  ir::Function function;
  function.role = role;
  for (const auto& [kind, text] : arguments) {
    ir::Parameter parameter;
    parameter.type.type.kind = ir::Scalar{ir::ScalarKind::kInt};
    if (kind == kVarPositional) parameter.type.type.kind = ir::Args{};
    if (kind == kVarKeyword) parameter.type.type.kind = ir::Kwargs{};
    ir::Argument argument;
    argument.kind = kind;
    argument.name = text.substr(0, text.find('='));
    argument.has_default = argument.name != text;
    if (argument.has_default) argument.default_python = text.substr(text.find('=') + 1);
    argument.parameter = function.parameters.size();
    function.parameters.push_back(parameter);
    function.signature.arguments.push_back(argument);
  }
  return function;
}

TEST(SignatureTextTest, Grammar) {
  struct Row {
    ir::Role role;
    std::vector<std::pair<ir::ArgumentKind, std::string>> arguments;
    const char *text, *stub;
  };
  const auto free = ir::Role::kFunction;
  const std::vector<Row> rows = {
      {free, {}, "", ""},
      {free,
       {{kPositionalOrKeyword, "a"}, {kPositionalOrKeyword, "b=1"}},
       "a, b=1",
       "a: int, b: int = 1"},
      {free, {{kPositionalOnly, "a"}}, "a, /", "a: int, /"},
      {free,
       {{kPositionalOnly, "a=..."}, {kPositionalOrKeyword, "b=2"}},
       "a=..., /, b=2",
       "a: int = ..., /, b: int = 2"},
      {free, {{kKeywordOnly, "a"}, {kKeywordOnly, "b=1"}}, "*, a, b=1", "*, a: int, b: int = 1"},
      {free, {{kPositionalOnly, "a"}, {kKeywordOnly, "b"}}, "a, /, *, b", "a: int, /, *, b: int"},
      {free, {{kVarPositional, "args"}, {kKeywordOnly, "a"}}, "*args, a", "*args: object, a: int"},
      {free,
       {{kVarPositional, "args"}, {kVarKeyword, "kwargs"}},
       "*args, **kwargs",
       "*args: object, **kwargs: object"},
      {free,
       {{kPositionalOnly, "a"},
        {kPositionalOrKeyword, "b"},
        {kVarPositional, "c"},
        {kKeywordOnly, "d=1"},
        {kVarKeyword, "e"}},
       "a, /, b, *c, d=1, **e",
       "a: int, /, b: int, *c: object, d: int = 1, **e: object"},
      // `self` is positional-only, and one slash serves for all.
      {ir::Role::kMethod, {}, "$self, /", "self"},
      {ir::Role::kMethod, {{kPositionalOrKeyword, "a"}}, "$self, /, a", "self, a: int"},
      {ir::Role::kMethod, {{kPositionalOnly, "a"}}, "$self, a, /", "self, a: int, /"},
      {ir::Role::kMethod,
       {{kVarKeyword, "kwargs"}},
       "$self, /, **kwargs",
       "self, **kwargs: object"},
      // An argument may have that name.
      {ir::Role::kMethod,
       {{kPositionalOrKeyword, "self"}, {kKeywordOnly, "self_"}},
       "$self__, /, self, *, self_",
       "self__, self: int, *, self_: int"},
      {ir::Role::kCall, {{kPositionalOrKeyword, "a"}}, "$self, /, a", "self, a: int"},
      {ir::Role::kConstructor, {{kPositionalOrKeyword, "self"}}, "self", "self_, self: int"},
      {ir::Role::kStaticMethod, {{kPositionalOrKeyword, "a"}}, "a", "a: int"},
      // inspect adds no `self` to the signature of a class.
      {ir::Role::kConstructor, {{kPositionalOrKeyword, "a"}}, "a", "self, a: int"},
  };
  const ir::Module module;
  for (const Row& row : rows) {
    const ir::Function function = Function(row.role, row.arguments);
    EXPECT_EQ(TextSignature(function, module), row.text);
    EXPECT_EQ(StubParameters(function, module), row.stub);
  }
}

}  // namespace
}  // namespace ferrule::render
