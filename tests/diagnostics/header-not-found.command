check no_such_header.h --module m
