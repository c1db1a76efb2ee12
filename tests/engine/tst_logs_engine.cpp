// What containers of a real engine write, as a client of the API reads it.

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 30'000;

Json definition(const char* family, const char* script, bool terminal)
{
    const Json container = { { "name", "main" }, { "image", engine_image().toStdString() }, { "memory", 32 },
        { "pseudoTerminal", terminal }, { "entryPoint", { "/bin/sh", "-c" } }, { "command", { script } } };
    return { { "family", family }, { "networkMode", "none" }, { "containerDefinitions", Json::array({ container }) } };
}

} // namespace

class TestLogsEngine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (engine_endpoint().isEmpty())
            QSKIP(qPrintable(engine_skip_reason()));
        QVERIFY2(program_.start(), qPrintable(program_.output()));
        installation_ = program_.call("QuaysideV1.DescribeInstallation", Json::object()).body["installation"];
        const auto added = program_.call("QuaysideV1.AddEngine",
            { { "name", "local" }, { "kind", "docker" }, { "endpoint", engine_endpoint().toStdString() } });
        QCOMPARE(added.status, 200);
        const auto connected = [&] {
            const auto answer = program_.call(
                "DescribeContainerInstances", { { "containerInstances", added.body["containerInstanceArns"] } });
            return answer.body["containerInstances"][0].value("agentConnected", false);
        };
        QVERIFY(QTest::qWaitFor(connected, kPatience));
    }

    void cleanupTestCase()
    {
        for (const auto& id : ours())
            docker({ "rm", "-f", id });
    }

    void a_fast_writer_is_followed_to_its_end_and_read_again_when_it_is_gone_data()
    {
        QTest::addColumn<bool>("terminal");
        QTest::newRow("frames") << false;
        QTest::newRow("terminal") << true;
    }

    void a_fast_writer_is_followed_to_its_end_and_read_again_when_it_is_gone()
    {
        QFETCH(const bool, terminal);
        // Some 2 MB of lines, one longer than what the engine keeps in a piece, and both streams.
        run(definition(terminal ? "tty" : "plain",
            "awk 'BEGIN { for (i = 1; i <= 40000; ++i) printf \"line %06d of one that writes all it can\\n\", i }'; "
            "head -c 20000 /dev/zero | tr '\\0' x; echo; echo problem >&2",
            terminal));
        const auto lines = follow();
        QCOMPARE(lines.size(), std::size_t(40'002));
        QCOMPARE(lines.back(), std::string("problem"));
        for (std::size_t i = 0; i < 40'000; ++i)
            if (lines[i].substr(0, 11) != QStringLiteral("line %1").arg(i + 1, 6, 10, QChar('0')).toStdString())
                QFAIL(qPrintable(QStringLiteral("%1 is at place %2").arg(QString::fromStdString(lines[i])).arg(i)));
        // A terminal's pieces cannot be told from its lines.
        QVERIFY(terminal || lines[40'000] == std::string(20'000, 'x'));
        const auto kept = [&] { return page(Json::object()).value("kept", false); };
        QVERIFY(QTest::qWaitFor(kept, kPatience));
        for (const auto& id : ours())
            docker({ "rm", "-f", id });
        QVERIFY(follow() == lines);
        QVERIFY(program_.stop());
        QVERIFY2(program_.start(), qPrintable(program_.output()));
        QVERIFY(follow() == lines);
    }

private:
    QStringList ours() const
    {
        const QString label = "label=io.quayside.installation=" + QString::fromStdString(installation_);
        return docker_lines({ "ps", "-a", "--no-trunc", "--filter", label, "--format", "{{.ID}}" });
    }

    void run(const Json& wanted)
    {
        QCOMPARE(program_.call("RegisterTaskDefinition", wanted).status, 200);
        const auto answer = program_.call("RunTask", { { "taskDefinition", wanted["family"] } });
        const std::string arn = answer.body["tasks"][0]["taskArn"];
        task_ = arn;
    }

    Json input(Json more) const
    {
        Json input = { { "task", task_ }, { "container", "main" } };
        input.update(more);
        return input;
    }

    Json page(const Json& more) const { return program_.call("QuaysideV1.GetContainerLogs", input(more)).body; }

    // Every line until the log says that there will be none any more.
    // With the line on standard error last: how the two streams lie to one another is not the engine's to know.
    std::vector<std::string> follow() const
    {
        const auto created = [&] { return page(Json::object()).contains("lines"); };
        if (!QTest::qWaitFor(created, kPatience))
            return {};
        std::vector<std::string> lines;
        Json query = { { "waitSeconds", 5 }, { "maxResults", 10'000 } };
        for (bool more = true; more;) {
            const Json reply = page(query);
            if (reply.contains("lines"))
                for (const auto& line : reply["lines"])
                    lines.push_back(line["text"]);
            more = reply.contains("nextToken");
            if (more)
                query["nextToken"] = reply["nextToken"];
        }
        std::ranges::stable_partition(lines, [](const auto& line) { return line != "problem"; });
        return lines;
    }

    Program program_;
    std::string installation_;
    std::string task_;
};

QTEST_GUILESS_MAIN(TestLogsEngine)
#include "tst_logs_engine.moc"
