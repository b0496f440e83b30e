// Signatures: derived, written, and wrong.
#include "generator/check/signature.h"

#include <string>
#include <vector>

#include "generator/check/builders.h"
#include "generator/ir/python.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::Passing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Parameters = std::vector<ir::Parameter>;

ir::Parameter A() { return Param("a", Int()); }
ir::Parameter B() { return Default(Param("b", Int()), std::int64_t{1}, "kOne"); }
ir::Parameter C() { return Default(Param("c", Text()), std::nullopt, "Text()"); }

ir::Module WithColor(ir::Function function) {
  ir::Module module = ModuleOf({std::move(function)});
  module.enums = {EnumNamed("Color", {"red", "green", "lime"})};
  module.enums[0].enumerators[2].value = std::int64_t{1};
  return module;
}

std::string SignatureOf(Parameters parameters, std::vector<ir::AnnotationArgument> keys = {}) {
  return Written(Approved(WithColor(Free("f", std::move(parameters), std::move(keys))))
                     ->functions[0]
                     .signature);
}

std::string WrittenAs(Parameters parameters, std::string signature) {
  return SignatureOf(std::move(parameters), {Key("signature", std::move(signature))});
}

TEST(SignatureTest, DerivedFromCpp) {
  ir::Parameter keyword = Param("lambda", Int());
  ir::Parameter renamed = Param("x", Int());
  renamed.annotations = {Macro(ir::AnnotationKind::kArg, {Key("name", "y")})};
  const ir::Parameter py = Param("py", PythonToken());
  const ir::Parameter args = Param("rest", ArgsView());
  const ir::Parameter kwargs = Param("named", KwargsView());
  const ir::Parameter unnamed = Param("", Int());
  EXPECT_EQ(SignatureOf({}), "()");
  EXPECT_EQ(SignatureOf({A(), B(), C()}), "(a, b=1, c=...)");
  EXPECT_EQ(SignatureOf({keyword, renamed}), "(lambda_, y)");
  EXPECT_EQ(SignatureOf({A(), py, B()}), "(a, b=1)");
  EXPECT_EQ(SignatureOf({unnamed, A()}), "(arg0, /, a)");
  EXPECT_EQ(SignatureOf({A(), unnamed}), "(a, arg1, /)");
  EXPECT_EQ(SignatureOf({args, kwargs}), "(*rest, **named)");
  EXPECT_EQ(SignatureOf({kwargs, A(), args, py, B()}), "(a, *rest, b=1, **named)");
  EXPECT_EQ(SignatureOf({Param("", ArgsView()), Param("", KwargsView())}), "(*args, **kwargs)");
}

TEST(SignatureTest, DefaultsInPython) {
  EXPECT_EQ(SignatureOf({Default(Param("a", EnumAt(0)), std::int64_t{1}),
                         Default(Param("b", OptionalOf(Double())), ir::NoneConstant{}),
                         Default(Param("c", Double()), 1.5),
                         Default(Param("d", {ir::Scalar{ir::ScalarKind::kBool}}), true),
                         Default(Param("e", View()), std::string("x"))}),
            "(a=Color.green, b=None, c=1.5, d=True, e='x')");
}

TEST(SignatureTest, IndexesFollowTheCppParameters) {
  ir::CheckedModule module = Approved(ModuleOf(
      {Free("f", {Param("py", PythonToken()), A(), B()}, {Key("signature", "(a, *, b)")})}));
  const std::vector<ir::Argument>& arguments = module->functions[0].signature.arguments;
  ASSERT_EQ(arguments.size(), 2u);
  EXPECT_EQ(arguments[0].parameter, 1u);
  EXPECT_EQ(arguments[1].parameter, 2u);
}

TEST(SignatureTest, WrittenByTheUser) {
  const ir::Parameter args = Param("args", ArgsView());
  const ir::Parameter kwargs = Param("kwargs", KwargsView());
  EXPECT_EQ(WrittenAs({}, "()"), "()");
  EXPECT_EQ(WrittenAs({A(), B()}, "(a, b)"), "(a, b=1)");
  EXPECT_EQ(WrittenAs({A(), B()}, "(a, /, b=...)"), "(a, /, b=1)");
  EXPECT_EQ(WrittenAs({A(), B()}, "(*, b=1, a)"), "(*, b=1, a)");
  EXPECT_EQ(WrittenAs({A(), B(), C()}, "(a, b = 0x1, *, c)"), "(a, b=1, *, c=...)");
  EXPECT_EQ(WrittenAs({args, A(), kwargs}, "(*args, a, **kwargs)"), "(*args, a, **kwargs)");
  EXPECT_EQ(WrittenAs({Default(Param("a", EnumAt(0)), std::int64_t{1})}, "(a=Color.lime)"),
            "(a=Color.green)");
  EXPECT_EQ(WrittenAs({Default(Param("a", OptionalOf(EnumAt(0))), ir::NoneConstant{})}, "(a=None)"),
            "(a=None)");
  EXPECT_EQ(WrittenAs({Default(Param("a", Double()), 2.0)}, "(a=2)"), "(a=2.0)");
  EXPECT_EQ(WrittenAs({Default(Param("a", Text()), std::string("x"))}, "(a=\"x\")"), "(a='x')");
}

// The one diagnostic: its slug and text, the column, and the help.
std::vector<std::string> Mistake(Parameters parameters, std::string signature) {
  diag::Sink sink;
  Check(WithColor(Free("f", std::move(parameters), {Key("signature", std::move(signature))})),
        sink);
  const std::vector<diag::Diagnostic> found = sink.Sorted();
  if (found.size() != 1) return {std::to_string(found.size()) + " diagnostics"};
  // Values start in column 100.
  return {found[0].text, std::to_string(found[0].location.column - 100), found[0].help};
}

TEST(SignatureTest, MismatchesPointAtTheToken) {
  EXPECT_THAT(Mistake({A()}, "(a, b)"),
              ElementsAre("'b' is no parameter of 'ns::f'", "4", "its parameter is a"));
  EXPECT_THAT(Mistake({}, "(b)"),
              ElementsAre("'b' is no parameter of 'ns::f'", "1",
                          "write `signature = ()`: it takes no arguments from Python"));
  EXPECT_THAT(
      Mistake({A(), B()}, "(a)"),
      ElementsAre("parameter 'b' of 'ns::f' is missing from the signature", "0", "add 'b' to it"));
  EXPECT_THAT(
      Mistake({A(), B()}, "(b, a)"),
      ElementsAre("'a' stands before 'b' in C++", "4",
                  "keep the order of C++ for positional parameters, or put 'a' behind `*`"));
  EXPECT_THAT(
      Mistake({A(), B(), C()}, "(a, c, *, b)"),
      ElementsAre(
          "the default of 'c' is known to C++ alone, which fills it in only in its own order", "4",
          "keep the order of C++ for the parameters of 'ns::f'"));
  EXPECT_THAT(
      Mistake({A()}, "(*a)"),
      ElementsAre("'*a' is no ferrule::Args, std::vector or std::span of const in C++", "2",
                  "`*args` stands for a ferrule::Args, a std::vector<T> or a std::span<const T>"));
  EXPECT_THAT(
      Mistake({Param("a", ArgsView())}, "(a)"),
      ElementsAre("'a' is a ferrule::Args, which is written '*a'", "1",
                  "`*args` stands for a ferrule::Args, a std::vector<T> or a std::span<const T>"));
  EXPECT_THAT(
      Mistake({Param("a", KwargsView())}, "(*a)"),
      ElementsAre("'a' is a ferrule::Kwargs, which is written '**a'", "2",
                  "`**kwargs` stands for a ferrule::Kwargs, a std::map<std::string, T> or a "
                  "std::unordered_map<std::string, T>"));
}

TEST(SignatureTest, StarsTakeContainersToo) {
  const ir::Type text_to_int = {ir::Template{ir::TemplateKind::kMap, {Text(), Int()}}};
  const ir::Type int_to_int = {ir::Template{ir::TemplateKind::kMap, {Int(), Int()}}};
  const ir::Type span = {ir::Template{ir::TemplateKind::kSpan, {Double()}, 0, true}};
  EXPECT_EQ(WrittenAs({Param("a", VectorOf(Int()))}, "(*a)"), "(*a)");
  EXPECT_EQ(WrittenAs({Param("a", span), Param("b", text_to_int)}, "(*a, **b)"), "(*a, **b)");
  EXPECT_THAT(Mistake({Param("a", int_to_int)}, "(**a)"),
              ElementsAre("'**a' is no ferrule::Kwargs, and no map from std::string in C++", "3",
                          "`**kwargs` stands for a ferrule::Kwargs, a std::map<std::string, T> or "
                          "a std::unordered_map<std::string, T>"));
}

// `FERRULE_ARG(out) int& name`.
ir::Parameter Out(std::string name, ir::Passing passing = ir::Passing::kRef) {
  ir::Parameter parameter = Param(std::move(name), Int(), passing);
  parameter.annotations = {Macro(ir::AnnotationKind::kArg, {Key("out")})};
  return parameter;
}

TEST(SignatureTest, PacksArePassedByPosition) {
  ir::Parameter first = Param("values_1", Int());
  ir::Parameter second = Param("values_2", Int());
  first.pack_index = 1;
  second.pack_index = 2;
  EXPECT_EQ(SignatureOf({Param("unit", Text()), first, second, Param("last", Int())}),
            "(unit, values_1, values_2, /, last)");
  second.annotations = {Macro(ir::AnnotationKind::kArg, {Key("name", "item")})};
  EXPECT_EQ(SignatureOf({second}), "(item_2, /)");
}

TEST(SignatureTest, OutParametersAreResults) {
  const ir::CheckedModule checked = Approved(
      ModuleOf({Returning(Free("f", {Out("a"), B(), Out("c", ir::Passing::kPointer)}), Int())}));
  const ir::Function& function = checked->functions[0];
  EXPECT_EQ(Written(function.signature), "(b=1)");
  EXPECT_EQ(ir::PythonResult(function, *checked), "tuple[int, int, int]");
  EXPECT_FALSE(ir::LeavesDefaultsToCpp(function));
}

TEST(SignatureTest, DefaultsInFrontOfAnOutParameterHaveToBeKnown) {
  EXPECT_THAT(Errors(ModuleOf({Free("f", {C(), Out("d", ir::Passing::kPointer)})})),
              ElementsAre("signature-mismatch: the default of parameter 'c' of 'ns::f' is known to "
                          "C++ alone, and a parameter behind it is always passed"));
}

TEST(SignatureTest, TheClassOfAClassMethodIsNotSeen) {
  const ir::Type type = HandleTo(ir::HandleKind::kBound, ir::ObjectKind::kType);
  const ir::CheckedModule checked = Approved(
      ModuleOf(ClassNamed("C", {Callable(ir::FunctionKind::kStaticMethod, "make",
                                         {Param("py", PythonToken()), Param("cls", type), A()},
                                         {Macro(ir::AnnotationKind::kClassMethod)})})));
  const ir::Function& method = checked->classes[0].methods[0];
  EXPECT_EQ(method.role, ir::Role::kClassMethod);
  EXPECT_EQ(Written(method.signature), "(a)");
}

TEST(SignatureTest, DefaultsAreHeldAgainstCpp) {
  const ir::Parameter color = Default(Param("a", EnumAt(0)), std::int64_t{0});
  EXPECT_THAT(Mistake({A()}, "(a=1)"),
              ElementsAre("'a' has no default in C++", "3",
                          "give the C++ parameter the default, or write `a` alone"));
  EXPECT_THAT(Mistake({B()}, "(b=2)"),
              ElementsAre("the default of 'b' is `1` in C++ and `2` in the signature", "3",
                          "write `b=1`, or `b=...`"));
  EXPECT_THAT(Mistake({B()}, "(b=kOne)"),
              ElementsAre("the default of 'b' is `1` in C++ and `kOne` in the signature", "3",
                          "write `b=1`, or `b=...`"));
  EXPECT_THAT(Mistake({C()}, "(c='x')"),
              ElementsAre("the default of 'c', `Text()`, has no Python spelling that ferrule knows",
                          "3", "write `c=...`, which stands for the default of C++"));
  for (const char* wrong : {"0", "red", "Color.green", "Colour.red"}) {
    EXPECT_THAT(Mistake({color}, std::string("(a=") + wrong + ")"),
                ElementsAre(std::string("the default of 'a' is `Color.red` in C++ and `") + wrong +
                                "` in the signature",
                            "3", "write `a=Color.red`, or `a=...`"));
  }
}

TEST(SignatureTest, SyntaxErrorsPointAtTheToken) {
  EXPECT_THAT(Mistake({A()}, "(a b)"),
              ElementsAre("an unexpected 'b' in the signature of 'ns::f'", "3",
                          "write it as Python does after `def`: `(a, b=1, /, c=..., *args, d, "
                          "**kwargs)`"));
}

TEST(SignatureTest, SelfIsNotWritten) {
  EXPECT_THAT(
      Errors(ModuleOf(ClassNamed(
          "C", {Method("f", {A()},
                       {Macro(ir::AnnotationKind::kMethod, {Key("signature", "(self, a)")})})}))),
      ElementsAre("signature-mismatch: 'self' is not written in a signature"));
}

TEST(SignatureTest, PlacesInSignaturesOfSeveralLines) {
  ir::AnnotationArgument key = Key("signature", "(a,\n   oops)");
  const int line = key.value_location.line;
  diag::Sink sink;
  Check(ModuleOf({Free("f", {A()}, {key})}), sink);
  EXPECT_EQ(sink.Sorted().at(0).location.line, line + 1);
  EXPECT_EQ(sink.Sorted().at(0).location.column, 4);
  EXPECT_EQ(sink.Sorted().at(0).location.length, 4);
}

TEST(SignatureTest, PlacesInSignaturesThatComeOutOfAMacro) {
  ir::AnnotationArgument key = Key("signature", "(a, oops)");
  key.value_location.length = 3;
  diag::Sink sink;
  Check(ModuleOf({Free("f", {A()}, {key})}), sink);
  EXPECT_EQ(sink.Sorted().at(0).location, key.value_location);
}

TEST(SignatureTest, NamesOfParametersDiffer) {
  EXPECT_THAT(Errors(ModuleOf({Free("f", {Param("in", Int()), Param("in_", Int())})})),
              ElementsAre("name-conflict: parameter 'in_' of 'ns::f' and parameter 'in' of 'ns::f' "
                          "have one Python name, 'in_'"));
}

TEST(SignatureTest, BehindArgsAParameterNeedsAName) {
  EXPECT_THAT(Errors(ModuleOf({Free("f", {Param("args", ArgsView()), Param("", Int())})})),
              ElementsAre("signature-mismatch: parameter 2 of 'ns::f' stands behind the "
                          "ferrule::Args and has no name to be passed by"));
}

}  // namespace
}  // namespace ferrule::check::testing
