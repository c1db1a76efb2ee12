#pragma once

#include "core/images/registry_host.h"
#include "core/net/asio_loop.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace quayside::images {

// The real one.
class MachineRegistryHost final : public RegistryHost {
public:
    explicit MachineRegistryHost(net::AsioLoop& loop);
    ~MachineRegistryHost() override; // what was begun aside is finished

    Result<std::unique_ptr<Program>> run(const Command& command, Ended ended) override;
    bool end_stray(pid_t process, const Command& command, bool at_once) override;
    bool is_taken(std::uint16_t port) override;
    std::uint16_t free_port() override;
    Result<std::uint16_t> listen(net::HttpServer::Handler handler) override;
    void aside(Function<void()> work) override;

private:
    void work();

    net::AsioLoop& loop_;
    std::unique_ptr<net::HttpServer> server_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Function<void()>> queue_;
    bool ends_ = false;
    std::thread thread_; // from the first work on
};

} // namespace quayside::images
