#include "generator/render/identifiers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferrule::render {
namespace {

std::vector<ir::Parameter> Named(const std::vector<std::string>& names) {
  std::vector<ir::Parameter> parameters(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) parameters[i].name = names[i];
  return parameters;
}

TEST(IdentifiersTest, OfModules) {
  ir::Module module;
  module.name = "store";
  EXPECT_EQ(GlueNamespace(module), "ferrule_store");
  EXPECT_EQ(InitFunction(module), "PyInit_store");
  module.name = "shop.store";
  EXPECT_EQ(GlueNamespace(module), "ferrule_shop_store");
  EXPECT_EQ(InitFunction(module), "PyInit_store");
}

TEST(IdentifiersTest, OfNestedTypesHaveTheTypesAround) {
  ir::Module module;
  module.classes.resize(2);
  module.classes[0].python_name = "Outer";
  module.classes[1].python_name = "Inner";
  module.classes[1].outer = ir::ClassId{0};
  module.enums.resize(1);
  module.enums[0].python_name = "Color";
  module.enums[0].outer = ir::ClassId{1};
  EXPECT_EQ(IdentifierOf(ir::ClassId{0}, module), "Outer");
  EXPECT_EQ(IdentifierOf(ir::ClassId{1}, module), "Outer_Inner");
  EXPECT_EQ(IdentifierOf(ir::EnumId{0}, module), "Outer_Inner_Color");
}

TEST(IdentifiersTest, NamesAreHandedOutOnce) {
  UniqueNames names;
  EXPECT_EQ(names.Take("a"), "a");
  EXPECT_EQ(names.Take("a"), "a_2");
  EXPECT_EQ(names.Take("a"), "a_3");
  EXPECT_EQ(names.Take("a_2"), "a_2_2");
  EXPECT_EQ(names.Take("b"), "b");
}

TEST(IdentifiersTest, LocalsAreNamedAsTheParameters) {
  struct Row {
    std::vector<std::string> parameters, locals;
  };
  const std::vector<Row> rows = {
      {{"a", "b"}, {"a", "b"}},
      {{"", "", "a"}, {"argument", "argument_2", "a"}},
      {{"argument", ""}, {"argument", "argument_2"}},
      {{"values", "nargs", "kwnames"}, {"values_2", "nargs_2", "kwnames_2"}},
      {{"self", "target", "busy"}, {"self_2", "target_2", "busy_2"}},
      {{"glue", "glue_2"}, {"glue_2", "glue_2_2"}},
  };
  for (const Row& row : rows) EXPECT_EQ(LocalNames(Named(row.parameters)), row.locals);
}

}  // namespace
}  // namespace ferrule::render
