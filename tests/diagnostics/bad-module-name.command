check inputs/sound.h --module package.class
