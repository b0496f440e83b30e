// Which view is poured into which template of //templates. The compiler holds the callers to it,
// and template_test holds the holes of each template against the fields of its view.
#ifndef FERRULE_GENERATOR_RENDER_TEMPLATES_H_
#define FERRULE_GENERATOR_RENDER_TEMPLATES_H_

#include <tuple>

#include "generator/render/engine.h"
#include "generator/render/views.h"

namespace ferrule::render {

// Files.
inline constexpr Template<GlueView> kGlueTemplate = {"glue.cc.tmpl"};
inline constexpr Template<InittabView> kInittabTemplate = {"inittab.cc.tmpl"};
inline constexpr Template<StubView> kStubTemplate = {"stub.pyi.tmpl"};

// Parts of the glue.
inline constexpr Template<SignatureView> kSignatureTemplate = {"signature.cc.tmpl"};
inline constexpr Template<CallableView> kCallableTemplate = {"callable.cc.tmpl"};
inline constexpr Template<SlotsView> kOverloadSlotsTemplate = {"overload_slots.cc.tmpl"};
inline constexpr Template<OverloadsView> kOverloadsTemplate = {"overloads.cc.tmpl"};
inline constexpr Template<OverrideView> kOverrideTemplate = {"override.cc.tmpl"};
inline constexpr Template<SlotFunctionView> kSlotFunctionTemplate = {"slot_function.cc.tmpl"};
inline constexpr Template<RangeView> kRangeTemplate = {"range.cc.tmpl"};
inline constexpr Template<ClassView> kClassLayoutTemplate = {"class_layout.cc.tmpl"};
inline constexpr Template<ClassView> kClassConversionsTemplate = {"class_conversions.cc.tmpl"};
inline constexpr Template<ClassView> kClassTemplate = {"class.cc.tmpl"};
inline constexpr Template<RecordView> kRecordPartsTemplate = {"record_parts.cc.tmpl"};
inline constexpr Template<RecordView> kRecordTemplate = {"record.cc.tmpl"};
inline constexpr Template<EnumView> kEnumConversionsTemplate = {"enum_conversions.cc.tmpl"};
inline constexpr Template<EnumView> kEnumTemplate = {"enum.cc.tmpl"};
inline constexpr Template<ExceptionView> kExceptionTemplate = {"exception.cc.tmpl"};
inline constexpr Template<ImportedClassView> kImportedClassLayoutTemplate = {
    "imported_class_layout.cc.tmpl"};
inline constexpr Template<ImportedClassView> kImportedClassConversionsTemplate = {
    "imported_class_conversions.cc.tmpl"};
inline constexpr Template<ImportedClassView> kImportedClassTemplate = {"imported_class.cc.tmpl"};

// Parts of the stub.
inline constexpr Template<StubClassView> kStubClassTemplate = {"stub_class.pyi.tmpl"};
inline constexpr Template<StubEnumView> kStubEnumTemplate = {"stub_enum.pyi.tmpl"};
inline constexpr Template<StubExceptionView> kStubExceptionTemplate = {"stub_exception.pyi.tmpl"};
inline constexpr Template<StubCallableView> kStubCallableTemplate = {"stub_callable.pyi.tmpl"};

// All of them.
inline constexpr std::tuple kTemplates = {
    kGlueTemplate,
    kInittabTemplate,
    kStubTemplate,
    kSignatureTemplate,
    kCallableTemplate,
    kOverloadSlotsTemplate,
    kOverloadsTemplate,
    kOverrideTemplate,
    kSlotFunctionTemplate,
    kRangeTemplate,
    kClassLayoutTemplate,
    kClassConversionsTemplate,
    kClassTemplate,
    kRecordPartsTemplate,
    kRecordTemplate,
    kEnumConversionsTemplate,
    kEnumTemplate,
    kStubClassTemplate,
    kStubEnumTemplate,
    kStubCallableTemplate,
    kExceptionTemplate,
    kStubExceptionTemplate,
    kImportedClassLayoutTemplate,
    kImportedClassConversionsTemplate,
    kImportedClassTemplate,
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_TEMPLATES_H_
