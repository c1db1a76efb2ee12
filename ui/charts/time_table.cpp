#include "ui/charts/time_table.h"

#include "ui/look/text.h"

#include <QDateTime>

#include <chrono>
#include <cmath>
#include <limits>
#include <map>

namespace quayside::ui {

namespace {

QByteArray utc(TimePoint at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

} // namespace

TimeTable joined(const std::vector<Chart::Table>& tables)
{
    TimeTable all;
    for (const auto& table : tables)
        for (const auto& column : table.columns)
            all.titles << column.title;
    const auto width = static_cast<std::size_t>(all.titles.size());
    std::map<TimePoint, std::vector<double>> rows;
    std::size_t place = 0;
    for (const auto& table : tables)
        for (const auto& column : table.columns) {
            for (const ChartPoint& point : column.points) {
                auto& values = rows[point.at];
                values.resize(width, std::numeric_limits<double>::quiet_NaN());
                values[place] = point.value;
            }
            ++place;
        }
    all.rows.reserve(rows.size());
    for (auto& [at, values] : rows)
        all.rows.push_back({ at, std::move(values) });
    return all;
}

QByteArray csv_of(const TimeTable& table)
{
    QByteArray text("time");
    for (const QString& title : table.titles)
        text += ",\"" + QString(title).replace(u'"', QStringLiteral("\"\"")).toUtf8() + '"';
    text += '\n';
    for (const auto& row : table.rows) {
        text += utc(row.at);
        for (const double value : row.values) {
            text += ',';
            if (std::isfinite(value))
                text += QByteArray::number(value, 'g', 7);
        }
        text += '\n';
    }
    return text;
}

TimeTableModel::TimeTableModel(TimeTable table, QObject* parent)
    : QAbstractTableModel(parent)
    , table_(std::move(table))
{
}

int TimeTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int TimeTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(table_.titles.size()) + 1;
}

// The newest on top.
QVariant TimeTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    const auto& row = table_.rows[table_.rows.size() - 1 - static_cast<std::size_t>(index.row())];
    if (index.column() == 0)
        return local_date_time(row.at);
    const double value = row.values[static_cast<std::size_t>(index.column()) - 1];
    return std::isfinite(value) ? QString::number(value, 'g', 5) : dash();
}

QVariant TimeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Time") : table_.titles.value(section - 1);
}

} // namespace quayside::ui
