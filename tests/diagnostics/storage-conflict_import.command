check inputs/far_storage.h --module m --import inputs/far.ferrule.json
