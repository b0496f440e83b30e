#include "ferrule/convert/function_object.h"

#include <cstddef>

#include "ferrule/call.h"
#include "ferrule/convert/handles.h"
#include "ferrule/convert/text.h"
#include "ferrule/glue/bind.h"
#include "ferrule/glue/instance.h"
#include "ferrule/imported.h"
#include "ferrule/module.h"
#include "ferrule/once.h"
#include "runtime/src/error_context.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

// What messages and __name__ call a function, for C++ does not say.
constexpr char kName[] = "function";

FunctionObject* AsFunction(PyObject* self) { return reinterpret_cast<FunctionObject*>(self); }

std::string ParameterName(std::size_t index) { return "arg" + std::to_string(index); }

// `arg0: int, arg1: str`, without the types of the second part.
std::string SignatureText(const std::vector<std::string>& types) {
  std::string text = "(";
  for (std::size_t i = 0; i + 1 < types.size(); ++i) {
    text += ParameterName(i) + ": " + types[i] + ", ";
  }
  if (types.size() > 1) text += "/";
  return text + ") -> " + types.back();
}

PyObject* Represent(PyObject* self) try {
  const std::string signature = SignatureText(AsFunction(self)->kind->types());
  return PyUnicode_FromFormat("<C++ function %s at %p>", signature.c_str(), self);
} catch (const std::exception& error) {
  return glue::Raise(error);
} catch (...) {
  return glue::RaiseUnknown();
}

PyObject* GetName(PyObject*, void*) { return PyUnicode_InternFromString(kName); }

// __signature__, which the module inspect looks for: so it is made only when it is asked for.
PyObject* GetSignature(PyObject* self, void*) try {
  const Python py = Python::assume_attached();
  static const Imported<Module> inspect("inspect");
  const Bound<> parameter = inspect.get(py).attr("Parameter");
  const std::vector<std::string> types = AsFunction(self)->kind->types();
  const Bound<List> parameters = List::create(py);
  for (std::size_t i = 0; i + 1 < types.size(); ++i) {
    parameters.append(parameter(ParameterName(i), parameter.attr("POSITIONAL_ONLY"),
                                kw("annotation") = types[i]));
  }
  return inspect.get(py)
      .attr("Signature")(parameters, kw("return_annotation") = types.back())
      .into_ptr();
} catch (const std::exception& error) {
  return glue::Raise(error);
} catch (...) {
  return glue::RaiseUnknown();
}

void Deallocate(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  FunctionObject* const function = AsFunction(self);
  if (function->weak_references != nullptr) PyObject_ClearWeakRefs(self);
  if (function->kind != nullptr) {
    const glue::SavedError saved;
    function->kind->destroy(function->storage);
  }
  type->tp_free(self);
  Py_DECREF(type);
}

PyGetSetDef properties[] = {
    {"__name__", &GetName, nullptr, nullptr, nullptr},
    {"__qualname__", &GetName, nullptr, nullptr, nullptr},
    {"__signature__", &GetSignature, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMemberDef members[] = {
    {"__vectorcalloffset__", compat::kMemberSsize, offsetof(FunctionObject, vectorcall),
     compat::kMemberReadOnly, nullptr},
    {"__weaklistoffset__", compat::kMemberSsize, offsetof(FunctionObject, weak_references),
     compat::kMemberReadOnly, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_doc, const_cast<char*>("A function of C++.")},
    {Py_tp_dealloc, reinterpret_cast<void*>(&Deallocate)},
    {Py_tp_repr, reinterpret_cast<void*>(&Represent)},
    {Py_tp_call, reinterpret_cast<void*>(&PyVectorcall_Call)},
    {Py_tp_members, members},
    {Py_tp_getset, properties},
    {0, nullptr},
};

PyType_Spec spec = {
    "ferrule.function",
    sizeof(FunctionObject),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | compat::kCallableTypeFlags,
    slots,
};

constinit PyOnce<Py<Type>> function_type;

// The type of function objects in the current interpreter, borrowed; null if there are none.
PyTypeObject* FindType() {
  const Py<Type>* const type = function_type.get(Python::assume_attached());
  return type != nullptr ? reinterpret_cast<PyTypeObject*>(type->as_ptr()) : nullptr;
}

// The same, made if there is none. Throws: PyErr.
PyTypeObject* RequireType() {
  const Python py = Python::assume_attached();
  const Py<Type>& type = function_type.get_or_init(py, [py]() -> Py<Type> {
    return Bound<Type>::from_owned_ptr(py, internal::OrPark(PyType_FromSpec, &spec));
  });
  return reinterpret_cast<PyTypeObject*>(type.as_ptr());
}

}  // namespace

FunctionObject* NewFunctionObject() try {
  FunctionObject* const function = PyObject_New(FunctionObject, RequireType());
  if (function == nullptr) return nullptr;
  function->kind = nullptr;
  function->weak_references = nullptr;
  return function;
} catch (const std::exception& error) {
  glue::Raise(error);
  return nullptr;
}

void* FindFunction(PyObject* object, const FunctionTag& tag) {
  if (!Py_IS_TYPE(object, FindType())) return nullptr;
  FunctionObject* const function = AsFunction(object);
  return function->kind->tag == &tag ? function->storage : nullptr;
}

std::string CallableName(const std::vector<std::string>& types) {
  std::string name = "Callable[[";
  for (std::size_t i = 0; i + 1 < types.size(); ++i) {
    if (i > 0) name += ", ";
    name += types[i];
  }
  return name + "], " + types.back() + "]";
}

void RaiseBadCall(Py_ssize_t expected, PyObject* const* values, Py_ssize_t nargs,
                  PyObject* kwnames) {
  const auto count = static_cast<std::size_t>(expected);
  std::vector<std::string> names(count);
  std::vector<glue::Parameter> parameters(count);
  for (std::size_t i = 0; i < count; ++i) {
    names[i] = ParameterName(i);
    parameters[i] = {names[i].c_str(), true};
  }
  const glue::Signature signature = {
      .function = kName,
      .parameters = parameters.data(),
      .count = expected,
      .positional_only = expected,
      .positional = expected,
      .takes_self = false,
  };
  const std::vector<PyObject*> interned(count);  // none, for no keyword is taken
  std::vector<PyObject*> bound(count);
  glue::BindArguments(signature, interned.data(), values, nargs, kwnames, bound.data());
}

void RaiseInArgument(std::size_t index) {
  PrefixError(PyUnicode_FromFormat("%s() argument '%s'", kName, ParameterName(index).c_str()));
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
