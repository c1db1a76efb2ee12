#include "ui/editor/fit.h"

#include "ui/editor/document_parts.h"
#include "ui/look/text.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <limits>

namespace quayside::ui {

namespace {

struct Need {
    std::int64_t cpu = 0;
    std::int64_t memory = 0;
    std::int64_t gpus = 0;
    std::vector<model::Port> ports; // on the host
    bool only_fargate = false;
    bool fargate = false;
};

Need need_of(const Json& document)
{
    Need need;
    need.cpu = reserved_cpu(document);
    need.memory = reserved_memory(document);
    const auto mode = text_of(document, "networkMode");
    for (const auto& container : containers_of(document)) {
        if (container.is_object())
            need.gpus += model::gpus_in(container);
        for (const auto& mapping : list_of(container, "portMappings")) {
            auto port = number_of(mapping, "hostPort").value_or(0);
            if (mode == "host" && port == 0)
                port = number_of(mapping, "containerPort").value_or(0);
            if (mode != "awsvpc" && mode != "none" && port > 0 && port <= 65535)
                need.ports.push_back({ static_cast<std::uint16_t>(port),
                    text_of(mapping, "protocol") == "udp" ? model::Protocol::Udp : model::Protocol::Tcp });
        }
    }
    const auto& wanted = list_of(document, "requiresCompatibilities");
    need.fargate = std::ranges::find(wanted, Json("FARGATE")) != wanted.end();
    need.only_fargate = need.fargate && wanted.size() == 1;
    return need;
}

// How often `need` goes into what is free; says so in `reason` if it does not go in at all.
std::int64_t times(std::int64_t free, std::int64_t need, const QString& what, QString (*text)(double), QString& reason)
{
    if (need <= 0)
        return std::numeric_limits<std::int64_t>::max();
    if (free < need && reason.isEmpty())
        reason = QObject::tr("%1: free %2, short %3")
                     .arg(what, text(static_cast<double>(std::max<std::int64_t>(free, 0))),
                         text(static_cast<double>(need - std::max<std::int64_t>(free, 0))));
    return std::max<std::int64_t>(free, 0) / need;
}

QString plain(double number)
{
    return QString::number(static_cast<qint64>(number));
}

Fit::Instance fit_on(const model::ContainerInstance& instance, const model::Usage& usage, const Need& need)
{
    Fit::Instance fit{ from_utf8(instance.name), 0, {} };
    auto copies = times(instance.registered.cpu - usage.cpu, need.cpu, QObject::tr("CPU"), plain, fit.reason);
    copies = std::min(copies,
        times(instance.registered.memory - usage.memory, need.memory, QObject::tr("memory"), memory_text, fit.reason));
    copies = std::min(
        copies, times(instance.registered.gpus - usage.gpus, need.gpus, QObject::tr("GPUs"), plain, fit.reason));
    for (const auto& port : need.ports) {
        copies = std::min<std::int64_t>(copies, 1);
        if (std::ranges::find(usage.ports, port) == usage.ports.end()
            && std::ranges::find(instance.registered.ports, port) == instance.registered.ports.end())
            continue;
        copies = 0;
        if (fit.reason.isEmpty())
            fit.reason = QObject::tr("host port %1 is taken").arg(port.number);
    }
    // A task that reserves nothing has room wherever there is an instance.
    fit.copies = std::min<std::int64_t>(copies, 10'000);
    return fit;
}

} // namespace

Fit fit_of(const Json& document, const model::State& state, const std::string& cluster)
{
    Fit fit;
    const auto need = need_of(document);
    for (const auto& id : state.instances_in(cluster)) {
        const auto instance = state.container_instances().find(id);
        const bool is_fargate = instance->launch_type == model::LaunchType::Fargate;
        if (instance->status != model::ContainerInstanceStatus::Active || !instance->agent_connected
            || (is_fargate ? !need.fargate : need.only_fargate))
            continue;
        fit.instances.push_back(fit_on(*instance, state.usage_of(id), need));
        fit.fitting += fit.instances.back().copies > 0;
        fit.copies += fit.instances.back().copies;
    }
    std::ranges::sort(fit.instances, {}, &Fit::Instance::name);
    return fit;
}

} // namespace quayside::ui
