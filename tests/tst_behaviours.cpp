// tests/engine/behaviours.tsv: for each behaviour of the container agent of ECS the tests that show it, or why there is
// none on a real engine. This holds the list against the tests that exist.

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <vector>

namespace {

constexpr int kBehaviours = 114;

const QString kTests = QStringLiteral(QUAYSIDE_SOURCE_DIR "/tests");

QString text_of(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

struct Row {
    int number = 0;
    QString behaviour;
    QStringList tests; // program::function
    QString reason; // why there is none on a real engine
};

std::vector<Row> rows()
{
    std::vector<Row> list;
    for (const auto& line : text_of(kTests + "/engine/behaviours.tsv").split('\n', Qt::SkipEmptyParts).mid(1)) {
        const auto cells = line.split('\t');
        if (cells.size() == 4)
            list.push_back({ cells[0].toInt(), cells[1], cells[2].split(' ', Qt::SkipEmptyParts), cells[3] });
    }
    return list;
}

// By the name of its program: the file of a test.
QMap<QString, QString> sources()
{
    QMap<QString, QString> found;
    QDirIterator files(kTests, { "tst_*.cpp", "test_*.py" }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        found[QFileInfo(path).completeBaseName()] = path;
    }
    return found;
}

bool has_function(const QString& source, const QString& function)
{
    const QRegularExpression defined("(void \\w+::|void |def )" + QRegularExpression::escape(function) + "\\(");
    return defined.match(source).hasMatch();
}

} // namespace

class TestBehaviours : public QObject {
    Q_OBJECT

private slots:
    void every_behaviour_is_there_once()
    {
        int expected = 0;
        for (const auto& row : rows()) {
            QCOMPARE(row.number, ++expected);
            QVERIFY2(!row.behaviour.isEmpty(), qPrintable(QString::number(row.number)));
        }
        QCOMPARE(expected, kBehaviours);
    }

    void every_test_that_is_named_exists()
    {
        const auto files = sources();
        QStringList missing;
        for (const auto& row : rows())
            for (const auto& test : row.tests) {
                const auto program = test.section("::", 0, 0);
                if (!files.contains(program) || !has_function(text_of(files[program]), test.section("::", 1)))
                    missing.append(QString("row %1 names %2").arg(row.number).arg(test));
            }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join("\n")));
    }

    void what_no_real_engine_shows_has_a_reason()
    {
        const auto files = sources();
        for (const auto& row : rows()) {
            const bool is_real = std::ranges::any_of(row.tests, [&files](const QString& test) {
                return files.value(test.section("::", 0, 0)).contains("/tests/engine/");
            });
            QVERIFY2(is_real || !row.reason.isEmpty(), qPrintable(QString("row %1").arg(row.number)));
        }
    }
};

QTEST_GUILESS_MAIN(TestBehaviours)
#include "tst_behaviours.moc"
