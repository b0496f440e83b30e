// Classes as a whole, and the module as a whole.
#include "generator/check/classes.h"

#include <string>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::AnnotationKind;
using ir::HandleKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const ir::Class& Only(const ir::CheckedModule& module) { return module->classes.at(0); }

TEST(ClassesTest, TheImplicitConstructorIsExported) {
  ir::CheckedModule module = Approved(ModuleOf(ClassNamed("C")));
  ASSERT_EQ(Only(module).constructors.size(), 1u);
  EXPECT_EQ(Only(module).constructors[0].role, ir::Role::kConstructor);
  EXPECT_EQ(Only(module).constructors[0].qualified_name, "ns::C::C");
  EXPECT_EQ(Only(module).constructors[0].location, Only(module).location);
  EXPECT_TRUE(Only(module).is_subclassable);
}

TEST(ClassesTest, NoConstructorMakesAClassThatPythonCannotInstantiate) {
  ir::Class declares = ClassNamed("C");
  declares.declares_constructors = true;
  ir::Class abstract = ClassNamed("C");
  abstract.declares_constructors = true;
  abstract.constructors = {Callable(ir::FunctionKind::kConstructor, "C")};
  abstract.traits.is_abstract = true;
  ir::Class impossible = ClassNamed("C");
  impossible.traits.is_default_constructible = false;
  for (const ir::Class& node : {declares, abstract, impossible}) {
    ir::CheckedModule module = Approved(ModuleOf(node));
    EXPECT_THAT(Only(module).constructors, IsEmpty());
    EXPECT_FALSE(Only(module).is_subclassable);
  }
}

TEST(ClassesTest, Subclassing) {
  EXPECT_FALSE(Only(Approved(ModuleOf(ClassNamed("C", {}, {}, {Key("subclass", "False")}))))
                   .is_subclassable);
  ir::Class final_class = ClassNamed("C");
  final_class.traits.is_final = true;
  final_class.traits.is_polymorphic = true;
  EXPECT_FALSE(Only(Approved(ModuleOf(final_class))).is_subclassable);
  ir::Class demanded = ClassNamed("C", {}, {}, {Key("subclass", "True")});
  demanded.traits.is_final = true;
  EXPECT_THAT(Errors(ModuleOf(demanded)),
              ElementsAre("bad-value: 'True' is no value for 'subclass' of FERRULE_CLASS"));
}

TEST(ClassesTest, Layout) {
  ir::Class eternal = ClassNamed("C");
  eternal.traits.is_destructible = false;
  EXPECT_THAT(Errors(ModuleOf(eternal)),
              ElementsAre("no-python-form: class 'ns::C' has no Python form: it cannot be "
                          "destroyed"));
  ir::Class wide = ClassNamed("C");
  wide.traits.alignment = 32;
  EXPECT_THAT(Errors(ModuleOf(wide)),
              ElementsAre("not-covered: ferrule does not cover classes aligned to 32 bytes such as "
                          "'ns::C' yet"));
}

TEST(ClassesTest, ReadOnlyFields) {
  ir::Field constant = FieldOf("a", Int());
  constant.is_const = true;
  ir::CheckedModule module = Approved(ModuleOf(
      ClassNamed("C", {},
                 {constant, FieldOf("b", Int(), {Macro(AnnotationKind::kField, {Key("readonly")})}),
                  FieldOf("c", Int())})));
  EXPECT_TRUE(Only(module).fields[0].is_read_only);
  EXPECT_TRUE(Only(module).fields[1].is_read_only);
  EXPECT_FALSE(Only(module).fields[2].is_read_only);
}

TEST(ClassesTest, ReferencesToPython) {
  const auto holds = [](ir::Type type) {
    ir::Field field = FieldOf("x", std::move(type));
    field.is_public = false;
    ir::Module module = ModuleOf(ClassNamed("C", {}, {field}));
    ir::Field handle = FieldOf("y", HandleTo(HandleKind::kPy));
    handle.is_public = false;
    module.classes.push_back(ClassNamed("Holder", {}, {handle}));
    return Only(Approved(std::move(module))).holds_references;
  };
  EXPECT_TRUE(holds(HandleTo(HandleKind::kPy)));
  EXPECT_TRUE(holds(HandleTo(HandleKind::kSharedPy)));
  EXPECT_TRUE(holds(VectorOf(OptionalOf(HandleTo(HandleKind::kPy)))));
  EXPECT_TRUE(holds(ClassAt(1)));
  EXPECT_FALSE(holds(VectorOf(ClassAt(0))));  // of its own class
  EXPECT_FALSE(holds(Int()));
  EXPECT_FALSE(holds({ir::Unsupported{ir::Obstacle::kUnknownType, "X"}}));
}

TEST(ClassesTest, WarnsOfReferencesThatAreNotVisited) {
  const ir::Type hidden = {
      ir::Unsupported{ir::Obstacle::kUnknownType, "X", /*holds_references=*/true}};
  const auto warnings = [](ir::Field field) {
    return Errors(ModuleOf(ClassNamed("C", {}, {field})));
  };
  const auto private_field = [](ir::Type type) {
    ir::Field field = FieldOf("x", std::move(type));
    field.is_public = false;
    return field;
  };
  const auto warned = ElementsAre(
      "unvisited-reference: field 'ns::C::x' holds Python references that the garbage collector "
      "will not see");
  EXPECT_THAT(warnings(private_field(hidden)), warned);
  EXPECT_THAT(warnings(private_field(OptionalOf(VectorOf(hidden)))), warned);
  EXPECT_THAT(warnings(FieldOf("x", hidden, {Macro(AnnotationKind::kSkip)})), warned);
  EXPECT_THAT(warnings(private_field(VectorOf(HandleTo(HandleKind::kSharedPy)))), IsEmpty());
  EXPECT_THAT(warnings(private_field(VectorOf(HandleTo(HandleKind::kPy)))), IsEmpty());
  EXPECT_THAT(warnings(private_field({ir::Unsupported{ir::Obstacle::kUnknownType, "X"}})),
              IsEmpty());
  ir::Field elsewhere = private_field(hidden);
  elsewhere.passing = ir::Passing::kPointer;
  EXPECT_THAT(warnings(elsewhere), IsEmpty());
  ir::Field shared = private_field(hidden);
  shared.is_static = true;
  EXPECT_THAT(warnings(shared), IsEmpty());
}

// A class that is not bound, with these members, and a bound one that has one of it.
ir::Module WithRecord(std::vector<ir::Type> parts) {
  ir::Unsupported type{ir::Obstacle::kUnboundClass, "ns::Plain", /*holds_references=*/true,
                       ir::RecordId{0}};
  ir::Field field = FieldOf("x", VectorOf({type}));
  field.is_public = false;
  ir::Module module = ModuleOf(ClassNamed("C", {}, {field}));
  module.records.push_back({"ns::Plain", {}});
  for (ir::Type& part : parts)
    module.records[0].parts.push_back({"ns::Plain", "y", std::move(part)});
  return module;
}

TEST(ClassesTest, VisitsReferencesInClassesThatAreNotBound) {
  const ir::Type hidden = {
      ir::Unsupported{ir::Obstacle::kUnknownType, "X", /*holds_references=*/true}};
  const ir::Type itself = {ir::Unsupported{ir::Obstacle::kUnboundClass, "ns::Plain",
                                           /*holds_references=*/true, ir::RecordId{0}}};
  const ir::Module seen = WithRecord({VectorOf(itself), HandleTo(HandleKind::kPy)});
  EXPECT_THAT(Errors(seen), IsEmpty());
  EXPECT_TRUE(Only(Approved(seen)).holds_references);
  EXPECT_THAT(Errors(WithRecord({HandleTo(HandleKind::kPy), hidden})), SizeIs(1));
  EXPECT_THAT(Errors(WithRecord({})), SizeIs(1));
  EXPECT_FALSE(Only(Approved(WithRecord({hidden}))).holds_references);
}

TEST(ClassesTest, ConstCallsMayChangeWhatIsVisited) {
  const auto may = [](ir::Field field) {
    return Only(Approved(ModuleOf(ClassNamed("C", {}, {std::move(field)})))).is_busy_in_const_calls;
  };
  const auto private_field = [](ir::Type type) {
    ir::Field field = FieldOf("x", std::move(type));
    field.is_public = false;
    return field;
  };
  ir::Field field = private_field(HandleTo(HandleKind::kPy));
  EXPECT_FALSE(may(field));
  field.is_mutable = true;
  EXPECT_TRUE(may(field));
  EXPECT_TRUE(may(private_field(VectorOf(HandleTo(HandleKind::kSharedPy)))));
  EXPECT_TRUE(may(private_field(
      {ir::Template{ir::TemplateKind::kUniquePointer, {HandleTo(HandleKind::kPy)}}})));
  EXPECT_FALSE(may(private_field({ir::Template{ir::TemplateKind::kUniquePointer, {Int()}}})));
}

ir::Function Traverse(std::string name) {
  ir::Parameter visitor =
      Param("visit", {ir::Unsupported{ir::Obstacle::kUnknownType, "X"}}, ir::Passing::kRef);
  visitor.is_visitor = true;
  ir::Function function = Method(std::move(name), {visitor}, {Macro(AnnotationKind::kTraverse)});
  function.is_public = false;
  return function;
}

TEST(ClassesTest, TakesTheFunctionThatShowsReferences) {
  ir::Class node = ClassNamed("C", {Traverse("show")});
  const ir::Class taken = Only(Approved(ModuleOf(node)));
  EXPECT_THAT(taken.methods, IsEmpty());
  EXPECT_EQ(taken.traverses.size(), 1u);
  EXPECT_TRUE(taken.holds_references);

  const auto error = [](ir::Function function) {
    return Errors(ModuleOf(ClassNamed("C", {std::move(function)})));
  };
  ir::Function bad = Traverse("show");
  bad.parameters.clear();
  EXPECT_THAT(error(bad), ElementsAre("bad-traverse: 'ns::C::show' does not take a "
                                      "'ferrule::Visitor&', and nothing else"));
  bad = Traverse("show");
  bad.result = {Int()};
  EXPECT_THAT(error(bad),
              ElementsAre("bad-traverse: 'ns::C::show' returns 'int', which nobody would get"));
  bad = Traverse("show");
  bad.ref_qualifier = ir::RefQualifier::kRvalue;
  EXPECT_THAT(error(bad), ElementsAre("bad-traverse: 'ns::C::show' cannot be called on an object "
                                      "as it stands"));
  node.methods.push_back(Traverse("again"));
  EXPECT_THAT(Errors(ModuleOf(node)),
              ElementsAre("bad-traverse: 'ns::C::again' is a second FERRULE_TRAVERSE() function"));
}

TEST(ClassesTest, ReferencesOfASkippedClassAreNotVisited) {
  ir::Field nested = FieldOf("nested", ClassAt(1));
  nested.is_public = false;
  ir::Module module = ModuleOf(ClassNamed("C", {}, {nested}));
  ir::Class skipped = ClassNamed("Skipped", {}, {FieldOf("y", HandleTo(HandleKind::kPy))});
  skipped.annotations = {Macro(AnnotationKind::kSkip)};
  skipped.outer = ir::ClassId{0};
  module.classes.push_back(skipped);
  EXPECT_THAT(Errors(module), ElementsAre("unvisited-reference: field 'ns::C::nested' holds Python "
                                          "references that the garbage collector will not see"));
  EXPECT_FALSE(Only(Approved(module)).holds_references);
}

// --- The module ---

ir::Function Exec(std::vector<ir::Parameter> parameters, std::string name = "run") {
  return Callable(ir::FunctionKind::kFree, std::move(name), std::move(parameters),
                  {Macro(AnnotationKind::kExec)});
}

ir::Parameter ModuleParameter() {
  return Param("m", HandleTo(HandleKind::kBound, ir::ObjectKind::kModule));
}

TEST(ModuleTest, ExecLeavesTheFunctions) {
  ir::CheckedModule module = Approved(
      ModuleOf({Free("f"), Exec({Param("py", PythonToken()), ModuleParameter()}), Free("g")}));
  EXPECT_EQ(module->functions.size(), 2u);
  ASSERT_TRUE(module->exec.has_value());
  EXPECT_EQ(module->exec->role, ir::Role::kExec);
}

TEST(ModuleTest, ExecTakesTheModuleAndReturnsNothing) {
  EXPECT_THAT(Errors(ModuleOf({Exec({})})),
              ElementsAre("bad-exec: 'ns::run' does not take the module"));
  EXPECT_THAT(Errors(ModuleOf({Exec({ModuleParameter(), Param("x", Int())})})),
              ElementsAre("bad-exec: parameter 'x' of 'ns::run' has type 'int', and no module can "
                          "fill it"));
  EXPECT_THAT(Errors(ModuleOf({Returning(Exec({ModuleParameter()}), Int())})),
              ElementsAre("bad-exec: 'ns::run' returns 'int', which nobody would get"));
  EXPECT_THAT(Errors(ModuleOf({Exec({ModuleParameter()}), Exec({ModuleParameter()}, "again")})),
              ElementsAre("bad-exec: 'ns::again' is a second FERRULE_EXEC() function"));
}

TEST(ModuleTest, OneDocstring) {
  ir::Module module = ModuleOf(std::vector<ir::Function>());
  module.settings = {Macro(AnnotationKind::kModule, {Key("doc", "\"Counts.\"")}),
                     Macro(AnnotationKind::kModule)};
  EXPECT_EQ(Approved(module)->doc, "Counts.");
  module.settings[1] = Macro(AnnotationKind::kModule, {Key("doc", "\"Again.\"")});
  EXPECT_THAT(Errors(module), ElementsAre("duplicate-key: 'doc' is given twice"));
}

TEST(ModuleTest, TheInterpretersThatItSupports) {
  ir::Module module = ModuleOf(std::vector<ir::Function>());
  EXPECT_EQ(Approved(module)->interpreters, ir::Interpreters::kMain);
  for (const auto& [value, interpreters] : std::vector<std::pair<std::string, ir::Interpreters>>{
           {"main", ir::Interpreters::kMain},
           {"shared_gil", ir::Interpreters::kSharedGil},
           {"own_gil", ir::Interpreters::kOwnGil}}) {
    module.settings = {Macro(AnnotationKind::kModule),
                       Macro(AnnotationKind::kModule, {Key("interpreters", value)})};
    EXPECT_EQ(Approved(module)->interpreters, interpreters) << value;
  }
  // Said twice it is an error, even if the two agree.
  module.settings = {Macro(AnnotationKind::kModule, {Key("interpreters", "own_gil")}),
                     Macro(AnnotationKind::kModule, {Key("interpreters", "own_gil")})};
  EXPECT_THAT(Errors(module), ElementsAre("duplicate-key: 'interpreters' is given twice"));
}

TEST(ModuleTest, InterpretersThatThereAreNot) {
  ir::Module module = ModuleOf(std::vector<ir::Function>());
  for (const std::string value :
       {"Main", "\"main\"", "all", "per_interpreter_gil", "shared", "True", "1", "own gil"}) {
    module.settings = {Macro(AnnotationKind::kModule, {Key("interpreters", value)})};
    EXPECT_THAT(Errors(module), ElementsAre("bad-value: '" + value +
                                            "' is no value for 'interpreters' of FERRULE_MODULE"));
  }
  module.settings = {Macro(AnnotationKind::kModule, {Key("interpreters")})};
  EXPECT_THAT(Errors(module),
              ElementsAre("bad-annotation-syntax: no value for 'interpreters' in the arguments of "
                          "FERRULE_MODULE"));
  module.settings = {Macro(AnnotationKind::kModule, {Key("interpreter", "main")})};
  EXPECT_THAT(Errors(module), ElementsAre("unknown-key: FERRULE_MODULE has no key 'interpreter'"));
}

}  // namespace
}  // namespace ferrule::check::testing
