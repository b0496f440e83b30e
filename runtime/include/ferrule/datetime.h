// Handles to the objects of Python's datetime. The types of <chrono> convert without them
// (convert/time.h).
//
//   Bound<DateTime> now =
//   py.import("datetime").attr("datetime").call_method("now").cast<DateTime>(); int year =
//   now.year();
#ifndef FERRULE_DATETIME_H_
#define FERRULE_DATETIME_H_

#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

// The functions that make one throw PyErr: ValueError if there is no such day or time,
// OverflowError if a timedelta is too long. What takes a `zone` takes None, too.
struct Date : Object {
  static constexpr const char* kName = "date";
  static bool Check(PyObject* object);
  static Bound<Date> create(Python py, int year, int month, int day);
};

// A datetime is a date, too, as in Python.
struct DateTime : Date {
  static constexpr const char* kName = "datetime";
  static bool Check(PyObject* object);
  static Bound<DateTime> create(Python py, int year, int month, int day, int hour = 0,
                                int minute = 0, int second = 0, int microsecond = 0);
  static Bound<DateTime> create(Python py, int year, int month, int day, int hour, int minute,
                                int second, int microsecond, Borrowed<> zone);
};

struct Time : Object {
  static constexpr const char* kName = "time";
  static bool Check(PyObject* object);
  static Bound<Time> create(Python py, int hour, int minute, int second = 0, int microsecond = 0);
  static Bound<Time> create(Python py, int hour, int minute, int second, int microsecond,
                            Borrowed<> zone);
};

struct TimeDelta : Object {
  static constexpr const char* kName = "timedelta";
  static bool Check(PyObject* object);
  static Bound<TimeDelta> create(Python py, int days, int seconds = 0, int microseconds = 0);
};

struct TzInfo : Object {
  static constexpr const char* kName = "tzinfo";
  static bool Check(PyObject* object);
  static Bound<TzInfo> utc(Python py);

  // Returns a zone that is always so far ahead of UTC. Throws: PyErr (ValueError) if that is a day
  // or more.
  static Bound<TzInfo> fixed_offset(Python py, const Bound<TimeDelta>& offset);
};

template <>
class Handle<Date> : public Handle<Object> {
 public:
  int year() const;
  int month() const;
  int day() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<DateTime> : public Handle<Date> {
 public:
  int hour() const;
  int minute() const;
  int second() const;
  int microsecond() const;
  bool fold() const;

  // Python's None if it has none.
  Bound<> tzinfo() const;

 protected:
  using Handle<Date>::Handle;
  Handle() = default;
};

template <>
class Handle<Time> : public Handle<Object> {
 public:
  int hour() const;
  int minute() const;
  int second() const;
  int microsecond() const;
  bool fold() const;

  // Python's None if it has none.
  Bound<> tzinfo() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

// As Python keeps them: only days may be negative.
template <>
class Handle<TimeDelta> : public Handle<Object> {
 public:
  int days() const;
  int seconds() const;
  int microseconds() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_DATETIME_H_
