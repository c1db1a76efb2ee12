#include "core/files/pipe.h"

#include <utility>

namespace quayside::files {

Pipe::Pipe(Function<void()> wake)
    : wake_(std::move(wake))
{
}

bool Pipe::offer(std::string_view bytes)
{
    const std::lock_guard lock(mutex_);
    bytes_ += bytes;
    changed_.notify_one();
    loop_waits_ = bytes_.size() >= kRoom;
    return !loop_waits_;
}

std::optional<std::string> Pipe::take()
{
    const std::lock_guard lock(mutex_);
    if (bytes_.empty() && (ended_ || broken_))
        return std::nullopt;
    loop_waits_ = bytes_.empty();
    changed_.notify_one();
    return std::exchange(bytes_, {});
}

void Pipe::end()
{
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_one();
    if (std::exchange(loop_waits_, false))
        wake_();
}

void Pipe::break_off()
{
    const std::lock_guard lock(mutex_);
    broken_ = true;
    changed_.notify_one();
}

bool Pipe::broken() const
{
    const std::lock_guard lock(mutex_);
    return broken_;
}

std::string Pipe::wait_for_some()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !bytes_.empty() || ended_ || broken_; });
    if (broken_)
        return {};
    if (std::exchange(loop_waits_, false))
        wake_();
    return std::exchange(bytes_, {});
}

bool Pipe::put(std::string_view bytes)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return bytes_.size() < kRoom || broken_; });
    if (broken_)
        return false;
    bytes_ += bytes;
    if (std::exchange(loop_waits_, false))
        wake_();
    return true;
}

} // namespace quayside::files
