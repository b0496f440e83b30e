#include "generator/ir/protocols.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace ferrule::ir {
namespace {

using enum SlotShape;

// Of two rows with one token, the first is for the operator with two operands.
constexpr SpecialMethod kSpecialMethods[] = {
    {"__lt__", "tp_richcompare", kCompare, 1, 1, "<", "__gt__"},
    {"__le__", "tp_richcompare", kCompare, 1, 1, "<=", "__ge__"},
    {"__eq__", "tp_richcompare", kCompare, 1, 1, "==", "__eq__"},
    {"__ne__", "tp_richcompare", kCompare, 1, 1, "!=", "__ne__"},
    {"__gt__", "tp_richcompare", kCompare, 1, 1, ">", "__lt__"},
    {"__ge__", "tp_richcompare", kCompare, 1, 1, ">=", "__le__"},
    {"__hash__", "tp_hash", kHash, 0, 0, "", ""},

    {"__add__", "nb_add", kBinary, 1, 1, "+", "__radd__"},
    {"__radd__", "nb_add", kBinary, 1, 1, "", ""},
    {"__sub__", "nb_subtract", kBinary, 1, 1, "-", "__rsub__"},
    {"__rsub__", "nb_subtract", kBinary, 1, 1, "", ""},
    {"__mul__", "nb_multiply", kBinary, 1, 1, "*", "__rmul__"},
    {"__rmul__", "nb_multiply", kBinary, 1, 1, "", ""},
    {"__truediv__", "nb_true_divide", kBinary, 1, 1, "/", "__rtruediv__"},
    {"__rtruediv__", "nb_true_divide", kBinary, 1, 1, "", ""},
    {"__mod__", "nb_remainder", kBinary, 1, 1, "%", "__rmod__"},
    {"__rmod__", "nb_remainder", kBinary, 1, 1, "", ""},
    {"__lshift__", "nb_lshift", kBinary, 1, 1, "<<", "__rlshift__"},
    {"__rlshift__", "nb_lshift", kBinary, 1, 1, "", ""},
    {"__rshift__", "nb_rshift", kBinary, 1, 1, ">>", "__rrshift__"},
    {"__rrshift__", "nb_rshift", kBinary, 1, 1, "", ""},
    {"__and__", "nb_and", kBinary, 1, 1, "&", "__rand__"},
    {"__rand__", "nb_and", kBinary, 1, 1, "", ""},
    {"__or__", "nb_or", kBinary, 1, 1, "|", "__ror__"},
    {"__ror__", "nb_or", kBinary, 1, 1, "", ""},
    {"__xor__", "nb_xor", kBinary, 1, 1, "^", "__rxor__"},
    {"__rxor__", "nb_xor", kBinary, 1, 1, "", ""},
    {"__floordiv__", "nb_floor_divide", kBinary, 1, 1, "", "__rfloordiv__"},
    {"__rfloordiv__", "nb_floor_divide", kBinary, 1, 1, "", ""},
    {"__matmul__", "nb_matrix_multiply", kBinary, 1, 1, "", "__rmatmul__"},
    {"__rmatmul__", "nb_matrix_multiply", kBinary, 1, 1, "", ""},
    {"__divmod__", "nb_divmod", kBinary, 1, 1, "", "__rdivmod__"},
    {"__rdivmod__", "nb_divmod", kBinary, 1, 1, "", ""},
    {"__pow__", "nb_power", kPower, 1, 2, "", "__rpow__"},
    {"__rpow__", "nb_power", kPower, 1, 1, "", ""},

    {"__iadd__", "nb_inplace_add", kInPlace, 1, 1, "+=", ""},
    {"__isub__", "nb_inplace_subtract", kInPlace, 1, 1, "-=", ""},
    {"__imul__", "nb_inplace_multiply", kInPlace, 1, 1, "*=", ""},
    {"__itruediv__", "nb_inplace_true_divide", kInPlace, 1, 1, "/=", ""},
    {"__imod__", "nb_inplace_remainder", kInPlace, 1, 1, "%=", ""},
    {"__ilshift__", "nb_inplace_lshift", kInPlace, 1, 1, "<<=", ""},
    {"__irshift__", "nb_inplace_rshift", kInPlace, 1, 1, ">>=", ""},
    {"__iand__", "nb_inplace_and", kInPlace, 1, 1, "&=", ""},
    {"__ior__", "nb_inplace_or", kInPlace, 1, 1, "|=", ""},
    {"__ixor__", "nb_inplace_xor", kInPlace, 1, 1, "^=", ""},
    {"__ifloordiv__", "nb_inplace_floor_divide", kInPlace, 1, 1, "", ""},
    {"__imatmul__", "nb_inplace_matrix_multiply", kInPlace, 1, 1, "", ""},
    {"__ipow__", "nb_inplace_power", kInPlace, 1, 1, "", ""},

    {"__neg__", "nb_negative", kUnary, 0, 0, "-", ""},
    {"__pos__", "nb_positive", kUnary, 0, 0, "+", ""},
    {"__invert__", "nb_invert", kUnary, 0, 0, "~", ""},
    {"__abs__", "nb_absolute", kUnary, 0, 0, "", ""},
    {"__bool__", "nb_bool", kTruth, 0, 0, "", ""},
    {"__int__", "nb_int", kUnary, 0, 0, "", ""},
    {"__float__", "nb_float", kUnary, 0, 0, "", ""},
    {"__index__", "nb_index", kUnary, 0, 0, "", ""},
    {"__repr__", "tp_repr", kUnary, 0, 0, "", ""},
    {"__str__", "tp_str", kUnary, 0, 0, "", ""},

    {"__len__", "mp_length", kLength, 0, 0, "", ""},
    {"__contains__", "sq_contains", kContains, 1, 1, "", ""},
    {"__getitem__", "mp_subscript", kSubscript, 1, 1, "[]", ""},
    {"__setitem__", "mp_ass_subscript", kSetItem, 2, 2, "[]=", ""},
    {"__delitem__", "mp_ass_subscript", kSetItem, 1, 1, "", ""},

    {"__iter__", "tp_iter", kUnary, 0, 0, "", ""},
    {"__next__", "tp_iternext", kNext, 0, 0, "", ""},
    {"__await__", "am_await", kUnary, 0, 0, "", ""},
    {"__aiter__", "am_aiter", kUnary, 0, 0, "", ""},
    {"__anext__", "am_anext", kUnary, 0, 0, "", ""},

    {"__getattr__", "tp_getattro", kGetAttribute, 1, 1, "", ""},
    {"__setattr__", "tp_setattro", kSetAttribute, 2, 2, "", ""},
    {"__delattr__", "tp_setattro", kSetAttribute, 1, 1, "", ""},
    {"__get__", "tp_descr_get", kDescriptorGet, 2, 2, "", ""},
    {"__set__", "tp_descr_set", kDescriptorSet, 2, 2, "", ""},
    {"__delete__", "tp_descr_set", kDescriptorSet, 1, 1, "", ""},
    {"__buffer__", "bf_getbuffer", kBuffer, 0, 0, "", ""},
};

template <class Test>
const SpecialMethod* Find(Test test) {
  const auto* const found = std::ranges::find_if(kSpecialMethods, test);
  return found == std::end(kSpecialMethods) ? nullptr : found;
}

}  // namespace

const SpecialMethod* FindSpecialMethod(std::string_view python_name) {
  return Find([&](const SpecialMethod& method) { return method.name == python_name; });
}

const SpecialMethod* SpecialMethodFor(std::string_view token, std::size_t operands) {
  if (token.empty()) return nullptr;
  return Find([&](const SpecialMethod& method) {
    return method.token == token && method.most + 1 == operands;
  });
}

std::string_view WithoutUnderscores(std::string_view python_name) {
  return python_name.substr(2, python_name.size() - 4);
}

std::string_view ComparisonConstant(std::string_view python_name) {
  static constexpr std::array<std::array<std::string_view, 2>, 6> kConstants = {{
      {"__lt__", "Py_LT"},
      {"__le__", "Py_LE"},
      {"__eq__", "Py_EQ"},
      {"__ne__", "Py_NE"},
      {"__gt__", "Py_GT"},
      {"__ge__", "Py_GE"},
  }};
  for (const auto& [name, constant] : kConstants) {
    if (name == python_name) return constant;
  }
  return {};
}

bool IgnoresResult(const SpecialMethod& method) {
  switch (method.shape) {
    case kInPlace:
    case kSetItem:
    case kDescriptorSet:
      return true;
    case kUnary:
    case kBinary:
    case kPower:
    case kCompare:
    case kHash:
    case kTruth:
    case kLength:
    case kContains:
    case kSubscript:
    case kNext:
    case kGetAttribute:
    case kSetAttribute:
    case kDescriptorGet:
    case kBuffer:
      return false;
  }
  return false;
}

bool LeavesStrangers(const SpecialMethod& method) {
  return method.shape == kBinary || method.shape == kPower || method.shape == kInPlace ||
         method.shape == kCompare;
}

}  // namespace ferrule::ir
