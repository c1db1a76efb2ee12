#pragma once

#include <QCoreApplication>
#include <QObject>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace quayside::test {

// Watches the GUI thread from another one: posts an event every few milliseconds and measures how long the event loop
// takes to come to it. Made and destroyed on the GUI thread; only the time in which the event loop is meant to run may
// pass between start() and stop().
class StallWatchdog : public QObject {
public:
    using Milliseconds = std::chrono::duration<double, std::milli>;

    StallWatchdog() { start(); }
    ~StallWatchdog() override { stop(); }

    void start()
    {
        stopping_ = false;
        thread_ = std::thread([this] { watch(); });
    }
    void stop()
    {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_)
                return;
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
        QCoreApplication::removePostedEvents(this);
    }

    // The longest time so far that an event had to wait.
    Milliseconds longest() const
    {
        const std::lock_guard lock(mutex_);
        return longest_;
    }

private:
    using Clock = std::chrono::steady_clock;

    void watch()
    {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            answered_ = false;
            const auto asked = Clock::now();
            QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
            wake_.wait(lock, [this] { return stopping_ || answered_; });
            if (!answered_)
                return;
            longest_ = std::max<Milliseconds>(longest_, Clock::now() - asked);
            wake_.wait_for(lock, std::chrono::milliseconds(4), [this] { return stopping_; });
        }
    }

    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        {
            const std::lock_guard lock(mutex_);
            answered_ = true;
        }
        wake_.notify_all();
        return true;
    }

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    bool answered_ = false;
    Milliseconds longest_{ 0 };
    std::thread thread_;
};

} // namespace quayside::test
