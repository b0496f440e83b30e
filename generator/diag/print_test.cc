#include "generator/diag/print.h"

#include <fstream>
#include <sstream>
#include <string>

#include "generator/diag/sink.h"
#include "gtest/gtest.h"

namespace ferrule::diag {
namespace {

// Writes `source` to a file, reports one error in it, and returns what is printed, with the file's
// name as `x.h`.
class PrintTest : public testing::Test {
 protected:
  void Write(const std::string& source) { std::ofstream(file_, std::ios::binary) << source; }

  Location At(int line, int column, int length = 1) { return {file_, line, column, length}; }

  Diagnostic& Report(const Location& location) {
    return sink_.Report(Code::kParseError, location, {{"message", "no"}});
  }

  std::string Printed() {
    std::ostringstream out;
    Print(sink_.Sorted(), out);
    std::string text = out.str();
    for (std::size_t at; (at = text.find(file_)) != std::string::npos;) {
      text.replace(at, file_.size(), "x.h");
    }
    return text;
  }

  Sink sink_;

 private:
  std::string file_ = testing::TempDir() + "/print_test_" +
                      testing::UnitTest::GetInstance()->current_test_info()->name() + ".h";
};

TEST_F(PrintTest, NothingToSayIsNothingPrinted) { EXPECT_EQ(Printed(), ""); }

TEST_F(PrintTest, QuotesTheLineAndUnderlines) {
  Write("\nint f(long double x);\n");
  Report(At(2, 7, 11));
  EXPECT_EQ(Printed(),
            "x.h:2:7: error: no [parse-error]\n"
            "    2 | int f(long double x);\n"
            "      |       ^~~~~~~~~~~\n"
            "1 error generated.\n");
}

TEST_F(PrintTest, LooksForFilesInTheFolders) {
  const std::string name = "print_test_in_a_folder.h";
  std::ofstream(testing::TempDir() + "/" + name) << "int f();\n";
  Report({name, 1, 5, 1});
  std::ostringstream out;
  Print(sink_.Sorted(), out, {"", "no/such/folder", testing::TempDir()});
  EXPECT_EQ(out.str(), name +
                           ":1:5: error: no [parse-error]\n"
                           "    1 | int f();\n"
                           "      |     ^\n"
                           "1 error generated.\n");
}

TEST_F(PrintTest, NotesAndHelpFollow) {
  Write("int f();\nint f();\n");
  Diagnostic& diagnostic = Report(At(2, 5));
  diagnostic.notes.push_back({At(1, 5), "the other is here"});
  diagnostic.help = "remove one";
  Report(Location());
  EXPECT_EQ(Printed(),
            "ferrule: error: no [parse-error]\n"
            "x.h:2:5: error: no [parse-error]\n"
            "    2 | int f();\n"
            "      |     ^\n"
            "x.h:1:5: note: the other is here\n"
            "    1 | int f();\n"
            "      |     ^\n"
            "  help: remove one\n"
            "2 errors generated.\n");
}

TEST_F(PrintTest, TabsAreExpandedAndColumnsCountBytes) {
  Write("\tint\tx;\n");
  Report(At(1, 6));
  EXPECT_EQ(Printed(),
            "x.h:1:6: error: no [parse-error]\n"
            "    1 |         int     x;\n"
            "      |                 ^\n"
            "1 error generated.\n");
}

TEST_F(PrintTest, MultiByteCharactersAreOneCellAndWideOnesTwo) {
  Write("/* \xC3\xA9\xE4\xB8\xAD */ int x;\n");  // é and a Chinese character
  Report(At(1, 13, 3));
  EXPECT_EQ(Printed(),
            "x.h:1:13: error: no [parse-error]\n"
            "    1 | /* \xC3\xA9\xE4\xB8\xAD */ int x;\n"
            "      |           ^~~\n"
            "1 error generated.\n");
}

TEST_F(PrintTest, BytesThatAreNoTextDoNotMatter) {
  Write("a\xFF\x1B x;\r\n");
  Report(At(1, 5));
  EXPECT_EQ(Printed(),
            "x.h:1:5: error: no [parse-error]\n"
            "    1 | a?? x;\n"
            "      |     ^\n"
            "1 error generated.\n");
}

TEST_F(PrintTest, ACaretMayStandBehindTheLine) {
  Write("int x\n");
  Report(At(1, 6));
  EXPECT_EQ(Printed(),
            "x.h:1:6: error: no [parse-error]\n"
            "    1 | int x\n"
            "      |      ^\n"
            "1 error generated.\n");
}

TEST_F(PrintTest, ALengthBeyondTheLineIsCut) {
  Write("int x\n");
  Report(At(1, 5, 100));
  EXPECT_EQ(Printed(),
            "x.h:1:5: error: no [parse-error]\n"
            "    1 | int x\n"
            "      |     ^\n"
            "1 error generated.\n");
}

TEST_F(PrintTest, AFileThatCannotBeReadIsNotQuoted) {
  Report(At(3, 1));
  EXPECT_EQ(Printed(), "x.h:3:1: error: no [parse-error]\n1 error generated.\n");
}

TEST_F(PrintTest, AFileWithoutALineHasNoColumn) {
  Write("int x;\n");
  Report(At(0, 0));
  EXPECT_EQ(Printed(), "x.h: error: no [parse-error]\n1 error generated.\n");
}

}  // namespace
}  // namespace ferrule::diag
