#pragma once

#include "core/base/expected.h"
#include "core/base/fields.h"

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace quayside::app {

// Who has the state directory.
struct Holder {
    pid_t pid = 0;
    bool window = false; // it has one, and listens on raise_socket_path()
    std::string endpoint;

    bool operator==(const Holder&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("pid", self.pid);
        v("window", self.window);
        v("endpoint", self.endpoint);
    }
};

// Why a state directory cannot be had: somebody holds it, or it cannot be used at all.
struct LockFailure {
    bool held = false;
    Holder holder; // if held
    std::string message; // a sentence that names the directory and what to do
};

// The right to use a state directory, kept until destroyed or until the process ends in whatever way. Makes the
// directory (0700) if it is not there.
class InstanceLock {
public:
    static Expected<InstanceLock, LockFailure> acquire(const std::string& directory, bool window);
    InstanceLock() = default; // of no directory
    InstanceLock(InstanceLock&& other) noexcept;
    InstanceLock& operator=(InstanceLock&& other) noexcept;
    ~InstanceLock();

    // Tells those who find the directory held where the API is.
    void announce(const std::string& endpoint);

private:
    explicit InstanceLock(int file, bool window)
        : file_(file)
        , window_(window)
    {
    }
    int file_ = -1;
    bool window_ = false;
};

// The unix socket on which an instance with a window takes the line "raise". Only its owner can connect.
std::string raise_socket_path(const std::string& directory);

// A listening socket there (non-blocking), or -1. Only for the holder of the lock.
int listen_for_raise(const std::string& directory);
// Takes one waiting connection; true if it asked for the window.
bool accept_raise(int listener);
// Asks the holder for its window; false if it does not listen.
bool ask_to_raise(const std::string& directory);

} // namespace quayside::app
