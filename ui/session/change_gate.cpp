#include "ui/session/change_gate.h"

#include "ui/look/text.h"
#include "ui/session/session.h"

#include <algorithm>

namespace quayside::ui {

namespace {

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace

ChangeGate& ChangeGate::of(Session& session)
{
    if (auto* known = session.findChild<ChangeGate*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new ChangeGate(session);
}

ChangeGate::ChangeGate(Session& session)
    : QObject(&session)
    , state_(session.state())
{
    next_expiry_.setSingleShot(true);
    connect(&next_expiry_, &QTimer::timeout, this, &ChangeGate::expire);
}

void ChangeGate::set_read_only(bool read_only)
{
    if (read_only == read_only_)
        return;
    read_only_ = read_only;
    emit changed();
}

void ChangeGate::set_protected(const std::string& cluster, bool is_protected)
{
    if (is_protected == protected_.contains(cluster))
        return;
    unlocked_.erase(cluster);
    if (is_protected)
        protected_.insert(cluster);
    else
        protected_.erase(cluster);
    emit changed();
}

void ChangeGate::unlock(const std::string& cluster, std::chrono::milliseconds time)
{
    if (!is_protected(cluster))
        return;
    unlocked_[cluster] = now() + time;
    expire();
}

void ChangeGate::lock(const std::string& cluster)
{
    if (unlocked_.erase(cluster) > 0)
        emit changed();
}

TimePoint ChangeGate::unlocked_until(const std::string& cluster) const
{
    const auto found = unlocked_.find(cluster);
    return found == unlocked_.end() ? kNever : found->second;
}

void ChangeGate::expire()
{
    std::erase_if(unlocked_, [at = now()](const auto& entry) { return entry.second <= at; });
    const auto next = std::ranges::min_element(unlocked_, {}, [](const auto& entry) { return entry.second; });
    if (next != unlocked_.end())
        next_expiry_.start(std::chrono::ceil<std::chrono::milliseconds>(next->second - now()));
    emit changed();
}

QString ChangeGate::why_not(const std::string& cluster) const
{
    if (read_only_)
        return tr("The window is read-only: click Read-only in the status bar to change something");
    if (is_locked(cluster))
        return tr("Cluster %1 is protected: unlock it to change something").arg(from_utf8(cluster));
    return {};
}

std::optional<Error> ChangeGate::refusal(std::string_view operation, const Json& input) const
{
    if (nature_of(operation) == CallNature::Asks)
        return std::nullopt;
    QString reason = why_not({});
    for (const auto& cluster : clusters_of(state_, operation, input))
        if (reason.isEmpty())
            reason = why_not(cluster);
    if (reason.isEmpty())
        return std::nullopt;
    return Error{ kRefused, reason.toStdString(), 0 };
}

} // namespace quayside::ui
