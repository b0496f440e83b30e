// Classes, their members, and what clang says of them.
#include <string>
#include <vector>

#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

using Lines = std::vector<std::string>;

TEST(ClassTest, ReadsAWholeClass) {
  const Scanned scanned = ScanTextWithRuntime(R"(
namespace decorator {

/// Counts how often a Python callable is called.
class FERRULE_CLASS() Counter {
 public:
  explicit Counter(ferrule::Py<> wraps);

  /// How many times the wrapped callable has been called.
  FERRULE_GETTER() std::uint64_t count() const;

  FERRULE_METHOD(name = "__call__", signature = (*args, **kwargs))
  ferrule::Bound<> call(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) const;

 private:
  mutable unsigned count_ = 0;
  ferrule::Py<> wraps_;
};

}  // namespace decorator
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "class decorator::Counter  h.h:6:23\n"
            "  FERRULE_CLASS()\n"
            "  | Counts how often a Python callable is called.\n"
            "  traits movable destructible, 8 bytes aligned to 4\n"
            "  constructor Counter(ferrule::Py<> wraps)  :8:12\n"
            "  method unsigned long count() const  :11:34\n"
            "    FERRULE_GETTER()\n"
            "    | How many times the wrapped callable has been called.\n"
            "  method ferrule::Bound<> call(ferrule::Python py, ferrule::Args args, "
            "ferrule::Kwargs kwargs) const"
            "  :14:20\n"
            "    FERRULE_METHOD(name = \"__call__\", signature = (*args, **kwargs))\n"
            "  field non-public mutable unsigned int count_ = 0  :17:20\n"
            "  field non-public ferrule::Py<> wraps_  :18:17\n");
}

TEST(ClassTest, ReadsConstructors) {
  const Scanned scanned = ScanText(R"(
struct FERRULE_CLASS() S {
  S();
  explicit S(int a, int b = 2);
  S(const S&);
  S(S&&) noexcept;
  S(double) = delete;
  template <class T> S(T, T);
 protected:
  S(char);
  FERRULE_INIT() S(long);
};
struct FERRULE_CLASS() Implicit {};
struct FERRULE_CLASS() Copied { Copied(const Copied&); };
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "constructor"),
            (Lines{"S()", "S(int a, int b = 2)", "template S()", "non-public S(char)",
                   "non-public S(long)"}));
  EXPECT_TRUE(scanned.module->classes[0].declares_constructors);
  EXPECT_FALSE(scanned.module->classes[1].declares_constructors);
  EXPECT_TRUE(scanned.module->classes[2].declares_constructors);
}

TEST(ClassTest, ReadsMethods) {
  const Scanned scanned = ScanText(R"(
#include <cstddef>
struct FERRULE_CLASS() S {
  ~S();
  int plain(int x) const;
  static S make();
  virtual void overridable();
  void by_lvalue() const&;
  void by_rvalue() &&;
  void changing() volatile;
  void gone() = delete;
  int operator()(int x) const;
  bool operator==(const S&) const;
  int operator[](int);
  S& operator=(const S&);
  void* operator new(std::size_t);
  explicit operator bool() const;
  int operators() const;
  template <class T> void convert(T);
  FERRULE_SKIP() void skipped();
  friend void friendly(S&);
 private:
  void hidden();
  FERRULE_METHOD() void exposed();
};
inline int S::plain(int y) const { return y; }
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(
      LinesOf(scanned.text, "method"),
      (Lines{"int plain(int x) const", "static S make()", "virtual void overridable()",
             "void by_lvalue() const &", "void by_rvalue() &&", "void changing() volatile",
             "void gone() = delete", "int operator()(int x) const",
             "bool operator==(const S&) const", "int operator[](int)", "S& operator=(const S&)",
             "void* operator new(unsigned long)", "operator bool() const", "int operators() const",
             "template convert()", "void skipped()", "non-public void exposed()"}));
  const ir::Function& call = scanned.module->classes[0].methods[7];
  EXPECT_EQ(call.kind, ir::FunctionKind::kOperator);
  EXPECT_EQ(call.name, "()");
  EXPECT_EQ(call.qualified_name, "S::operator()");
  EXPECT_EQ(call.location.length, 10);
}

TEST(ClassTest, ReadsFields) {
  const Scanned scanned = ScanTextWithRuntime(R"(
struct FERRULE_CLASS() S {
  int x, y = 2;
  /// The limit.
  const int limit = 3;
  mutable bool seen;
  static constexpr int kStatic = 3;
  static double counter;
  int bits : 3;
  ferrule::Py<> array[2][3];
  int& reference;
  S* const next;
  std::vector<ferrule::Py<>> list;
  FERRULE_FIELD(name = "zz") int z;  ///< Behind it.
  union { int as_int; float as_float; };
  FERRULE_SKIP() struct { int i; } unnamed;
 protected:
  int shielded;
 private:
  std::map<int, int> map_;
};
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "field"),
            (Lines{"int x", "int y = 2", "const int limit = 3", "mutable bool seen",
                   "static const int kStatic", "static double counter", "int bits : 3",
                   "ferrule::Py<>[2][3] array", "int& reference", "S* const next",
                   "std::vector<ferrule::Py<>> list", "int z",
                   "an unnamed union of as_int, as_float (no Python form)",
                   "struct (unnamed struct) unnamed (no Python form)", "non-public int shielded",
                   "non-public std::map<int, int> map_"}));
  EXPECT_EQ(scanned.module->classes[0].fields[2].doc, "The limit.");
  EXPECT_EQ(scanned.module->classes[0].fields[11].doc, "Behind it.");
}

TEST(ClassTest, ReadsBasesAndTheirFields) {
  const Scanned scanned = ScanText(R"(
namespace n {
struct Root { int root; };
template <class T> struct Held : virtual Root { T held; };
struct FERRULE_CLASS() Bound { int own; };
class FERRULE_CLASS() S : public Bound, Held<double>, public virtual Root {
  int mine;
};
}
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "base"),
            (Lines{"public n::Bound (bound)", "non-public n::Held<double>",
                   "public virtual n::Root (flattened)"}));
  EXPECT_EQ(LinesOf(scanned.text, "field"),
            (Lines{"int own", "non-public int mine", "int n::Bound::own",
                   "double n::Held<double>::held", "int n::Root::root"}));
}

TEST(ClassTest, KnowsTheBaseThatSharesItsObject) {
  const Scanned scanned = ScanText(R"(
#include <memory>
struct FERRULE_CLASS() Shared : std::enable_shared_from_this<Shared> {};
template <class T> struct enable_shared_from_this {};
struct FERRULE_CLASS() Other : enable_shared_from_this<Other> {};
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_TRUE(scanned.module->classes[0].bases[0].shares_its_object);
  EXPECT_FALSE(scanned.module->classes[1].bases[0].shares_its_object);
}

TEST(ClassTest, ReadsWhatFieldsAreInitialisedWith) {
  const Scanned scanned = ScanText(R"(
#include <memory>
#include <string>
constexpr int kLimit = 7;
struct FERRULE_CLASS() S {
  int none;
  int equal = 1;
  int braced{2};
  int both = {3};
  int empty{};
  int named = kLimit;
  std::string text{"x"};
  std::shared_ptr<S> pointer = nullptr;
  std::unique_ptr<S> other{};
  int array[2] = {1, 2};
  std::int64_t bits : 3 = 2;
  bool flag : 1 = true;
  int braced_bits : 4 {kLimit};
  static constexpr int constant = 4;
};
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(
      LinesOf(scanned.text, "field"),
      (Lines{"int none", "int equal = 1", "int braced = {2} [2]", "int both = {3} [3]",
             "int empty = {} [0]", "int named = kLimit [7]", "std::string text = {\"x\"} [\"x\"]",
             "std::shared_ptr<S> pointer = nullptr [none]", "std::unique_ptr<S> other = {} [none]",
             "int[2] array = {1, 2}", "long bits = 2 : 3", "bool flag = true : 1",
             "int braced_bits = {kLimit} : 4", "static const int constant"}));
}

TEST(ClassTest, BindsNestedTypes) {
  const Scanned scanned = ScanText(R"(
struct FERRULE_CLASS() Outer {
  struct Inner { enum Deep { kDeep }; };
  class Later;
  enum class Mode { kOn };
  class FERRULE_SKIP() Skipped { FERRULE_METHOD() void m(); };
  template <class T> struct Template {};
 private:
  struct Hidden {};
  struct FERRULE_CLASS() Exposed {};
};
class Outer::Later {};
struct NotBound {
  struct FERRULE_CLASS() Alone {};
  enum FERRULE_ENUM() AlsoAlone { kAlone };
 private:
  struct FERRULE_CLASS() Unreachable {};
};
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "class"),
            (Lines{"Outer", "Outer::Inner", "Outer::Later", "NotBound::Alone"}));
  EXPECT_EQ(LinesOf(scanned.text, "non-public class"),
            (Lines{"Outer::Exposed", "NotBound::Unreachable"}));
  EXPECT_EQ(LinesOf(scanned.text, "enum"),
            (Lines{"Outer::Inner::Deep", "class Outer::Mode", "NotBound::AlsoAlone"}));
  const ir::Module& module = *scanned.module;
  EXPECT_EQ(module.classes[1].outer, ir::ClassId{0});
  EXPECT_EQ(module.classes[4].outer, std::nullopt);
  EXPECT_EQ(module.enums[0].outer, ir::ClassId{1});
}

TEST(ClassTest, TakesTheAnnotationOfAnEarlierDeclaration) {
  const Scanned scanned = ScanText(
      "class FERRULE_CLASS(name = \"X\") S;\n"
      "class S { public: void m(); };\n");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "class S  h.h:3:7\n"
            "  FERRULE_CLASS(name = \"X\")\n"
            "  traits default-constructible copyable movable destructible trivially-destructible "
            "aggregate, "
            "1 bytes aligned to 1\n"
            "  method void m()  :3:24\n");
}

TEST(ClassTest, RefusesMembersWithoutANode) {
  EXPECT_EQ(ScanText("struct Base { void f(); struct Type {}; };\n"
                     "struct FERRULE_CLASS() S : Base {\n"
                     "  using Base::f;\n"
                     "  using Base::Type;\n"
                     "  union U { int i; };\n"
                     "  enum { kUnnamed };\n"
                     "  union FERRULE_SKIP() V { int i; };\n"
                     "  enum FERRULE_SKIP() { kSkipped };\n"
                     " private:\n"
                     "  union W { int i; };\n"
                     "};\n")
                .errors,
            "h.h:6:9: [not-covered] ferrule does not cover unions yet (leave it out with "
            "FERRULE_SKIP())\n");
}

TEST(ClassTest, ReadsWhatUnnamedTypesHave) {
  const Scanned scanned = ScanText(R"(
struct Base {
  struct { int deep; };
 protected:
  int shielded;
  static int shared;
};
struct FERRULE_CLASS() S : Base {
  using Base::shielded;
  using Base::shared;
  struct {
    int x;
    struct { int y; };
    union { int i; float f; };
  };
  enum { kFirst, kSecond FERRULE_CONSTANT(name = "second") };
  enum : unsigned char { kNarrow = 'a' };
  enum : char { kLetter = 'a' };
  enum FERRULE_SKIP() { kSkipped };
 private:
  struct { int hidden; };
  enum { kHidden };
};
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(
      LinesOf(scanned.text, "field"),
      (Lines{"static int shared", "int x", "int y", "an unnamed union of i, f (no Python form)",
             "static const unsigned int kFirst", "static const unsigned int kSecond",
             "static const unsigned char kNarrow", "static const long long kLetter",
             "non-public int hidden", "non-public static const unsigned int kHidden",
             "int Base::deep", "int Base::shielded"}));
}

TEST(TraitsTest, AsksClang) {
  const Scanned scanned = ScanText(R"(
struct FERRULE_CLASS() Plain { int x; };
struct FERRULE_CLASS() NoDefault { NoDefault(int); };
struct FERRULE_CLASS() NoCopy { NoCopy(); NoCopy(NoCopy&&); };
struct FERRULE_CLASS() NoMove { NoMove(); NoMove(const NoMove&) = delete; };
class FERRULE_CLASS() Kept { ~Kept(); };
struct FERRULE_CLASS() Abstract { virtual void f() = 0; };
struct FERRULE_CLASS() Virtual { virtual ~Virtual(); };
struct FERRULE_CLASS() Final final { NoCopy member; };
struct FERRULE_CLASS() alignas(32) Aligned { char c[40]; };
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(
      LinesOf(scanned.text, "traits"),
      (Lines{
          "default-constructible copyable movable destructible trivially-destructible aggregate, "
          "4 bytes aligned to 4",
          "copyable movable destructible trivially-destructible, 1 bytes aligned to 1",
          "default-constructible movable destructible trivially-destructible, 1 bytes aligned to 1",
          "default-constructible destructible trivially-destructible, 1 bytes aligned to 1",
          "aggregate, 1 bytes aligned to 1",
          "destructible trivially-destructible abstract polymorphic, 8 bytes aligned to 8",
          "default-constructible copyable movable destructible polymorphic, 8 bytes aligned to 8",
          "default-constructible movable destructible trivially-destructible final aggregate, "
          "1 bytes aligned to 1",
          "default-constructible copyable movable destructible trivially-destructible aggregate, "
          "64 bytes aligned to 32",
      }));
}

TEST(TraitsTest, RefusesToGuess) {
  // To see whether an S is made from an S, clang has to look into Broken<int>.
  const Scanned scanned = ScanText(
      "template <class T> struct Broken { static_assert(sizeof(T) == 0); };\n"
      "struct FERRULE_CLASS() S { S(Broken<int> b); };\n"
      "struct FERRULE_CLASS() Fine {};\n");
  // What follows are clang's own words.
  EXPECT_EQ(scanned.errors.find(
                "h.h:3:24: [unknown-traits] clang cannot tell how instances of 'S' are made and "
                "destroyed: static assertion failed"),
            0u)
      << scanned.errors;
  EXPECT_EQ(scanned.errors.find("Fine"), std::string::npos) << scanned.errors;
}

TEST(TraitsTest, ReadsNoIncludeTwice) {
  const Headers headers;
  headers.Add("first.h", "struct First {};\n");
  headers.Add("h.h",
              "#include \"ferrule/annotations.h\"\nstruct FERRULE_CLASS() S { First first; };\n");
  Request request = headers.RequestFor({"h.h"});
  request.compile_flags.insert(request.compile_flags.end(), {"-include", "first.h"});
  EXPECT_EQ(ScanRequest(request).errors, "");
}

}  // namespace
}  // namespace ferrule::scan
