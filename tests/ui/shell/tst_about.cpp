// The page that says what Quayside is made of, against what this program has really linked.

#include "ui/look/theme.h"
#include "ui/shell/about_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <link.h>

using namespace quayside::ui;

namespace {

// The libraries that the program itself asks for, by the names of their files.
QStringList needed()
{
    QStringList names;
    const char* strings = nullptr;
    for (const ElfW(Dyn)* entry = _DYNAMIC; entry->d_tag != DT_NULL; ++entry)
        if (entry->d_tag == DT_STRTAB)
            strings = reinterpret_cast<const char*>(entry->d_un.d_ptr);
    for (const ElfW(Dyn)* entry = _DYNAMIC; entry->d_tag != DT_NULL; ++entry)
        if (entry->d_tag == DT_NEEDED)
            names << QString::fromUtf8(strings + entry->d_un.d_val);
    return names;
}

} // namespace

class TestAbout : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void every_library_is_named_with_its_licence();
    void licences_can_be_read_and_copied();
};

void TestAbout::every_library_is_named_with_its_licence()
{
    const auto libraries = needed();
    QVERIFY(libraries.size() > 10);
    for (const auto& library : libraries) {
        const bool named = std::ranges::any_of(components(), [&](const Component& component) {
            return std::ranges::any_of(
                component.libraries, [&](const QString& prefix) { return library.startsWith(prefix); });
        });
        QVERIFY2(named, qPrintable(library));
    }
    for (const auto& component : components())
        QVERIFY2(!component.licence.isEmpty() && !component.package.isEmpty(), qPrintable(component.name));
}

void TestAbout::licences_can_be_read_and_copied()
{
    Installation installation;
    installation.version = "1.2.3";
    installation.state_directory = "/var/lib/q";
    installation.endpoint = "http://127.0.0.1:9470";
    AboutDialog dialog(installation);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto* list = dialog.findChild<QTreeWidget*>();
    auto* text = dialog.findChild<QPlainTextEdit*>();
    QCOMPARE(list->topLevelItemCount(), static_cast<int>(components().size()));
    QTRY_VERIFY(text->toPlainText().contains("GNU GENERAL PUBLIC LICENSE") || text->toPlainText().contains("GPL"));
    for (int row = 0; row < list->topLevelItemCount(); ++row) {
        text->clear();
        list->setCurrentItem(list->topLevelItem((row + 1) % list->topLevelItemCount()));
        QTRY_VERIFY2(!text->toPlainText().isEmpty(), qPrintable(list->currentItem()->text(0)));
    }
    for (auto* button : dialog.findChildren<QPushButton*>())
        if (button->text() == "&Copy")
            button->click();
    const auto copied = QGuiApplication::clipboard()->text();
    for (const char* part : { "Quayside 1.2.3", "/var/lib/q", "http://127.0.0.1:9470", "QScintilla", "GPL-3.0" })
        QVERIFY2(copied.contains(part), part);
}

QTEST_MAIN(TestAbout)
#include "tst_about.moc"
