#include "ui/tables/row_model.h"

#include "ui/look/theme.h"
#include "ui/look/tool_tip.h"

#include <QPointF>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr qint64 kTintMs = 800;

bool is_right(CellStyle style)
{
    return style == CellStyle::Number || style == CellStyle::Age;
}

} // namespace

RowModel::RowModel(std::vector<ColumnInfo> infos, QObject* parent)
    : QAbstractTableModel(parent)
    , infos_(std::move(infos))
    , index_(*this, infos_)
{
    clock_.start();
    slices_.setSingleShot(true);
    connect(&slices_, &QTimer::timeout, this, [this] { run(6); });
    fading_.setInterval(100);
    connect(&fading_, &QTimer::timeout, this, &RowModel::fade);
}

int RowModel::column_of(const QString& id) const
{
    const auto found
        = std::find_if(infos_.begin(), infos_.end(), [&id](const ColumnInfo& info) { return info.id == id; });
    return found == infos_.end() ? -1 : static_cast<int>(found - infos_.begin());
}

int RowModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : order_.visible();
}

int RowModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(infos_.size());
}

QVariant RowModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Slot slot = slot_at(index.row());
    const int column = index.column();
    const ColumnInfo& info = infos_[static_cast<std::size_t>(column)];
    switch (role) {
    case Qt::DisplayRole:
        return text_of(slot, column);
    case Qt::EditRole: {
        const auto edit = edits_.constFind(cell(slot, column));
        return edit == edits_.constEnd() ? text_of(slot, column) : edit->text;
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (is_right(info.style) ? Qt::AlignRight : Qt::AlignLeft)));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return text_role(slot, column, role);
    case GlyphRole:
        return info.style == CellStyle::State || info.style == CellStyle::Rule
            ? QVariant(static_cast<int>(state_of_cell(slot, column).glyph))
            : QVariant();
    case ToneRole: {
        const int tone = tone_of(slot, column);
        return tone < 0 ? QVariant() : QVariant(tone);
    }
    case SparkRole: {
        const std::vector<float> values = spark_of(slot, column);
        return QVariant::fromValue(QVector<float>(values.begin(), values.end()));
    }
    case CapacityRole: {
        const Capacity capacity = capacity_of(slot, column);
        return QPointF(capacity.used, capacity.reserved);
    }
    case PendingRole:
    case ErrorRole: {
        const auto edit = edits_.constFind(cell(slot, column));
        if (edit == edits_.constEnd())
            return {};
        const bool pending = edit->error.isEmpty();
        return pending == (role == PendingRole) ? QVariant(pending ? edit->text : edit->error) : QVariant();
    }
    case ChangedRole: {
        const auto tint = tints_.constFind(slot);
        return tint != tints_.constEnd() && column < 64 && (tint->columns >> column & 1) != 0;
    }
    case StyleRole:
        return static_cast<int>(info.style);
    case EditorRole:
        return editor_of(column);
    default:
        return {};
    }
}

// What a reader hears holds column and state; what a tool tip says is plain text, also where it looks like markup.
QVariant RowModel::text_role(Slot slot, int column, int role) const
{
    const QString error = edits_.value(cell(slot, column)).error;
    if (role == Qt::AccessibleTextRole) {
        const QString text = infos_[static_cast<std::size_t>(column)].title + QLatin1Char(' ') + text_of(slot, column);
        return error.isEmpty() ? text : text + QStringLiteral(", ") + error;
    }
    const QString tip = error.isEmpty() ? tool_tip_of(slot, column) : error;
    return tip.isEmpty() ? QVariant() : QVariant(plain_tip(tip));
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnInfo& info = infos_[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return info.title;
    case Qt::ToolTipRole:
        return info.hint.isEmpty() ? QVariant() : QVariant(info.hint);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (is_right(info.style) ? Qt::AlignRight : Qt::AlignLeft)));
    default:
        return {};
    }
}

Qt::ItemFlags RowModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (infos_[static_cast<std::size_t>(index.column())].editable && can_edit(slot_at(index.row()), index.column()))
        flags |= Qt::ItemIsEditable;
    return flags;
}

void RowModel::refresh_cell(Slot slot, int column)
{
    const int row = row_of(slot);
    if (row >= 0)
        emit dataChanged(index(row, column), index(row, column));
}

void RowModel::tint(const Round& round)
{
    if (round.changed_columns.size() != round.changed.size() || Theme::get().reduced_motion())
        return;
    const qint64 until = clock_.elapsed() + kTintMs;
    for (std::size_t i = 0; i < round.changed.size(); ++i)
        if (round.changed_columns[i] != 0)
            tints_[round.changed[i]] = { round.changed_columns[i], until };
    if (!tints_.isEmpty() && !fading_.isActive())
        fading_.start();
}

void RowModel::fade()
{
    const qint64 now = clock_.elapsed();
    std::vector<Slot> faded;
    for (auto tint = tints_.begin(); tint != tints_.end();) {
        if (tint->until > now) {
            ++tint;
            continue;
        }
        faded.push_back(tint.key());
        tint = tints_.erase(tint);
    }
    if (tints_.isEmpty())
        fading_.stop();
    announce(faded);
}

} // namespace quayside::ui
