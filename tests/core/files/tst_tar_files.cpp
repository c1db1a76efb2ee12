// Tars of files: packed, unpacked where nobody vouches for them, and listed.

#include "core/files/listing.h"
#include "core/files/pack.h"
#include "core/files/unpack.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

using namespace quayside;
using namespace quayside::files;
using Kind = docker::FileStat::Kind;

namespace {

// One entry of a tar as anybody may write it.
std::string entry(char type, const std::string& name, const std::string& content = {}, const std::string& target = {})
{
    std::string header(512, '\0');
    const auto field = [&header](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
    field(0, name);
    field(100, "0004755"); // set-user-id
    field(108, "0001750");
    field(116, "0001750");
    field(124, fmt::format("{:011o}", content.size()));
    field(136, "14726375000");
    field(148, "        ");
    field(156, std::string(1, type));
    field(157, target);
    field(257,
        std::string("ustar\0"
                    "00",
            8));
    unsigned int sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    field(148, fmt::format("{:06o}", sum) + '\0');
    std::string text = header + content;
    text.resize((text.size() + 511) / 512 * 512);
    return text;
}

const std::string kEnd(1024, '\0');

// In small pieces.
NextBytes in_pieces(std::string tar)
{
    return [tar = std::move(tar), at = std::size_t(0)]() mutable {
        const auto piece = tar.substr(std::min(at, tar.size()), 700);
        at += piece.size();
        return piece;
    };
}

bool always()
{
    return true;
}

Result<Unpacked> unpacked(const QTemporaryDir& directory, const std::string& tar, bool overwrite = false)
{
    return unpack(in_pieces(tar), directory.path().toStdString(), overwrite, always);
}

QString content_of(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QStringLiteral("(none)");
}

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QStringList all_in(const QTemporaryDir& directory)
{
    return QDir(directory.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace

class TestTarFiles : public QObject {
    Q_OBJECT

private slots:
    void what_is_packed_comes_out_again()
    {
        const QTemporaryDir from, to;
        QVERIFY(QDir(from.path()).mkpath("app/deep"));
        write(from.filePath("app/deep/large"), QByteArray(3 << 20, 'x'));
        write(from.filePath("app/run.sh"), "#!/bin/sh\n");
        ::chmod(from.filePath("app/run.sh").toUtf8(), 0755);
        QCOMPARE(::symlink("deep/large", from.filePath("app/link").toUtf8()), 0);
        QCOMPARE(::mkfifo(from.filePath("app/pipe").toUtf8(), 0600), 0);
        std::string tar;
        const auto take = [&tar](std::string_view bytes) {
            tar += bytes;
            return true;
        };
        QVERIFY(pack(from.filePath("app/").toStdString(), take));
        QCOMPARE(size_of(from.filePath("app").toStdString()), std::uint64_t((3 << 20) + 10));
        const auto out = unpacked(to, tar);
        QVERIFY2(out, out ? "" : out.error().message.c_str());
        QCOMPARE(out->path, to.filePath("app").toStdString());
        QCOMPARE(content_of(to.filePath("app/deep/large")).size(), 3 << 20);
        QVERIFY(QFileInfo(to.filePath("app/run.sh")).isExecutable());
        QCOMPARE(QFileInfo(to.filePath("app/link")).symLinkTarget(), to.filePath("app/deep/large"));
        QVERIFY(!QFileInfo::exists(to.filePath("app/pipe")));
        QCOMPARE(QFileInfo(to.filePath("app/run.sh")).lastModified().toSecsSinceEpoch(),
            QFileInfo(from.filePath("app/run.sh")).lastModified().toSecsSinceEpoch());
        QCOMPARE(all_in(to), QStringList{ "app" });
    }

    void what_nobody_wants_any_more_is_not_packed_to_its_end()
    {
        const QTemporaryDir from;
        write(from.filePath("large"), QByteArray(8 << 20, 'x'));
        std::size_t given = 0;
        const auto packed = pack(from.filePath("large").toStdString(), [&given](std::string_view bytes) {
            given += bytes.size();
            return given < 1 << 20;
        });
        QVERIFY(!packed);
        QVERIFY(given < 2 << 20);
        QVERIFY(pack(from.filePath("none").toStdString(), [](std::string_view) { return true; })
                    .error()
                    .message.starts_with("Cannot read "));
    }

    void a_name_that_leads_elsewhere_refuses_everything_data()
    {
        QTest::addColumn<QByteArray>("tar");
        const auto row = [](const char* name, const std::string& tar) {
            QTest::newRow(name) << QByteArray::fromStdString(
                entry('5', "top/") + entry('0', "top/good", "1") + tar + kEnd);
        };
        row("above", entry('0', "top/../../evil", "2"));
        row("above itself", entry('0', "../evil", "2"));
        row("absolute", entry('0', "/tmp/quayside-evil", "2"));
        row("another top", entry('0', "evil", "2"));
        row("through a link", entry('2', "top/link", {}, "good") + entry('0', "top/link/evil", "2"));
        row("over a file", entry('0', "top/good", "2"));
        row("over a link", entry('2', "top/link", {}, "good") + entry('0', "top/link", "2"));
        row("cut off", entry('0', "top/large", std::string(4096, 'x')).substr(0, 1024));
    }

    void a_name_that_leads_elsewhere_refuses_everything()
    {
        QFETCH(QByteArray, tar);
        const QTemporaryDir to;
        const auto tail = tar.endsWith(QByteArray(1024, '\0')) && QString(QTest::currentDataTag()) == "cut off";
        if (tail)
            tar.chop(1024);
        const auto out = unpacked(to, tar.toStdString());
        QVERIFY(!out);
        QVERIFY(!out.error().message.empty());
        QVERIFY2(all_in(to).isEmpty(), qPrintable(all_in(to).join(' ')));
        QVERIFY(!QFileInfo::exists(QDir(to.path()).filePath("../evil")));
    }

    void links_that_lead_out_and_devices_are_left_out_and_counted()
    {
        const QTemporaryDir to;
        const auto out = unpacked(to,
            entry('5', "top/") + entry('0', "top/file", "1") + entry('2', "top/absolute", {}, "/etc/passwd")
                + entry('2', "top/above", {}, "../evil") + entry('2', "top/sub", {}, "a/../../..")
                + entry('1', "top/hard", {}, "/etc/passwd") + entry('1', "top/hard2", {}, "../evil")
                + entry('3', "top/device") + entry('6', "top/pipe") + entry('1', "top/same", {}, "top/file")
                + entry('2', "top/good", {}, "./file") + kEnd);
        QVERIFY2(out, out ? "" : out.error().message.c_str());
        QCOMPARE(out->left_out, std::size_t(7));
        QCOMPARE(QDir(to.filePath("top")).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
            (QStringList{ "file", "good", "same" }));
        QCOMPARE(content_of(to.filePath("top/same")), QString("1"));
        struct stat status { };
        QCOMPARE(::lstat(to.filePath("top/file").toUtf8(), &status), 0);
        QCOMPARE(status.st_mode & 07000, 0U); // it does not run as anybody else
        QCOMPARE(status.st_uid, ::geteuid());
    }

    void what_is_there_stays_unless_told_otherwise()
    {
        const QTemporaryDir to;
        write(to.filePath("file"), "old");
        const auto tar = entry('0', "file", "new") + kEnd;
        const auto refused = unpacked(to, tar);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.ends_with("/file already."), refused.error().message.c_str());
        QCOMPARE(content_of(to.filePath("file")), QString("old"));
        QVERIFY(unpacked(to, tar, true));
        QCOMPARE(content_of(to.filePath("file")), QString("new"));
        QVERIFY(QDir(to.path()).mkpath("folder/kept"));
        QVERIFY(!unpacked(to, entry('5', "folder/") + kEnd, true));
        QVERIFY(QFileInfo::exists(to.filePath("folder/kept")));
    }

    void what_was_stopped_leaves_nothing()
    {
        const QTemporaryDir to;
        const auto tar = entry('5', "top/") + entry('0', "top/a", "1");
        QVERIFY(!unpack(in_pieces(tar), to.path().toStdString(), false, [] { return false; }));
        QVERIFY(all_in(to).isEmpty());
        const auto nothing = unpacked(to, entry('2', "link", {}, "/etc/passwd") + kEnd);
        QVERIFY(!nothing);
        QVERIFY(all_in(to).isEmpty());
        QVERIFY(
            unpack(in_pieces(kEnd), "/no/such/folder", false, always).error().message.starts_with("Cannot write to"));
    }

    void ls_is_read_as_gnu_and_busybox_write_it()
    {
        const TimePoint now = std::chrono::sys_days{ std::chrono::year{ 2026 } / 2 / 10 };
        const auto listing = parse_ls("total 28\n"
                                      "drwxr-xr-x    2 0        0             4096 Feb  9 13:50 log\n"
                                      "-rw-r--r-- 1 1000 1000 1073741824 Nov 29  2024 a name with  spaces\n"
                                      "lrwxrwxrwx 1 0 0 12 Dec 31 23:59 mtab -> /proc/mounts\n"
                                      "crw-rw-rw-    1 0        0           1,   3 Feb  9 13:50 null\n"
                                      "ls: cannot open\n"
                                      "-rw-r--r-- 1 0 0 5 Feb  9 00:01 \x1b[31mred\n",
            now);
        QVERIFY(listing.whole);
        QCOMPARE(listing.entries.size(), std::size_t(5));
        const auto at = [](int year, int month, int day) {
            return TimePoint(std::chrono::sys_days(std::chrono::year{ year } / month / day));
        };
        using Stat = docker::FileStat;
        const std::vector<Stat> expected{ { "log", Kind::Folder, 0,
                                              at(2026, 2, 9) + std::chrono::hours(13) + std::chrono::minutes(50), {} },
            { "\x1b[31mred", Kind::File, 5, at(2026, 2, 9) + std::chrono::minutes(1), {} },
            { "a name with  spaces", Kind::File, 1073741824, at(2024, 11, 29), {} },
            { "mtab", Kind::Link, 0, at(2025, 12, 31) + std::chrono::hours(23) + std::chrono::minutes(59),
                "/proc/mounts" },
            { "null", Kind::Other, 0, at(2026, 2, 9) + std::chrono::hours(13) + std::chrono::minutes(50), {} } };
        QVERIFY(listing.entries == expected);
        std::string many;
        for (std::size_t i = 0; i <= kMostEntries; ++i)
            many += fmt::format("-rw-r--r-- 1 0 0 5 Feb  9 00:01 file{}\n", i);
        const auto cut = parse_ls(many, now);
        QVERIFY(!cut.whole);
        QCOMPARE(cut.entries.size(), kMostEntries);
    }

    void a_folder_without_ls_is_listed_from_its_tar()
    {
        const auto names = [](const std::string& tar) {
            const auto listing = list_tar(in_pieces(tar));
            QStringList found;
            if (listing)
                for (const auto& each : listing->entries)
                    found << QString::fromStdString(each.name);
            return found.join(' ') + (listing && listing->whole ? "" : " (cut)");
        };
        for (const std::string top : { "log/", "./", "/" })
            QCOMPARE(names(entry('5', top) + entry('0', top + "b.log", "1") + entry('5', top + "a/")
                         + entry('0', top + "a/deep", "2") + entry('2', top + "c", {}, "b.log") + kEnd),
                QString("a b.log c"));
        std::string large = entry('5', "top/");
        large += entry('0', "top/first", std::string(kMostRead, 'x')) + entry('0', "top/second", "2") + kEnd;
        const auto listing = list_tar([&large, at = std::size_t(0)]() mutable {
            const auto piece = large.substr(std::min(at, large.size()), 1 << 20);
            at += piece.size();
            return piece;
        });
        QVERIFY(listing && !listing->whole);
        QCOMPARE(listing->entries.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestTarFiles)
#include "tst_tar_files.moc"
