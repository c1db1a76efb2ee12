#include "ui/terminal/terminal_accessible.h"

#include "ui/terminal/terminal_view.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace quayside::ui {

namespace {

// The text can be read and pointed at, not changed: what is typed goes to the program.
class TerminalAccessible : public QAccessibleWidget, public QAccessibleTextInterface {
public:
    explicit TerminalAccessible(TerminalView* view)
        : QAccessibleWidget(view, QAccessible::Terminal)
        , view_(view)
    {
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface*>(this)
                                                  : QAccessibleWidget::interface_cast(type);
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }

    QString text(int from, int to) const override { return view_->visible_text().mid(from, to - from); }
    int characterCount() const override { return static_cast<int>(view_->visible_text().size()); }
    int cursorPosition() const override { return std::max(0, view_->cursor_offset()); }
    void setCursorPosition(int) override { }
    void selection(int, int* from, int* to) const override { *from = *to = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { view_->clear_selection(); }
    void setSelection(int, int, int) override { }
    void scrollToSubstring(int, int) override { }
    QString attributes(int offset, int* from, int* to) const override
    {
        *from = *to = offset;
        return {};
    }

    QRect characterRect(int offset) const override
    {
        const QString before = view_->visible_text().left(offset);
        const int row = static_cast<int>(before.count(u'\n'));
        const int column = static_cast<int>(before.size() - 1 - before.lastIndexOf(u'\n'));
        const QRect cell = view_->cell_rect(row, column);
        return { view_->viewport()->mapToGlobal(cell.topLeft()), cell.size() };
    }
    int offsetAtPoint(const QPoint& point) const override
    {
        const auto at = view_->cell_at(view_->viewport()->mapFromGlobal(point));
        const auto lines = view_->visible_text().split(u'\n');
        int offset = 0;
        for (int row = 0; row < at.row; ++row)
            offset += static_cast<int>(lines.value(row).size()) + 1;
        return offset + std::min(at.column, static_cast<int>(lines.value(at.row).size()));
    }
    using QAccessibleWidget::text;

private:
    TerminalView* view_;
};

QAccessibleInterface* make_interface(const QString& name, QObject* object)
{
    if (name != QLatin1String(TerminalView::staticMetaObject.className()))
        return nullptr;
    auto* view = qobject_cast<TerminalView*>(object);
    return view == nullptr ? nullptr : new TerminalAccessible(view);
}

} // namespace

void install_terminal_accessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(make_interface);
        return true;
    }();
    static_cast<void>(installed);
}

} // namespace quayside::ui
