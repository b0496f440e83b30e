generate inputs/sound.h --module m --out inputs/sound.h/out
