// The window on an endpoint elsewhere: tried, kept and connected from the welcome page by keys; a Quayside of another
// process behind TLS and strict signatures, and an ECS endpoint of others.

#include "core/control/known_endpoints.h"
#include "core/control/local_profiles.h"
#include "core/net/http_server.h"
#include "tests/support/fake_client.h"
#include "tests/support/program.h"
#include "ui/forms/connect_dialog.h"
#include "ui/look/theme.h"
#include "ui/pages/object_actions.h"
#include "ui/session/change_gate.h"
#include "ui/session/on_gui_thread.h"
#include "ui/session/quayside.h"
#include "ui/shell/card.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_tabs.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <future>
#include <thread>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 20'000;

// A core without a control plane: its loop, and the endpoints that are known.
struct Core {
    Core() { endpoints = make(); }
    ~Core()
    {
        loop.stop();
        thread.join();
    }
    // As the next start of the program has them.
    std::shared_ptr<control::KnownEndpoints> make()
    {
        return std::make_shared<control::KnownEndpoints>(loop, directory.path().toStdString(),
            std::make_shared<control::LocalProfiles>(loop,
                control::AwsFiles{
                    directory.filePath("config").toStdString(), directory.filePath("credentials").toStdString(), {} }));
    }

    QTemporaryDir directory;
    net::AsioLoop loop;
    std::shared_ptr<control::KnownEndpoints> endpoints;
    std::thread thread{ [this] { loop.run(); } };
};

// The first start of the program: a window without anything.
struct Home {
    explicit Home(std::shared_ptr<client::Endpoints> endpoints)
        : window(session, { {}, true, nullptr, std::chrono::milliseconds(0), std::move(endpoints) })
    {
        client->show({});
        window.resize(1440, 900);
        window.show();
        if (!QTest::qWaitForWindowActive(&window) || !QTest::qWaitFor([this] { return welcome() != nullptr; }))
            qFatal("no welcome page");
    }

    FirstRunPage* welcome() const { return window.findChild<FirstRunPage*>(); }
    ConnectDialog* open()
    {
        QTest::mouseClick(welcome()->endpoint()->button(), Qt::LeftButton);
        auto* dialog = window.findChild<ConnectDialog*>();
        if (!dialog || !QTest::qWaitForWindowActive(dialog))
            qFatal("no dialog");
        return dialog;
    }

    std::shared_ptr<FakeClient> client = std::make_shared<FakeClient>();
    Session session{ client };
    MainWindow window;
};

void type(ConnectDialog& dialog, const char* member, const QString& text)
{
    auto* line = dialog.findChild<QLineEdit*>(QLatin1String(member));
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
}

// What is said at an input; empty: nothing.
QString problem_at(ConnectDialog& dialog, const char* member)
{
    auto* line = dialog.findChild<QWidget*>(QStringLiteral("problem:") + QLatin1String(member));
    return line->isVisible() ? line->findChild<QLabel*>()->text() : QString();
}

bool tests(ConnectDialog& dialog)
{
    QSignalSpy tested(&dialog, &ConnectDialog::tested);
    QTest::mouseClick(dialog.findChild<QPushButton*>("test"), Qt::LeftButton);
    return (!tested.isEmpty() || tested.wait(kSoon)) && tested.last().first().toBool();
}

client::Endpoints::Connection connected(client::Endpoints& endpoints, const std::string& name)
{
    using Connection = client::Endpoints::Connection;
    std::optional<Result<Connection>> result;
    endpoints.connect(
        name, on_gui_thread<Result<Connection>>(qApp, [&](Result<Connection> got) { result = std::move(got); }));
    if (!QTest::qWaitFor([&] { return result.has_value(); }) || !*result)
        qFatal("not connected");
    return **result;
}

WindowOptions elsewhere(const Core& core, const client::Endpoints::Connection& connection, const QString& name)
{
    WindowOptions options;
    options.first_run_page = false;
    options.terminals = connection.terminals;
    options.endpoints = core.endpoints;
    options.endpoint = name;
    return options;
}

// An ECS endpoint of others with one cluster, which answers nothing else.
std::unique_ptr<net::HttpServer> other_ecs(net::AsioLoop& loop)
{
    auto server = net::HttpServer::listen(loop, [](const net::HttpRequest& request, net::HttpServer::Respond respond) {
        const std::string target = *net::find_header(request.headers, "X-Amz-Target");
        net::HttpResponse response;
        response.body = "{}";
        if (target.ends_with(".ListClusters"))
            response.body = R"({"clusterArns":["arn:aws:ecs:eu-west-1:000000000042:cluster/prod"]})";
        else if (target.ends_with(".DescribeClusters"))
            response.body = R"({"clusters":[{"clusterArn":"arn:aws:ecs:eu-west-1:000000000042:cluster/prod",)"
                            R"("clusterName":"prod","status":"ACTIVE"}]})";
        else if (target.starts_with("QuaysideV1."))
            response = { 400, {}, R"({"__type":"UnknownOperationException","message":""})" };
        respond(std::move(response));
    });
    return std::move(*server);
}

} // namespace

class TestEndpointWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Theme::get().install(*qApp);
        QVERIFY(tls_.isValid());
        QCOMPARE(QProcess::execute(
                     QStringLiteral(QUAYSIDE_SOURCE_DIR "/tests/support/tls_files.sh"), { tls_.path(), "127.0.0.1" }),
            0);
        QVERIFY2(program_.start({ "--signatures", "strict", "--tls-certificate", tls_.filePath("127.0.0.1.pem"),
                     "--tls-key", tls_.filePath("127.0.0.1-key.pem"), "--demo" }),
            qPrintable(program_.output()));
        QFile file(program_.state_directory() + "/access-keys.json");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Json keys = Json::parse(file.readAll().toStdString())["keys"];
        id_ = QString::fromStdString(keys[0]["accessKeyId"]);
        secret_ = QString::fromStdString(keys[0]["secretAccessKey"]);
    }

    void what_keeps_an_endpoint_away_is_said_at_the_input()
    {
        Core core;
        Home home(core.endpoints);
        auto& dialog = *home.open();
        type(dialog, "name", "staging");
        type(dialog, "url", "staging.example.com");
        type(dialog, "accessKeyId", id_);
        QVERIFY(!tests(dialog));
        QVERIFY(problem_at(dialog, "url").contains("http://"));
        type(dialog, "url", program_.endpoint().toString());
        QVERIFY(!tests(dialog));
        QVERIFY(problem_at(dialog, "url").isEmpty());
        QVERIFY(problem_at(dialog, "secretAccessKey").contains("missing"));
        type(dialog, "secretAccessKey", "wrong");
        QVERIFY(!tests(dialog));
        QVERIFY(!problem_at(dialog, "caCertificate").isEmpty());
        type(dialog, "caCertificate", tls_.filePath("ca.pem"));
        QVERIFY(!tests(dialog));
        QVERIFY(problem_at(dialog, "secretAccessKey").contains("signature"));
        type(dialog, "secretAccessKey", secret_);
        type(dialog, "region", "eu-west-1");
        QVERIFY(!tests(dialog));
        QVERIFY(!problem_at(dialog, "region").isEmpty());
        type(dialog, "region", "us-east-1");
        type(dialog, "accessKeyId", "AKIAIOSFODNN7EXAMPLE");
        QVERIFY(!tests(dialog));
        QVERIFY(!problem_at(dialog, "accessKeyId").isEmpty());
        dialog.findChild<QComboBox*>("signedWith")->setFocus();
        QTest::keyClick(dialog.findChild<QComboBox*>("signedWith"), Qt::Key_Down);
        type(dialog, "profile", "nobody");
        QVERIFY(!tests(dialog));
        QVERIFY(problem_at(dialog, "profile").contains("nobody"));
        QTest::keyClick(dialog.findChild<QComboBox*>("signedWith"), Qt::Key_Down);
        QVERIFY(!tests(dialog));
        QVERIFY(!problem_at(dialog, "accessKeyId").isEmpty()); // strict signatures
    }

    void an_endpoint_is_connected_and_changed_from_the_window()
    {
        Core core;
        {
            Home home(core.endpoints);
            auto& dialog = *home.open();
            type(dialog, "name", "staging");
            type(dialog, "url", program_.endpoint().toString());
            type(dialog, "accessKeyId", id_);
            type(dialog, "secretAccessKey", secret_);
            type(dialog, "caCertificate", tls_.filePath("ca.pem"));
            QSignalSpy wanted(&home.window, &MainWindow::endpoint_wanted);
            QTest::keyClick(dialog.findChild<QLineEdit*>("name"), Qt::Key_Return);
            QVERIFY(wanted.wait(kSoon));
            QCOMPARE(wanted.first().first().toString(), QStringLiteral("staging"));
        }
        QFile sealed(core.directory.filePath("endpoints.sealed"));
        QVERIFY(sealed.open(QIODevice::ReadOnly));
        const auto bytes = sealed.readAll();
        QVERIFY(!bytes.contains(secret_.toUtf8()) && !bytes.contains("staging"));

        core.endpoints = core.make();
        const auto connection = connected(*core.endpoints, "staging");
        Session session(connection.client);
        MainWindow window(session, elsewhere(core, connection, "staging"));
        window.show();
        const model::Service::Key web{ "harbour", "web" };
        QTRY_VERIFY_WITH_TIMEOUT(session.state().services().find(web), kSoon);
        QTRY_COMPARE_WITH_TIMEOUT(session.state().container_instances().size(), std::size_t(5), kSoon);
        QVERIFY(session.state().tasks().size() > 5);
        QVERIFY(session.state().engines().size() == 5 && session.state().events().size() > 0);
        QTRY_VERIFY(is_quayside(session.installation()) && !session.installation().version.empty());

        auto& gate = ChangeGate::of(session);
        QVERIFY(gate.is_read_only());
        gate.set_read_only(false);
        std::optional<Result<Json>> reply;
        session.call("UpdateService", { { "cluster", "harbour" }, { "service", "web" }, { "desiredCount", 3 } }, qApp,
            [&](Result<Json> answer) { reply = std::move(answer); });
        QTRY_VERIFY_WITH_TIMEOUT(reply, kSoon);
        QVERIFY2(*reply, reply->has_value() ? "" : reply->error().message.c_str());
        QTRY_COMPARE_WITH_TIMEOUT(session.state().services().find(web)->desired_count, std::int64_t(3), kSoon);

        std::vector<model::Sample> samples;
        const auto task = session.state().tasks().begin()->first;
        const auto watch
            = session.watch_metrics({ client::MetricsQuery::Subject::Task, task, 0, std::chrono::seconds(60) }, qApp,
                [&](const client::MetricsBatch& batch) {
                    samples.insert(samples.end(), batch.samples.begin(), batch.samples.end());
                });
        QTRY_VERIFY_WITH_TIMEOUT(samples.size() > 1, kSoon);
    }

    void a_known_endpoint_is_connected_again_without_its_secret()
    {
        Core core;
        std::optional<Result<void>> kept;
        core.endpoints->keep({ "again", program_.endpoint().toString().toStdString(), "us-east-1", {},
                                 id_.toStdString(), secret_.toStdString(), {}, tls_.filePath("ca.pem").toStdString() },
            on_gui_thread<Result<void>>(qApp, [&](Result<void> done) { kept = done; }));
        QTRY_VERIFY(kept && *kept);
        Home home(core.endpoints);
        auto& dialog = *home.open();
        auto* list = dialog.findChild<QListWidget*>("known");
        QTRY_COMPARE(list->count(), 1);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTRY_COMPARE(dialog.findChild<QLineEdit*>("url")->text(), program_.endpoint().toString());
        QVERIFY(dialog.findChild<QLineEdit*>("secretAccessKey")->text().isEmpty());
        QVERIFY(tests(dialog));
        QVERIFY(dialog.findChild<QLabel*>("facts")->text().startsWith("Quayside"));
        QTest::mouseClick(dialog.findChild<QPushButton*>("remove"), Qt::LeftButton);
        QTRY_COMPARE(list->count(), 0);
    }

    void what_an_endpoint_of_others_has_not_says_so()
    {
        Core core;
        std::unique_ptr<net::HttpServer> server;
        std::promise<void> listening;
        core.loop.post([&] {
            server = other_ecs(core.loop);
            listening.set_value();
        });
        listening.get_future().wait();
        std::optional<Result<void>> kept;
        core.endpoints->keep(
            { "prod", "http://127.0.0.1:" + std::to_string(server->port()), "eu-west-1", {}, {}, {}, {}, {} },
            on_gui_thread<Result<void>>(qApp, [&](Result<void> done) { kept = done; }));
        QTRY_VERIFY(kept && *kept);
        {
            const auto connection = connected(*core.endpoints, "prod");
            Session session(connection.client);
            MainWindow window(session, elsewhere(core, connection, "prod"));
            window.show();
            QTRY_VERIFY_WITH_TIMEOUT(session.state().clusters().find("prod"), kSoon);
            session.ping();
            QTRY_VERIFY(!is_quayside(session.installation()));
            QCOMPARE(session.installation().arns.account, std::string("000000000042"));
            auto* add = window.findChild<ObjectActions*>()->action(ObjectActions::Id::AddEngine);
            QVERIFY(!add->isEnabled());
            QVERIFY2(add->toolTip().contains("Quayside"), qPrintable(add->toolTip()));
            QVERIFY(!window.findChild<QAction*>("images")->isEnabled());
            QVERIFY(window.findChild<QAction*>("this-computer")->isEnabled());
            ChangeGate::of(session).set_read_only(false);
            std::optional<Error> refused;
            session.call(
                "AddEngine", Json::object(), qApp, [&](const Result<Json>& reply) { refused = reply.error(); });
            QTRY_VERIFY(refused);
            QVERIFY(refused->message.find("AddEngine") != std::string::npos);
        }
        std::promise<void> closed;
        core.loop.post([&] {
            server.reset();
            closed.set_value();
        });
        closed.get_future().wait();
    }

    void an_endpoint_that_goes_is_said_to_be_silent()
    {
        Core core;
        Program brief;
        QVERIFY2(brief.start({ "--demo" }), qPrintable(brief.output()));
        std::optional<Result<void>> kept;
        core.endpoints->keep({ "brief", brief.endpoint().toString().toStdString(), "us-east-1", {}, {}, {}, {}, {} },
            on_gui_thread<Result<void>>(qApp, [&](Result<void> done) { kept = done; }));
        QTRY_VERIFY(kept && *kept);
        Session session(connected(*core.endpoints, "brief").client);
        QTRY_VERIFY_WITH_TIMEOUT(session.connection() == Session::Connection::Connected, kSoon);
        brief.kill_9();
        session.ping();
        QTRY_VERIFY_WITH_TIMEOUT(session.connection() == Session::Connection::Silent, kSoon);
        QVERIFY(session.state().services().size() > 0); // as last known
    }

private:
    QTemporaryDir tls_;
    Program program_;
    QString id_;
    QString secret_;
};

QTEST_MAIN(TestEndpointWindow)
#include "tst_endpoint_window.moc"
