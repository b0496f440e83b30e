// How the glue writes a type, a value and a constant in C++. What one type needs stands in one
// branch of each function.
#ifndef FERRULE_GENERATOR_RENDER_SPELL_H_
#define FERRULE_GENERATOR_RENDER_SPELL_H_

#include <string>
#include <string_view>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::render {

// The T of the ferrule::Converter<T> that takes an argument of this type: a pointer to a bound
// class keeps its star, so that None is let in.
std::string ConverterType(const ir::PassedType& type, const ir::Module& module);

// What converts the value of a bit-field of so many bits.
std::string TakeBits(const ir::Type& type, std::size_t width, const ir::Module& module);

// The type of the local that holds a converted argument until the call:
// ferrule::Converter<T>::Carrier, written out.
std::string CarrierType(const ir::PassedType& type, const ir::Module& module);

// The argument of the C++ call that is made of the local `name`.
std::string UnwrapExpression(const ir::PassedType& type, const std::string& name,
                             const ir::Module& module);

// Whether making the argument of its local may throw.
bool UnwrapMayThrow(const ir::PassedType& type);

// A constant as the initialiser of a local of CarrierType.
std::string ConstantExpression(const ir::ConstantValue& value, const ir::PassedType& type,
                               const ir::Module& module);

// A string literal, quoted and escaped, on one line.
std::string StringLiteral(std::string_view text);

// The same in pieces, each ending with a line of the text: adjacent literals are one.
std::vector<std::string> StringLiteralLines(std::string_view text);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_SPELL_H_
