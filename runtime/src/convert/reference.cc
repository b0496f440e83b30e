#include "ferrule/convert/reference.h"

#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

void DropReference(PyObject* instance, abi::Storage storage, std::size_t referent_offset) {
  const Reference reference = ReferenceOf(instance, storage, referent_offset);
  if (reference.object == nullptr) return;
  CountReferences({reference.kind, reference.owner}, -1);
  if (storage != abi::Storage::kInline) {
    reinterpret_cast<abi::OwningHead*>(instance)->absence = abi::Absence::kNotMade;
  } else {
    ReferentOf(instance, referent_offset) = nullptr;
    WordBehindHead(instance) = 0;  // for kNotMade
  }
  internal::Decref(reference.owner);
}

PyObject* RootOf(PyObject* instance) {
  PyObject* const pending = compat::TakeRaisedException();
  const abi::TypeRecord* const record = abi::FindRecord(Py_TYPE(instance));
  if (record == nullptr) PyErr_Clear();  // no instance at all
  if (pending != nullptr) compat::SetRaisedException(pending);
  if (record == nullptr) return instance;
  const Owner owner = OwnerOf(instance, *record);
  return owner.object != nullptr ? RootOf(owner) : instance;
}

PyObject* RootOf(Owner owner) {
  while (owner.kind == abi::Absence::kKeptByAll) {
    const Owner behind = OwnerBehind(owner.object);
    if (behind.object == nullptr) break;
    owner = behind;
  }
  return owner.object;
}

std::int32_t* CallsOfOwner(PyObject* instance, const abi::TypeRecord& record) {
  const Reference reference = ReferenceOf(instance, record);
  Owner owner = {reference.kind, reference.owner};
  while (owner.kind == abi::Absence::kKeptByAll) {
    if (std::int32_t* const calls = CallsOfHandedOver(owner.object)) return calls;
    owner = OwnerBehind(owner.object);
  }
  if (owner.kind != abi::Absence::kPartOfOwned) return nullptr;
  return &reinterpret_cast<abi::OwningHead*>(owner.object)->calls;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
