#include "generator/diag/sink.h"

#include "gtest/gtest.h"

namespace ferrule::diag {
namespace {

Location At(const std::string& file, int line, int column) { return {file, line, column, 1}; }

TEST(SinkTest, FillsTheHolesOfTextAndHelp) {
  Sink sink;
  const Diagnostic& diagnostic =
      sink.Report(Code::kUnknownKey, At("a.h", 1, 2),
                  {{"macro", "FERRULE_CLASS"}, {"key", "nmae"}, {"help", "did you mean 'name'?"}});
  EXPECT_EQ(diagnostic.text, "FERRULE_CLASS has no key 'nmae'");
  EXPECT_EQ(diagnostic.help, "did you mean 'name'?");
  EXPECT_TRUE(sink.HasErrors());
}

TEST(SinkTest, IsEmptyAtFirst) {
  Sink sink;
  EXPECT_FALSE(sink.HasErrors());
  EXPECT_TRUE(sink.Sorted().empty());
}

TEST(SinkTest, SortsByPlaceAndKeepsTheOrderOfReportsAtOnePlace) {
  Sink sink;
  for (const auto& [message, location] : {std::pair{"f", At("b.h", 1, 1)},
                                          {"d", At("a.h", 10, 1)},
                                          {"c", At("a.h", 9, 7)},
                                          {"b", At("a.h", 9, 3)},
                                          {"e", At("a.h", 10, 1)},
                                          {"a", Location()}}) {
    sink.Report(Code::kParseError, location, {{"message", message}});
  }
  std::string order;
  for (const Diagnostic& diagnostic : sink.Sorted()) order += diagnostic.text;
  EXPECT_EQ(order, "abcdef");
}

TEST(SinkTest, TheSameReportTwiceAppearsOnce) {
  Sink sink;
  sink.Report(Code::kParseError, At("a.h", 1, 1), {{"message", "x"}});
  sink.Report(Code::kParseError, At("a.h", 1, 1), {{"message", "x"}});
  sink.Report(Code::kParseError, At("a.h", 1, 1), {{"message", "y"}});
  EXPECT_EQ(sink.Sorted().size(), 2u);
}

TEST(SinkTest, NotesStayWithTheirDiagnostic) {
  Sink sink;
  sink.Report(Code::kParseError, At("a.h", 2, 1), {{"message", "x"}})
      .notes.push_back({At("a.h", 1, 1), "here"});
  ASSERT_EQ(sink.Sorted().size(), 1u);
  EXPECT_EQ(sink.Sorted()[0].notes[0].text, "here");
}

using SinkDeathTest = testing::Test;

TEST(SinkDeathTest, AHoleWithoutAValueIsABug) {
  Sink sink;
  EXPECT_DEATH(sink.Report(Code::kParseError, Location()),
               "diagnostic \\[parse-error\\]: no value for the hole 'message'");
}

TEST(SinkDeathTest, AValueWithoutAHoleIsABug) {
  Sink sink;
  EXPECT_DEATH(sink.Report(Code::kParseError, Location(), {{"message", "x"}, {"oops", "y"}}),
               "diagnostic \\[parse-error\\]: no hole for the value 'oops'");
}

}  // namespace
}  // namespace ferrule::diag
