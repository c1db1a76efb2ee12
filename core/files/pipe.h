#pragma once

#include "core/base/function.h"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace quayside::files {

// Bytes between the loop's thread, which never waits, and one that reads or writes files, which does. One way each.
class Pipe {
public:
    static constexpr std::size_t kRoom = 1 << 20; // bytes that may be on their way

    // `wake` is called on the waiting thread when the loop's has something to do again: there is room, or there are
    // bytes. Once for each time that it found none.
    explicit Pipe(Function<void()> wake);

    // On the loop's thread.
    bool offer(std::string_view bytes); // takes them; false: there is no room for more
    std::optional<std::string> take(); // what has come; empty: nothing yet; nothing: it is over
    // On either.
    void end(); // nothing more comes
    void break_off(); // nobody wants it any more: who waits, goes on with nothing
    bool broken() const;

    // On the other thread.
    std::string wait_for_some(); // empty: it is over
    bool put(std::string_view bytes); // false: it was broken off

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Function<void()> wake_;
    std::string bytes_;
    bool loop_waits_ = false;
    bool ended_ = false;
    bool broken_ = false;
};

} // namespace quayside::files
