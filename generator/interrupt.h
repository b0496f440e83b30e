// What must not outlive the process when somebody presses Ctrl-C.
//
// Any thread may remember and forget paths. Before EndCleanlyWhenInterrupted is called this only
// keeps a list.
#ifndef FERRULE_GENERATOR_INTERRUPT_H_
#define FERRULE_GENERATOR_INTERRUPT_H_

#include <functional>
#include <string>

namespace ferrule {

// From here on SIGINT, SIGTERM and SIGHUP remove what is remembered before they end the process as
// they always do. Requires: called once, before any other thread is started.
void EndCleanlyWhenInterrupted();

// A file or folder to remove in that case, with all that is in it; it need not exist.
void RemoveWhenInterrupted(const std::string& path);
void KeepWhenInterrupted(const std::string& path);

// For what has no name before it exists: no interrupt comes between the moment that `make` makes it
// and the moment that it is remembered. Returns the path that `make` returns.
std::string MakeRemovedWhenInterrupted(const std::function<std::string()>& make);

}  // namespace ferrule

#endif  // FERRULE_GENERATOR_INTERRUPT_H_
