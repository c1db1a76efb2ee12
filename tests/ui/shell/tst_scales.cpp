// Every view and dialog at the scale and in the direction that this program is started with (QT_SCALE_FACTOR, -reverse;
// tests/CMakeLists.txt has some): nothing is cut off, nothing lies over something else or has no room, and no window is
// larger than a screen of 1280 x 800.

#include "tests/ui/shell/layout_rules.h"
#include "tests/ui/shell/toured_window.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QDialog>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

class TestScales : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::Theme::get().install(*qApp); }

    void every_view_keeps_its_layout()
    {
        const QSize screen(1280, 800);
        QSet<QString> broken;
        int views = 0;
        TouredWindow toured;
        toured.window.resize(screen);
        QVERIFY(toured.window.show_every_view([&](const QString& view, QWidget& window, QDialog* dialog) {
            for (const auto& complaint : broken_layout(dialog ? *dialog : window, screen))
                broken.insert(complaint + " (" + view + ')');
            ++views;
            return true;
        }));
        QVERIFY(views > 60);
        for (const auto& complaint : broken)
            qWarning("%s", qPrintable(complaint));
        QVERIFY(broken.isEmpty());
    }
};

QTEST_MAIN(TestScales)
#include "tst_scales.moc"
