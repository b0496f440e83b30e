// error: conversion from
#include "ferrule/ferrule.h"

void Mistake(ferrule::Py<> object) { const ferrule::Py<ferrule::Dict> dict = std::move(object); }
