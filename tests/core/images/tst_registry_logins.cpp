#include "core/images/registry_logins.h"

#include <QtTest>

#include <fstream>
#include <iterator>
#include <sys/stat.h>

using namespace quayside;
using images::RegistryLogins;

class TestRegistryLogins : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;
    std::string fresh(const char* name) const
    {
        QDir(directory_.path()).mkdir(name);
        return directory_.filePath(name).toStdString();
    }
    static std::string bytes(const std::string& path)
    {
        std::ifstream file(path, std::ios::binary);
        return { std::istreambuf_iterator<char>(file), {} };
    }
    static void put(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

private slots:
    void logins_outlive_the_program_and_cannot_be_read_in_their_file()
    {
        const auto home = fresh("outlive");
        const auto file = home + "/registry-logins.sealed";
        auto logins = RegistryLogins::open(home, "secret");
        QVERIFY(logins && logins->all().empty());
        const TimePoint now(std::chrono::seconds(1'700'000'000));
        QVERIFY(logins->put("host:5000", { { "me", "very-secret" }, now }));
        QVERIFY(logins->put("docker.io", { { "you", "other" }, now }));
        QVERIFY(logins->remove("docker.io"));
        const auto again = RegistryLogins::open(home, "secret");
        QVERIFY(again);
        QCOMPARE(again->all().size(), std::size_t(1));
        QVERIFY((again->for_image("host:5000/web:1") == docker::RegistryLogin{ "me", "very-secret" }));
        QVERIFY(again->all().at("host:5000").changed_at == now);
        QVERIFY(again->for_image("web:1") == docker::RegistryLogin());

        for (const char* word : { "very-secret", "host" }) // shorter ones would be there by chance
            QVERIFY(bytes(file).find(word) == std::string::npos);
        struct stat facts { };
        QCOMPARE(::stat(file.c_str(), &facts), 0);
        QCOMPARE(facts.st_mode & 0777, 0600u);
    }

    void what_was_changed_or_is_of_another_installation_is_refused()
    {
        const auto home = fresh("changed");
        const auto path = home + "/registry-logins.sealed";
        QVERIFY(RegistryLogins::open(home, "secret")->put("host:5000", { { "me", "very-secret" }, kNever }));
        const auto good = bytes(path);
        for (std::size_t i = 0; i < good.size(); ++i) {
            auto bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 1);
            put(path, bad);
            const auto opened = RegistryLogins::open(home, "secret");
            QVERIFY(!opened);
            QVERIFY(opened.error().message.find(path) != std::string::npos);
        }
        put(path, good.substr(0, 20));
        QVERIFY(!RegistryLogins::open(home, "secret"));
        put(path, good);
        QVERIFY(!RegistryLogins::open(home, "another"));
        QVERIFY(RegistryLogins::open(home, "secret"));
    }

    void a_login_that_cannot_be_written_is_not_there()
    {
        auto logins = *RegistryLogins::open(directory_.filePath("missing").toStdString(), "secret");
        QVERIFY(!logins.put("host:5000", { { "me", "very-secret" }, kNever }));
        QVERIFY(logins.all().empty());
    }
};

QTEST_GUILESS_MAIN(TestRegistryLogins)
#include "tst_registry_logins.moc"
