// The window's own terminal in a container of a real engine. The window knows nothing but the API of a program that
// runs beside it: it could as well be on another machine.

#include "core/client/ecs_client.h"
#include "core/client/web_terminal.h"
#include "core/net/channel_message.h"
#include "core/net/http_client.h"
#include "tests/support/docker_cli.h"
#include "tests/support/program.h"
#include "ui/look/theme.h"
#include "ui/pages/terminal_pane.h"
#include "ui/session/session.h"
#include "ui/terminal/terminal_view.h"

#include <QApplication>
#include <QTest>

#include <thread>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kPatience = 30'000;
constexpr int kSoon = 500;

// Calls over HTTP, and nothing else of a client.
class HttpDoor final : public client::EcsClient {
public:
    explicit HttpDoor(std::string url)
        : url_(std::move(url))
        , thread_([this] { loop_.run(); })
    {
    }
    ~HttpDoor() override
    {
        loop_.post([this] {
            calls_.clear();
            loop_.stop();
        });
        thread_.join();
    }

    net::AsioLoop& loop() { return loop_; }

    void call(std::string operation, Json input, client::Reply reply) override
    {
        loop_.post([this, operation, body = input.dump(), reply = std::move(reply)]() mutable {
            net::HttpCall call;
            call.method = "POST";
            call.url = url_;
            const bool own = operation.starts_with("Describe") && operation.ends_with("Installation");
            call.headers = { { "Content-Type", "application/x-amz-json-1.1" },
                { "X-Amz-Target",
                    (own ? "QuaysideV1." : "AmazonEC2ContainerServiceV20141113.") + std::move(operation) } };
            call.body = std::move(body);
            calls_.push_back(http_.send(std::move(call), [reply = std::move(reply)](Result<net::HttpResponse> answer) {
                if (!answer)
                    return reply(fail(answer.error()));
                auto json = parse_json(answer->body);
                if (answer->status != 200 || !json)
                    return reply(fail(Error::client(answer->body)));
                reply(std::move(json));
            }));
        });
    }
    Subscription subscribe(client::ChangeHandler) override { return {}; }
    Subscription watch_metrics(client::MetricsQuery, client::MetricsHandler) override { return {}; }
    Subscription watch_progress(client::ProgressHandler) override { return {}; }

private:
    std::string url_;
    net::AsioLoop loop_;
    net::HttpClient http_{ loop_ };
    std::vector<Subscription> calls_;
    std::thread thread_;
};

} // namespace

class TestTerminalEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void a_shell_answers_what_is_typed();
    void it_knows_its_size();
    void a_flood_is_shown_to_its_end_and_can_be_interrupted();
    void its_end_is_told_and_it_begins_anew();
    void it_ends_with_the_program_that_serves_it();

private:
    bool shows(const QString& text, int patience = kPatience)
    {
        return QTest::qWaitFor([&] { return pane_->view()->whole_text().contains(text); }, patience);
    }
    void type(const QString& line)
    {
        QTest::keyClicks(pane_->view(), line);
        QTest::keyClick(pane_->view(), Qt::Key_Return);
    }

    std::unique_ptr<Program> program_;
    std::shared_ptr<HttpDoor> door_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<TerminalPane> pane_;
    std::string task_;
    QString installation_;
};

void TestTerminalEngine::initTestCase()
{
    if (engine_endpoint().isEmpty())
        QSKIP(qPrintable(engine_skip_reason()));
    Theme::get().install(*qApp);
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start({ "--engine", engine_endpoint() }), qPrintable(program_->output()));
    installation_ = QString::fromStdString(
        program_->call("QuaysideV1.DescribeInstallation", Json::object()).body.value("installation", "none"));
    Json container = { { "name", "main" }, { "image", engine_image().toStdString() }, { "memory", 64 },
        { "command", { "/bin/sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait" } } };
    const Json definition = { { "family", "idle" }, { "containerDefinitions", Json::array({ container }) } };
    QCOMPARE(program_->call("RegisterTaskDefinition", definition).status, 200);
    const auto started = [&] {
        const auto ran = program_->call("RunTask", { { "taskDefinition", "idle" }, { "enableExecuteCommand", true } });
        if (ran.status == 200 && !ran.body["tasks"].empty())
            task_ = ran.body["tasks"][0]["taskArn"].get<std::string>();
        return !task_.empty();
    };
    QVERIFY(QTest::qWaitFor(started, kPatience));
    const auto runs = [&] {
        const auto described = program_->call("DescribeTasks", { { "tasks", { task_ } } });
        return described.body["tasks"][0].value("lastStatus", "") == "RUNNING";
    };
    QVERIFY2(QTest::qWaitFor(runs, kPatience), qPrintable(program_->output()));
    door_ = std::make_shared<HttpDoor>(program_->endpoint().toString().toStdString());
    session_ = std::make_unique<Session>(door_);
    const auto terminals
        = std::make_shared<client::WebTerminals>(door_->loop(), [this](const std::string& url, auto done) {
              return net::connect_web_socket(door_->loop(), url, {}, 2 * net::kLongestPayload, std::move(done));
          });
    pane_ = std::make_unique<TerminalPane>(
        *session_, terminals, TerminalLink::Target{ "default", task_, "main", "/bin/sh" });
    pane_->resize(900, 500);
    pane_->show();
    pane_->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(pane_.get()));
    QVERIFY2(shows("#"), qPrintable(pane_->link().words()));
}

void TestTerminalEngine::cleanupTestCase()
{
    pane_.reset();
    session_.reset();
    door_.reset();
    program_.reset();
    for (const auto& id : docker_lines({ "ps", "-aq", "--filter", "label=io.quayside.installation=" + installation_ }))
        docker({ "rm", "-f", id });
}

void TestTerminalEngine::a_shell_answers_what_is_typed()
{
    type("echo $((6 * 7)) is it");
    QVERIFY(shows("42 is it"));
    type("printf '\\033[31mred\\033[0m\\n'");
    QVERIFY(shows("\nred"));
}

void TestTerminalEngine::it_knows_its_size()
{
    const auto size
        = [this] { return QStringLiteral("\n%1 %2\n").arg(pane_->view()->rows()).arg(pane_->view()->columns()); };
    type("stty size");
    QVERIFY(shows(size()));
    const auto before = size();
    pane_->resize(700, 300);
    QVERIFY(QTest::qWaitFor([&] { return size() != before; }));
    // The engine is told the new size by a call of its own, which what is typed may overtake.
    const auto told = [&] {
        type("stty size");
        return shows(size(), kSoon);
    };
    QVERIFY2(QTest::qWaitFor(told, kPatience), qPrintable(pane_->view()->whole_text()));
}

void TestTerminalEngine::a_flood_is_shown_to_its_end_and_can_be_interrupted()
{
    type("seq 200000; echo done $((1 + 1))");
    QVERIFY(shows("\n200000\ndone 2", 2 * kPatience));
    type("yes");
    QVERIFY(shows("\ny\ny\ny"));
    QTest::keyClick(pane_->view(), Qt::Key_C, Qt::ControlModifier);
    type("echo after $((2 + 3))");
    QVERIFY(shows("after 5"));
}

void TestTerminalEngine::its_end_is_told_and_it_begins_anew()
{
    type("exit 3");
    QVERIFY(QTest::qWaitFor([&] { return pane_->link().state() == TerminalLink::State::Ended; }, kPatience));
    QVERIFY2(pane_->link().words().contains("exit code 3"), qPrintable(pane_->link().words()));
    pane_->connect_again();
    QVERIFY(QTest::qWaitFor([&] { return pane_->link().state() == TerminalLink::State::Open; }, kPatience));
    type("echo again $((3 + 4))");
    QVERIFY(shows("again 7"));
    QVERIFY(pane_->view()->whole_text().contains("after 5"));
}

void TestTerminalEngine::it_ends_with_the_program_that_serves_it()
{
    type("sleep 4321");
    const auto container = docker_lines({ "ps", "-q", "--filter", "label=io.quayside.installation=" + installation_ });
    QCOMPARE(container.size(), 1);
    const auto sleeps = [&] { return docker({ "top", container.front() }).contains("sleep 4321"); };
    QVERIFY(QTest::qWaitFor(sleeps, kPatience));
    program_->kill_9();
    QVERIFY(QTest::qWaitFor([&] { return pane_->link().state() == TerminalLink::State::Lost; }, kPatience));
    QVERIFY(!pane_->link().words().isEmpty());
}

QTEST_MAIN(TestTerminalEngine)
#include "tst_terminal_engine.moc"
