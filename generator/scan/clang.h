// libclang as C++: what it hands out is owned, its strings are strings, its visitors are ranges.
// Everything of clang's stays inside this folder.
#ifndef FERRULE_GENERATOR_SCAN_CLANG_H_
#define FERRULE_GENERATOR_SCAN_CLANG_H_

#include <clang-c/Index.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace ferrule::scan {

struct Disposer {
  void operator()(void* index) const { clang_disposeIndex(index); }
  void operator()(CXTranslationUnit unit) const { clang_disposeTranslationUnit(unit); }
};
struct ResultDisposer {
  void operator()(void* result) const { clang_EvalResult_dispose(result); }
};
using Index = std::unique_ptr<void, Disposer>;
using Unit = std::unique_ptr<CXTranslationUnitImpl, Disposer>;

// Takes the text out of a string of clang's and disposes of it.
std::string Text(CXString string);

// The value of an expression or of a variable, for the clang_EvalResult_ functions; null where
// clang cannot tell.
using Evaluation = std::unique_ptr<void, ResultDisposer>;
inline Evaluation Evaluate(CXCursor cursor) { return Evaluation(clang_Cursor_Evaluate(cursor)); }

std::vector<CXCursor> ChildrenOf(CXCursor parent);
std::vector<CXCursor> FieldsOf(
    CXType type);  // also of instantiated classes, which show no children

inline bool IsNull(CXCursor cursor) { return clang_Cursor_isNull(cursor) != 0; }
inline CXCursorKind KindOf(CXCursor cursor) { return clang_getCursorKind(cursor); }
inline std::string NameOf(CXCursor cursor) { return Text(clang_getCursorSpelling(cursor)); }
inline bool IsPublic(CXCursor member) {
  return clang_getCXXAccessSpecifier(member) == CX_CXXPublic;
}

bool IsFinal(CXCursor declaration);

// The name from the global namespace on, without inline and unnamed namespaces. An instance of a
// class template has its arguments, `store::Box<int>`.
std::string QualifiedName(CXCursor declaration);

// Declarations by the entity that they declare: every redeclaration finds the same value.
struct EntityHash {
  std::size_t operator()(CXCursor cursor) const {
    return clang_hashCursor(clang_getCanonicalCursor(cursor));
  }
};
struct EntityEqual {
  bool operator()(CXCursor a, CXCursor b) const {
    return clang_equalCursors(clang_getCanonicalCursor(a), clang_getCanonicalCursor(b)) != 0;
  }
};
template <class Value>
using EntityMap = std::unordered_map<CXCursor, Value, EntityHash, EntityEqual>;

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_CLANG_H_
