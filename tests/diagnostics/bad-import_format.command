check inputs/sound.h --module m --import inputs/sound.h
