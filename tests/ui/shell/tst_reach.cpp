// Every view and dialog for those who do not use a mouse, or do not see the screen: what can be acted upon says what it
// is and how, tables say their cells, the keyboard is shown where it is, and nothing moves for those who asked for
// that.

#include "tests/ui/shell/layout_rules.h"
#include "tests/ui/shell/toured_window.h"
#include "ui/look/theme.h"

#include <QAbstractAnimation>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QImage>
#include <QPixmap>
#include <QStyle>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

bool takes_keys(const QWidget& widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy()
        && !is_part(widget);
}

bool acts(QAccessible::Role role)
{
    return role == QAccessible::Button || role == QAccessible::CheckBox || role == QAccessible::RadioButton
        || role == QAccessible::Link || role == QAccessible::ButtonMenu || role == QAccessible::ComboBox;
}

// Of its first row; there may be many.
QString fault_of_table(QAccessibleTableInterface& table)
{
    if (table.rowCount() == 0)
        return {};
    for (int column = 0; column < table.columnCount(); ++column)
        if (auto* cell = table.cellAt(0, column); cell && !cell->text(QAccessible::Name).isEmpty())
            return {};
    return "has cells that say nothing";
}

// What a reader cannot tell of a control; empty: nothing.
QString fault_of(QWidget& widget)
{
    auto* spoken = QAccessible::queryAccessibleInterface(&widget);
    if (!spoken)
        return "is not there";
    if (spoken->text(QAccessible::Name).trimmed().isEmpty())
        return "has no name";
    if (spoken->role() == QAccessible::NoRole || spoken->role() == QAccessible::Client)
        return "has no role";
    if (acts(spoken->role()) && (!spoken->actionInterface() || spoken->actionInterface()->actionNames().isEmpty()))
        return "cannot be acted upon";
    auto* table = spoken->tableInterface();
    if (qobject_cast<QAbstractItemView*>(&widget) && !table && spoken->role() == QAccessible::Table)
        return "has no cells";
    return table ? fault_of_table(*table) : QString();
}

// The surroundings of a widget as they are painted now.
QImage around(QWidget& widget, QWidget& window)
{
    const QRect area(widget.mapTo(&window, QPoint(0, 0)), widget.size());
    return window.grab(area.adjusted(-3, -3, 3, 3)).toImage();
}

class Complaints {
public:
    void add(const QString& view, const QWidget& widget, const QString& what)
    {
        if (!what.isEmpty())
            all_.insert(QString("%1: %2 (%3)").arg(what, place_of(widget), view));
    }
    bool none() const
    {
        for (const auto& complaint : all_)
            qWarning("%s", qPrintable(complaint));
        return all_.isEmpty();
    }

private:
    QSet<QString> all_;
};

} // namespace

class TestReach : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        ui::Theme::get().install(*qApp);
        QApplication::setCursorFlashTime(0);
    }

    void every_control_says_what_it_is()
    {
        Complaints complaints;
        int controls = 0;
        TouredWindow toured;
        toured.window.resize(1440, 900);
        QVERIFY(toured.window.show_every_view([&](const QString& view, QWidget& window, QDialog* dialog) {
            for (auto* widget : (dialog ? *dialog : window).findChildren<QWidget*>()) {
                if (!takes_keys(*widget))
                    continue;
                complaints.add(view, *widget, fault_of(*widget));
                ++controls;
            }
            return true;
        }));
        QVERIFY(controls > 1000);
        QVERIFY(complaints.none());
    }

    // Each kind of control once in each kind of surroundings, as thousands are the same.
    void the_keyboard_is_shown_where_it_is()
    {
        Complaints complaints;
        QSet<QString> seen;
        TouredWindow toured;
        toured.window.resize(1440, 900);
        QVERIFY(toured.window.show_every_view([&](const QString& view, QWidget& window, QDialog* dialog) {
            auto& shown = dialog ? *dialog : window;
            shown.activateWindow();
            if (!QTest::qWaitForWindowActive(&shown))
                return false;
            for (auto* widget : shown.findChildren<QWidget*>()) {
                if (!takes_keys(*widget) || widget->visibleRegion().isEmpty() || seen.contains(place_of(*widget)))
                    continue;
                seen.insert(place_of(*widget));
                widget->setFocus(Qt::TabFocusReason);
                if (!widget->hasFocus())
                    continue;
                const auto with = around(*widget, shown);
                widget->clearFocus();
                if (with == around(*widget, shown))
                    complaints.add(view, *widget, "looks the same with the keyboard");
            }
            return true;
        }));
        QVERIFY(seen.size() > 100);
        QVERIFY(complaints.none());
    }

    void nothing_moves_for_those_who_asked_for_that()
    {
        ui::Theme::get().set_reduced_motion(true);
        QCOMPARE(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
        Complaints complaints;
        TouredWindow toured;
        QVERIFY(toured.window.show_every_view([&](const QString& view, QWidget& window, QDialog*) {
            for (const auto* animation : window.findChildren<QAbstractAnimation*>())
                if (animation->state() == QAbstractAnimation::Running)
                    complaints.add(view, window, QString("%1 runs").arg(animation->metaObject()->className()));
            return true;
        }));
        ui::Theme::get().set_reduced_motion(false);
        QVERIFY(complaints.none());
    }
};

QTEST_MAIN(TestReach)
#include "tst_reach.moc"
