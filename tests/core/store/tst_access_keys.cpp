#include "core/store/access_keys.h"

#include <QtTest>

#include <fstream>
#include <sys/stat.h>

using namespace quayside;
using store::AccessKeys;

class TestAccessKeys : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;
    std::string path(const char* name) const { return directory_.filePath(name).toStdString(); }
    std::string fresh(const char* name) const
    {
        QDir(directory_.path()).mkdir(name);
        return path(name);
    }

private slots:
    void keys_outlive_the_program_in_a_file_of_their_own()
    {
        const auto home = fresh("outlive");
        auto keys = AccessKeys::open(home);
        QVERIFY(keys && keys->all().empty());
        const auto first = keys->create(TimePoint(std::chrono::seconds(1'700'000'000)));
        const auto second = keys->create(TimePoint(std::chrono::seconds(1'700'000'001)));
        QVERIFY(first && second);
        QVERIFY(first->id != second->id && first->secret != second->secret);
        QCOMPARE(first->secret.size(), std::size_t(40));
        QVERIFY(keys->remove(first->id));
        const auto again = AccessKeys::open(home);
        QVERIFY(again);
        QCOMPARE(again->all().size(), std::size_t(1));
        QCOMPARE(again->find(second->id)->secret, second->secret);
        QCOMPARE(again->find(second->id)->created_at, second->created_at);
        QVERIFY(!again->find(first->id));
    }

    void only_the_owner_can_read_them()
    {
        const auto home = fresh("private");
        const auto file = home + "/access-keys.json";
        auto keys = *AccessKeys::open(home);
        QVERIFY(keys.create(kNever));
        struct stat facts { };
        QCOMPARE(::stat(file.c_str(), &facts), 0);
        QCOMPARE(facts.st_mode & 0777, 0600u);
        ::chmod(file.c_str(), 0644);
        QVERIFY(AccessKeys::open(home));
        QCOMPARE(::stat(file.c_str(), &facts), 0);
        QCOMPARE(facts.st_mode & 0777, 0600u);
    }

    void a_damaged_file_is_named()
    {
        const auto home = fresh("damaged");
        for (const char* text : { "", "nonsense", "{}", R"({"keys": [{"accessKeyId": 3}]})" }) {
            std::ofstream(home + "/access-keys.json") << text;
            const auto keys = AccessKeys::open(home);
            QVERIFY(!keys);
            QVERIFY(keys.error().message.find(home) != std::string::npos);
        }
    }

    void a_key_that_cannot_be_written_is_not_there()
    {
        auto keys = *AccessKeys::open(path("missing"));
        QVERIFY(!keys.create(kNever));
        QVERIFY(keys.all().empty());
    }
};

QTEST_GUILESS_MAIN(TestAccessKeys)
#include "tst_access_keys.moc"
