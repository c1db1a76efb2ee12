#include "ui/terminal/terminal_view.h"

#include "ui/look/theme.h"
#include "ui/terminal/terminal_accessible.h"

#include <QAccessible>
#include <QApplication>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kFrame{ 16 };
constexpr int kRows = 24;
constexpr int kColumns = 80;
constexpr int kMostCells = 1'000; // rows or columns
constexpr int kMargin = 4;
constexpr auto kOwn = Qt::ControlModifier | Qt::ShiftModifier;

Qt::KeyboardModifiers held(const QKeyEvent* event)
{
    return event->modifiers() & ~Qt::KeypadModifier;
}

} // namespace

TerminalView::TerminalView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , emulator_(kRows, kColumns)
{
    install_terminal_accessibility();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    setAccessibleName(tr("Terminal"));
    setLayoutDirection(Qt::LeftToRight); // its columns are counted so
    setAccessibleDescription(tr("All keys go to the program. Ctrl+Shift+Tab or F6 leaves the terminal."));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setViewportMargins(kMargin, kMargin, 0, 0);
    viewport()->setCursor(Qt::IBeamCursor);
    frame_timer_.setSingleShot(true);
    frame_timer_.setTimerType(Qt::PreciseTimer);
    connect(&frame_timer_, &QTimer::timeout, this, &TerminalView::frame);
    connect(&Theme::get(), &Theme::changed, this, &TerminalView::take_theme);
    take_theme();
}

void TerminalView::take_theme()
{
    QFont font = font_of(Type::Mono);
    const QFontMetrics metrics(font);
    cell_ = QSize(std::max(1, metrics.horizontalAdvance(u'M')), std::max(1, metrics.height() + 1));
    ascent_ = metrics.ascent();
    faces_[0] = { QRawFont::fromFont(font), {} };
    font.setWeight(QFont::Bold);
    faces_[1] = { QRawFont::fromFont(font), {} };
    setFont(font_of(Type::Mono));
    QPalette colours = palette();
    colours.setColor(QPalette::Window, colour(Role::Base));
    setPalette(colours);
    setAutoFillBackground(true);
    fit();
    viewport()->update();
}

void TerminalView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fit();
}

void TerminalView::fit()
{
    const QSize room = viewport()->size();
    const int rows = std::clamp(room.height() / cell_.height(), 1, kMostCells);
    const int columns = std::clamp(room.width() / cell_.width(), 2, kMostCells);
    if (rows == emulator_.rows() && columns == emulator_.columns())
        return;
    emulator_.resize(rows, columns);
    clear_selection();
    frame();
    emit size_changed(rows, columns);
}

void TerminalView::write(const QByteArray& bytes)
{
    emulator_.write({ bytes.constData(), static_cast<std::size_t>(bytes.size()) });
    answer();
    if (bells_ != emulator_.bells())
        emit bell();
    bells_ = emulator_.bells();
    show_soon();
}

void TerminalView::answer()
{
    if (const auto bytes = emulator_.take_answers(); !bytes.empty())
        emit typed(bytes);
}

void TerminalView::begin_anew()
{
    emulator_.begin_anew();
    show_soon();
}

void TerminalView::clear_history()
{
    emulator_.clear_history();
    clear_selection();
    show_soon();
}

void TerminalView::show_soon()
{
    if (!frame_timer_.isActive())
        frame_timer_.start(kFrame);
}

// The bar follows the end where it is there already; else the lines in sight stay.
void TerminalView::frame()
{
    auto* bar = verticalScrollBar();
    const bool at_end = follows();
    const auto dropped = static_cast<int>(emulator_.dropped() - known_dropped_);
    known_dropped_ = emulator_.dropped();
    const int value = at_end ? emulator_.history() : std::max(0, bar->value() - dropped);
    bar->setPageStep(emulator_.rows());
    bar->setRange(0, emulator_.history());
    bar->setValue(value);
    if (selection_ && std::min(selection_->anchor, selection_->end).line < emulator_.dropped())
        clear_selection();
    viewport()->update();
    if (QAccessible::isActive()) {
        QAccessibleTextCursorEvent moved(this, std::max(0, cursor_offset()));
        QAccessible::updateAccessibility(&moved);
    }
}

bool TerminalView::follows() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

int TerminalView::top() const
{
    return std::min(verticalScrollBar()->value(), emulator_.history());
}

void TerminalView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void TerminalView::send(const std::string& bytes)
{
    if (bytes.empty())
        return;
    clear_selection();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    emit typed(bytes);
}

// What the window keeps for itself while the keyboard is here: Ctrl+Shift and a key, F6, and turning over tabs.
bool TerminalView::is_ours(const QKeyEvent* event) const
{
    const auto modifiers = held(event);
    return (modifiers & kOwn) == kOwn || event->key() == Qt::Key_F6
        || ((modifiers & Qt::ControlModifier) && (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab));
}

bool TerminalView::event(QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QAbstractScrollArea::event(event);
    auto* key = static_cast<QKeyEvent*>(event);
    const bool edits = (held(key) & kOwn) == kOwn
        && (key->key() == Qt::Key_C || key->key() == Qt::Key_V || key->key() == Qt::Key_A
            || (key->key() >= Qt::Key_Home && key->key() <= Qt::Key_Down));
    if (edits || !is_ours(key))
        event->accept();
    return true;
}

bool TerminalView::focusNextPrevChild(bool next)
{
    return leaving_ && QAbstractScrollArea::focusNextPrevChild(next);
}

void TerminalView::keyPressEvent(QKeyEvent* event)
{
    if (own_key(event))
        return;
    if (is_ours(event))
        return QAbstractScrollArea::keyPressEvent(event);
    send(emulator_.key(event->key(), held(event), event->text()));
    event->accept();
}

bool TerminalView::own_key(QKeyEvent* event)
{
    const auto modifiers = held(event);
    const int key = event->key();
    if (modifiers == Qt::ShiftModifier && (key == Qt::Key_PageUp || key == Qt::Key_PageDown)) {
        verticalScrollBar()->triggerAction(
            key == Qt::Key_PageUp ? QScrollBar::SliderPageStepSub : QScrollBar::SliderPageStepAdd);
        return true;
    }
    if (modifiers == Qt::ShiftModifier && key == Qt::Key_Insert)
        paste();
    else if (modifiers != kOwn)
        return false;
    else if (key == Qt::Key_C)
        copy();
    else if (key == Qt::Key_V)
        paste();
    else if (key == Qt::Key_A)
        select_all();
    else if (key == Qt::Key_F)
        emit find_wanted();
    else if (key >= Qt::Key_Home && key <= Qt::Key_Down)
        extend_selection(key);
    else if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
        leaving_ = true;
        focusPreviousChild();
        leaving_ = false;
    } else {
        return false;
    }
    return true;
}

void TerminalView::inputMethodEvent(QInputMethodEvent* event)
{
    send(event->commitString().toStdString());
    event->accept();
}

QVariant TerminalView::inputMethodQuery(Qt::InputMethodQuery query) const
{
    if (query == Qt::ImCursorRectangle)
        return cell_rect(emulator_.cursor().row + emulator_.history() - top(), emulator_.cursor().column);
    return QAbstractScrollArea::inputMethodQuery(query);
}

void TerminalView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TerminalView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QString TerminalView::visible_text() const
{
    QStringList lines;
    for (int row = 0; row < emulator_.rows(); ++row)
        lines << emulator_.line(top() + row).text();
    return lines.join(u'\n');
}

QString TerminalView::whole_text() const
{
    QStringList lines;
    for (int number = 0; number < emulator_.lines(); ++number)
        lines << emulator_.line(number).text();
    while (!lines.isEmpty() && lines.back().isEmpty())
        lines.removeLast();
    return lines.join(u'\n');
}

int TerminalView::cursor_offset() const
{
    const int row = emulator_.cursor().row + emulator_.history() - top();
    if (row >= emulator_.rows())
        return -1;
    int offset = 0;
    for (int before = 0; before < row; ++before)
        offset += static_cast<int>(emulator_.line(top() + before).text().size()) + 1;
    const auto line = emulator_.line(top() + row);
    return offset + static_cast<int>(std::min(line.text().size(), line.text(0, emulator_.cursor().column).size()));
}

} // namespace quayside::ui
