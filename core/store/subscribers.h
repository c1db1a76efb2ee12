#pragma once

#include "core/base/subscription.h"
#include "core/store/store.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace quayside::store {

// Who is told of flushed sets, in the order in which they subscribed. A handler may add and end subscriptions, its own
// included; a Subscription may outlive the list.
class Subscribers {
public:
    using Set = std::shared_ptr<const model::ChangeSet>;

    // Gives `everything` first.
    Subscription add(Store::Handler handler, const Set& everything)
    {
        auto entry = std::make_shared<Store::Handler>(std::move(handler));
        entries_->push_back(entry);
        (*entry)(everything);
        return Subscription([weak = std::weak_ptr(entries_), entry] {
            if (const auto entries = weak.lock())
                std::erase(*entries, entry);
        });
    }

    // Those who subscribe meanwhile are not told: they have got everything.
    void publish(const Set& set) const
    {
        const Entries told = *entries_;
        for (const auto& entry : told)
            if (std::ranges::find(*entries_, entry) != entries_->end())
                (*entry)(set);
    }

private:
    using Entries = std::vector<std::shared_ptr<Store::Handler>>;
    std::shared_ptr<Entries> entries_ = std::make_shared<Entries>();
};

} // namespace quayside::store
