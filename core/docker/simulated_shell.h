#pragma once

#include "core/docker/terminal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::docker {

// What answers at the terminal of a simulated container, in which no program can run: the terminal itself, which echoes
// what is typed and edits one line, and behind it a shell that says what it is and knows a few commands of its own
// (help tells which). Pure: bytes in, bytes out.
class SimulatedShell {
public:
    // `command` as for a real container: a shell begins a dialogue, another command that is known runs once.
    SimulatedShell(std::string host_name, const std::vector<std::string>& command, TerminalSize size);

    void type(std::string_view bytes);
    void resize(TerminalSize size) { size_ = size; }
    // The next piece of what it writes; empty while it waits for something to be typed, and after its end.
    std::string read(std::size_t most);
    // How much is written and not yet read, without what it is still going to write.
    std::size_t unread() const { return output_.size(); }
    // Once everything has been read.
    std::optional<int> exit_code() const;

private:
    void key(char c);
    void enter();
    void interrupt();
    void end_of_input();
    void run(std::vector<std::string> words);
    void begin_counting(const std::vector<std::string>& words);
    void prompt();
    void finish(int code);
    void line(const std::string& text) { output_ += text + "\r\n"; }

    std::string host_name_;
    TerminalSize size_;
    std::string typed_; // the line so far
    std::string output_;
    bool dialogue_ = false;
    bool repeating_ = false; // cat
    std::int64_t next_ = 1; // seq
    std::int64_t last_ = 0;
    int status_ = 0; // of the last command
    std::optional<int> ended_;
};

} // namespace quayside::docker
