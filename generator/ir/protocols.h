// The special methods that CPython calls through slots of a type, and the operators of C++ that
// they come from. What there is to know of one stands in one row of protocols.cc.
#ifndef FERRULE_GENERATOR_IR_PROTOCOLS_H_
#define FERRULE_GENERATOR_IR_PROTOCOLS_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace ferrule::ir {

// How CPython enters a slot, and what the slot has to return.
enum class SlotShape {
  kUnary,         // an object for an object
  kBinary,        // the operands in their order: the object may be either of them
  kPower,         // the same, and a modulus or None
  kInPlace,       // changes the object, and returns it
  kCompare,       // one slot for six methods
  kHash,          // a number that is not -1
  kTruth,         // 1 or 0
  kLength,        // how many
  kContains,      // 1 or 0
  kSubscript,     // the item of a key
  kSetItem,       // one slot for setting and deleting an item
  kNext,          // null without an error at the end
  kGetAttribute,  // an attribute that is not there
  kSetAttribute,  // one slot for setting and deleting an attribute
  kDescriptorGet,
  kDescriptorSet,  // one slot for setting and deleting what a descriptor stands for
  kBuffer,
};

struct SpecialMethod {
  std::string_view name;  // `__add__`
  std::string_view slot;  // `nb_add`
  SlotShape shape;
  std::size_t least;           // arguments beside the object
  std::size_t most;            // the same, unless one may be left out
  std::string_view token;      // the operator of C++, `+`; empty where there is none
  std::string_view reflected;  // the method of the other operand: `__radd__`; empty for none
};

// Null for what is no slot's: CPython looks up all other names as attributes.
const SpecialMethod* FindSpecialMethod(std::string_view python_name);

// The method for an operator of C++ with this many operands; null where Python has none.
const SpecialMethod* SpecialMethodFor(std::string_view token, std::size_t operands);

// `add` for `__add__`.
std::string_view WithoutUnderscores(std::string_view python_name);

// The constant by which the one slot of comparisons is told what to compare: `Py_LT`.
std::string_view ComparisonConstant(std::string_view python_name);

// Whether what C++ returns is of no consequence.
bool IgnoresResult(const SpecialMethod& method);

// Whether an operand that the method does not take is left to the other one.
bool LeavesStrangers(const SpecialMethod& method);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_PROTOCOLS_H_
