#include "ui/terminal/terminal_view.h"

#include "ui/look/theme.h"
#include "ui/terminal/terminal_colours.h"

#include <QGlyphRun>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr double kCursorFrame = 1;

const GridCell& cell_in(const GridLine& line, int column)
{
    static const GridCell blank;
    return column < static_cast<int>(line.cells.size()) ? line.cells[static_cast<std::size_t>(column)] : blank;
}

bool has_marks(const GridLine& line, int column)
{
    return std::any_of(
        line.marks.begin(), line.marks.end(), [column](const auto& mark) { return mark.first == column; });
}

} // namespace

QRect TerminalView::cell_rect(int row, int column) const
{
    return { column * cell_.width(), row * cell_.height(), cell_.width(), cell_.height() };
}

GridPosition TerminalView::cell_at(const QPoint& point) const
{
    return { std::clamp(point.y() / cell_.height(), 0, emulator_.rows() - 1),
        std::clamp(point.x() / cell_.width(), 0, emulator_.columns() - 1) };
}

void TerminalView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), colour(Role::Base));
    const int first = std::max(0, event->rect().top() / cell_.height());
    const int last = std::min(emulator_.rows() - 1, event->rect().bottom() / cell_.height());
    for (int row = first; row <= last; ++row)
        paint_line(painter, row, emulator_.line(top() + row));
    paint_cursor(painter);
    painter.end();
    emit painted();
}

// In runs of one style, selected or not.
void TerminalView::paint_line(QPainter& painter, int row, const GridLine& line)
{
    const int length = static_cast<int>(line.cells.size());
    for (int from = 0; from < length;) {
        int to = from + 1;
        while (to < length && cell_in(line, to).style == cell_in(line, from).style)
            ++to;
        paint_run(painter, row, line, from, to);
        from = to;
    }
}

void TerminalView::paint_run(QPainter& painter, int row, const GridLine& line, int from, int to)
{
    const GridInk ink = ink_of(cell_in(line, from).style, colours());
    const QRect area = cell_rect(row, from).united(cell_rect(row, to - 1));
    if (ink.ground.isValid())
        painter.fillRect(area, ink.ground);
    // Selected are the columns from `begin` up to `end` of this line.
    int begin = to;
    int end = to;
    const std::int64_t number = emulator_.dropped() + top() + row;
    if (selection_) {
        const auto& [low, high] = std::minmax(selection_->anchor, selection_->end);
        if (number >= low.line && number <= high.line) {
            begin = std::clamp(number == low.line ? low.column : 0, from, to);
            end = std::clamp(number == high.line ? high.column : emulator_.columns(), begin, to);
        }
    }
    paint_text(painter, row, line, from, begin, ink.ink);
    if (begin < end) {
        // High contrast has no tints.
        const QColor ground = colour(colours().is_high_contrast() ? Role::Text : Role::Selection);
        painter.fillRect(cell_rect(row, begin).united(cell_rect(row, end - 1)), ground);
        paint_text(painter, row, line, begin, end, readable(ink.ink, ground, kReadable));
        paint_text(painter, row, line, end, to, ink.ink);
    }
}

quint32 TerminalView::glyph_of(Face& face, char32_t character) const
{
    const auto known = face.glyphs.constFind(character);
    if (known != face.glyphs.constEnd())
        return *known;
    const auto found = face.raw.glyphIndexesForString(QString::fromUcs4(&character, 1));
    const quint32 glyph = found.size() == 1 ? found.front() : 0;
    face.glyphs.insert(character, glyph);
    return glyph;
}

// Each character in its cell: no ligatures, no kerning. What the font lacks is drawn by whichever has it.
void TerminalView::paint_text(QPainter& painter, int row, const GridLine& line, int from, int to, const QColor& ink)
{
    if (from >= to)
        return;
    const auto& style = cell_in(line, from).style;
    auto& face = faces_[style.bold ? 1 : 0];
    QList<quint32> glyphs;
    QList<QPointF> places;
    painter.setPen(ink);
    for (int column = from; column < to; ++column) {
        const GridCell& cell = cell_in(line, column);
        if (cell.character == 0 || cell.character == U' ' || cell.width == 0)
            continue;
        const QRect area = cell_rect(row, column);
        const quint32 glyph = cell.width == 1 && !has_marks(line, column) ? glyph_of(face, cell.character) : 0;
        if (glyph != 0) {
            glyphs << glyph;
            places << QPointF(area.left(), area.top() + ascent_);
            continue;
        }
        QFont font = font_of(Type::Mono);
        font.setBold(style.bold);
        painter.setFont(font);
        painter.drawText(QRect(area.topLeft(), QSize(area.width() * cell.width, area.height())),
            Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine | Qt::TextDontClip, line.character(column));
    }
    QGlyphRun run;
    run.setRawFont(face.raw);
    run.setGlyphIndexes(glyphs);
    run.setPositions(places);
    painter.drawGlyphRun({}, run);
    const QRect area = cell_rect(row, from).united(cell_rect(row, to - 1));
    if (style.underline)
        painter.fillRect(QRect(area.left(), area.top() + ascent_ + 2, area.width(), 1), ink);
    if (style.strike)
        painter.fillRect(QRect(area.left(), area.center().y(), area.width(), 1), ink);
}

void TerminalView::paint_cursor(QPainter& painter)
{
    const auto at = emulator_.cursor();
    const int row = at.row + emulator_.history() - top();
    if (!emulator_.cursor_visible() || row >= emulator_.rows())
        return;
    const auto line = emulator_.line(top() + row);
    const int column = std::min(at.column, emulator_.columns() - 1);
    QRect area = cell_rect(row, column);
    area.setWidth(area.width() * std::max<int>(1, cell_in(line, column).width));
    if (hasFocus()) {
        painter.fillRect(area, colour(Role::Accent));
        paint_text(painter, row, line, column, column + 1, colour(Role::OnAccent));
        return;
    }
    painter.setPen(QPen(colour(Role::Accent), kCursorFrame));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area.adjusted(0, 0, -1, -1));
}

} // namespace quayside::ui
