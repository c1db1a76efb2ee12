#pragma once

#include "core/base/function.h"
#include "core/net/asio_loop.h"

#include <memory>
#include <optional>

namespace quayside::net {

// Runs libcurl's transfers on the loop: waits for the sockets and the time that libcurl names. Transfers are its easy
// handles, which stay the caller's. Only on the loop's thread.
class CurlDriver {
public:
    // `acted` runs each time after libcurl has worked, never inside one of its callbacks: there any transfer may be
    // added or removed. Must not end the driver itself.
    CurlDriver(AsioLoop& loop, Function<void()> acted);
    ~CurlDriver(); // all transfers have been removed

    bool add(void* easy);
    void remove(void* easy);

    struct Finished {
        void* easy;
        int code; // CURLcode
    };
    // To be asked inside `acted` until there is none. The transfer has still to be removed.
    std::optional<Finished> next_finished();

private:
    class Impl;
    std::shared_ptr<Impl> impl_;
};

} // namespace quayside::net
