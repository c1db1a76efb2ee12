#include "core/control/asked_engine.h"
#include "core/control/engine_reply.h"
#include "core/control/handlers.h"

namespace quayside::control {

namespace {

Json described(const docker::DiskShare& share)
{
    return { { "count", share.count }, { "size", share.size }, { "reclaimable", share.reclaimable } };
}

} // namespace

void describe_engine_disk_use(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto asked = asked_engine(*operation, input);
    if (!asked)
        return reply(fail(asked.error()));
    asked->live->disk_use(
        [name = asked->record->name, answer = std::make_unique<EngineReply>(operation, std::move(reply))](
            const Result<docker::DiskUse>& use) {
            if (!use)
                return answer->give(
                    fail(Error::client("The engine did not say what its disk holds: " + use.error().message)));
            answer->give(Json{ { "engine", name }, { "images", described(use->images) },
                { "containers", described(use->containers) }, { "volumes", described(use->volumes) },
                { "buildCache", described(use->build_cache) } });
        });
}

} // namespace quayside::control
