#include "core/docker/pull_meter.h"

#include "core/docker/json_access.h"

namespace quayside::docker {

Result<PullProgress> PullMeter::take(const Json& report)
{
    if (const auto error = text(report, "error"); !error.empty())
        return fail(Error{ "EngineError", error, 500 });
    PullProgress progress;
    progress.status = text(report, "status");
    const auto& detail = member(report, "progressDetail");
    if (const auto id = text(report, "id"); !id.empty()) {
        auto& layer = layers_[id];
        // Unpacking has its own count: only what goes over the line is added up.
        if ((progress.status == "Downloading" || progress.status == "Pushing") && number(detail, "total") > 0)
            layer = { number<std::uint64_t>(detail, "current"), number<std::uint64_t>(detail, "total") };
        else if (progress.status == "Download complete" || progress.status == "Pull complete"
            || progress.status == "Pushed")
            layer.current = layer.total;
    }
    for (const auto& [id, layer] : layers_) {
        progress.current += layer.current;
        progress.total += layer.total;
    }
    return progress;
}

} // namespace quayside::docker
