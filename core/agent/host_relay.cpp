// How HostTasks gives a task the relay of its engine.
#include "core/agent/host_tasks.h"

namespace quayside::agent {

// A task whose endpoint cannot be had runs without: its programs do not find the variables, and its engine says why.
void HostTasks::prepare_relay(const ContainerKey& key)
{
    if (!uses_relay(key))
        return prepared(key, {}, {});
    relay_.prepare(alive_.guard([this, key](const Result<void>& result) {
        const bool is_without = !result && result.error().http_status != 0;
        prepared(key, is_without ? Result<void>() : result, {});
    }));
}

// Each time: whether the one who made the container came as far as that is not known.
void HostTasks::join_relay(const ContainerKey& key)
{
    relay_.prepare(alive_.guard([this, key](const Result<void>& ready) {
        auto joined = alive_.guard([this, key](const Result<void>& result) {
            if (result && find(key))
                return start_now(key);
            started(key, result);
            starts_.release();
        });
        if (ready && find(key))
            engine_.connect_network(relay_.network(), find(key)->id, std::move(joined));
        else if (!ready && ready.error().http_status == 0)
            joined(ready);
        else
            joined(Result<void>());
    }));
}

} // namespace quayside::agent
