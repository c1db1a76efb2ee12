// The translations are whole: every text of the sources is in them, none is left open, and what stands for a value or
// marks a mnemonic is in both.

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Message {
    QString source;
    QStringList forms; // one, or singular and plural
    bool open = false;
};

QString path_of(const char* language)
{
    return QStringLiteral("%1/resources/translations/quayside_%2.ts").arg(QUAYSIDE_SOURCE_DIR, language);
}

QList<Message> read(const QString& path)
{
    QList<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement())
            continue;
        const auto name = xml.name();
        if (name == u"message")
            messages.append(Message());
        else if (name == u"source")
            messages.back().source = xml.readElementText();
        else if (name == u"translation") {
            messages.back().open = xml.attributes().value("type") == u"unfinished";
            const auto text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            messages.back().forms.append(text);
        }
    }
    return messages;
}

QSet<QString> values_in(const QString& text)
{
    static const QRegularExpression value("%(n|L?[0-9])");
    QSet<QString> found;
    for (auto match = value.globalMatch(text); match.hasNext();)
        found.insert(match.next().captured());
    return found;
}

bool has_mnemonic(const QString& text)
{
    static const QRegularExpression mnemonic("&[^& ]");
    return text.contains(mnemonic);
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private slots:
    void german_has_every_text();
    void values_and_mnemonics_are_kept();
};

// As the target `translations` would bring them up to date.
void TestTranslations::german_has_every_text()
{
    QTemporaryDir directory;
    const auto copy = directory.filePath("quayside_de.ts");
    QVERIFY(QFile::copy(path_of("de"), copy));
    QProcess lupdate;
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    const QString sources = QUAYSIDE_SOURCE_DIR;
    lupdate.start(QUAYSIDE_LUPDATE,
        { "-silent", "-I", sources, "-locations", "none", "-no-obsolete", "-disable-heuristic", "sametext",
            "-disable-heuristic", "similartext", sources + "/ui", "-ts", copy });
    QVERIFY2(lupdate.waitForFinished(60'000) && lupdate.exitCode() == 0, lupdate.readAll());
    const auto messages = read(copy);
    QVERIFY(messages.size() > 1'500);
    QStringList open;
    for (const auto& message : messages)
        if (message.open || message.forms.join(QString()).isEmpty())
            open.append(message.source);
    QVERIFY2(open.isEmpty(), qPrintable(QStringLiteral("%1:\n").arg(open.size()) + open.join(u'\n')));
}

void TestTranslations::values_and_mnemonics_are_kept()
{
    QStringList wrong;
    for (const auto& message : read(path_of("de"))) {
        const auto text = message.forms.join(u' ');
        if (values_in(text) != values_in(message.source) || has_mnemonic(text) != has_mnemonic(message.source))
            wrong.append(message.source + " / " + text);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
