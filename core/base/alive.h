#pragma once

#include <memory>
#include <utility>

namespace quayside {

// Lets callbacks outlive the object that they belong to, whose member this is: once it has gone they do nothing. On the
// thread on which they run.
class Alive {
public:
    Alive() = default;
    Alive(const Alive&) = delete;
    Alive& operator=(const Alive&) = delete;

    template <class F>
    auto guard(F callback) const
    {
        return [mark = std::weak_ptr<const bool>(mark_), callback = std::move(callback)](auto&&... args) mutable {
            if (!mark.expired())
                callback(std::forward<decltype(args)>(args)...);
        };
    }

private:
    std::shared_ptr<const bool> mark_ = std::make_shared<const bool>(true);
};

} // namespace quayside
