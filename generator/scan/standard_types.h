// The types of the standard library that the model knows, told by their structure.
#ifndef FERRULE_GENERATOR_SCAN_STANDARD_TYPES_H_
#define FERRULE_GENERATOR_SCAN_STANDARD_TYPES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "generator/ir/type.h"
#include "generator/scan/clang.h"

namespace ferrule::scan {

// The primary template that a class is an instance of, by its qualified name; empty if it is none.
std::string TemplateName(CXType type);

// The template argument that is a type; without sugar.
CXType TemplateArgument(CXType type, unsigned index);

// The template argument that is a number. Nothing where libclang does not tell.
std::optional<std::uint64_t> TemplateNumber(CXType type, unsigned index);

// A type that is part of the language.
std::optional<ir::Type> ReadBuiltin(CXType type);

// Whether it is a std::byte. Const is of no matter.
bool IsByte(CXType type);

// A class that has no types for parts, as far as the model goes: strings, paths, durations. Nothing
// for any other. `type` is canonical.
std::optional<ir::Type> ReadStandardClass(CXType type);

// The template that `type`, which is canonical, is an instance of, if its other arguments (the
// allocator, the order, the hash) are those that it has by default.
std::optional<ir::TemplateKind> ReadStandardTemplate(CXType type);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_STANDARD_TYPES_H_
