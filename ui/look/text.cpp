#include "ui/look/text.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace quayside::ui {

namespace {

QString fixed(double value, int decimals)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', decimals);
}

// Three significant digits at most, no trailing zeros behind the point: 1.5, 12, 0.25.
QString brief(double value)
{
    const double size = std::abs(value);
    QString text = fixed(value, size < 10 ? 2 : size < 100 ? 1 : 0);
    const QString point = QLocale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

Quantity scaled_bytes(double bytes, const char* suffix)
{
    static constexpr std::array<const char*, 5> kUnits = { "B", "KiB", "MiB", "GiB", "TiB" };
    if (!std::isfinite(bytes))
        return { dash(), {} };
    std::size_t unit = 0;
    while (std::abs(bytes) >= 1023.5 && unit + 1 < kUnits.size()) {
        bytes /= 1024;
        ++unit;
    }
    const QString number = unit == 0 ? fixed(bytes, 0) : brief(bytes);
    return { number, QLatin1String(kUnits[unit]) + QLatin1String(suffix) };
}

QDateTime local(TimePoint at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms);
}

QString local_as(TimePoint at, const QString& format)
{
    return at == kNever ? dash() : local(at).toString(format);
}

} // namespace

Quantity memory_quantity(double mebibytes)
{
    return scaled_bytes(mebibytes * 1024 * 1024, "");
}
Quantity byte_quantity(double bytes)
{
    return scaled_bytes(bytes, "");
}
Quantity rate_quantity(double bytes_per_second)
{
    return scaled_bytes(bytes_per_second, "/s");
}

Quantity cpu_quantity(double cpu_units)
{
    if (!std::isfinite(cpu_units))
        return { dash(), {} };
    return { brief(cpu_units / 1024), QStringLiteral("vCPU") };
}

Quantity percent_quantity(double fraction)
{
    if (!std::isfinite(fraction))
        return { dash(), {} };
    return { fixed(fraction * 100, 0), QStringLiteral("%") };
}

QString memory_text(double mebibytes)
{
    return memory_quantity(mebibytes).text();
}
QString cpu_text(double cpu_units)
{
    return cpu_quantity(cpu_units).text();
}
QString percent_text(double fraction)
{
    return percent_quantity(fraction).text();
}
QString rate_text(double bytes_per_second)
{
    return rate_quantity(bytes_per_second).text();
}

QString age_text(TimePoint then, TimePoint now)
{
    if (then == kNever)
        return dash();
    const auto seconds = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(now - then).count());
    if (seconds < 60)
        return QStringLiteral("%1 s").arg(seconds);
    if (seconds < 3600)
        return QStringLiteral("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return QStringLiteral("%1 h").arg(seconds / 3600);
    return QStringLiteral("%1 d").arg(seconds / 86400);
}

QString duration_text(Duration duration)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
    if (ms < 0)
        return QLatin1Char('-') + duration_text(-duration);
    if (ms < 1000)
        return QStringLiteral("%1 ms").arg(ms);
    if (ms < 60'000)
        return brief(std::floor(static_cast<double>(ms) / 100) / 10) + QStringLiteral(" s");
    const auto two = [](std::int64_t large, const char* unit, std::int64_t small, const char* small_unit) {
        const QString text = QString::number(large) + QLatin1Char(' ') + QLatin1String(unit);
        return small == 0
            ? text
            : text + QLatin1Char(' ') + QString::number(small) + QLatin1Char(' ') + QLatin1String(small_unit);
    };
    const std::int64_t seconds = ms / 1000;
    if (seconds < 3600)
        return two(seconds / 60, "min", seconds % 60, "s");
    if (seconds < 86'400)
        return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
    return two(seconds / 86'400, "d", seconds % 86'400 / 3600, "h");
}

QString local_time(TimePoint at)
{
    return local_as(at, QStringLiteral("HH:mm:ss"));
}
QString local_time_ms(TimePoint at)
{
    return local_as(at, QStringLiteral("HH:mm:ss.zzz"));
}
QString local_date_time(TimePoint at)
{
    return local_as(at, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString counted(std::int64_t count, const QString& one, const QString& many)
{
    return QString::number(count) + QLatin1Char(' ') + (count == 1 ? one : many);
}

QString sentence_case(QStringView wire_word)
{
    QString text = wire_word.toString().toLower();
    text.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString from_utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString dash()
{
    return QString(QChar(0x2013));
}

QString short_id(QStringView hex)
{
    return hex.left(8).toString();
}

} // namespace quayside::ui
