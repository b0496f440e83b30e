// Which getters and setters are told by their names.
#include <string>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ir::Function Reads(std::string name, ir::Type type = Int()) {
  ir::Function method = Returning(Method(std::move(name)), std::move(type));
  method.is_const = true;
  return method;
}

ir::Function Writes(std::string name, ir::Type type = Int()) {
  return Method(std::move(name), {Param("value", std::move(type))});
}

ir::Type Truth() { return {ir::Scalar{ir::ScalarKind::kBool}}; }

// The properties of a class with such methods, by the names of their methods.
std::vector<std::string> Found(std::vector<ir::Function> methods,
                               std::vector<ir::Field> fields = {}) {
  const ir::CheckedModule module = Approved(ModuleOf(
      ClassNamed("C", std::move(methods), std::move(fields), {Key("properties", "pairs")})));
  const ir::Class& node = module->classes[0];
  std::vector<std::string> found;
  for (const ir::Property& property : node.properties) {
    found.push_back(property.python_name + ": " + node.methods[property.getter].name + ", " +
                    (property.setter ? node.methods[*property.setter].name : "none"));
  }
  return found;
}

TEST(PairsTest, ByTheirNames) {
  EXPECT_THAT(Found({Reads("size"), Writes("set_size")}), ElementsAre("size: size, set_size"));
  EXPECT_THAT(Found({Writes("set_size"), Reads("get_size")}),
              ElementsAre("size: get_size, set_size"));
  EXPECT_THAT(Found({Reads("size"), Writes("setSize")}), ElementsAre("size: size, setSize"));
  EXPECT_THAT(Found({Reads("getSize"), Writes("setSize")}), ElementsAre("size: getSize, setSize"));
  EXPECT_THAT(Found({Reads("GetSize"), Writes("SetSize")}), ElementsAre("size: GetSize, SetSize"));
  EXPECT_THAT(Found({Reads("getURL"), Writes("setURL")}), ElementsAre("URL: getURL, setURL"));
  EXPECT_THAT(Found({Reads("is_open", Truth()), Writes("set_open", Truth())}),
              ElementsAre("open: is_open, set_open"));
  EXPECT_THAT(Found({Reads("isOpen", Truth()), Writes("setOpen", Truth())}),
              ElementsAre("open: isOpen, setOpen"));
}

TEST(PairsTest, OnlyWhereThereIsNoDoubt) {
  ir::Function changing = Returning(Method("size"), Int());
  ir::Function marked = Reads("size");
  marked.annotations = {Macro(ir::AnnotationKind::kMethod)};
  EXPECT_THAT(Found({Reads("size")}), IsEmpty());
  EXPECT_THAT(Found({Writes("set_size")}), IsEmpty());
  EXPECT_THAT(Found({changing, Writes("set_size")}), IsEmpty());
  EXPECT_THAT(Found({marked, Writes("set_size")}), IsEmpty());
  EXPECT_THAT(Found({Reads("size"), Writes("set_size", Double())}), IsEmpty());
  EXPECT_THAT(Found({Reads("is_open"), Writes("set_open")}), IsEmpty());
  EXPECT_THAT(Found({Reads("getSize"), Writes("set_size")}), IsEmpty());
  EXPECT_THAT(Found({Reads("tle"), Writes("settle")}), IsEmpty());
  EXPECT_THAT(Found({Reads("size"), Writes("set_size"), Method("set_size")}), IsEmpty());
  EXPECT_THAT(Found({Reads("get_class"), Writes("set_class")}), IsEmpty());
  EXPECT_THAT(Found({Reads("get_size"), Writes("set_size")}, {FieldOf("size", Int())}), IsEmpty());
}

TEST(PairsTest, OnRequest) {
  const std::vector<ir::Function> methods = {Reads("size"), Writes("set_size")};
  EXPECT_THAT(Approved(ModuleOf(ClassNamed("C", methods)))->classes[0].properties, IsEmpty());
  ir::Module module = ModuleOf(ClassNamed("C", methods));
  module.settings = {Macro(ir::AnnotationKind::kModule, {Key("properties", "pairs")})};
  EXPECT_EQ(Approved(module)->classes[0].properties.size(), 1u);
  EXPECT_THAT(Errors(ModuleOf(ClassNamed("C", {}, {}, {Key("properties", "all")}))),
              ElementsAre("bad-value: 'all' is no value for 'properties' of FERRULE_CLASS"));
}

}  // namespace
}  // namespace ferrule::check::testing
