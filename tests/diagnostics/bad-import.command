check inputs/sound.h --module m --import inputs/nowhere.ferrule.json
