// What must not outlive the process when somebody presses Ctrl-C.
//
// Any thread may remember and forget paths. Before EndCleanlyWhenInterrupted is called this only keeps a list.
#ifndef FERRULE_GENERATOR_INTERRUPT_H_
#define FERRULE_GENERATOR_INTERRUPT_H_

#include <string>

namespace ferrule {

// From here on SIGINT, SIGTERM and SIGHUP remove what is remembered before they end the process as they always do.
// Requires: called once, before any other thread is started.
void EndCleanlyWhenInterrupted();

// A file or folder to remove in that case, with all that is in it; it need not exist.
void RemoveWhenInterrupted(const std::string& path);
void KeepWhenInterrupted(const std::string& path);

}  // namespace ferrule

#endif  // FERRULE_GENERATOR_INTERRUPT_H_
