#include "ui/editor/text_diff_view.h"

#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace quayside::ui {

namespace {

enum Column { LeftNumber, Left, RightNumber, Right };
constexpr int kColumns = 4;
constexpr int kLineHeight = 20;
constexpr int kNumberWidth = 52;

bool is_left(int column)
{
    return column < RightNumber;
}

} // namespace

class TextDiffModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    std::vector<TextDiffLine> lines;
    QString names[2];

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(lines.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }

    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        const auto& line = lines[static_cast<std::size_t>(index.row())];
        const int number = is_left(index.column()) ? line.left : line.right;
        if (number == 0)
            return {};
        if (index.column() == Left || index.column() == Right)
            return index.column() == Left ? line.left_text : line.right_text;
        if (line.is_same())
            return QString::number(number);
        return QStringLiteral("%1 %2").arg(number).arg(is_left(index.column()) ? QChar(0x2212) : QChar(u'+'));
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return {};
        const bool number = section == LeftNumber || section == RightNumber;
        return number ? TextDiffView::tr("Line") : names[is_left(section) ? 0 : 1];
    }

    void reset(std::vector<TextDiffLine> given, const QString& left, const QString& right)
    {
        beginResetModel();
        lines = std::move(given);
        names[0] = left;
        names[1] = right;
        endResetModel();
    }
};

namespace {

class LineDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& line
            = static_cast<const TextDiffModel*>(index.model())->lines[static_cast<std::size_t>(index.row())];
        const bool left = is_left(index.column());
        const bool there = (left ? line.left : line.right) > 0;
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const Role tint = left ? Role::ErrorBg : Role::HealthyBg;
        painter->save();
        painter->fillRect(option.rect,
            colour(selected          ? Role::Selection
                    : !there         ? Role::Alt
                    : line.is_same() ? Role::Base
                                     : tint));
        painter->setFont(font_of(Type::Mono));
        const bool number = index.column() == LeftNumber || index.column() == RightNumber;
        const QRect area = option.rect.adjusted(6, 0, -6, 0);
        painter->setPen(colour(number ? Role::Muted : Role::Text));
        if (number)
            painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, index.data().toString());
        else if (there)
            paint_text(*painter, area, left ? line.left_text : line.right_text,
                line.is_same() ? TextDiffLine::Part{}
                    : left     ? line.left_part
                               : line.right_part,
                left ? Role::Error : Role::Healthy);
        if (option.state.testFlag(QStyle::State_HasFocus))
            paint_ring(*painter, option.rect, 0);
        painter->restore();
    }

private:
    static void paint_text(
        QPainter& painter, const QRect& area, const QString& text, const TextDiffLine::Part& part, Role fill)
    {
        painter.setClipRect(area);
        const auto metrics = painter.fontMetrics();
        if (part.length > 0) {
            const int from = metrics.horizontalAdvance(text.left(part.from));
            const int width = metrics.horizontalAdvance(text.mid(part.from, part.length));
            painter.fillRect(QRect(area.left() + from, area.top() + 2, width, area.height() - 4),
                blend(colour(fill), colour(Role::Base), 0.32));
        }
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, text);
    }
};

} // namespace

TextDiffView::TextDiffView(QWidget* parent)
    : QTableView(parent)
    , model_(new TextDiffModel(this))
{
    setModel(model_);
    setItemDelegate(new LineDelegate(this));
    setAccessibleName(tr("Both as text"));
    setLayoutDirection(Qt::LeftToRight); // as code is
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto fit_rows = [this] {
        verticalHeader()->setMinimumSectionSize(1); // that of the style is higher than a line
        verticalHeader()->setDefaultSectionSize(Theme::get().scaled(kLineHeight));
    };
    fit_rows();
    connect(&Theme::get(), &Theme::changed, this, fit_rows);
}

void TextDiffView::set_lines(std::vector<TextDiffLine> lines, const QString& left_name, const QString& right_name)
{
    if (lines == model_->lines && model_->names[0] == left_name && model_->names[1] == right_name)
        return;
    model_->reset(std::move(lines), left_name, right_name);
    fit_columns();
    step(1);
}

const std::vector<TextDiffLine>& TextDiffView::lines() const
{
    return model_->lines;
}

// Over a run of differences to the first line of the next one.
void TextDiffView::step(int by)
{
    const auto& all = model_->lines;
    const auto count = static_cast<int>(all.size());
    const auto starts_run = [&](int row) {
        return !all[static_cast<std::size_t>(row)].is_same()
            && (row == 0 || all[static_cast<std::size_t>(row - 1)].is_same());
    };
    for (int row = currentIndex().isValid() ? currentIndex().row() + by : 0; row >= 0 && row < count; row += by)
        if (starts_run(row)) {
            setCurrentIndex(model_->index(row, LeftNumber)); // a line begins at the left
            scrollTo(currentIndex(), PositionAtCenter);
            return;
        }
}

void TextDiffView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    QTableView::keyPressEvent(event);
}

// A line that became another is copied as the other.
void TextDiffView::copy() const
{
    auto rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList texts;
    for (const auto& row : rows) {
        const auto& line = model_->lines[static_cast<std::size_t>(row.row())];
        texts << (line.right > 0 ? line.right_text : line.left_text);
    }
    QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void TextDiffView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit_columns();
}

// Both sides are as wide; what is longer than that is scrolled to.
void TextDiffView::fit_columns()
{
    const int number = Theme::get().scaled(kNumberWidth);
    const QFontMetrics metrics(font_of(Type::Mono));
    qsizetype longest = 0;
    for (const auto& line : model_->lines)
        longest = std::max({ longest, line.left_text.size(), line.right_text.size() });
    const auto needed = static_cast<int>(longest) * metrics.horizontalAdvance(u'0') + 16;
    const int half = std::max((viewport()->width() - 2 * number) / 2, std::min(needed, Theme::get().scaled(4'000)));
    for (const auto column : { LeftNumber, RightNumber })
        setColumnWidth(column, number);
    for (const auto column : { Left, Right })
        setColumnWidth(column, half);
}

} // namespace quayside::ui
