check inputs/far.h --module m --import inputs/far.ferrule.json
