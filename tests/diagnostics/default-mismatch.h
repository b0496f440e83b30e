#include <string>

#include "ferrule/annotations.h"

enum class FERRULE_ENUM() Color { red, green };

FERRULE_FUNCTION(signature = (width, height = 2, color = Color.red, name = "?"))
void paint(int width, int height = 1, Color color = Color::green, std::string name = std::string(3, 'x'));

FERRULE_FUNCTION(signature = (width = 1))
void clear(int width);
