#include "ui/pages/log_delegate.h"

#include "ui/look/icons.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/log_rows.h"
#include "ui/tables/cell_paint.h"
#include "ui/terminal/terminal_colours.h"

#include <QPainter>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kBar = 3;
constexpr double kBarShare = 0.7; // of a row
constexpr qsizetype kDrawn = 2'000; // letters of a line
constexpr int kPadding = 8;

QColor ink_of(const LogSpan& span, const QColor& plain)
{
    if (span.colour == LogSpan::kNoColour)
        return plain;
    return readable(indexed_colour(span.colour, colours()), colour(Role::Base), kReadable);
}

// A text that changes its looks on the way, cut where the area ends.
class Line {
public:
    Line(QPainter& painter, const QRectF& area, const QString& text)
        : painter_(painter)
        , area_(area)
        , text_(text)
        , font_(font_of(Type::Mono))
    {
        painter_.setFont(font_);
    }

    void mark(qsizetype begin, qsizetype length)
    {
        const double left = x_of(begin);
        painter_.fillRect(
            QRectF(left, area_.top() + 2, x_of(begin + length) - left, area_.height() - 4), colour(Role::SearchHit));
    }
    void draw(qsizetype begin, qsizetype end, const QColor& ink, bool bold)
    {
        if (begin >= end || x_of(begin) > area_.right())
            return;
        QFont font = font_;
        font.setBold(bold);
        painter_.setFont(font);
        painter_.setPen(ink);
        painter_.drawText(QRectF(x_of(begin), area_.top(), area_.right() - x_of(begin), area_.height()),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text_.mid(begin, end - begin));
        painter_.setFont(font_);
    }
    double x_of(qsizetype place) const
    {
        return area_.left() + QFontMetricsF(font_).horizontalAdvance(text_.left(place));
    }

private:
    QPainter& painter_;
    QRectF area_;
    QString text_;
    QFont font_;
};

} // namespace

LogDelegate::LogDelegate(const LogRows& rows, QObject* parent)
    : CellDelegate(parent)
    , rows_(rows)
{
}

void LogDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto kind = rows_.store().kind(rows_.slot_at(index.row()));
    const bool happened = kind == LogRow::Kind::Deployment || kind == LogRow::Kind::Failure;
    if (happened && !option.state.testFlag(QStyle::State_Selected))
        paint_happening(*painter, option, index, rows_.row(index.row()));
    else
        CellDelegate::paint(painter, option, index);
}

void LogDelegate::paint_happening(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, const LogRow& row) const
{
    const bool failed = row.kind == LogRow::Kind::Failure;
    const QColor ink = colour(failed ? Role::Error : Role::Pending);
    painter.fillRect(option.rect, colour(failed ? Role::ErrorBg : Role::PendingBg));
    const QRectF area = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, -1);
    if (option.viewItemPosition == QStyleOptionViewItem::Beginning)
        painter.fillRect(
            placed(painter, option.rect, QRect(option.rect.topLeft(), QSize(kBar, option.rect.height()))), ink);
    if (index.column() == LogRows::Time) {
        paint_text_cell(painter, area, index.data().toString(), font_of(Type::Mono), ink);
    } else if (index.column() == LogRows::Task) {
        paint_text_cell(
            painter, placed(painter, area, area.adjusted(2 * kBar, 0, 0, 0)), row.task, font_of(Type::Mono), ink);
    } else if (index.column() == LogRows::Level) {
        const double side = Theme::get().scaled(12);
        paint_glyph(painter, placed(painter, area, QRectF(area.left(), area.center().y() - side / 2, side, side)),
            failed ? StateGlyph::Failed : StateGlyph::Pending);
    } else if (index.column() == LogRows::Message) {
        paint_text_cell(painter, area, row.text, font_of(Type::Name), ink);
    }
}

bool LogDelegate::paint_content(QPainter& painter, const QRectF& area, const QModelIndex& index) const
{
    if (index.column() == LogRows::Message) {
        paint_message(painter, area, index.row());
        return true;
    }
    if (index.column() == LogRows::Time && rows_.is_marked(index.row())) {
        const double side = Theme::get().scaled(12);
        paint_text_cell(painter, area, index.data().toString(), font_of(Type::Mono), colour(Role::Accent));
        icon(Glyph::Star, Role::Accent)
            .paint(&painter, QRectF(area.right() - side, area.center().y() - side / 2, side, side).toRect());
        return true;
    }
    if (index.column() != LogRows::Task)
        return false;
    const QString task = index.data().toString();
    const QColor hue = colours().hue_of(task);
    const double height = area.height() * kBarShare;
    painter.fillRect(placed(painter, area, QRectF(area.left(), area.center().y() - height / 2, kBar, height)), hue);
    paint_text_cell(painter, placed(painter, area, area.adjusted(2 * kBar, 0, 0, 0)), task, font_of(Type::Mono), hue);
    return true;
}

void LogDelegate::paint_message(QPainter& painter, const QRectF& area, int row) const
{
    painter.setLayoutDirection(Qt::LeftToRight); // as in a terminal
    const LogRow line = rows_.row(row);
    const QColor plain = colour(static_cast<Role>(rows_.index(row, LogRows::Message).data(RowModel::ToneRole).toInt()));
    const auto frames = rows_.frames(row);
    const bool sought = !sought_.isEmpty() && line.text.contains(sought_, Qt::CaseInsensitive);
    if (line.spans.empty() && frames == 0 && !sought)
        return paint_text_cell(painter, area, line.text, font_of(Type::Mono), plain);
    const QString text = line.text.left(kDrawn);
    Line drawn(painter, area, text);
    for (auto at = text.indexOf(sought_, 0, Qt::CaseInsensitive); sought && at >= 0;
         at = text.indexOf(sought_, at + sought_.size(), Qt::CaseInsensitive))
        drawn.mark(at, sought_.size());
    qsizetype done = 0;
    for (const auto& span : line.spans) {
        drawn.draw(done, std::min<qsizetype>(span.begin, text.size()), plain, false);
        done = std::min<qsizetype>(span.begin + span.length, text.size());
        drawn.draw(span.begin, done, ink_of(span, plain), span.bold);
    }
    drawn.draw(done, text.size(), plain, false);
    if (frames == 0)
        return;
    const QString more = rows_.is_open(row)
        ? QStringLiteral("−")
        : tr("+ %1").arg(counted(static_cast<std::int64_t>(frames), tr("frame"), tr("frames")));
    const QRectF behind = area.adjusted(drawn.x_of(text.size()) - area.left() + 2 * kPadding, 0, 0, 0);
    paint_text_cell(painter, behind, more, font_of(Type::Small), colour(Role::Muted));
}

} // namespace quayside::ui
