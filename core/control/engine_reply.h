#pragma once

#include "core/control/operation.h"

#include <memory>
#include <utility>

namespace quayside::control {

// Replies once: with what an engine says, or that the engine was removed before it said anything, for then its
// callbacks are dropped.
class EngineReply {
public:
    EngineReply(std::shared_ptr<SlowOperation> operation, client::Reply reply)
        : operation_(std::move(operation))
        , reply_(std::move(reply))
    {
    }
    EngineReply(const EngineReply&) = delete;
    EngineReply& operator=(const EngineReply&) = delete;
    ~EngineReply()
    {
        if (reply_)
            operation_->later([reply = std::move(reply_)] { reply(fail(engine_has_gone())); });
    }

    static Error engine_has_gone() { return Error::client("The engine is not registered any more."); }

    void give(Result<Json> result) { std::exchange(reply_, nullptr)(std::move(result)); }

private:
    std::shared_ptr<SlowOperation> operation_;
    client::Reply reply_;
};

} // namespace quayside::control
