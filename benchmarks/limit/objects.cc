// The classes of objects.h.
//
// An instance has a pointer to its C++ object, which is null before __init__ and when the object
// has been given away. Shapes that Python derives are objects of a class that knows its instance.
#include "benchmarks/objects.h"

#include <memory>
#include <new>
#include <unordered_map>
#include <utility>

#include "benchmarks/limit/attached.h"
#include "benchmarks/limit/call.h"
#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/state.h"

namespace limit {
namespace {

[[gnu::cold]] std::nullptr_t RaiseNoObject(PyObject* self) {
  PyErr_Format(PyExc_TypeError,
               "%s.__init__() has not been called, or the object has been given away",
               Py_TYPE(self)->tp_name);
  return nullptr;
}

// --- Shapes: any class derived from Shape has its instances ---

struct ShapeObject {
  PyObject_HEAD core::Shape* pointer;
};

core::Shape* ShapeOf(PyObject* self) {
  core::Shape* const shape = reinterpret_cast<ShapeObject*>(self)->pointer;
  return shape != nullptr ? shape : RaiseNoObject(self);
}

// A shape whose method Python overrides.
class PythonShape : public core::Shape {
 public:
  explicit PythonShape(PyObject* self) : self_(self) {}

  double area() const override {
    const Attached attached;
    const State& state = GetState();
    PyObject* const found = _PyType_Lookup(Py_TYPE(self_), state.area_name);  // borrowed
    if (found == state.shape_area) return Shape::area();
    PyObject* const result = PyObject_VectorcallMethod(state.area_name, &self_,
                                                       1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    double area = 0;
    const bool is_known = result != nullptr && AsDouble(result, area);
    Py_XDECREF(result);
    if (!is_known) PyErr_WriteUnraisable(self_);
    return area;
  }

 private:
  PyObject* self_;  // which has this object
};

PyObject* NewObject(PyTypeObject* type, PyObject*, PyObject*) { return type->tp_alloc(type, 0); }

int InitShape(PyObject* self, PyObject*, PyObject*) {
  const bool is_derived = Py_TYPE(self) != GetState().shape;
  reinterpret_cast<ShapeObject*>(self)->pointer =
      is_derived ? new PythonShape(self) : new core::Shape();
  return 0;
}

void DeallocShape(PyObject* self) {
  delete reinterpret_cast<ShapeObject*>(self)->pointer;
  PyTypeObject* const type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* Area(PyObject* self, PyObject*) {
  const core::Shape* const shape = ShapeOf(self);
  if (shape == nullptr) return nullptr;
  // super().area() must not come back to what overrides it.
  const bool is_python = dynamic_cast<const PythonShape*>(shape) != nullptr;
  return PyFloat_FromDouble(is_python ? shape->Shape::area() : shape->area());
}

PyObject* Sides(PyObject* self, PyObject*) {
  const core::Shape* const shape = ShapeOf(self);
  return shape != nullptr ? PyLong_FromLong(shape->sides()) : nullptr;
}

PyObject* Side(PyObject* self, PyObject*) {
  const core::Shape* const shape = ShapeOf(self);
  return shape != nullptr ? PyFloat_FromDouble(static_cast<const core::Square*>(shape)->side())
                          : nullptr;
}

constexpr const char* kSideNames[] = {"side"};
constexpr OneParameter kSquare = {{"Square.__init__", kSideNames, 1, 1}, &State::side_name};

PyObject* NewSquare(PyObject* type, PyObject* const* values, std::size_t nargsf,
                    PyObject* kwnames) {
  PyObject* const argument = TakeOne(kSquare, values, PyVectorcall_NARGS(nargsf), kwnames);
  double side;
  if (argument == nullptr) return nullptr;
  if (!AsDouble(argument, side)) return BadArgument(kSquare);
  ShapeObject* const self = PyObject_New(ShapeObject, reinterpret_cast<PyTypeObject*>(type));
  if (self == nullptr) return nullptr;
  self->pointer = new core::Square(side);
  return reinterpret_cast<PyObject*>(self);
}

constexpr const char* kShapeNames[] = {"shape"};
constexpr OneParameter kAreaOf = {{"area_of", kShapeNames, 1, 1}, &State::shape_name};

PyObject* AreaOf(PyObject* argument) {
  if (!PyObject_TypeCheck(argument, GetState().shape)) {
    RaiseExpected("Shape", argument);
    return BadArgument(kAreaOf);
  }
  const core::Shape* const shape = ShapeOf(argument);
  if (shape == nullptr) return BadArgument(kAreaOf);
  const double area = shape->area();
  return PyErr_Occurred() == nullptr ? PyFloat_FromDouble(area) : nullptr;
}

// --- Crates: owned, and given away ---

struct CrateObject {
  PyObject_HEAD core::Crate* pointer;
};

core::Crate* CrateOf(PyObject* self) {
  core::Crate* const crate = reinterpret_cast<CrateObject*>(self)->pointer;
  return crate != nullptr ? crate : RaiseNoObject(self);
}

void DeallocCrate(PyObject* self) {
  delete reinterpret_cast<CrateObject*>(self)->pointer;
  PyTypeObject* const type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* Weight(PyObject* self, PyObject*) {
  const core::Crate* const crate = CrateOf(self);
  return crate != nullptr ? PyLong_FromLong(crate->weight()) : nullptr;
}

constexpr const char* kWeightNames[] = {"weight"};
constexpr OneParameter kMakeCrate = {{"make_crate", kWeightNames, 1, 1}, &State::weight_name};

PyObject* MakeCrate(PyObject* argument) {
  int weight;
  if (!AsInt(argument, weight)) return BadArgument(kMakeCrate);
  std::unique_ptr<core::Crate> crate = core::make_crate(weight);
  CrateObject* const self = PyObject_New(CrateObject, GetState().crate);
  if (self == nullptr) return nullptr;
  self->pointer = crate.release();
  return reinterpret_cast<PyObject*>(self);
}

constexpr const char* kCrateNames[] = {"crate"};
constexpr OneParameter kTakeCrate = {{"take_crate", kCrateNames, 1, 1}, &State::crate_name};

PyObject* TakeCrate(PyObject* argument) {
  if (!PyObject_TypeCheck(argument, GetState().crate)) {
    RaiseExpected("Crate", argument);
    return BadArgument(kTakeCrate);
  }
  core::Crate* const crate = CrateOf(argument);
  if (crate == nullptr) return BadArgument(kTakeCrate);
  reinterpret_cast<CrateObject*>(argument)->pointer = nullptr;
  return PyLong_FromLong(core::take_crate(std::unique_ptr<core::Crate>(crate)));
}

// --- Sessions: shared, and the same object in Python as long as one lives ---

struct SessionObject {
  PyObject_HEAD core::Session* pointer;
  std::shared_ptr<core::Session> shared;
};

std::unordered_map<core::Session*, PyObject*>& Sessions() {
  static auto* const sessions = new std::unordered_map<core::Session*, PyObject*>();
  return *sessions;
}

void DeallocSession(PyObject* self) {
  auto* const object = reinterpret_cast<SessionObject*>(self);
  if (object->pointer != nullptr) Sessions().erase(object->pointer);
  std::destroy_at(&object->shared);
  PyTypeObject* const type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* FromSession(std::shared_ptr<core::Session> session) {
  const auto found = Sessions().find(session.get());
  if (found != Sessions().end()) return Py_NewRef(found->second);
  SessionObject* const self = PyObject_New(SessionObject, GetState().session);
  if (self == nullptr) return nullptr;
  self->pointer = session.get();
  ::new (&self->shared) std::shared_ptr<core::Session>(std::move(session));
  Sessions().emplace(self->pointer, reinterpret_cast<PyObject*>(self));
  return reinterpret_cast<PyObject*>(self);
}

const std::shared_ptr<core::Session>* AsSession(PyObject* object) {
  if (!PyObject_TypeCheck(object, GetState().session)) {
    RaiseExpected("Session", object);
    return nullptr;
  }
  return &reinterpret_cast<SessionObject*>(object)->shared;
}

PyObject* Number(PyObject* self, PyObject*) {
  const core::Session* const session = reinterpret_cast<SessionObject*>(self)->pointer;
  return session != nullptr ? PyLong_FromLong(session->number()) : RaiseNoObject(self);
}

constexpr const char* kNumberNames[] = {"number"};
constexpr OneParameter kMakeSession = {{"make_session", kNumberNames, 1, 1}, &State::number_name};
constexpr const char* kSessionNames[] = {"session"};
constexpr OneParameter kNumberOf = {{"number_of", kSessionNames, 1, 1}, &State::session_name};
constexpr OneParameter kSame = {{"same", kSessionNames, 1, 1}, &State::session_name};

PyObject* MakeSession(PyObject* argument) {
  int number;
  if (!AsInt(argument, number)) return BadArgument(kMakeSession);
  return FromSession(core::make_session(number));
}

PyObject* NumberOf(PyObject* argument) {
  const auto* const session = AsSession(argument);
  return session != nullptr ? PyLong_FromLong(core::number_of(*session)) : BadArgument(kNumberOf);
}

PyObject* Same(PyObject* argument) {
  const auto* const session = AsSession(argument);
  return session != nullptr ? FromSession(core::same(*session)) : BadArgument(kSame);
}

// --- The types ---

PyMethodDef shape_methods[] = {
    {"area", &Area, METH_NOARGS, nullptr},
    {"sides", &Sides, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef square_methods[] = {
    {"side", &Side, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef crate_methods[] = {
    {"weight", &Weight, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef session_methods[] = {
    {"number", &Number, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot shape_slots[] = {
    {Py_tp_new, reinterpret_cast<void*>(&NewObject)},
    {Py_tp_init, reinterpret_cast<void*>(&InitShape)},
    {Py_tp_dealloc, reinterpret_cast<void*>(&DeallocShape)},
    {Py_tp_methods, shape_methods},
    {0, nullptr},
};

PyType_Slot square_slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(&DeallocShape)},
    {Py_tp_methods, square_methods},
    {0, nullptr},
};

PyType_Slot crate_slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(&DeallocCrate)},
    {Py_tp_methods, crate_methods},
    {0, nullptr},
};

PyType_Slot session_slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(&DeallocSession)},
    {Py_tp_methods, session_methods},
    {0, nullptr},
};

PyType_Spec shape_spec = {"limit.Shape", sizeof(ShapeObject), 0,
                          Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, shape_slots};
PyType_Spec square_spec = {"limit.Square", sizeof(ShapeObject), 0, Py_TPFLAGS_DEFAULT,
                           square_slots};
PyType_Spec crate_spec = {"limit.Crate", sizeof(CrateObject), 0,
                          Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, crate_slots};
PyType_Spec session_spec = {"limit.Session", sizeof(SessionObject), 0,
                            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, session_slots};

PyTypeObject* AddType(PyObject* module, PyType_Spec& spec, PyTypeObject* base = nullptr) {
  auto* const type = reinterpret_cast<PyTypeObject*>(
      PyType_FromModuleAndSpec(module, &spec, reinterpret_cast<PyObject*>(base)));
  return type != nullptr && PyModule_AddType(module, type) == 0 ? type : nullptr;
}

PyMethodDef object_functions[] = {
    Define("area_of", &Function<kAreaOf, &AreaOf>),
    Define("make_crate", &Function<kMakeCrate, &MakeCrate>),
    Define("take_crate", &Function<kTakeCrate, &TakeCrate>),
    Define("make_session", &Function<kMakeSession, &MakeSession>),
    Define("number_of", &Function<kNumberOf, &NumberOf>),
    Define("same", &Function<kSame, &Same>),
    {nullptr, nullptr, 0, nullptr},
};

bool InternNames(State& state) {
  state.area_name = PyUnicode_InternFromString("area");
  return state.area_name != nullptr && Intern(kSquare.parameters, &state.side_name) &&
         Intern(kAreaOf.parameters, &state.shape_name) &&
         Intern(kMakeCrate.parameters, &state.weight_name) &&
         Intern(kTakeCrate.parameters, &state.crate_name) &&
         Intern(kMakeSession.parameters, &state.number_name) &&
         Intern(kNumberOf.parameters, &state.session_name);
}

}  // namespace

bool AddObjects(PyObject* module, State& state) {
  if (!InternNames(state)) return false;
  state.shape = AddType(module, shape_spec);
  if (state.shape == nullptr) return false;
  state.shape_area = PyObject_GetAttr(reinterpret_cast<PyObject*>(state.shape), state.area_name);
  state.square = AddType(module, square_spec, state.shape);
  state.crate = AddType(module, crate_spec);
  state.session = AddType(module, session_spec);
  if (state.square == nullptr || state.crate == nullptr || state.session == nullptr) return false;
  state.square->tp_vectorcall = &NewSquare;
  return state.shape_area != nullptr && PyModule_AddFunctions(module, object_functions) == 0;
}

}  // namespace limit
