#include "ferrule/datetime.h"

#include "ferrule/call.h"
#include "ferrule/error.h"
#include "runtime/src/datetime_api.h"

namespace ferrule {
inline namespace abi_1 {
namespace {

const PyDateTime_CAPI* Api() {
  internal::CheckAttached();
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) internal::ThrowError();
  return api;
}

// Returns whether `object` is of a type of datetime's.
bool Is(PyObject* object, PyTypeObject* PyDateTime_CAPI::* type) {
  const PyDateTime_CAPI* const api = internal::DateTimeApiOf(object);
  return api != nullptr && PyObject_TypeCheck(object, api->*type) != 0;
}

// A zone may be of any class derived from tzinfo, and its functions run Python code.
template <class T, class F>
Bound<T> Make(Python py, F make) {
  return Bound<T>::from_owned_ptr(py, internal::OrPark([&] { return make(Api()); }));
}

}  // namespace

bool Date::Check(PyObject* object) { return Is(object, &PyDateTime_CAPI::DateType); }
bool DateTime::Check(PyObject* object) { return Is(object, &PyDateTime_CAPI::DateTimeType); }
bool Time::Check(PyObject* object) { return Is(object, &PyDateTime_CAPI::TimeType); }
bool TimeDelta::Check(PyObject* object) { return Is(object, &PyDateTime_CAPI::DeltaType); }
bool TzInfo::Check(PyObject* object) { return Is(object, &PyDateTime_CAPI::TZInfoType); }

Bound<Date> Date::create(Python py, int year, int month, int day) {
  return Make<Date>(py,
                    [&](auto* api) { return api->Date_FromDate(year, month, day, api->DateType); });
}

Bound<DateTime> DateTime::create(Python py, int year, int month, int day, int hour, int minute,
                                 int second, int microsecond) {
  return create(py, year, month, day, hour, minute, second, microsecond, py.None());
}

Bound<DateTime> DateTime::create(Python py, int year, int month, int day, int hour, int minute,
                                 int second, int microsecond, Borrowed<> zone) {
  internal::Used(zone.as_ptr());
  return Make<DateTime>(py, [&](auto* api) {
    return api->DateTime_FromDateAndTime(year, month, day, hour, minute, second, microsecond,
                                         zone.as_ptr(), api->DateTimeType);
  });
}

Bound<Time> Time::create(Python py, int hour, int minute, int second, int microsecond) {
  return create(py, hour, minute, second, microsecond, py.None());
}

Bound<Time> Time::create(Python py, int hour, int minute, int second, int microsecond,
                         Borrowed<> zone) {
  internal::Used(zone.as_ptr());
  return Make<Time>(py, [&](auto* api) {
    return api->Time_FromTime(hour, minute, second, microsecond, zone.as_ptr(), api->TimeType);
  });
}

Bound<TimeDelta> TimeDelta::create(Python py, int days, int seconds, int microseconds) {
  return Make<TimeDelta>(py, [&](auto* api) {
    return api->Delta_FromDelta(days, seconds, microseconds, /*normalize=*/1, api->DeltaType);
  });
}

Bound<TzInfo> TzInfo::utc(Python py) {
  return Bound<TzInfo>::from_borrowed_ptr(py, Api()->TimeZone_UTC);
}

Bound<TzInfo> TzInfo::fixed_offset(Python py, const Bound<TimeDelta>& offset) {
  internal::Used(offset.as_ptr());
  return Make<TzInfo>(
      py, [&](auto* api) { return api->TimeZone_FromTimeZone(offset.as_ptr(), nullptr); });
}

int Handle<Date>::year() const { return PyDateTime_GET_YEAR(self()); }
int Handle<Date>::month() const { return PyDateTime_GET_MONTH(self()); }
int Handle<Date>::day() const { return PyDateTime_GET_DAY(self()); }

int Handle<DateTime>::hour() const { return PyDateTime_DATE_GET_HOUR(self()); }
int Handle<DateTime>::minute() const { return PyDateTime_DATE_GET_MINUTE(self()); }
int Handle<DateTime>::second() const { return PyDateTime_DATE_GET_SECOND(self()); }
int Handle<DateTime>::microsecond() const { return PyDateTime_DATE_GET_MICROSECOND(self()); }
bool Handle<DateTime>::fold() const { return PyDateTime_DATE_GET_FOLD(self()) != 0; }
Bound<> Handle<DateTime>::tzinfo() const {
  return Bound<>::from_borrowed_ptr(py(), PyDateTime_DATE_GET_TZINFO(self()));
}

int Handle<Time>::hour() const { return PyDateTime_TIME_GET_HOUR(self()); }
int Handle<Time>::minute() const { return PyDateTime_TIME_GET_MINUTE(self()); }
int Handle<Time>::second() const { return PyDateTime_TIME_GET_SECOND(self()); }
int Handle<Time>::microsecond() const { return PyDateTime_TIME_GET_MICROSECOND(self()); }
bool Handle<Time>::fold() const { return PyDateTime_TIME_GET_FOLD(self()) != 0; }
Bound<> Handle<Time>::tzinfo() const {
  return Bound<>::from_borrowed_ptr(py(), PyDateTime_TIME_GET_TZINFO(self()));
}

int Handle<TimeDelta>::days() const { return PyDateTime_DELTA_GET_DAYS(self()); }
int Handle<TimeDelta>::seconds() const { return PyDateTime_DELTA_GET_SECONDS(self()); }
int Handle<TimeDelta>::microseconds() const { return PyDateTime_DELTA_GET_MICROSECONDS(self()); }

}  // namespace abi_1
}  // namespace ferrule
