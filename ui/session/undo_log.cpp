#include "ui/session/undo_log.h"

#include "ui/session/session.h"

#include <algorithm>
#include <memory>

namespace quayside::ui {

namespace {

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace

UndoLog::Together::Together(UndoLog& log)
    : log_(log)
{
    if (log_.together_++ == 0)
        ++log_.last_step_;
}

UndoLog::Together::~Together()
{
    --log_.together_;
}

UndoLog& UndoLog::of(Session& session)
{
    if (auto* known = session.findChild<UndoLog*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new UndoLog(session);
}

UndoLog::UndoLog(Session& session)
    : QObject(&session)
    , session_(session)
{
}

std::optional<UndoLog::Noted> UndoLog::note(const Call& call)
{
    if (replaying_)
        return std::nullopt;
    auto reversal = reversal_of(session_.state(), call, now());
    if (!reversal)
        return std::nullopt;
    return Noted{ std::move(*reversal), together_ > 0 ? last_step_ : ++last_step_ };
}

void UndoLog::succeeded(const Call& call, std::optional<Noted> noted)
{
    if (!noted) {
        if (!busy_ && nature_of(call.operation) != CallNature::Asks) {
            final_ = QString::fromStdString(call.operation);
            emit changed();
        }
        return;
    }
    redone_.clear();
    final_.clear();
    const auto step = std::ranges::find(undone_, noted->step, &Step::number);
    if (step != undone_.end())
        step->reversals.push_back(std::move(noted->reversal));
    else
        undone_.push_back({ noted->step, { std::move(noted->reversal) } });
    if (undone_.size() > kMostSteps)
        undone_.pop_front();
    emit changed();
    emit done(undone_.back().title());
}

QString UndoLog::Step::title() const
{
    if (reversals.size() == 1)
        return reversals.front().title;
    return tr("%1 %2 %3").arg(reversals.front().kind).arg(reversals.size()).arg(reversals.front().noun);
}

QString UndoLog::undo_title() const
{
    return undone_.empty() ? QString() : undone_.back().title();
}

QString UndoLog::redo_title() const
{
    return redone_.empty() ? QString() : redone_.back().title();
}

void UndoLog::undo()
{
    if (can_undo())
        go(undone_, redone_, true);
}

void UndoLog::redo()
{
    if (can_redo())
        go(redone_, undone_, false);
}

// All of a step or nothing of it: each part is looked at before the first call is given.
void UndoLog::go(Steps& from, Steps& to, bool back)
{
    const Step step = from.back();
    for (const auto& reversal : step.reversals) {
        const auto reason = back ? why_not_back(session_.state(), reversal) : why_not_forth(session_.state(), reversal);
        if (reason.isEmpty())
            continue;
        from.pop_back();
        emit changed();
        emit refused(back ? tr("Cannot undo %1. %2.").arg(step.title(), reason)
                          : tr("Cannot redo %1. %2.").arg(step.title(), reason));
        return;
    }
    busy_ = true;
    replaying_ = true;
    auto waiting = std::make_shared<std::size_t>(step.reversals.size());
    auto first_error = std::make_shared<std::optional<Error>>();
    for (const auto& reversal : step.reversals) {
        const auto& call = back ? reversal.back : reversal.forth;
        session_.call(
            call.operation, call.input, this, [this, waiting, first_error, &from, &to, back](Result<Json> reply) {
                if (!reply && !*first_error)
                    *first_error = reply.error();
                if (--*waiting == 0)
                    finish(from, to, *first_error, back);
            });
    }
    replaying_ = false;
    emit changed();
}

// What failed can be tried again: the step stays where it was.
void UndoLog::finish(Steps& from, Steps& to, const std::optional<Error>& error, bool back)
{
    busy_ = false;
    if (!error && !from.empty()) {
        const QString title = from.back().title();
        to.push_back(std::move(from.back()));
        from.pop_back();
        emit undone(back ? tr("Undone: %1").arg(title) : tr("Done again: %1").arg(title));
    }
    emit changed();
}

} // namespace quayside::ui
