// The one model. Scan makes it from the headers, Check completes and approves it, Render reads it.
//
// Plain values: every node owns its strings, refers to others by index, keeps the order of the
// source, and knows where it was declared. Nothing here knows of clang or of templates. Members
// below a line "Filled by Check" are empty before.
#ifndef FERRULE_GENERATOR_IR_MODULE_H_
#define FERRULE_GENERATOR_IR_MODULE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "generator/diag/location.h"
#include "generator/ir/signature.h"
#include "generator/ir/type.h"

namespace ferrule::ir {

using diag::Location;

// One `key` or `key = value` of a macro, as written.
struct AnnotationArgument {
  std::string key;
  std::optional<std::string> value;
  Location location;        // of the key
  Location value_location;  // of the value, or of the key where there is none
};

// The place of a part of the value. The value is the text of the source, unless the macro came out
// of another macro: then the value as a whole has to do. Requires: there is a value.
Location LocationIn(const AnnotationArgument& argument, std::size_t offset, std::size_t size);

enum class AnnotationKind {
  kClass,
  kFunction,
  kMethod,
  kStatic,
  kClassMethod,
  kInit,
  kGetter,
  kSetter,
  kField,
  kEnum,
  kConstant,
  kException,
  kModule,
  kExec,
  kTraverse,
  kNamespace,
  kSkip,
  kArg,
};

// A FERRULE_ macro on a declaration.
struct Annotation {
  AnnotationKind kind = AnnotationKind::kFunction;
  std::vector<AnnotationArgument> arguments;
  Location location;  // of the macro
};

// The value of a constant expression: of a default argument, or nothing where clang can't tell.
struct NoneConstant {  // nullptr, std::nullopt, an empty optional
  friend bool operator==(const NoneConstant&, const NoneConstant&) = default;
};
struct EmptyConstant {  // a container without elements
  friend bool operator==(const EmptyConstant&, const EmptyConstant&) = default;
};
using ConstantValue = std::variant<NoneConstant, EmptyConstant, bool, std::int64_t, std::uint64_t,
                                   double, std::string>;

// A default argument as it may be written at file scope.
struct DefaultExpression {
  std::string text;           // `::store::Options{}`
  bool is_reference = false;  // it is an object that there is, for a parameter that refers to one
};

struct DefaultArgument {
  std::string text;  // as written in the header; shown, never re-emitted
  std::optional<ConstantValue> value;
  // Where there is no value, and clang says that the text means the same there.
  std::optional<DefaultExpression> expression = std::nullopt;
};

// Where the value of a parameter comes from.
enum class ParameterUse {
  kArgument,  // from Python, unless it is a ferrule::Python
  kClass,     // the class that a class method is called on
  kObject,    // the object that a free operator is a method of
  kOut,       // from nowhere: C++ fills it in, and it is returned
  kStatus,    // from nowhere: C++ fills it in, and the call raises what it says
  kContext,   // the `void*` of a callback, which glue supplies
};

// What keeps an argument alive after the call.
enum class Keeper { kNone, kResult, kSelf };

struct Parameter {
  std::string name;  // empty when unnamed
  PassedType type;
  std::optional<DefaultArgument> default_argument;
  std::vector<Annotation> annotations;
  Location location;
  // Of those that a parameter pack stands for: which, from 1. They are passed by position.
  std::optional<std::size_t> pack_index = std::nullopt;
  bool is_lifetime_bound = false;  // [[clang::lifetimebound]]
  bool is_visitor = false;         // a `ferrule::Visitor&`

  // Filled by Check.
  ParameterUse use = ParameterUse::kArgument;
  bool is_exact = false;     // takes what it is for, and nothing that would have to be converted
  bool is_nullable = false;  // takes None where the type alone would not
  std::optional<std::size_t> context;  // of a callback: which parameter is its `void*`
  Keeper keeper = Keeper::kNone;
  std::size_t width = 0;  // of the bit-field that it is for; 0: for none
};

enum class FunctionKind {
  kFree,
  kMethod,
  kStaticMethod,
  kConstructor,
  kOperator,      // a member operator; `name` is its token: "()", "==", "[]", "=", "new"
  kConversion,    // operator T
  kFreeOperator,  // one that is no member; `name` is its token
  kStream,        // `operator<<` that writes its only parameter to a std::ostream
  kHash,          // std::hash of its only parameter
};

// Whether it is declared outside of classes, or as a friend.
constexpr bool IsFree(FunctionKind kind) {
  return kind == FunctionKind::kFree || kind == FunctionKind::kFreeOperator ||
         kind == FunctionKind::kStream || kind == FunctionKind::kHash;
}

enum class RefQualifier { kNone, kLvalue, kRvalue };

// What a callable is to Python.
enum class Role {
  kFunction,
  kMethod,
  kStaticMethod,
  kClassMethod,
  kConstructor,
  kCall,
  kSlot,  // a special method that CPython calls through a slot of the type
  kGetter,
  kSetter,
  kExec,
};

// What becomes of the object that a result refers or points to.
enum class Returns {
  kByType,     // what the type says
  kCopy,       // Python gets a copy
  kReference,  // Python refers to it, and keeps what keeps it alive
  kOwned,      // `new` has made it, and it is Python's
  kView,       // a container: Python gets a view of it, and keeps what keeps it alive
};

struct Function {
  FunctionKind kind = FunctionKind::kFree;
  std::string name;            // unqualified C++ name
  std::string qualified_name;  // `decorator::Counter::count`, no leading ::
  std::vector<Parameter> parameters;
  PassedType result;
  bool result_is_const =
      false;  // `const int f()`: part of the function's type, and of no consequence otherwise
  bool is_const = false;
  bool is_volatile = false;
  bool is_noexcept = false;
  bool is_virtual = false;
  bool is_pure = false;
  bool is_variadic = false;  // C's `...`
  bool is_template = false;  // of which no instance is listed: it has no types
  bool is_instance = false;  // of a template
  // Of an instance, `<int>` as it may stand at file scope; of one that a constructor's template
  // has, nothing: C++ deduces them.
  std::string template_arguments;
  bool is_deleted = false;
  bool is_explicit = false;       // of a conversion
  bool is_defaulted = false;      // of `<=>`: `==` comes with it
  bool is_hidden_friend = false;  // declared in a class alone: only its arguments find it
  bool is_public =
      true;  // what is not public is here only where it is annotated, for Check to refuse
  bool is_protected = false;
  RefQualifier ref_qualifier = RefQualifier::kNone;
  bool is_lifetime_bound = false;  // [[clang::lifetimebound]] on its object
  // The qualified name of the base that declares it, where that is not bound itself or has been
  // named in a using-declaration. Else empty.
  std::string inherited_from = {};
  bool is_introduced = false;  // by a using-declaration: the class has it as if it were its own
  // By a class that stands for another: to Python a member of that, to C++ a function that takes
  // the object.
  bool is_added = false;
  // Nobody may edit its header: where it has no Python form, there is none, and no error.
  bool may_be_left_out = false;
  // What of it no part of ferrule can do, as `consteval functions`; else empty.
  std::string uncovered = {};
  std::string doc;
  std::vector<Annotation> annotations;
  Location location;  // of the name

  // Filled by Check.
  Role role = Role::kFunction;
  std::string python_name;
  Signature signature;
  bool is_derived = false;  // follows from another declaration, and has none of its own
  bool by_index = false;    // its first argument is an index below the object's size()
  Returns returns = Returns::kByType;
  bool is_kept_by_self = false;  // the object that the result refers to
  bool makes_views = false;      // for Python, of the class of which this is said
  bool is_synchronized = false;  // the method says that threads may call it at once
};

// Whether it is a static function that serves as a constructor.
bool IsFactory(const Function& function);

// Whether it makes an object of what `__getstate__` gave.
bool IsRestorer(const Function& function);

// `decorator::twice<int>`.
std::string FullName(const Function& function);

// Whether C++ can fill in what a call leaves out at the end: the arguments come in the order of
// C++, and what is always passed does not stand behind one that has a default.
bool LeavesDefaultsToCpp(const Function& function);

// Whether two functions take the same types, in the same way.
bool HaveOneParameterList(const Function& a, const Function& b);

// The parameters that are results.
std::vector<std::size_t> OutParameters(const Function& function);

// The functions that are one callable in Python, which calls the one that takes the arguments. Most
// callables are one function. Indexes into the list of functions that the set belongs to.
struct OverloadSet {
  std::string python_name;
  std::vector<std::size_t> functions;  // in the order in which they are tried
  std::vector<std::size_t> folded;     // to Python the same as one of those: not bound
};

struct Field {
  std::string name;
  std::string
      owner;  // qualified name of the class that declares it: this one, or an (unbound) base
  Type type;
  Passing passing = Passing::kValue;
  bool is_public = false;
  bool is_const = false;
  bool is_static = false;
  bool is_mutable = false;
  bool is_inherited = false;
  bool is_flattened = false;  // inherited, from bases that are public and not bound: it is exported
  bool is_introduced = false;  // by a using-declaration: the class has it as if it were its own
  bool is_enumerator = false;  // of an unnamed enum
  bool is_in_unnamed = false;  // a member of an unnamed struct, by which C++ finds it too
  bool is_bit_field = false;
  std::size_t width = 0;         // of a bit-field
  bool may_be_left_out = false;  // as of functions
  bool is_left_out = false;      // and is not exported
  std::optional<DefaultArgument> initializer;
  std::string doc;
  std::vector<Annotation> annotations;
  Location location;

  // Filled by Check.
  bool is_exported = false;
  bool is_read_only = false;
  bool is_live = false;  // of a bound class: Python gets the part of the object, and no copy
  bool is_view = false;  // a container: Python gets a view of it
  // One that is a reference or a pointer: what Python gets of the object behind it.
  Returns returns = Returns::kByType;
  std::string python_name;
};

struct Base {
  std::string qualified_name;
  std::optional<ClassId> bound;  // when the base is bound itself
  bool is_public = false;
  bool is_virtual = false;
  Location location;
  bool shares_its_object = false;  // std::enable_shared_from_this
  // One that is not bound: whether its members are among those of the class, as inherited ones.
  bool is_flattened = false;
  bool is_indirect = false;  // a base of one that is not bound
  bool is_hidden = false;    // clang does not show its members: an instance of a template
};

// What the C++ compiler says of a class: asked of clang, not guessed.
struct ClassTraits {
  bool is_default_constructible = false;
  bool is_copy_constructible = false;
  bool is_move_constructible = false;
  bool is_destructible = false;
  bool is_trivially_destructible = false;
  bool has_virtual_destructor = false;
  bool is_abstract = false;
  bool is_polymorphic = false;
  bool is_final = false;
  bool is_aggregate = false;
  bool is_copy_assignable = false;
  std::size_t size = 0;  // 0: clang could not tell, and nothing here is known
  std::size_t alignment = 0;
};

// Where the C++ object of an instance is.
enum class Storage {
  kInline,  // in the instance
  kHeap,    // owned by the instance, which can give it away
  kShared,  // owned through a std::shared_ptr
};

// A getter and its setter, under one Python name. Indexes into Class::methods.
struct Property {
  std::string python_name;
  std::size_t getter = 0;
  std::optional<std::size_t> setter;
};

// What iterating over an object gives: `begin()` and `end()` are there.
struct Range {
  PassedType item;        // what the iterator refers to
  bool is_const = false;  // they can be called on a const object
  Location location;      // of `begin`
};

struct Class {
  std::string name;
  std::string qualified_name;
  std::string home;  // the module that binds it, where that is another one
  // Of one that is bound from outside: the name of the alias or of the struct that binds it.
  std::string alias = {};
  // In no header of the module: what has no Python form is left out.
  bool is_foreign = false;
  std::optional<ClassId> outer;  // the bound class it is nested in
  bool is_public = true;         // and so is whatever it is nested in
  std::vector<Base> bases;
  // Public, declared constructors (without copy and move constructors), methods and operators, and
  // whatever is annotated.
  std::vector<Function> constructors;
  std::vector<Function> methods;
  // The virtual methods that a derived class can override, each as it was declared last: those of
  // all bases too, of every access, as far as clang shows them. No destructor.
  std::vector<Function> virtuals;
  // The names of members that are not public, or that a using-declaration hides: C++ finds nothing
  // of a base under them.
  std::vector<std::string> hidden_names;
  bool declares_constructors =
      false;  // of any access: then there is no implicit default constructor
  bool provides_copy_constructor = false;  // written by hand, not implicit or defaulted
  std::vector<Field> fields;  // of every access: collection of garbage needs the private ones
  ClassTraits traits;
  bool has_std_hash = false;  // std::hash is specialised for it
  std::optional<Range> range;
  std::string doc;
  std::vector<Annotation> annotations;
  Location location;

  // Filled by Check: what is not exported is gone from `constructors` and `methods`.
  std::string python_name;  // of another module's class, the path in that
  bool is_subclassable = true;
  // Python can override `virtuals`, of which those are left that it can.
  bool is_overridable = false;
  bool holds_references = false;  // to Python objects
  // Const calls, too, may change what the garbage collector sees of an object.
  bool is_busy_in_const_calls = false;
  // FERRULE_TRAVERSE, of bases that are not bound, too; gone from `methods`.
  std::vector<Function> traverses;
  // Instances may refer to objects that others keep alive.
  bool is_referable = false;
  bool is_collected = false;        // instances take part in garbage collection
  bool is_view = false;             // objects point into others, which their instances keep
  bool keeps_arguments = false;     // instances keep what calls were given
  bool has_iterable_parts = false;  // Python may iterate over parts of them, or what they refer to
  Storage storage = Storage::kInline;
  std::vector<ClassId> python_bases;  // none of which is a base of another
  bool has_derived = false;           // some class has it for one of them
  // What a parameter of the class takes besides its instances: what these can be made of, and dicts
  // of the constructor's keywords.
  std::vector<PassedType> implicit_sources;
  bool takes_dict = false;
  bool is_unhashable = false;    // it compares, and nothing says how to hash it
  bool shows_fields = false;     // its repr is made of its fields
  bool copies_fields = false;    // copies and pickles are made of them
  bool copies_state = false;     // the same of what `__getstate__` returns
  bool has_dict = false;         // instances have a dict of attributes
  bool has_weakrefs = false;     // weak references to instances can be made
  bool is_frozen = false;        // the class says that Python has no way to change its objects
  bool can_change = true;        // Python has one: a method that is not const, a field, an argument
  bool is_synchronized = false;  // the class says that threads may use an object at once
  bool is_borrow_checked = false;  // calls that change an object overlap with no others
  std::vector<std::string> match_args;
  std::vector<Property> properties;
  std::vector<OverloadSet> method_sets;  // of all methods but getters and setters
  std::optional<OverloadSet> constructor_set;
};

struct Enumerator {
  std::string name;
  std::variant<std::int64_t, std::uint64_t> value;
  std::string doc;
  std::vector<Annotation> annotations;
  Location location;

  // Filled by Check.
  std::string python_name;
};

enum class EnumBase { kEnum, kIntEnum, kFlag, kIntFlag };

// What becomes of a value that has no enumerator: of flags, one with bits that have none.
enum class UnknownValues { kRefused, kKept };

struct Enum {
  std::string name;
  std::string qualified_name;
  std::string home;        // the module that binds it, where that is another one
  std::string alias = {};  // as of classes
  bool is_foreign = false;
  std::optional<ClassId> outer;
  bool is_public = true;
  bool is_scoped = false;
  std::vector<Enumerator> enumerators;
  std::string doc;
  std::vector<Annotation> annotations;
  Location location;

  // Filled by Check: skipped enumerators are gone.
  std::string python_name;
  EnumBase base = EnumBase::kEnum;
  UnknownValues unknown_values = UnknownValues::kRefused;
};

// Whether its values are made of bits.
bool IsFlag(const Enum& node);
// Whether values without an enumerator are ints in Python.
bool TakesNumbers(const Enum& node);

// A class that an exception class is publicly derived from.
struct Ancestor {
  std::string qualified_name;
  std::optional<ExceptionId> bound;  // when it is an exception class of the module itself
};

// A class that is thrown. Python gets a class of its own in its place, whose instances have as
// attributes what the C++ one says.
struct Exception {
  std::string name;
  std::string qualified_name;
  std::string alias = {};  // as of classes
  std::optional<ClassId> outer;
  bool is_public = true;
  std::vector<Ancestor> ancestors;  // all of them, the nearest first
  std::vector<Function> methods;    // those that are annotated
  std::vector<Field> fields;  // those that are public or annotated, and those of unbound bases
  std::string doc;
  std::vector<Annotation> annotations;
  Location location;

  // Filled by Check: methods that are no getters are gone.
  std::string python_name;
  std::vector<ExceptionId> bases;
  std::string python_base;  // beside those: `ValueError`, `json.JSONDecodeError`, or nothing
};

struct Constant {
  std::string name;
  std::string qualified_name;
  PassedType type;
  std::string doc;
  std::vector<Annotation> annotations;
  Location location;

  // Filled by Check.
  std::string python_name;
};

// A class that is not bound, as far as bound ones have Python references in objects of it.
struct Record {
  // A data member that has them, or may; or else a base.
  struct Part {
    std::string owner;  // the qualified name of the class that has it, or of the base
    std::string name;   // empty: a base
    Type type;
    bool is_mutable = false;
  };

  std::string qualified_name;
  std::vector<Part> parts;
  // Of the standard library: the parts are the types of its elements.
  bool is_container = false;
};

// The interpreters of a process that may import a module.
enum class Interpreters {
  kMain,       // the main one alone
  kSharedGil,  // those too that share its lock
  kOwnGil,     // and those with a lock of their own
};

// What another module says of its types, so that this one can use them.
struct Interface {
  struct ClassEntry {
    std::string qualified_name;
    std::string python_path;  // in its module: `Account.Entry`
    Storage storage = Storage::kInline;
    bool is_subclassable = true;
    bool is_overridable = false;
    bool holds_references = false;
    bool is_collected = false;
    bool is_referable = false;
    bool is_frozen = false;
    bool is_synchronized = false;
    bool is_borrow_checked = false;
    bool is_view = false;
    std::uint64_t layout_hash = 0;
  };
  struct EnumEntry {
    std::string qualified_name;
    std::string python_path;
    EnumBase base = EnumBase::kEnum;
    UnknownValues unknown_values = UnknownValues::kRefused;
    std::map<std::string, std::string> members;  // by their names in C++
  };

  std::string module;
  std::vector<ClassEntry> classes;
  std::vector<EnumEntry> enums;
};

// A member of a class that is bound from outside, which has no Python form.
struct LeftOut {
  std::string what;
  std::string reason;
  Location location;
};

struct Module {
  std::string name;
  std::vector<std::string>
      headers;  // as given on the command line, which is how the glue includes them
  std::vector<Class> classes;
  std::vector<Enum> enums;
  std::vector<Exception> exceptions;  // bases come before what is derived from them
  std::vector<Function> functions;
  std::vector<Constant> constants;
  std::vector<Record> records;         // by RecordId
  std::vector<Interface> imports;      // of the modules whose types it may use
  std::vector<Annotation> settings;    // every FERRULE_MODULE
  std::vector<Annotation> namespaces;  // every FERRULE_NAMESPACE

  // Filled by Check.
  std::string doc;
  Interpreters interpreters = Interpreters::kMain;
  bool is_free_threaded = false;  // it needs no lock of the interpreter
  std::optional<Function> exec;   // FERRULE_EXEC; gone from `functions`
  std::vector<LeftOut> left_out;
  std::vector<OverloadSet> function_sets;
};

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_MODULE_H_
