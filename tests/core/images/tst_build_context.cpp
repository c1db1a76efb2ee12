#include "core/images/build_context.h"
#include "core/images/ignore_rules.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace quayside;
using namespace quayside::images;

class TestBuildContext : public QObject {
    Q_OBJECT

    void put(const QTemporaryDir& dir, const QString& name, const QByteArray& text = "x")
    {
        QDir(dir.path()).mkpath(QFileInfo(name).path());
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    // What another program finds in the tar.
    QStringList names_in(const std::string& tar)
    {
        QProcess process;
        process.start("tar", { "-t" });
        process.waitForStarted();
        process.write(tar.data(), static_cast<qint64>(tar.size()));
        process.closeWriteChannel();
        process.waitForFinished();
        auto names = QString::fromUtf8(process.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
        names.sort();
        return names;
    }

private slots:
    void rules_fit_as_dockers_do_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("ignored");
        QTest::newRow("nothing") << ""
                                 << "a" << false;
        QTest::newRow("name") << "a"
                              << "a" << true;
        QTest::newRow("only at the top") << "a"
                                         << "b/a" << false;
        QTest::newRow("all in a folder") << "a"
                                         << "a/b/c" << true;
        QTest::newRow("slashes around") << "/a/"
                                        << "a/b" << true;
        QTest::newRow("star stays in its folder") << "*.o"
                                                  << "src/x.o" << false;
        QTest::newRow("star") << "*/*.o"
                              << "src/x.o" << true;
        QTest::newRow("two stars") << "**/*.o"
                                   << "a/b/x.o" << true;
        QTest::newRow("two stars are also none") << "**/*.o"
                                                 << "x.o" << true;
        QTest::newRow("question mark") << "a?"
                                       << "ab" << true;
        QTest::newRow("set") << "[a-c]x"
                             << "bx" << true;
        QTest::newRow("other set") << "[^a-c]x"
                                   << "bx" << false;
        QTest::newRow("escaped") << "\\*"
                                 << "a" << false;
        QTest::newRow("let in again") << "*\n!a"
                                      << "a" << false;
        QTest::newRow("and out again") << "*\n!a\na"
                                       << "a" << true;
        QTest::newRow("comment") << "# a\na"
                                 << "# a" << false;
        QTest::newRow("set without end") << "[a"
                                         << "a" << false;
    }
    void rules_fit_as_dockers_do()
    {
        QFETCH(QString, rules);
        QFETCH(QString, path);
        QTEST(IgnoreRules(rules.toStdString()).ignores(path.toStdString()), "ignored");
    }

    void a_folder_becomes_a_tar_without_what_is_ignored()
    {
        const QTemporaryDir dir;
        for (const auto* name : { "Dockerfile", "src/main.c", "node_modules/big.js", "logs/a.log", "logs/keep.log" })
            put(dir, name);
        put(dir, ".dockerignore", "node_modules\nlogs/*\n!logs/keep.log\nDockerfile\n");
        QVERIFY(QFile::link("src/main.c", dir.filePath("link")));
        const std::atomic<bool> cancelled = false;
        const auto tar = pack_context(dir.path().toStdString(), "Dockerfile", cancelled);
        QVERIFY(tar);
        QCOMPARE(names_in(*tar),
            (QStringList{ ".dockerignore", "Dockerfile", "link", "logs/", "logs/keep.log", "src/", "src/main.c" }));
    }

    void what_is_wrong_with_it_is_named()
    {
        const QTemporaryDir dir;
        put(dir, "Dockerfile");
        const std::atomic<bool> cancelled = false;
        const auto folder = dir.path().toStdString();
        const auto error = [&](const std::string& where, const std::string& file) {
            return pack_context(where, file, cancelled).error().message;
        };
        QCOMPARE(error("web", "Dockerfile"), std::string("context: give the absolute path of a folder."));
        QCOMPARE(error("/no/such", "Dockerfile"), std::string("context: there is no folder /no/such."));
        QCOMPARE(error(folder, "../Dockerfile"), std::string("dockerfile: give its path within the folder."));
        QCOMPARE(error(folder, "Other"), "dockerfile: there is no file " + folder + "/Other.");
        const std::atomic<bool> stopped = true;
        QVERIFY(!pack_context(folder, "Dockerfile", stopped));
    }
};

QTEST_GUILESS_MAIN(TestBuildContext)
#include "tst_build_context.moc"
