#pragma once

#include "core/client/terminal.h"

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace quayside::test {

// Terminals with nothing behind them: what one shows and when it ends is up to the test. As of the real ones, events
// come on another thread.
class FakeTerminals : public client::Terminals {
public:
    // With a greeting each one opens by itself and shows that.
    explicit FakeTerminals(std::string greeting = {})
        : greeting_(std::move(greeting))
    {
    }
    ~FakeTerminals() override
    {
        if (greeter_.joinable())
            greeter_.join();
    }

    // Of the terminal that was joined last.
    struct Record {
        std::string url;
        std::string typed;
        client::TerminalSize size;
        std::size_t taken = 0; // bytes
        bool left = false;
    };

    std::unique_ptr<client::Terminal> join(
        client::TerminalTicket ticket, client::TerminalSize size, client::TerminalEvents events) override
    {
        open_ = std::make_shared<Open>();
        open_->record.url = ticket.stream_url;
        open_->record.size = size;
        open_->events = std::move(events);
        auto end = std::make_unique<End>(open_);
        if (greeter_.joinable())
            greeter_.join();
        if (!greeting_.empty())
            greeter_ = std::thread([open = open_, greeting = greeting_] {
                const std::lock_guard lock(open->mutex);
                if (!open->events.ended)
                    return;
                open->events.opened();
                open->events.output(greeting);
            });
        return end;
    }

    Record last() const
    {
        if (!open_)
            return {};
        const std::lock_guard lock(open_->mutex);
        return open_->record;
    }
    void open()
    {
        tell([](const auto& events) { events.opened(); });
    }
    void show(const std::string& bytes)
    {
        tell([&](const auto& events) { events.output(bytes); });
    }
    void end(const client::TerminalEnd& end)
    {
        tell([&](const auto& events) { events.ended(end); });
    }

private:
    struct Open {
        std::mutex mutex;
        Record record;
        client::TerminalEvents events;
    };

    class End final : public client::Terminal {
    public:
        explicit End(std::shared_ptr<Open> open)
            : open_(std::move(open))
        {
        }
        ~End() override
        {
            const std::lock_guard lock(open_->mutex);
            open_->record.left = true;
            open_->events = {};
        }
        void type(std::string bytes) override
        {
            const std::lock_guard lock(open_->mutex);
            open_->record.typed += bytes;
        }
        void resize(client::TerminalSize size) override
        {
            const std::lock_guard lock(open_->mutex);
            open_->record.size = size;
        }
        void taken(std::size_t bytes) override
        {
            const std::lock_guard lock(open_->mutex);
            open_->record.taken += bytes;
        }

    private:
        std::shared_ptr<Open> open_;
    };

    template <class Tell>
    void tell(Tell event)
    {
        std::thread([&] {
            const std::lock_guard lock(open_->mutex);
            if (open_->events.ended)
                event(open_->events);
        }).join();
    }

    std::string greeting_;
    std::thread greeter_;
    std::shared_ptr<Open> open_;
};

} // namespace quayside::test
