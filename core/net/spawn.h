#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace quayside::net {

// Starts a program, looked for in PATH, with its arguments, in a process group of its own so that it ends as a whole.
// It has these files as its input, output and standard error, and no others of ours; its signals are as a new program
// expects them. Gives 0, or the errno that says why not.
int spawn(pid_t& process, const std::vector<std::string>& command, int input, int output, int said);

// The last line of what a program wrote.
std::string last_line(std::string text);

} // namespace quayside::net
