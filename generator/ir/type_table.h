// What there is to know of the types that ferrule converts: a row each. The spellings, the rules
// and the code that Render writes are all read off here, and so is the table of docs/conversions.md
// checked.
#ifndef FERRULE_GENERATOR_IR_TYPE_TABLE_H_
#define FERRULE_GENERATOR_IR_TYPE_TABLE_H_

#include <span>
#include <string_view>

#include "generator/ir/type.h"

namespace ferrule::ir {

// What a scalar is to Python, and how a constant of it is written.
enum class Family {
  kTruth,
  kInteger,
  kFloat,
  kComplex,
  kCharacter,
  kText,
  kBytes,
  kPath,
  kDate,
  kNone,
};

// What becomes of the carrier of an argument when the function is called.
enum class Carrier {
  kValue,   // it is the value
  kView,    // it is a std::string_view, of which the value is made
  kUnwrap,  // the converter knows: Converter<T>::Carrier, Converter<T>::Unwrap
};

// Where a type may stand.
struct Uses {
  bool is_taken = true;   // as a parameter, or within one
  bool is_given = true;   // as a result
  bool is_stored = true;  // as a field that Python may assign
};

struct ScalarRow {
  ScalarKind kind;
  std::string_view cpp;
  std::string_view taken;  // the Python type of a parameter
  std::string_view given;  // and of a result
  Family family;
  Carrier carrier;
  bool borrows;             // it points into the Python object that it was made from
  std::string_view header;  // of the converter; empty for what every glue includes
  Uses uses = {};
};

// In the patterns %0 and %1 stand for the arguments, %* for all of them between commas.
struct TemplateRow {
  TemplateKind kind;
  std::string_view cpp;
  std::size_t arity;       // of types; 0 for any number
  std::string_view taken;  // the Python type of a parameter
  std::string_view given;  // of a result
  std::string_view shown;  // of an attribute: in an immutable form
  Carrier carrier;         // where no argument borrows: what borrows is unwrapped by the converter
  bool borrows;
  std::string_view header;
  Uses uses = {};
};

const ScalarRow& RowOf(ScalarKind kind);
const TemplateRow& RowOf(TemplateKind kind);

std::span<const ScalarRow> ScalarRows();
std::span<const TemplateRow> TemplateRows();

// Whether a value of the type points into the Python object that it was made from.
bool Borrows(const Type& type);

// Whether objects of the template own what its arguments say, as no view does: then the garbage
// collector sees the references that they hold.
bool OwnsArguments(TemplateKind kind);

// The Python type of a live view of such a container, which may be const: a pattern as those of the
// table. Empty where there are none.
std::string_view ViewPattern(const Type& type, bool is_const);

// Whether it is an array of characters, which holds text.
bool IsTextArray(const Type& type);

// Whether objects of the template are those of <memory>.
bool IsSmartPointer(TemplateKind kind);

// Whether the type is a std::unique_ptr or made of some: moved where others are copied.
bool Gives(const Type& type);

// Whether one may be a Python callable: a std::function of types that all are known.
bool MayHoldCallable(const Callback& callback);

// What has to be included for the converter of this very type; empty for what every glue includes.
std::string_view ConverterHeader(const Type& type);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_TYPE_TABLE_H_
