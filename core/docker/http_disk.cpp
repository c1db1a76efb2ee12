// What HttpEngine says of its disk.
#include "core/docker/http_calls.h"
#include "core/docker/http_engine.h"
#include "core/docker/json_access.h"

#include <algorithm>

namespace quayside::docker {

using namespace http_calls;

namespace {

constexpr Duration kAddUp = std::chrono::minutes{ 10 };

// -1: the engine does not know.
std::int64_t bytes(const Json& json, const char* name)
{
    return std::max<std::int64_t>(number(json, name), 0);
}

// The sums of a list, each row of which says by `size` what it takes and by `in_use` whether it is needed.
template <class Size, class InUse>
DiskShare share_of(const Json& list, Size size, InUse in_use)
{
    DiskShare share;
    if (!list.is_array())
        return share; // null where there is none
    for (const auto& row : list) {
        ++share.count;
        share.size += size(row);
        if (!in_use(row))
            share.reclaimable += size(row);
    }
    return share;
}

DiskShare images_of(const Json& reply)
{
    auto share = share_of(
        member(reply, "Images"), [](const Json& image) { return bytes(image, "Size") - bytes(image, "SharedSize"); },
        [](const Json& image) { return number(image, "Containers") > 0; });
    const auto needed = share.size - share.reclaimable;
    share.size = bytes(reply, "LayersSize"); // with the layers that several have
    share.reclaimable = std::max<std::int64_t>(share.size - needed, 0);
    return share;
}

Result<DiskUse> parse_disk_use(const Json& reply)
{
    if (!reply.is_object() || !reply.contains("LayersSize"))
        return fail(Error{ "EngineError", "The engine's answer about its disk has no LayersSize.", 0 });
    return DiskUse{
        .images = images_of(reply),
        .containers = share_of(
            member(reply, "Containers"), [](const Json& container) { return bytes(container, "SizeRw"); },
            [](const Json& container) { return text(container, "State") == "running"; }),
        .volumes = share_of(
            member(reply, "Volumes"), [](const Json& volume) { return bytes(member(volume, "UsageData"), "Size"); },
            [](const Json& volume) { return number(member(volume, "UsageData"), "RefCount") != 0; }),
        .build_cache = share_of(
            member(reply, "BuildCache"),
            [](const Json& part) { return flag(part, "Shared") ? 0 : bytes(part, "Size"); },
            [](const Json& part) { return flag(part, "InUse"); }),
    };
}

} // namespace

void HttpEngine::disk_use(Callback<DiskUse> done)
{
    connection_->call(get("/system/df", kAddUp), parsed<DiskUse>(connection_, parse_disk_use, std::move(done)));
}

} // namespace quayside::docker
