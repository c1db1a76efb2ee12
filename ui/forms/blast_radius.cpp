#include "ui/forms/blast_radius.h"

#include "ui/look/text.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <map>

namespace quayside::ui {

namespace {

QString of_service(const model::State& state, const model::Service::Key& key, std::int64_t stopping)
{
    const auto service = state.services().find(key);
    const QString name = from_utf8(key.name);
    if (!service || service->status != model::ServiceStatus::Active)
        return QObject::tr("%1 is being deleted, so that nothing takes their place.").arg(name);
    const std::int64_t running = state.counts_of(key).running;
    const auto left = std::max<std::int64_t>(0, running - stopping);
    const auto percent = service->deployment_configuration.minimum_healthy_percent;
    const auto least = (service->desired_count * percent + 99) / 100;
    QString sentence = QObject::tr("%1 goes from %2 to %3")
                           .arg(name)
                           .arg(running)
                           .arg(counted(left, QObject::tr("running task"), QObject::tr("running tasks")));
    if (left < least)
        sentence += QObject::tr(", below its minimum of %1 (%2 %)").arg(least).arg(percent);
    return sentence + QObject::tr(", until others have started in their place.");
}

} // namespace

QString consequences_of_stopping(const model::State& state, const std::vector<model::TaskPtr>& tasks, TimePoint now)
{
    std::map<std::string, std::pair<model::Service::Key, std::int64_t>> services;
    std::int64_t alone = 0;
    std::int64_t guarded = 0;
    for (const auto& task : tasks) {
        guarded += task->protected_until > now ? 1 : 0;
        if (task->spec->service.empty()) {
            ++alone;
            continue;
        }
        auto& [key, running] = services[task->spec->cluster + '/' + task->spec->service];
        key = { task->spec->cluster, task->spec->service };
        running += task->last_status == model::TaskStatus::Running ? 1 : 0;
    }
    QStringList sentences;
    for (const auto& [name, entry] : services)
        sentences << of_service(state, entry.first, entry.second);
    if (alone > 0)
        sentences << QObject::tr(
            "%n tasks belong to no service: nothing takes their place.", nullptr, static_cast<int>(alone));
    if (guarded > 0)
        sentences << QObject::tr(
            "%n tasks are protected against scale-in, which does not hold here.", nullptr, static_cast<int>(guarded));
    return sentences.join(u' ');
}

} // namespace quayside::ui
