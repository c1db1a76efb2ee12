#pragma once

#include "ui/charts/chart.h"

#include <QAbstractTableModel>
#include <QByteArray>
#include <QStringList>

#include <vector>

namespace quayside::ui {

// What several charts show together, as numbers: a row for each moment, NaN where a line has no value.
struct TimeTable {
    struct Row {
        TimePoint at;
        std::vector<double> values;
    };
    QStringList titles;
    std::vector<Row> rows; // oldest first
};

TimeTable joined(const std::vector<Chart::Table>& tables);

// With a title line; times in UTC; nothing between two commas where nothing is known.
QByteArray csv_of(const TimeTable& table);

// The same to look at and to be read out. GUI thread.
class TimeTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit TimeTableModel(TimeTable table, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    TimeTable table_;
};

} // namespace quayside::ui
