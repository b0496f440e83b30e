check inputs/sound.h --module m -- -std=c++99
