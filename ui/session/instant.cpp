#include "ui/session/instant.h"

#include "ui/session/session.h"

#include <QDateTime>
#include <QRegularExpression>

namespace quayside::ui {

namespace {

TimePoint point_of(const QDateTime& time)
{
    return TimePoint(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

std::optional<TimePoint> read_before(const QString& text, TimePoint now)
{
    static const QRegularExpression pattern(QStringLiteral("^-\\s*(\\d{1,6})\\s*(s|m|min|h|d)$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto unit = match.captured(2);
    const int seconds = unit == u"s" ? 1 : unit == u"h" ? 3'600 : unit == u"d" ? 86'400 : 60;
    return now - std::chrono::seconds(std::int64_t{ match.captured(1).toInt() } * seconds);
}

} // namespace

Instant& Instant::of(Session& session)
{
    if (auto* instant = session.findChild<Instant*>(QString(), Qt::FindDirectChildrenOnly))
        return *instant;
    return *new Instant(&session);
}

void Instant::go_to(TimePoint at)
{
    at_ = at;
    emit moved();
}

void Instant::show_in(Place place, TimePoint at)
{
    at_ = at;
    emit asked(place); // first: what comes into sight goes there by itself
    emit moved();
}

void Instant::leave()
{
    if (!at_)
        return;
    at_.reset();
    emit moved();
}

void Instant::hover(std::optional<TimePoint> at)
{
    if (at == hovered_)
        return;
    hovered_ = at;
    emit hover_moved();
}

std::optional<TimePoint> read_instant(const QString& text, TimePoint now)
{
    const QString plain = text.simplified();
    if (const auto before = read_before(plain, now))
        return before;
    for (const char* form : { "yyyy-MM-dd H:mm:ss.zzz", "yyyy-MM-dd H:mm:ss", "yyyy-MM-dd H:mm" })
        if (const auto time = QDateTime::fromString(plain, QLatin1String(form)); time.isValid())
            return point_of(time);
    const auto today = QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
    for (const char* form : { "H:mm:ss.zzz", "H:mm:ss.z", "H:mm:ss", "H:mm" })
        if (const auto time = QTime::fromString(plain, QLatin1String(form)); time.isValid()) {
            const QDateTime at(today.date(), time);
            return point_of(at > today ? at.addDays(-1) : at);
        }
    return std::nullopt;
}

} // namespace quayside::ui
