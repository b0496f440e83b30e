// Code of ours behind the headers, which makes clang tell what it tells of nothing but uses.
//
// Each question stands on a line of its own, in the namespace of what it is about: names mean there
// what they mean to the header.
#ifndef FERRULE_GENERATOR_SCAN_CODE_H_
#define FERRULE_GENERATOR_SCAN_CODE_H_

#include <map>
#include <string>
#include <vector>

#include "generator/scan/clang.h"

namespace ferrule::scan {

// What a declaration stands in, from the outside.
std::vector<CXCursor> ScopesOf(CXCursor declaration);

// What stands before and behind code in the namespaces of a declaration: `namespace store { ` and
// ` }`.
struct Enclosing {
  std::string begin;
  std::string end;
};
Enclosing NamespacesOf(CXCursor declaration);

// What the code declares, by the lines of the main file.
std::map<unsigned, CXCursor> DeclarationsOfCode(CXTranslationUnit unit);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_CODE_H_
