#include "tests/support/fake_client.h"
#include "ui/forms/action_dialog.h"
#include "ui/forms/registry_logins_dialog.h"
#include "ui/look/chip.h"
#include "ui/look/labels.h"
#include "ui/pages/job_strip.h"
#include "ui/pages/images_page.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/repositories_pane.h"
#include "ui/session/session.h"
#include "ui/tables/filter.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
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

Json repository(const char* name)
{
    return { { "repositoryName", name }, { "repositoryUri", std::string("127.0.0.1:20123/") + name },
        { "createdAt", 1'790'000'000 } };
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
            client->show(fleet());
        session = std::make_unique<Session>(client);
        actions = std::make_unique<ObjectActions>(*session, window.get());
        QObject::connect(actions.get(), &ObjectActions::dialog_opened, [this](QDialog* opened) { dialog = opened; });
        page = std::make_unique<ImagesPage>(*session, *actions, nullptr);
        page->show();
    }
    ~World() { delete dialog; }
    // One of its engines is a real one of this machine.
    static model::State fleet()
    {
        auto state = fake_fleet({}, fake_now());
        const auto before = state.engines().begin()->second;
        auto engine = *before;
        engine.kind = model::EngineKind::Docker;
        engine.endpoint = "unix:///run/docker.sock";
        state.apply(model::Change<model::Engine>{ before, std::make_shared<const model::Engine>(engine) });
        return state;
    }
    RowModel* rows() const { return page->table()->rows(); }
    // A repository with an image of two tags, or without any.
    void has_repository(bool with_image = true) const
    {
        client->answer("DescribeRegistry", Json{ { "status", "RUNNING" }, { "address", "127.0.0.1:20123" } });
        client->answer("DescribeRepositories", Json{ { "repositories", Json::array({ repository("team/web") }) } });
        Json details = Json::array();
        if (with_image)
            details.push_back({ { "imageDigest", "sha256:abcdef0123456789" }, { "imageTags", { "1", "latest" } },
                { "imageSizeInBytes", 3 << 20 }, { "imagePushedAt", 1'790'000'000 } });
        client->answer("DescribeImages", Json{ { "imageDetails", details } });
    }
    RowModel* repository_rows() const { return page->repositories()->table()->rows(); }
    bool shows_repositories(int count) const
    {
        page->show_repositories(true);
        return QTest::qWaitFor([this, count] { return repository_rows()->rowCount() == count; }, kSoon);
    }
    QString repository_cell(int row, const char* column) const
    {
        return repository_rows()->index(row, repository_rows()->column_of(QLatin1String(column))).data().toString();
    }
    QAction* action(RepositoryActions::Id id) const { return page->repositories()->repository_actions().action(id); }
    void press_verb() const { dialog->findChild<QPushButton*>("verb")->click(); }
    bool called(const char* operation) const
    {
        return QTest::qWaitFor([&] { return !client->calls(operation).empty(); }, kSoon);
    }
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

    void repositories_are_shown_with_their_images()
    {
        World world;
        world.has_repository();
        QVERIFY(world.shows_repositories(2));
        QCOMPARE(world.repository_cell(0, "repository"), QString("team/web"));
        QCOMPARE(world.repository_cell(0, "tag"), QString("1"));
        QCOMPARE(world.repository_cell(0, "digest"), QString("abcdef012345"));
        QCOMPARE(world.repository_cell(0, "size"), QString("3 MiB"));
        QCOMPARE(world.repository_cell(0, "uri"), QString("127.0.0.1:20123/team/web:1"));
        QCOMPARE(world.repository_cell(1, "tag"), QString("latest"));
        QVERIFY(!world.action(RepositoryActions::Id::Push)->isEnabled()); // nothing is selected
        world.page->repositories()->table()->selectRow(0);
        world.action(RepositoryActions::Id::CopyUri)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("127.0.0.1:20123/team/web:1"));
    }

    void a_repository_without_images_is_a_row_too()
    {
        World world;
        world.has_repository(false);
        QVERIFY(world.shows_repositories(1));
        QCOMPARE(world.repository_cell(0, "tag"), QString("no images"));
        QCOMPARE(world.repository_cell(0, "uri"), QString("127.0.0.1:20123/team/web"));
        world.page->repositories()->table()->selectRow(0);
        QVERIFY(!world.action(RepositoryActions::Id::DeleteImages)->isEnabled());
        QVERIFY(world.action(RepositoryActions::Id::DeleteRepository)->isEnabled());
    }

    void the_switch_stays_where_it_is()
    {
        World world;
        world.has_repository();
        world.page->resize(1100, 560);
        QVERIFY(world.shows_images());
        const auto places = [&world] {
            std::vector<QPoint> found;
            for (const auto* chip : world.page->findChildren<Chip*>())
                if (chip->text().startsWith("On ") || chip->text().startsWith("In "))
                    found.push_back(chip->mapTo(world.page.get(), QPoint()));
            return found;
        };
        const auto before = places();
        QCOMPARE(before.size(), std::size_t(2));
        QVERIFY(before[0].x() < 20);
        QVERIFY(world.shows_repositories(2));
        QCOMPARE(places()[0], before[0]);
    }

    void the_first_repository_is_offered()
    {
        World world;
        world.client->answer("DescribeRegistry", Json{ { "status", "STOPPED" }, { "address", "" } });
        world.client->answer("DescribeRepositories", Json{ { "repositories", Json::array() } });
        world.page->show_repositories(true);
        const auto remedy = [&world]() -> QPushButton* {
            for (auto* button : world.page->repositories()->table()->findChildren<QPushButton*>())
                if (button->text() == "Create a repository")
                    return button;
            return nullptr;
        };
        QVERIFY(QTest::qWaitFor([&] { return remedy() != nullptr; }, kSoon));
        remedy()->click();
        QVERIFY(world.dialog);
        world.dialog->findChild<QLineEdit*>()->setText(" team/web ");
        world.client->answer("CreateRepository", Json{ { "repository", repository("team/web") } });
        world.press_verb();
        QVERIFY(world.called("CreateRepository"));
        QCOMPARE(world.client->calls("CreateRepository")[0].input["repositoryName"].get<std::string>(),
            std::string("team/web"));
        bool told = false;
        for (const auto& command : world.session->command_log().commands())
            told = told || command.line.contains("aws ecr create-repository --repository-name team/web");
        QVERIFY(told);
    }

    void why_the_registry_does_not_run_is_said()
    {
        World world;
        world.has_repository();
        world.client->answer("DescribeRegistry",
            Json{ { "status", "FAILED" }, { "address", "127.0.0.1:20123" },
                { "problem", "docker-registry is not installed." } });
        QVERIFY(world.shows_repositories(2));
        const auto said = [&world] {
            const auto labels = world.page->findChildren<ElidedLabel*>();
            return std::ranges::any_of(labels, [](const auto* label) {
                return label->isVisible()
                    && label->text() == "The registry does not run: docker-registry is not installed.";
            });
        };
        QVERIFY(QTest::qWaitFor(said, kSoon));
    }

    void an_image_of_this_machine_is_pushed()
    {
        World world;
        world.has_repository();
        QVERIFY(world.shows_images());
        QVERIFY(world.shows_repositories(2));
        world.page->repositories()->table()->selectRow(0);
        world.action(RepositoryActions::Id::Push)->trigger();
        QVERIFY(world.dialog);
        auto* image = world.dialog->findChild<QComboBox*>();
        QVERIFY(image->count() > 0);
        QVERIFY(image->itemText(0).startsWith("host:5000/web:1 on "));
        auto* tag = world.dialog->findChild<QLineEdit*>();
        QCOMPARE(tag->text(), QString("1"));
        tag->setText("stable");
        world.client->answer("TagImage", Json::object());
        world.client->answer("PushImage", Json{ { "job", Json::object() } });
        world.press_verb();
        QVERIFY(world.called("PushImage"));
        const auto tagged = world.client->calls("TagImage")[0].input;
        QCOMPARE(tagged["newImage"].get<std::string>(), std::string("127.0.0.1:20123/team/web:stable"));
        QVERIFY(world.client->calls("PushImage")[0].input["image"] == tagged["newImage"]);
        QVERIFY(world.client->calls("PushImage")[0].input["engine"] == tagged["engine"]);
    }

    void images_and_repositories_are_deleted_after_asking()
    {
        World world;
        world.has_repository();
        QVERIFY(world.shows_repositories(2));
        world.page->repositories()->table()->selectRow(1);
        world.action(RepositoryActions::Id::DeleteImages)->trigger();
        QVERIFY(world.dialog);
        world.client->answer("BatchDeleteImage", Json{ { "imageIds", Json::array() }, { "failures", Json::array() } });
        world.press_verb();
        QVERIFY(world.called("BatchDeleteImage"));
        const auto deleted = world.client->calls("BatchDeleteImage")[0].input;
        QCOMPARE(deleted["repositoryName"].get<std::string>(), std::string("team/web"));
        QCOMPARE(deleted["imageIds"].size(), std::size_t(1));
        QCOMPARE(deleted["imageIds"][0]["imageTag"].get<std::string>(), std::string("latest"));

        world.page->repositories()->table()->selectRow(1);
        world.action(RepositoryActions::Id::DeleteRepository)->trigger();
        QVERIFY(world.dialog->accessibleDescription().contains("127.0.0.1:20123/team/web:latest"));
        world.client->answer("DeleteRepository", Json::object());
        world.press_verb();
        QVERIFY(world.called("DeleteRepository"));
        QVERIFY(world.client->calls("DeleteRepository")[0].input["force"].get<bool>());
    }

    void the_filter_gives_an_example_that_means_something_here()
    {
        World world;
        for (auto* bar : world.page->findChildren<FilterBar*>()) {
            const auto placeholder = bar->field()->placeholderText();
            QVERIFY2(placeholder.startsWith("Filter, such as repository:web "), qPrintable(placeholder));
            bar->set_text(placeholder.section(u' ', 3));
            QVERIFY(!bar->error());
        }
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
