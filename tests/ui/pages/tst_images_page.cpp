#include "tests/support/fake_client.h"
#include "ui/forms/action_dialog.h"
#include "ui/forms/registry_logins_dialog.h"
#include "ui/pages/image_job_strip.h"
#include "ui/pages/images_page.h"
#include "ui/pages/object_actions.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 5'000;

Json image(const char* reference, const char* id, Json tasks = Json::array())
{
    const auto text = QString::fromLatin1(reference);
    return { { "reference", reference }, { "imageId", id }, { "repository", text.section(u':', 0, -2).toStdString() },
        { "tag", text.section(u':', -1).toStdString() }, { "size", 5 << 20 }, { "createdAt", 1'790'000'000 },
        { "taskArns", std::move(tasks) }, { "taskDefinitionArns", Json::array() } };
}

Json job(int number, const char* kind, const char* status, const char* message)
{
    return { { "jobId", number }, { "kind", kind }, { "status", status }, { "engine", "a" }, { "image", "web:1" },
        { "message", message }, { "current", 1 << 20 }, { "total", 4 << 20 } };
}

Json jobs(Json list)
{
    return { { "jobs", std::move(list) } };
}

struct World {
    std::shared_ptr<FakeClient> client = std::make_shared<FakeClient>();
    std::unique_ptr<Session> session;
    std::unique_ptr<QWidget> window = std::make_unique<QWidget>();
    std::unique_ptr<ObjectActions> actions;
    std::unique_ptr<ImagesPage> page;
    QPointer<QDialog> dialog;

    explicit World(bool with_engines = true)
    {
        client->answer("ListEngineImages",
            Json{ { "images",
                Json::array({ image("host:5000/web:1", "sha256:0123456789abcdef0123",
                                  { "arn:aws:ecs:us-east-1:1:task/default/9e41c07b00" }),
                    image("redis:7", "sha256:77") }) } });
        client->answer("ListImageJobs", jobs(Json::array()));
        if (with_engines)
            client->show(fake_fleet({}, fake_now()));
        session = std::make_unique<Session>(client);
        actions = std::make_unique<ObjectActions>(*session, window.get());
        QObject::connect(actions.get(), &ObjectActions::dialog_opened, [this](QDialog* opened) { dialog = opened; });
        page = std::make_unique<ImagesPage>(*session, *actions, nullptr);
        page->show();
    }
    ~World() { delete dialog; }
    RowModel* rows() const { return page->table()->rows(); }
    QString cell(int row, const char* column) const
    {
        return rows()->index(row, rows()->column_of(QLatin1String(column))).data().toString();
    }
    bool shows_images() const
    {
        return QTest::qWaitFor([this] { return rows()->rowCount() == 2; }, kSoon);
    }
    void trigger(ImageActions::Id id) { page->image_actions().action(id)->trigger(); }
    QPushButton* button(const QString& text) const
    {
        for (auto* found : page->jobs()->findChildren<QPushButton*>())
            if (found->text() == text && found->isVisible())
                return found;
        return nullptr;
    }
};

} // namespace

class TestImagesPage : public QObject {
    Q_OBJECT

private slots:
    void an_image_is_one_row_for_all_its_engines()
    {
        World world;
        QVERIFY(world.shows_images());
        QCOMPARE(world.cell(0, "repository"), QString("host:5000/web"));
        QCOMPARE(world.cell(0, "tag"), QString("1"));
        QCOMPARE(world.cell(0, "id"), QString("0123456789ab"));
        QCOMPARE(world.cell(0, "size"), QString("5 MiB"));
        const auto engines = world.session->state().engines().size();
        QVERIFY(engines > 1);
        QCOMPARE(world.cell(0, "engine").count(',') + 1, static_cast<qsizetype>(engines));
        QVERIFY(world.cell(0, "used").contains("task"));
        QCOMPARE(world.cell(1, "used"), QString(QChar(0x2013)));
    }

    void without_an_engine_the_page_says_so()
    {
        World world(false);
        const auto remedy = [&world] {
            const auto* button = world.page->table()->findChild<QPushButton*>();
            return button ? button->text() : QString();
        };
        QVERIFY(QTest::qWaitFor([&] { return remedy() == "Add an engine"; }, kSoon));
        QVERIFY(!world.page->image_actions().action(ImageActions::Id::Pull)->isEnabled());
    }

    void a_removal_names_who_uses_the_image()
    {
        World world;
        QVERIFY(world.shows_images());
        world.page->table()->selectRow(0);
        world.trigger(ImageActions::Id::Remove);
        QVERIFY(world.dialog);
        QVERIFY2(world.dialog->accessibleDescription().contains("running task"),
            qPrintable(world.dialog->accessibleDescription()));
        world.client->answer("RemoveImage", Json::object());
        world.dialog->findChild<QPushButton*>("verb")->click();
        const auto engines = world.session->state().engines().size();
        QVERIFY(QTest::qWaitFor([&] { return world.client->calls("RemoveImage").size() == engines; }, kSoon));
        QCOMPARE(
            world.client->calls("RemoveImage")[0].input["image"].get<std::string>(), std::string("host:5000/web:1"));
    }

    void jobs_are_shown_stopped_and_put_away()
    {
        World world;
        world.client->answer("ListImageJobs",
            jobs(Json::array({ job(1, "PULL", "SUCCEEDED", ""), job(2, "PUSH", "FAILED", "no basic auth credentials"),
                job(3, "BUILD", "RUNNING", "Step 1/2") })));
        QVERIFY(QTest::qWaitFor([&] { return world.page->jobs()->lines() == 2; }, kSoon));
        QVERIFY(world.button("Output"));
        world.button("Stop")->click();
        QVERIFY(QTest::qWaitFor([&] { return world.client->calls("StopImageJob").size() == 1; }, kSoon));
        QCOMPARE(world.client->calls("StopImageJob")[0].input["jobId"].get<int>(), 3);
        world.button("Dismiss")->click();
        QCOMPARE(world.page->jobs()->lines(), 1);
    }

    void a_pull_is_asked_of_each_engine()
    {
        World world;
        QVERIFY(world.shows_images());
        world.trigger(ImageActions::Id::Pull);
        QVERIFY(world.dialog);
        world.dialog->findChild<QLineEdit*>()->setText(" busybox:1 ");
        world.client->answer("PullImage", Json{ { "job", Json::object() } });
        world.dialog->findChild<QPushButton*>("verb")->click();
        QVERIFY(QTest::qWaitFor([&] { return world.client->calls("PullImage").size() == 1; }, kSoon));
        QCOMPARE(world.client->calls("PullImage")[0].input["image"].get<std::string>(), std::string("busybox:1"));
    }

    void a_password_is_typed_and_shown_nowhere()
    {
        World world;
        world.client->answer("ListRegistryLogins",
            Json{ { "logins", Json::array({ Json{ { "registry", "host:5000" }, { "username", "me" } } }) } });
        world.client->answer("PutRegistryLogin", Json{ { "login", Json::object() } });
        world.trigger(ImageActions::Id::Logins);
        QVERIFY(world.dialog);
        const auto lines = world.dialog->findChildren<QLineEdit*>();
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[2]->echoMode(), QLineEdit::Password);
        lines[0]->setText("docker.io");
        lines[1]->setText("you");
        lines[2]->setText("very-secret");
        world.dialog->findChild<QPushButton*>("verb")->click();
        QVERIFY(QTest::qWaitFor([&] { return world.client->calls("PutRegistryLogin").size() == 1; }, kSoon));
        QCOMPARE(world.client->calls("PutRegistryLogin")[0].input["password"].get<std::string>(),
            std::string("very-secret"));
        for (const auto& command : world.session->command_log().commands())
            QVERIFY(!command.call.contains("very-secret") && !command.line.contains("very-secret"));
        QVERIFY(QTest::qWaitFor([&] { return lines[2]->text().isEmpty(); }, kSoon));
    }
};

QTEST_MAIN(TestImagesPage)
#include "tst_images_page.moc"
