// Every view and dialog in an invented language, which is longer and has accents: whatever is not translated comes to
// light, and so does what breaks the rules of window_rules.h.

#include "tests/ui/shell/toured_window.h"
#include "tests/ui/shell/window_rules.h"
#include "ui/look/language.h"
#include "ui/look/theme.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

// "Run task" as "[Ŕûñ ţåšķ ~~~]": in brackets, with accents, and two fifths longer. Mnemonics, places of values and
// what is not letters stay.
class Invented : public QTranslator {
public:
    QString translate(const char*, const char* source, const char*, int count) const override
    {
        static const QString plain = "aceilnorstuyACEILNORSTUY";
        static const QString accented = QString::fromUtf8("åçéîļñöŕšţûýÅÇÉÎĻÑÖŔŠŢÛÝ");
        const QString text = QString::fromUtf8(source);
        QString made;
        bool value = false; // behind a %
        for (const QChar letter : text) {
            const auto at = value ? -1 : plain.indexOf(letter);
            made += at < 0 ? letter : accented[at];
            value = letter == u'%';
        }
        if (count >= 0)
            made.replace("%n", QString::number(count));
        return u'[' + made + QString(text.size() * 2 / 5, u'~') + u']';
    }
    bool isEmpty() const override { return false; }
};

// Of the invented fleet, or a language's own name.
bool is_data(const QString& text, const model::State& state)
{
    const auto name = text.section(u':', 0, 0).toStdString();
    return std::ranges::any_of(languages(), [&](const Language& language) { return language.name == text; })
        || state.clusters().find(name) || state.families().contains(name)
        || std::ranges::any_of(state.services(), [&](const auto& entry) { return entry.second->name == name; })
        || std::ranges::any_of(state.engines(), [&](const auto& entry) { return entry.second->name == name; })
        || std::ranges::any_of(
            state.container_instances(), [&](const auto& entry) { return entry.second->name == name; });
}

bool is_invented(const QString& text)
{
    static const QRegularExpression word("[A-Za-z]{3,}");
    return text.contains(u'[') || !text.contains(word);
}

bool paint(const QString&, QWidget& window, QDialog* dialog)
{
    window.grab();
    if (dialog)
        dialog->grab();
    return true;
}

} // namespace

class TestPseudo : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void every_view_is_translated_and_keeps_the_rules();
};

void TestPseudo::every_view_is_translated_and_keeps_the_rules()
{
    Invented invented;
    QCoreApplication::installTranslator(&invented);
    const QString kept = qEnvironmentVariable("QUAYSIDE_SCREENSHOTS");
    TouredWindow toured;
    toured.window.resize(1440, 900);
    const WindowRules rules;
    QVERIFY(kept.isEmpty() ? toured.window.show_every_view(&paint) : toured.window.render_screenshots(kept));
    QVERIFY(rules.controls() > 200);
    const auto broken = rules.complaints();
    for (const auto& complaint : broken)
        qWarning("%s", qPrintable(complaint));
    QVERIFY(broken.isEmpty());
    QSet<QString> said = rules.words();
    for (const auto* action : toured.window.findChildren<QAction*>())
        said.insert(action->text());
    QStringList english;
    for (const auto& text : said)
        if (!is_invented(text) && !is_data(text, toured.session.state()))
            english.append(text);
    QVERIFY2(english.isEmpty(), qPrintable(english.join(u'\n')));
    QCoreApplication::removeTranslator(&invented);
}

QTEST_MAIN(TestPseudo)
#include "tst_pseudo.moc"
