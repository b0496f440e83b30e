// What cannot be bound from outside.
#include "ferrule/ferrule.h"
#include "inputs/library.h"

using Number FERRULE_CLASS() = int;
using Hidden FERRULE_CLASS() = lib::Hidden;
using Point FERRULE_CLASS() = lib::Point;
using Again FERRULE_CLASS() = lib::Point;
using Color FERRULE_CLASS() = lib::Color;
using lib::Line FERRULE_ENUM();
using Closed FERRULE_CLASS() = lib::Closed<int>;

struct FERRULE_CLASS(of = lib::Line) Nothing {};
struct FERRULE_CLASS(of = lib::Line) Both : lib::Line, lib::Point {};
struct FERRULE_CLASS(of = lib::Line) Other : lib::Point {};
