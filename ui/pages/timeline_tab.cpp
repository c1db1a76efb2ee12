#include "ui/pages/timeline_tab.h"

#include "ui/look/text.h"
#include "ui/pages/facts_view.h"
#include "ui/pages/stop_words.h"
#include "ui/pages/task_timeline.h"

#include <QVBoxLayout>

namespace quayside::ui {

namespace {

std::vector<FactSection> steps_of(const Timeline& timeline, const model::Task& task)
{
    std::vector<FactSection> sections;
    for (const auto& lane : timeline.lanes) {
        FactSection section{ .title = lane.name };
        for (const auto& span : lane.spans)
            section.facts.push_back({ .label = local_time_ms(span.begin), .value = span.text });
        for (const auto& mark : lane.marks)
            section.facts.push_back({ .label = local_time_ms(mark.at), .value = mark.text, .wraps = true });
        sections.push_back(std::move(section));
    }
    const auto words = stop_words(task);
    FactSection why{ .title = TimelineTab::tr("Why it stopped") };
    if (!words.cause.isEmpty())
        why.facts.push_back({ .label = TimelineTab::tr("Cause"), .value = words.cause, .wraps = true });
    if (!words.advice.isEmpty())
        why.facts.push_back({ .label = TimelineTab::tr("What to do"), .value = words.advice, .wraps = true });
    if (!why.facts.empty())
        sections.insert(sections.begin(), std::move(why));
    return sections;
}

} // namespace

TimelineTab::TimelineTab(QWidget* parent)
    : QWidget(parent)
    , timeline_(new TaskTimeline(this))
    , steps_(new FactsView(tr("Steps"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(timeline_);
    column->addWidget(steps_, 1);
    setFocusProxy(timeline_);
}

void TimelineTab::set_task(const model::TaskPtr& task, TimePoint now)
{
    Timeline timeline = task ? timeline_of(*task, now) : Timeline{};
    steps_->set_sections(task ? steps_of(timeline, *task) : std::vector<FactSection>{});
    timeline_->set_timeline(std::move(timeline));
}

} // namespace quayside::ui
