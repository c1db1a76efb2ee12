#include "ui/pages/diagnosis.h"

#include "ui/look/text.h"

#include <QObject>
#include <QStringList>

#include <chrono>

namespace quayside::ui {

namespace {

using model::State;

std::vector<model::TaskPtr> failed_tasks_of(const State& state, const model::Service& service, TimePoint now)
{
    std::vector<model::TaskPtr> failed;
    const auto& ids = state.tasks_in(service.cluster);
    for (const auto& id : ids)
        if (auto task = state.tasks().find(id);
            task && task->spec->service == service.name && failed_lately(*task, now))
            failed.push_back(std::move(task));
    return failed;
}

} // namespace

bool failed_lately(const model::Task& task, TimePoint now)
{
    constexpr std::chrono::hours recent{ 1 };
    return task.last_status >= model::TaskStatus::Stopped && now - task.stopped_at <= recent
        && state_of(task).glyph == StateGlyph::Failed;
}

Diagnosis diagnose(const State& state, const ObjectRef& ref, TimePoint now)
{
    if (const auto service = find_service(state, ref))
        return diagnose(state, *service, failed_tasks_of(state, *service, now), now);
    if (const auto task = find_task(state, ref))
        return diagnose(state, *task, now);
    if (const auto instance = find_instance(state, ref))
        return diagnose(state, *instance, now);
    return { {}, QObject::tr("Only services, tasks and container instances are steady or not."), {} };
}

QString as_text(const Diagnosis& diagnosis)
{
    QStringList lines{ diagnosis.sentence };
    for (const auto& cause : diagnosis.causes) {
        lines << QString() << cause.state.word + QStringLiteral(": ") + cause.title;
        if (!cause.detail.isEmpty())
            lines << cause.detail;
        for (const auto& evidence : cause.evidence)
            lines << QStringLiteral("  ")
                    + (evidence.at == kNever ? QString() : local_date_time(evidence.at) + QStringLiteral("  "))
                    + evidence.text;
    }
    return lines.join(u'\n');
}

} // namespace quayside::ui
