#include "ferrule/convert/time.h"

#include <datetime.h>

#include <cstring>
#include <utility>

#include "ferrule/error.h"
#include "ferrule/interned.h"
#include "runtime/src/datetime_api.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

using literals::operator""_name;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr long long kMicrosecondsPerSecond = 1'000'000;
constexpr long long kMicrosecondsPerDay = 86'400 * kMicrosecondsPerSecond;

// --- Fields ---

bool IsDateTime(const PyDateTime_CAPI* api, PyObject* object) {
  return PyObject_TypeCheck(object, api->DateTimeType);
}

bool HasTimeZone(PyObject* datetime) { return PyDateTime_DATE_GET_TZINFO(datetime) != Py_None; }

long long InMicroseconds(long long hours, long long minutes, long long seconds,
                         long long microseconds) {
  return ((hours * 60 + minutes) * 60 + seconds) * kMicrosecondsPerSecond + microseconds;
}

// A time of the day in the parts that Python has.
struct TimeParts {
  explicit TimeParts(long long microseconds)
      : hour(static_cast<int>(microseconds / InMicroseconds(1, 0, 0, 0))),
        minute(static_cast<int>(microseconds / InMicroseconds(0, 1, 0, 0) % 60)),
        second(static_cast<int>(microseconds / kMicrosecondsPerSecond % 60)),
        microsecond(static_cast<int>(microseconds % kMicrosecondsPerSecond)) {}

  int hour;
  int minute;
  int second;
  int microsecond;
};

year_month_day DateFields(PyObject* date) {
  return {std::chrono::year(PyDateTime_GET_YEAR(date)),
          std::chrono::month(PyDateTime_GET_MONTH(date)),
          std::chrono::day(PyDateTime_GET_DAY(date))};
}

Microseconds DateTimeFields(PyObject* datetime) {
  return {sys_days(DateFields(datetime)).time_since_epoch().count(),
          InMicroseconds(PyDateTime_DATE_GET_HOUR(datetime), PyDateTime_DATE_GET_MINUTE(datetime),
                         PyDateTime_DATE_GET_SECOND(datetime),
                         PyDateTime_DATE_GET_MICROSECOND(datetime))};
}

Microseconds DeltaFields(PyObject* delta) {
  return {PyDateTime_DELTA_GET_DAYS(delta),
          PyDateTime_DELTA_GET_SECONDS(delta) * kMicrosecondsPerSecond +
              PyDateTime_DELTA_GET_MICROSECONDS(delta)};
}

Microseconds Minus(const Microseconds& a, const Microseconds& b) {
  const long long rest = a.rest - b.rest;
  const bool borrows = rest < 0;
  return {a.days - b.days - (borrows ? 1 : 0), borrows ? rest + kMicrosecondsPerDay : rest};
}

// --- Errors ---

PyObject* RaiseTooFar(const Microseconds& time, const char* type) {
  if (time.days == Microseconds::kNotANumber) {
    PyErr_Format(PyExc_ValueError, "C++ returned a time that is not a number");
  } else {
    PyErr_Format(PyExc_OverflowError, "C++ returned a time out of range of %s", type);
  }
  return nullptr;
}

bool RaiseNaive() {
  PyErr_SetString(PyExc_TypeError,
                  "expected a datetime with a time zone, got one without: .astimezone() gives it "
                  "the local one, .replace(tzinfo=...) any other");
  return false;
}

// --- Dates as Python has them ---

// From the year 1 to the year 9999.
bool IsPythonDay(long long days) {
  constexpr long long first = sys_days(std::chrono::year(1) / 1 / 1).time_since_epoch().count();
  constexpr long long last = sys_days(std::chrono::year(9999) / 12 / 31).time_since_epoch().count();
  return days >= first && days <= last;
}

// A date in the parts that Python has. Requires: IsPythonDay(days).
struct DateParts {
  explicit DateParts(long long days)
      : DateParts(year_month_day(
            sys_days(std::chrono::days(static_cast<std::chrono::days::rep>(days))))) {}
  explicit DateParts(const year_month_day& date)
      : year(static_cast<int>(date.year())),
        month(static_cast<int>(static_cast<unsigned>(date.month()))),
        day(static_cast<int>(static_cast<unsigned>(date.day()))) {}

  int year;
  int month;
  int day;
};

PyObject* MakeDateTime(const Microseconds& time, bool is_aware) {
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return nullptr;
  if (!IsPythonDay(time.days)) return RaiseTooFar(time, "datetime");
  const DateParts date(time.days);
  const TimeParts clock(time.rest);
  return api->DateTime_FromDateAndTime(date.year, date.month, date.day, clock.hour, clock.minute,
                                       clock.second, clock.microsecond,
                                       is_aware ? api->TimeZone_UTC : Py_None, api->DateTimeType);
}

// What the time zone of `datetime` says: a timedelta or None. A new reference; null with an error
// set.
PyObject* UtcOffset(PyObject* datetime) {
  const Python py = Python::assume_attached();
  try {
    const Borrowed<Str> name = "utcoffset"_name.get(py);
    return internal::OrPark([&] { return PyObject_CallMethodNoArgs(datetime, name.as_ptr()); });
  } catch (const PyErr& error) {
    error.restore(py);
    return nullptr;
  }
}

}  // namespace

// --- timedelta ---

bool Delta::Read(PyObject* object, Microseconds& out) {
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return false;
  if (!PyObject_TypeCheck(object, api->DeltaType)) return RaiseExpected(kName, object);
  out = DeltaFields(object);
  return true;
}

PyObject* Delta::Make(const Microseconds& time) {
  constexpr long long kGreatest = 999'999'999;  // days
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return nullptr;
  if (time.days > kGreatest || time.days < -kGreatest) return RaiseTooFar(time, kName);
  return api->Delta_FromDelta(
      static_cast<int>(time.days), static_cast<int>(time.rest / kMicrosecondsPerSecond),
      static_cast<int>(time.rest % kMicrosecondsPerSecond), 0, api->DeltaType);
}

Fit Delta::Fits(PyObject* object) {
  const PyDateTime_CAPI* const api = internal::DateTimeApiOf(object);
  return api != nullptr && PyObject_TypeCheck(object, api->DeltaType) ? Fit::kExact : Fit::kNone;
}

// --- datetime ---

bool AwareDateTime::Read(PyObject* object, Microseconds& out) {
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return false;
  if (!IsDateTime(api, object)) return RaiseExpected(kName, object);
  if (!HasTimeZone(object)) return RaiseNaive();
  const Held offset(UtcOffset(object));
  if (offset.get() == nullptr) return false;
  if (offset.get() == Py_None) return RaiseNaive();
  if (!PyObject_TypeCheck(offset.get(), api->DeltaType)) {
    PyErr_Format(PyExc_TypeError, "expected utcoffset() to return timedelta, got '%s'",
                 Py_TYPE(offset.get())->tp_name);
    return false;
  }
  out = Minus(DateTimeFields(object), DeltaFields(offset.get()));
  return true;
}

PyObject* AwareDateTime::Make(const Microseconds& time) { return MakeDateTime(time, true); }

Fit AwareDateTime::Fits(PyObject* object) {
  const PyDateTime_CAPI* const api = internal::DateTimeApiOf(object);
  const bool fits = api != nullptr && IsDateTime(api, object) && HasTimeZone(object);
  return fits ? Fit::kExact : Fit::kNone;
}

bool NaiveDateTime::Read(PyObject* object, Microseconds& out) {
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return false;
  if (!IsDateTime(api, object)) return RaiseExpected(kName, object);
  if (HasTimeZone(object)) {
    PyErr_SetString(PyExc_TypeError,
                    "expected a datetime without a time zone, got one with it: "
                    ".replace(tzinfo=None) takes it away");
    return false;
  }
  out = DateTimeFields(object);
  return true;
}

PyObject* NaiveDateTime::Make(const Microseconds& time) { return MakeDateTime(time, false); }

Fit NaiveDateTime::Fits(PyObject* object) {
  const PyDateTime_CAPI* const api = internal::DateTimeApiOf(object);
  const bool fits = api != nullptr && IsDateTime(api, object) && !HasTimeZone(object);
  return fits ? Fit::kExact : Fit::kNone;
}

// --- time ---

bool TimeOfDay::Read(PyObject* object, Microseconds& out) {
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return false;
  if (!PyObject_TypeCheck(object, api->TimeType)) return RaiseExpected(kName, object);
  if (PyDateTime_TIME_GET_TZINFO(object) != Py_None) {
    PyErr_SetString(PyExc_TypeError,
                    "expected a time without a time zone, got one with it: "
                    ".replace(tzinfo=None) takes it away");
    return false;
  }
  out = {0, InMicroseconds(PyDateTime_TIME_GET_HOUR(object), PyDateTime_TIME_GET_MINUTE(object),
                           PyDateTime_TIME_GET_SECOND(object),
                           PyDateTime_TIME_GET_MICROSECOND(object))};
  return true;
}

PyObject* TimeOfDay::Make(const Microseconds& time) {
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return nullptr;
  if (time.days != 0) return RaiseTooFar(time, kName);
  const TimeParts clock(time.rest);
  return api->Time_FromTime(clock.hour, clock.minute, clock.second, clock.microsecond, Py_None,
                            api->TimeType);
}

Fit TimeOfDay::Fits(PyObject* object) {
  const PyDateTime_CAPI* const api = internal::DateTimeApiOf(object);
  const bool fits = api != nullptr && PyObject_TypeCheck(object, api->TimeType) &&
                    PyDateTime_TIME_GET_TZINFO(object) == Py_None;
  return fits ? Fit::kExact : Fit::kNone;
}

// --- date ---

bool Date::Read(PyObject* object, year_month_day& out) {
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return false;
  if (!PyObject_TypeCheck(object, api->DateType)) return RaiseExpected(kName, object);
  if (IsDateTime(api, object)) {
    PyErr_SetString(PyExc_TypeError,
                    "expected date, got 'datetime', whose time would be lost: .date() is without");
    return false;
  }
  out = DateFields(object);
  return true;
}

bool Date::Read(PyObject* object, sys_days& out) {
  year_month_day date;
  if (!Read(object, date)) return false;
  out = date;
  return true;
}

PyObject* Date::Make(const year_month_day& date) {
  if (date.ok()) return Make(sys_days(date));
  PyErr_Format(PyExc_ValueError, "C++ returned a date that there is not: %d-%02u-%02u",
               static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
               static_cast<unsigned>(date.day()));
  return nullptr;
}

PyObject* Date::Make(const sys_days& date) {
  const PyDateTime_CAPI* const api = internal::GetDateTimeApi();
  if (api == nullptr) return nullptr;
  const Microseconds time = FromDuration(date.time_since_epoch());
  if (!IsPythonDay(time.days)) return RaiseTooFar(time, kName);
  const DateParts parts(time.days);
  return api->Date_FromDate(parts.year, parts.month, parts.day, api->DateType);
}

Fit Date::Fits(PyObject* object) {
  const PyDateTime_CAPI* const api = internal::DateTimeApiOf(object);
  const bool fits =
      api != nullptr && PyObject_TypeCheck(object, api->DateType) && !IsDateTime(api, object);
  return fits ? Fit::kExact : Fit::kNone;
}

}  // namespace convert

}  // namespace abi_1
}  // namespace ferrule
