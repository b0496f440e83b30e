// The macros that mark what a header exports to Python.
//
// They mean something to ferrule's generator alone; for every other compiler they are empty. Their
// arguments are `key` or `key = value`, separated by commas; values are written as in Python. The
// guide (docs/annotations.md) says which keys each macro takes and where it may stand. This header
// includes nothing.
#ifndef FERRULE_ANNOTATIONS_H_
#define FERRULE_ANNOTATIONS_H_

#ifdef FERRULE_GENERATOR

// The arguments are stringised by each macro itself: handed on to another macro, `None` or `NULL`
// would be expanded.
#define FERRULE_CLASS(...) __attribute__((annotate("ferrule:class " #__VA_ARGS__)))
#define FERRULE_FUNCTION(...) __attribute__((annotate("ferrule:function " #__VA_ARGS__)))
#define FERRULE_METHOD(...) __attribute__((annotate("ferrule:method " #__VA_ARGS__)))
#define FERRULE_STATIC(...) __attribute__((annotate("ferrule:static " #__VA_ARGS__)))
#define FERRULE_CLASSMETHOD(...) __attribute__((annotate("ferrule:classmethod " #__VA_ARGS__)))
#define FERRULE_INIT(...) __attribute__((annotate("ferrule:init " #__VA_ARGS__)))
#define FERRULE_GETTER(...) __attribute__((annotate("ferrule:getter " #__VA_ARGS__)))
#define FERRULE_SETTER(...) __attribute__((annotate("ferrule:setter " #__VA_ARGS__)))
#define FERRULE_FIELD(...) __attribute__((annotate("ferrule:field " #__VA_ARGS__)))
#define FERRULE_ENUM(...) __attribute__((annotate("ferrule:enum " #__VA_ARGS__)))
#define FERRULE_CONSTANT(...) __attribute__((annotate("ferrule:constant " #__VA_ARGS__)))
#define FERRULE_EXCEPTION(...) __attribute__((annotate("ferrule:exception " #__VA_ARGS__)))
#define FERRULE_EXEC(...) __attribute__((annotate("ferrule:exec " #__VA_ARGS__)))
#define FERRULE_TRAVERSE(...) __attribute__((annotate("ferrule:traverse " #__VA_ARGS__)))
#define FERRULE_SKIP(...) __attribute__((annotate("ferrule:skip " #__VA_ARGS__)))
#define FERRULE_ARG(...) __attribute__((annotate("ferrule:arg " #__VA_ARGS__)))
// The GNU form may not stand on a namespace before clang 16.
#define FERRULE_NAMESPACE(...) [[clang::annotate("ferrule:namespace " #__VA_ARGS__)]]
// A declaration of its own: a type that nobody can name.
#define FERRULE_MODULE(...)                                                              \
  struct __attribute__((annotate("ferrule:module " #__VA_ARGS__))) FERRULE_CONCATENATE_( \
      ferrule_module_, __COUNTER__)

#define FERRULE_CONCATENATE_(a, b) FERRULE_CONCATENATE_EXPANDED_(a, b)
#define FERRULE_CONCATENATE_EXPANDED_(a, b) a##b

#else

#define FERRULE_CLASS(...)
#define FERRULE_FUNCTION(...)
#define FERRULE_METHOD(...)
#define FERRULE_STATIC(...)
#define FERRULE_CLASSMETHOD(...)
#define FERRULE_INIT(...)
#define FERRULE_GETTER(...)
#define FERRULE_SETTER(...)
#define FERRULE_FIELD(...)
#define FERRULE_ENUM(...)
#define FERRULE_CONSTANT(...)
#define FERRULE_EXCEPTION(...)
#define FERRULE_EXEC(...)
#define FERRULE_TRAVERSE(...)
#define FERRULE_SKIP(...)
#define FERRULE_ARG(...)
#define FERRULE_NAMESPACE(...)
#define FERRULE_MODULE(...) static_assert(true, "")  // takes the semicolon

#endif

#endif  // FERRULE_ANNOTATIONS_H_
