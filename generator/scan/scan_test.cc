// The stage as a whole: headers, flags, clang's errors, dependency files.
#include "generator/scan/scan.h"

#include <stdlib.h>

#include <string>
#include <vector>

#include "generator/ir/dump.h"
#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

constexpr std::string_view kInclude = "#include \"ferrule/annotations.h\"\n";

std::string Annotated(std::string_view text) { return std::string(kInclude) + std::string(text); }

TEST(ScanTest, TakesTheHeadersAlone) {
  const Headers headers;
  headers.Add("a.h", Annotated("FERRULE_FUNCTION() void a();\n"));
  headers.Add("b/b.h", Annotated("#pragma once\n#include \"c.h\"\nFERRULE_FUNCTION() void b();\n"));
  headers.Add("b/c.h", Annotated("FERRULE_FUNCTION() void c();\nFERRULE_CLASS() broken;\n"));
  const Request request = headers.RequestFor({"b/b.h", "a.h"});
  // c.h has an error of its own, so that nobody can think it was read for annotations.
  EXPECT_NE(ScanRequest(request).errors, "");
  headers.Add("b/c.h",
              Annotated("FERRULE_FUNCTION() void c();\nvoid body() { FERRULE_CLASS() int x; }\n"));
  const Scanned scanned = ScanRequest(request);
  EXPECT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "function void b()  b/b.h:4:25\n  FERRULE_FUNCTION()\n"
            "function void a()  a.h:2:25\n  FERRULE_FUNCTION()\n");
  EXPECT_EQ(scanned.module->name, "m");
  EXPECT_EQ(scanned.module->headers, (std::vector<std::string>{"b/b.h", "a.h"}));
}

TEST(ScanTest, PutsBasesFirst) {
  const Headers headers;
  headers.Add("derived.h",
              Annotated("#include \"base.h\"\nstruct FERRULE_CLASS() Derived : Base {};\n"));
  headers.Add("base.h", Annotated("#pragma once\nstruct FERRULE_CLASS() Base {};\n"));
  const Scanned scanned = ScanRequest(headers.RequestFor({"derived.h", "base.h"}));
  EXPECT_EQ(LinesOf(scanned.text, "class"), (std::vector<std::string>{"Base", "Derived"}));
}

TEST(ScanTest, CallsHeadersWhatTheCommandLineCallsThem) {
  const Headers headers;
  headers.Add("include/lib/a.h", Annotated("FERRULE_FUNCTION() int a(Unknown x);\n"));
  Request request = headers.RequestFor({"lib/a.h"});
  request.compile_flags = {"-isystem", headers.PathOf("include"), "-Iruntime/include"};
  EXPECT_EQ(ScanRequest(request).errors,
            "lib/a.h:2:26: [parse-error] unknown type name 'Unknown'\n");
  headers.Add("include/lib/a.h", Annotated("/// Doc.\nFERRULE_FUNCTION() int a();\n"));
  EXPECT_EQ(ScanRequest(request).text,
            "function int a()  lib/a.h:3:24\n  FERRULE_FUNCTION()\n  | Doc.\n");
}

TEST(ScanTest, ReportsHeadersThatCannotBeRead) {
  const Headers headers;
  headers.Add("folder.h/x", "");
  headers.Add("bad.h", "error;\n");
  EXPECT_EQ(ScanRequest(headers.RequestFor({"missing.h", "bad.h", "folder.h"})).errors,
            "[header-not-found] cannot read header 'missing.h': there is no such file in the "
            "current folder or on the"
            " include path\n"
            "[header-not-found] cannot read header 'folder.h': it is a folder\n");
}

TEST(ScanTest, ReportsAllOfClangsErrors) {
  EXPECT_EQ(ScanText("#include \"missing_1.h\"\n"
                     "#include \"missing_2.h\"\n"
                     "int f(Unknown);\n"
                     "struct S { int a; };\n"
                     "struct S { int b; };\n")
                .errors,
            "h.h:2:10: [parse-error] 'missing_1.h' file not found\n"
            "h.h:3:10: [parse-error] 'missing_2.h' file not found\n"
            "h.h:4:7: [parse-error] unknown type name 'Unknown'\n"
            "h.h:6:8: [parse-error] redefinition of 'S'\n"
            "  h.h:5:8: previous definition is here\n");
}

TEST(ScanTest, PointsAtTheEndOfAHeaderThatIsLeftOpen) {
  EXPECT_EQ(ScanText("namespace n {\n\n").errors,
            "h.h:2:13: [parse-error] expected '}'\n  h.h:2:13: to match this '{'\n");
  EXPECT_EQ(ScanText("int x\n").errors,
            "h.h:2:6: [parse-error] expected ';' after top level declarator\n");
}

TEST(ScanTest, IgnoresWarnings) {
  const Headers headers;
  headers.Add("h.h", Annotated("#warning careful\nFERRULE_FUNCTION() inline int f() { }\n"));
  Request request = headers.RequestFor({"h.h"});
  request.compile_flags.insert(request.compile_flags.end(),
                               {"-Wall", "-Werror", "-pedantic-errors"});
  EXPECT_EQ(ScanRequest(request).errors, "");
}

TEST(ScanTest, NamesBadFlags) {
  const Headers headers;
  headers.Add("h.h", "");
  const auto errors = [&](std::vector<std::string> flags) {
    Request request = headers.RequestFor({"h.h"});
    request.compile_flags.insert(request.compile_flags.end(), flags.begin(), flags.end());
    return ScanRequest(request).errors;
  };
  EXPECT_EQ(errors({"-std=c++20", "-DX"}), "");
  const std::string standard = errors({"-std=c++21"});
  EXPECT_EQ(
      standard.find(
          "[bad-compile-flag] clang refuses the compile flag '-std=c++21': it does not know this "
          "version of C++ (it knows c++2"),
      0u)
      << standard;
  EXPECT_EQ(
      errors({"-target", "nowhere"}),
      "[bad-compile-flag] clang refuses the compile flag '-target nowhere': it gives no reason\n");
  EXPECT_EQ(errors({"-I"}),
            "[bad-compile-flag] clang refuses the compile flag '-I': it gives no reason\n");
}

TEST(ScanTest, HasCpp20ByDefault) {
  const Headers headers;
  headers.Add(
      "h.h", Annotated("#if __cplusplus == 202002L\nFERRULE_FUNCTION() void cpp20();\n"
                       "#elif __cplusplus == 201703L\nFERRULE_FUNCTION() void cpp17();\n#endif\n"));
  Request request = headers.RequestFor({"h.h"});
  EXPECT_EQ(ScanRequest(request).module->functions[0].name, "cpp20");
  request.compile_flags.push_back("-std=c++17");
  EXPECT_EQ(ScanRequest(request).module->functions[0].name, "cpp17");
}

TEST(ScanTest, MakesADepfile) {
  const Headers headers;
  headers.Add("h.h", Annotated("#include \"a b.h\"\nFERRULE_FUNCTION() void f();\n"));
  headers.Add("a b.h", "#if __has_include(\"probed.h\")\n#endif\n");
  headers.Add("probed.h", "");
  Request request = headers.RequestFor({"h.h"});
  request.depfile_target = "out/m glue.cc";
  // The caller's own dependency files are left alone.
  request.compile_flags.insert(request.compile_flags.end(),
                               {"-MD", "-MF", headers.PathOf("other.d"), "-c", "x.cc"});
  const Scanned scanned = ScanRequest(request);
  EXPECT_EQ(scanned.errors, "");
  const std::string folder = headers.PathOf("");
  EXPECT_EQ(scanned.depfile, "out/m\\ glue.cc: \\\n  " + folder +
                                 "h.h \\\n  runtime/include/ferrule/annotations.h" + " \\\n  " +
                                 folder + "a\\ b.h \\\n  " + folder + "probed.h\n");
  EXPECT_EQ(headers.TextOf("other.d"), "");
}

TEST(ScanTest, ReportsThatThereIsNoTemporaryFolder) {
  const Headers headers;
  headers.Add("h.h", "");
  const char* const before = getenv("TMPDIR");
  const std::string folder = before == nullptr ? "" : before;
  setenv("TMPDIR", headers.PathOf("missing").c_str(), 1);
  EXPECT_EQ(ScanRequest(headers.RequestFor({"h.h"})).errors.find("[output-not-writable] "), 0u);
  folder.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", folder.c_str(), 1);
}

TEST(ScanTest, SaysTheSameEachTime) {
  const Headers headers;
  headers.Add(
      "h.h",
      Annotated(
          "struct FERRULE_CLASS() S { S(int x = 3); int y; };\nFERRULE_FUNCTION() S f(S s);\n"));
  const Request request = headers.RequestFor({"h.h"});
  EXPECT_EQ(ir::DumpJson(*ScanRequest(request).module), ir::DumpJson(*ScanRequest(request).module));
}

}  // namespace
}  // namespace ferrule::scan
