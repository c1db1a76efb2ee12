#include "core/base/json.h"
#include "core/images/local_registry.h"
#include "core/net/base64.h"
#include "tests/support/fake_registry_host.h"
#include "tests/support/registry_files.h"
#include "tests/support/sim_loop.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace quayside;
using namespace quayside::images;
using namespace std::chrono_literals;
using test::FakeRegistryHost;

namespace {

struct World {
    QTemporaryDir directory;
    test::SimLoop loop;
    std::shared_ptr<FakeRegistryHost> host = std::make_shared<FakeRegistryHost>();
    std::unique_ptr<LocalRegistry> registry;

    World() { open(); }
    void open()
    {
        registry.reset();
        registry = std::make_unique<LocalRegistry>(
            loop, host, LocalRegistry::Settings{ directory.path().toStdString(), "secret", "123456789012" });
        QVERIFY(registry->open());
        loop.run_ready();
    }
    // Empty: it runs.
    std::string started()
    {
        std::optional<Result<void>> result;
        registry->when_ready([&](Result<void> ready) { result = std::move(ready); });
        loop.advance_until([&] { return result.has_value(); }, 1min);
        return !result ? "no answer" : *result ? "" : result->error().message;
    }
    std::string file(const char* name) const { return directory.filePath(QString("registry/") + name).toStdString(); }
    test::RegistryFiles files() const { return test::RegistryFiles(file("data")); }
    std::size_t collections() const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            host->commands, [](const auto& command) { return command.at(1) == "garbage-collect"; }));
    }
    bool delete_tag(const char* repository, const char* tag)
    {
        std::size_t deleted = 0;
        registry->remove_images(
            repository, { { {}, tag } }, [&](const DeletedImages& result) { deleted = result.deleted.size(); });
        loop.run_ready();
        return deleted == 1;
    }
    // The answer to somebody with a password; absent: it has not come.
    std::optional<net::HttpResponse> ask(const std::string& query, const std::string& password)
    {
        net::HttpRequest request{ "GET", "/token?service=quayside&" + query, {}, {} };
        if (!password.empty())
            request.headers.push_back({ "Authorization", "Basic " + net::base64("AWS:" + password) });
        auto answer = std::make_shared<std::optional<net::HttpResponse>>();
        answers.push_back(answer);
        host->handler(std::move(request), [answer](net::HttpResponse response) { *answer = std::move(response); });
        return *answer;
    }
    std::vector<std::shared_ptr<std::optional<net::HttpResponse>>> answers;
    std::string password() const { return registry->password().text; }
};

std::string text_of(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

// What a token allows: "web:pull,push".
std::string allowed(const net::HttpResponse& response)
{
    const auto token = Json::parse(response.body)["token"].get<std::string>();
    const auto claims = QByteArray::fromStdString(token).split('.').at(1);
    const auto text = QByteArray::fromBase64(claims, QByteArray::Base64UrlEncoding).toStdString();
    std::string list;
    const Json access = Json::parse(text)["access"];
    for (const auto& each : access)
        list += each["name"].get<std::string>() + ":" + each["actions"].dump() + " ";
    return list;
}

} // namespace

class TestLocalRegistry : public QObject {
    Q_OBJECT

private slots:
    void it_starts_when_it_is_needed_and_not_before()
    {
        World world;
        QVERIFY(world.host->commands.empty());
        QCOMPARE(world.registry->status(), RegistryStatus::Stopped);
        QVERIFY(world.registry->address().empty());
        QCOMPARE(world.started(), std::string());
        QCOMPARE(world.registry->address(), std::string("127.0.0.1:20000"));
        QVERIFY(world.registry->create("web"));
        world.open();
        QVERIFY(world.loop.advance_until([&] { return world.registry->status() == RegistryStatus::Running; }, 1s));
        QCOMPARE(world.registry->repositories().all().size(), std::size_t(1));
    }

    void its_files_are_its_owners_alone_and_hold_no_password()
    {
        World world;
        QCOMPARE(world.started(), std::string());
        for (const char* name : { "config.yml", "certificate.pem", "repositories.json", "pid" }) {
            const QFileInfo info(QString::fromStdString(world.file(name)));
            QVERIFY2(info.exists(), name);
            QCOMPARE(info.permissions() & QFile::Permissions(0x0077), QFile::Permissions());
            QVERIFY(text_of(world.file(name)).find(world.password()) == std::string::npos);
        }
        QVERIFY(text_of(world.file("config.yml")).find("127.0.0.1:20000") != std::string::npos);
        world.registry.reset();
        QVERIFY(world.host->running.empty());
        QVERIFY(!QFile::exists(QString::fromStdString(world.file("pid"))));
    }

    void without_a_directory_to_keep_it_in_there_is_none()
    {
        test::SimLoop loop;
        LocalRegistry registry(loop, std::make_shared<FakeRegistryHost>(), {});
        QVERIFY(registry.open());
        std::string problem;
        registry.when_ready([&](const Result<void>& ready) { problem = ready.error().message; });
        loop.run_ready();
        QVERIFY(problem.find("state directory") != std::string::npos);
        QCOMPARE(registry.status(), RegistryStatus::Failed);
        QCOMPARE(registry.problem(), problem);
    }

    void a_program_that_dies_is_started_again_later_each_time()
    {
        World world;
        QCOMPARE(world.started(), std::string());
        std::vector<Duration> pauses;
        for (int i = 0; i < 3; ++i) {
            const auto died = world.loop.now();
            const auto before = world.host->commands.size();
            world.host->end(1, "time=\"x\" level=fatal msg=\"out of luck\"");
            QCOMPARE(world.registry->status(), RegistryStatus::Failed);
            QCOMPARE(world.registry->problem(), std::string("docker-registry has ended: out of luck"));
            QVERIFY(world.loop.advance_until([&] { return world.host->commands.size() > before; }, 2min));
            pauses.push_back(world.loop.now() - died);
            QVERIFY(world.loop.advance_until([&] { return world.registry->status() == RegistryStatus::Running; }, 1s));
            QVERIFY(world.registry->problem().empty());
        }
        QVERIFY((pauses == std::vector<Duration>{ 1s, 2s, 4s }));
        world.loop.advance(2min); // it lived long enough to be trusted again
        const auto before = world.host->commands.size();
        world.host->end(137, {});
        QCOMPARE(world.registry->problem(), std::string("docker-registry has ended with code 137."));
        world.loop.advance(1s);
        QCOMPARE(world.host->commands.size(), before + 1);
    }

    void who_asks_while_it_waits_need_not_wait()
    {
        World world;
        world.host->installed = false;
        QCOMPARE(world.started(), std::string("docker-registry is not installed."));
        QCOMPARE(world.registry->status(), RegistryStatus::Failed);
        world.host->installed = true;
        const auto asked = world.loop.now();
        QCOMPARE(world.started(), std::string());
        QVERIFY(world.loop.now() - asked < 1s);
    }

    void one_that_never_listens_is_given_up()
    {
        World world;
        world.host->listens = false;
        QCOMPARE(world.started(), std::string("docker-registry does not answer on port 20000."));
        QVERIFY(world.host->running.empty());
    }

    void a_port_that_is_taken_is_named()
    {
        World world;
        world.host->taken.insert(20'000);
        QVERIFY2(world.started().starts_with("Port 20000 of 127.0.0.1"), world.registry->problem().c_str());
        QVERIFY(world.host->commands.empty());
        world.host->taken.clear();
        QVERIFY(world.loop.advance_until([&] { return world.registry->status() == RegistryStatus::Running; }, 2min));
    }

    void one_that_a_crash_left_behind_is_replaced()
    {
        World world;
        QCOMPARE(world.started(), std::string());
        QVERIFY(world.registry->create("web"));
        const auto pid = text_of(world.file("pid"));
        world.registry.reset();
        QFile file(QString::fromStdString(world.file("pid")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(pid.c_str());
        file.close();
        world.host->strays.insert(std::stoi(pid));
        world.host->taken.insert(20'000);
        world.open();
        QVERIFY(world.loop.advance_until([&] { return world.host->strays.empty(); }, 10s));
        world.host->taken.clear();
        QVERIFY(world.loop.advance_until([&] { return world.registry->status() == RegistryStatus::Running; }, 2min));
        QVERIFY(text_of(world.file("pid")) != pid);
    }

    void a_password_of_ours_lets_in_until_it_expires()
    {
        World world;
        QCOMPARE(world.started(), std::string());
        QVERIFY(world.registry->create("web"));
        const auto password = world.registry->password();
        QVERIFY(password.expires_at - world.loop.now() > 11h);
        QCOMPARE(world.ask("", "")->status, 401);
        QCOMPARE(world.ask("", "1-2")->status, 401);
        auto forged = password.text;
        forged.front() = '9'; // a later end
        QCOMPARE(world.ask("", forged)->status, 401);
        QCOMPARE(world.ask("", password.text)->status, 200);
        QCOMPARE(allowed(*world.ask("scope=repository:web:push,pull", password.text)),
            std::string("web:[\"pull\",\"push\"] "));
        QCOMPARE(allowed(*world.ask("scope=repository%3Aweb%3Apull", password.text)), std::string("web:[\"pull\"] "));
        world.open(); // passwords outlive the program
        QCOMPARE(world.started(), std::string());
        QCOMPARE(world.ask("", password.text)->status, 200);
        world.loop.advance(12h);
        const auto late = world.ask("", password.text);
        QCOMPARE(late->status, 403);
        QVERIFY(late->body.find("expired") != std::string::npos);
    }

    void nothing_is_allowed_in_a_repository_that_there_is_not()
    {
        World world;
        QCOMPARE(world.started(), std::string());
        QVERIFY(world.registry->create("web"));
        const auto refused = world.ask("scope=repository:other:push,pull", world.password());
        QCOMPARE(refused->status, 404);
        QVERIFY(refused->body.find("The repository with name 'other' does not exist in the registry with id "
                                   "'123456789012'")
            != std::string::npos);
        // Where a layer may be had from besides.
        QCOMPARE(allowed(*world.ask("scope=repository:web:push,pull&scope=repository:other:pull", world.password())),
            std::string("web:[\"pull\",\"push\"] "));
        QCOMPARE(allowed(*world.ask("scope=registry:catalog:*", world.password())), std::string());
        QCOMPARE(allowed(*world.ask("scope=repository:web:delete,*", world.password())), std::string());
    }

    void our_own_login_is_the_same_for_hours_and_good_for_as_many()
    {
        World world;
        QVERIFY(!world.registry->own_login());
        QCOMPARE(world.started(), std::string());
        const auto login = *world.registry->own_login();
        world.loop.advance(1h);
        QVERIFY(*world.registry->own_login() == login);
        world.loop.advance(11h);
        QCOMPARE(world.ask("", login.password)->status, 200);
        QVERIFY(!(*world.registry->own_login() == login));
        QVERIFY(world.registry->owns("127.0.0.1:20000/web:1"));
        QVERIFY(!world.registry->owns("web:1"));
    }

    void what_was_deleted_is_cleared_away_when_nobody_pushes()
    {
        World world;
        QCOMPARE(world.started(), std::string());
        QVERIFY(world.registry->create("web"));
        world.files().push("web", 'a', "1");
        QVERIFY(world.delete_tag("web", "1"));
        QVERIFY(world.registry->repositories().has_waste());
        world.loop.advance(5min);
        QCOMPARE(world.ask("scope=repository:web:push", world.password())->status, 200);
        world.loop.advance(6min);
        QCOMPARE(world.collections(), std::size_t(0)); // somebody may be pushing
        world.files().begin_upload("web");
        world.loop.advance(15min);
        QCOMPARE(world.collections(), std::size_t(0)); // somebody is
        world.files().end_uploads("web");
        world.loop.advance(10min);
        QCOMPARE(world.collections(), std::size_t(1));
        QCOMPARE(world.host->commands.back().at(2), world.file("config.yml"));

        QVERIFY(!world.ask("scope=repository:web:push", world.password())); // waits
        QCOMPARE(world.ask("scope=repository:web:pull", world.password())->status, 200);
        const auto pushes = world.answers.at(world.answers.size() - 2);
        world.host->end(0, {});
        QVERIFY(pushes->has_value());
        QCOMPARE((*pushes)->status, 200);
        QVERIFY(!world.registry->repositories().has_waste());
        world.loop.advance(1h);
        QCOMPARE(world.collections(), std::size_t(1));
    }

    void clearing_away_is_not_forgotten()
    {
        World world;
        QCOMPARE(world.started(), std::string());
        QVERIFY(world.registry->create("web"));
        QVERIFY(world.registry->create("other"));
        world.files().push("web", 'a', "1");
        QVERIFY(world.delete_tag("web", "1"));
        world.open();
        QVERIFY(world.loop.advance_until([&] { return world.collections() == 1; }, 15min));
        world.host->end(1, "no space left");
        QVERIFY(world.registry->repositories().has_waste());
        QVERIFY(world.loop.advance_until([&] { return world.collections() == 2; }, 15min));
    }

    void a_repository_that_holds_images_goes_only_with_them()
    {
        World world;
        QCOMPARE(world.started(), std::string());
        QVERIFY(world.registry->create("web"));
        world.files().push("web", 'a', "1");
        const auto remove = [&world](bool with_images) {
            std::string code = "none";
            world.registry->remove(
                "web", with_images, [&](const Result<void>& done) { code = done ? "" : done.error().code; });
            world.loop.run_ready();
            return code;
        };
        QCOMPARE(remove(false), std::string("RepositoryNotEmpty"));
        QCOMPARE(remove(true), std::string());
        QVERIFY(!world.registry->repositories().contains("web"));
        QVERIFY(RegistryStorage(world.file("data")).images("web").empty());
    }
};

QTEST_GUILESS_MAIN(TestLocalRegistry)
#include "tst_local_registry.moc"
