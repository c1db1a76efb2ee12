#include "ui/terminal/terminal_view.h"

#include "ui/look/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <vector>

namespace quayside::ui {

namespace {

constexpr int kNotch = 120; // of a wheel
constexpr int kLinesPerNotch = 3;
constexpr int kWheelUp = 4; // buttons, as programs know them
constexpr int kWheelDown = 5;

int button_of(Qt::MouseButton button)
{
    return button == Qt::LeftButton ? 1 : button == Qt::MiddleButton ? 2 : button == Qt::RightButton ? 3 : 0;
}

bool in_word(const GridLine& line, int column)
{
    const QString text = line.character(column);
    return text.front().isLetterOrNumber() || QStringLiteral("_-./~:@%+").contains(text.front())
        || text.front().isSurrogate();
}

// What a line reads, and the cell in which each unit of that stands: wide characters and marks make the two differ.
struct Spelled {
    QString text;
    std::vector<int> cells;

    explicit Spelled(const GridLine& line)
    {
        for (int column = 0; column < static_cast<int>(line.cells.size()); ++column) {
            if (line.cells[static_cast<std::size_t>(column)].width == 0)
                continue;
            const QString character = line.character(column);
            text += character;
            cells.insert(cells.end(), static_cast<std::size_t>(character.size()), column);
        }
    }
    // The first unit that stands in this cell or behind it.
    qsizetype unit_at(int column) const { return std::lower_bound(cells.begin(), cells.end(), column) - cells.begin(); }
    // The cell behind that of a unit.
    int behind(qsizetype unit, const GridLine& line) const
    {
        const int column = cells[static_cast<std::size_t>(unit)];
        return column + line.cells[static_cast<std::size_t>(column)].width;
    }
};

} // namespace

TextPosition TerminalView::position_at(const QPoint& point) const
{
    const int row = std::clamp(point.y() / cell_.height(), 0, emulator_.rows() - 1);
    // The nearer side of a cell.
    const int column = std::clamp((point.x() + cell_.width() / 2) / cell_.width(), 0, emulator_.columns());
    return { emulator_.dropped() + top() + row, column };
}

QString TerminalView::selected_text() const
{
    if (!selection_)
        return {};
    const auto& [low, high] = std::minmax(selection_->anchor, selection_->end);
    QStringList lines;
    // Its first lines may have left the history since the last frame.
    for (auto number = std::max<std::int64_t>(low.line, emulator_.dropped()); number <= high.line; ++number) {
        const auto line = emulator_.line(static_cast<int>(number - emulator_.dropped()));
        const int from = number == low.line ? low.column : 0;
        const int to = number == high.line ? high.column : emulator_.columns();
        QString text = line.text(from, to);
        while (number != high.line && text.endsWith(u' '))
            text.chop(1);
        lines << text;
    }
    return lines.join(u'\n');
}

void TerminalView::set_selection(TextPosition anchor, TextPosition end)
{
    selection_ = Selection{ anchor, end };
    viewport()->update();
    emit selection_changed();
}

void TerminalView::select(TextPosition from, TextPosition to)
{
    set_selection(from, to);
}

void TerminalView::select_all()
{
    set_selection({ emulator_.dropped(), 0 }, { emulator_.dropped() + emulator_.lines() - 1, emulator_.columns() });
}

void TerminalView::clear_selection()
{
    if (!selection_)
        return;
    selection_.reset();
    viewport()->update();
    emit selection_changed();
}

// From the cursor, where nothing is selected yet.
void TerminalView::extend_selection(int key)
{
    const TextPosition cursor{ emulator_.dropped() + emulator_.history() + emulator_.cursor().row,
        emulator_.cursor().column };
    TextPosition anchor = selection_ ? selection_->anchor : cursor;
    TextPosition end = selection_ ? selection_->end : cursor;
    const std::int64_t first = emulator_.dropped();
    const std::int64_t last = first + emulator_.lines() - 1;
    if (key == Qt::Key_Left)
        end = end.column > 0 || end.line == first ? TextPosition{ end.line, std::max(0, end.column - 1) }
                                                  : TextPosition{ end.line - 1, emulator_.columns() };
    else if (key == Qt::Key_Right)
        end = end.column < emulator_.columns() || end.line == last
            ? TextPosition{ end.line, std::min(emulator_.columns(), end.column + 1) }
            : TextPosition{ end.line + 1, 0 };
    else if (key == Qt::Key_Up)
        end = end.line > first ? TextPosition{ end.line - 1, end.column } : TextPosition{ first, 0 };
    else if (key == Qt::Key_Down)
        end = end.line < last ? TextPosition{ end.line + 1, end.column } : TextPosition{ last, emulator_.columns() };
    else if (key == Qt::Key_Home)
        end = { first, 0 };
    else
        end = { last, emulator_.columns() };
    set_selection(anchor, end);
    show_line(end.line);
}

void TerminalView::show_line(std::int64_t line)
{
    const auto number = static_cast<int>(line - emulator_.dropped());
    if (number < top() || number >= top() + emulator_.rows())
        verticalScrollBar()->setValue(number - emulator_.rows() / 2);
}

void TerminalView::copy()
{
    if (selection_)
        QApplication::clipboard()->setText(selected_text());
}

void TerminalView::paste()
{
    paste_text(QApplication::clipboard()->text());
}

void TerminalView::paste_text(const QString& text)
{
    if (text.isEmpty())
        return;
    const bool several = text.contains(u'\n') || text.contains(u'\r');
    if (several && !emulator_.brackets_pastes())
        emit consent_wanted(text);
    else
        paste_now(text);
}

void TerminalView::paste_now(const QString& text)
{
    send(emulator_.paste(text));
}

bool TerminalView::find(const QString& text, bool backwards)
{
    const int count = emulator_.lines();
    if (text.isEmpty())
        return false;
    // What is in sight is looked through first, from its far end.
    const int last = std::min(top() + emulator_.rows(), count) - 1;
    TextPosition from{ emulator_.dropped() + (backwards ? last : top()), backwards ? emulator_.columns() : 0 };
    if (selection_)
        from
            = backwards ? std::min(selection_->anchor, selection_->end) : std::max(selection_->anchor, selection_->end);
    const auto start = std::clamp(static_cast<int>(from.line - emulator_.dropped()), 0, count - 1);
    // Once around, the line it begins in twice: what is on its other side comes last.
    for (int step = 0; step <= count; ++step) {
        const int number = ((start + (backwards ? -step : step)) % count + count) % count;
        const GridLine line = emulator_.line(number);
        const Spelled spelled(line);
        const auto begin = step == 0 ? spelled.unit_at(from.column) : backwards ? spelled.text.size() : 0;
        const auto at = !backwards ? spelled.text.indexOf(text, begin, Qt::CaseInsensitive)
            : begin > 0            ? spelled.text.left(begin).lastIndexOf(text, -1, Qt::CaseInsensitive)
                                   : -1;
        if (at < 0)
            continue;
        const std::int64_t found = emulator_.dropped() + number;
        set_selection({ found, spelled.cells[static_cast<std::size_t>(at)] },
            { found, spelled.behind(at + text.size() - 1, line) });
        show_line(found);
        return true;
    }
    return false;
}

bool TerminalView::gives_mouse(const QMouseEvent* event) const
{
    return emulator_.wants_mouse() && !(event->modifiers() & Qt::ShiftModifier);
}

void TerminalView::mousePressEvent(QMouseEvent* event)
{
    if (gives_mouse(event)) {
        emit typed(emulator_.mouse(
            cell_at(event->position().toPoint()), button_of(event->button()), true, event->modifiers()));
        return;
    }
    if (event->button() == Qt::MiddleButton && QApplication::clipboard()->supportsSelection())
        paste_text(QApplication::clipboard()->text(QClipboard::Selection));
    if (event->button() != Qt::LeftButton)
        return;
    const auto at = position_at(event->position().toPoint());
    if ((event->modifiers() & Qt::ShiftModifier) && selection_)
        return set_selection(selection_->anchor, at);
    clear_selection();
    selection_ = Selection{ at, at };
    selecting_ = true;
}

void TerminalView::mouseMoveEvent(QMouseEvent* event)
{
    if (gives_mouse(event)) {
        if (const auto bytes = emulator_.mouse(cell_at(event->position().toPoint()), 0, false, event->modifiers());
            !bytes.empty())
            emit typed(bytes);
        return;
    }
    if (!selecting_ || !selection_)
        return;
    const int y = event->position().toPoint().y();
    if (y < 0 || y > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + (y < 0 ? -1 : 1));
    set_selection(selection_->anchor, position_at(event->position().toPoint()));
}

void TerminalView::mouseReleaseEvent(QMouseEvent* event)
{
    if (gives_mouse(event)) {
        emit typed(emulator_.mouse(
            cell_at(event->position().toPoint()), button_of(event->button()), false, event->modifiers()));
        return;
    }
    if (!std::exchange(selecting_, false) || !selection_)
        return;
    if (selection_->anchor == selection_->end)
        clear_selection();
    else if (QApplication::clipboard()->supportsSelection())
        QApplication::clipboard()->setText(selected_text(), QClipboard::Selection);
}

void TerminalView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (gives_mouse(event) || event->button() != Qt::LeftButton)
        return;
    const auto cell = cell_at(event->position().toPoint());
    const TextPosition at{ emulator_.dropped() + top() + cell.row, cell.column };
    if (const auto from = start_of_word(at), to = end_of_word(at); from < to)
        set_selection(from, to);
}

TextPosition TerminalView::start_of_word(TextPosition at) const
{
    const auto line = emulator_.line(static_cast<int>(at.line - emulator_.dropped()));
    while (at.column > 0 && in_word(line, at.column - 1))
        --at.column;
    return at;
}

TextPosition TerminalView::end_of_word(TextPosition at) const
{
    const auto line = emulator_.line(static_cast<int>(at.line - emulator_.dropped()));
    while (at.column < emulator_.columns() && in_word(line, at.column))
        ++at.column;
    return at;
}

// A program that has the mouse gets the wheel; one that has the screen gets the arrows; else the history is turned.
void TerminalView::wheelEvent(QWheelEvent* event)
{
    wheel_ += event->angleDelta().y();
    const int notches = wheel_ / kNotch;
    wheel_ -= notches * kNotch;
    event->accept();
    if (notches == 0)
        return;
    const bool to_program = emulator_.wants_mouse() && !(event->modifiers() & Qt::ShiftModifier);
    std::string bytes;
    for (int i = 0; i < std::abs(notches); ++i) {
        if (to_program)
            bytes += emulator_.mouse(
                cell_at(event->position().toPoint()), notches > 0 ? kWheelUp : kWheelDown, true, Qt::NoModifier);
        else if (emulator_.full_screen())
            for (int line = 0; line < kLinesPerNotch; ++line)
                bytes += emulator_.key(notches > 0 ? Qt::Key_Up : Qt::Key_Down, Qt::NoModifier, {});
    }
    if (!bytes.empty())
        emit typed(bytes);
    else
        verticalScrollBar()->setValue(verticalScrollBar()->value() - notches * kLinesPerNotch);
}

void TerminalView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& icon, const QString& text, const char* keys, bool enabled, auto run) {
        auto* action = menu->addAction(theme_icon(icon), text, this, run);
        action->setShortcut(QKeySequence(QString::fromLatin1(keys)));
        action->setEnabled(enabled);
    };
    add("edit-copy", tr("&Copy"), "Ctrl+Shift+C", has_selection(), [this] { copy(); });
    add("edit-paste", tr("&Paste"), "Ctrl+Shift+V", !QApplication::clipboard()->text().isEmpty(), [this] { paste(); });
    add("edit-select-all", tr("Select &all"), "Ctrl+Shift+A", true, [this] { select_all(); });
    add("edit-find", tr("&Find…"), "Ctrl+Shift+F", true, [this] { emit find_wanted(); });
    menu->addSeparator();
    add("edit-clear", tr("Clear &history"), "", emulator_.history() > 0, [this] { clear_history(); });
    menu->popup(event->globalPos());
}

} // namespace quayside::ui
