// The names of the runtime, declared and not defined, so that its headers can speak of each other.
#ifndef FERRULE_FWD_H_
#define FERRULE_FWD_H_

#include <cstddef>

namespace ferrule {
inline namespace abi_1 {

struct Object;
struct Dict;
struct Iterator;
struct List;
struct Module;
struct Str;
struct Tuple;
struct Type;

class Python;
class PyErr;
class Args;
class Kwargs;
class AttachGuard;
class AttachResult;
class CriticalSection;
class DictEntry;
class ObjectIterator;
class Interned;

template <class T>
class Handle;
template <class T = Object>
class Bound;
template <class T = Object>
class Borrowed;
template <class T = Object>
class Py;
template <class T = Object>
class SharedPy;
template <class C>
struct Unpacked;
template <class C>
struct UnpackedKeywords;

// How a C++ type goes to Python and comes from it: the header convert.h and what it includes define
// it.
template <class T>
struct Converter;

// Whether a value of type T may only be used while its thread is attached, and so must not go
// through a detach: handles, the token, the views of a call, and what is made of them. A class of
// your own that holds one may say so by a specialisation.
template <class T>
inline constexpr bool kBoundToAttachment = false;
template <template <class...> class C, class... A>
inline constexpr bool kBoundToAttachment<C<A...>> = (kBoundToAttachment<A> || ...);
template <template <class, std::size_t> class C, class T, std::size_t N>
inline constexpr bool kBoundToAttachment<C<T, N>> = kBoundToAttachment<T>;
template <class T, std::size_t N>
inline constexpr bool kBoundToAttachment<T[N]> = kBoundToAttachment<T>;
template <class T>
inline constexpr bool kBoundToAttachment<const T> = kBoundToAttachment<T>;
template <class T>
inline constexpr bool kBoundToAttachment<T&> = kBoundToAttachment<T>;
template <class T>
inline constexpr bool kBoundToAttachment<T&&> = kBoundToAttachment<T>;
template <class T>
inline constexpr bool kBoundToAttachment<T*> = kBoundToAttachment<T>;
template <class T>
inline constexpr bool kBoundToAttachment<Handle<T>> = true;
template <class T>
inline constexpr bool kBoundToAttachment<Bound<T>> = true;
template <class T>
inline constexpr bool kBoundToAttachment<Borrowed<T>> = true;
template <>
inline constexpr bool kBoundToAttachment<Python> = true;
template <>
inline constexpr bool kBoundToAttachment<Args> = true;
template <>
inline constexpr bool kBoundToAttachment<Kwargs> = true;
template <>
inline constexpr bool kBoundToAttachment<AttachGuard> = true;
template <>
inline constexpr bool kBoundToAttachment<AttachResult> = true;
template <>
inline constexpr bool kBoundToAttachment<CriticalSection> = true;
template <>
inline constexpr bool kBoundToAttachment<ObjectIterator> = true;

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_FWD_H_
