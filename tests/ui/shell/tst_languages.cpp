// What the window says in German, as it is compiled in.

#include "ui/look/language.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/shell/window_menus.h"

#include <QApplication>
#include <QLocale>
#include <QTest>

using namespace quayside::ui;

class TestLanguages : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void english_counts()
    {
        QCOMPARE(QObject::tr("%n tasks", nullptr, 1), QString("1 task"));
        QCOMPARE(QObject::tr("%n tasks", nullptr, 3), QString("3 tasks"));
        QCOMPARE(memory_text(1536), QString("1.5 GiB"));
    }

    void german_counts_and_names()
    {
        install_language("de");
        QCOMPARE(WindowMenus::tr("&File"), QString("&Datei"));
        QCOMPARE(QObject::tr("%n tasks", nullptr, 1), QString("1 Task"));
        QCOMPARE(QObject::tr("%n tasks", nullptr, 3), QString("3 Tasks"));
        QCOMPARE(memory_text(1536), QString("1,5 GiB"));
    }
};

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
