#pragma once

#include "core/net/asio_loop.h"

#include <thread>

namespace quayside::app {

// The thread that waits for disks: rings of metrics, and the kernel's files of counters.
class FileThread {
public:
    FileThread()
        : thread_([this] { loop_.run(); })
    {
    }
    FileThread(const FileThread&) = delete;
    FileThread& operator=(const FileThread&) = delete;
    ~FileThread()
    {
        loop_.stop();
        thread_.join();
    }

    Loop& loop() { return loop_; }

private:
    net::AsioLoop loop_;
    std::thread thread_;
};

} // namespace quayside::app
