#include "core/net/command_bridge.h"
#include "core/net/http_client.h"
#include "tests/support/run_loop.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <optional>

using namespace quayside;
using namespace quayside::test;
using net::CommandBridge;

namespace {

// Answers one request after the other with the process id, and can be told to wait, or to fail.
constexpr const char* kServer = R"(import os, sys
while True:
    line = sys.stdin.buffer.readline()
    while line.strip() and sys.stdin.buffer.readline().strip(): pass
    if not line: break
    if b"/fail" in line: sys.exit("first line\nno such host")
    if b"/wait" in line: sys.stdin.buffer.read()
    body = str(os.getpid()).encode()
    os.write(1, b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
)";

bool is_running(const std::string& process)
{
    return ::kill(std::stoi(process), 0) == 0;
}

} // namespace

class TestCommandBridge : public QObject {
    Q_OBJECT

    net::AsioLoop loop_;
    std::optional<net::HttpClient> client_;
    std::unique_ptr<CommandBridge> bridge_;

    // The body, or the error's sentence.
    std::string ask(const char* path)
    {
        net::HttpCall call;
        call.url = std::string("http://there") + path;
        call.unix_socket = bridge_->socket();
        std::optional<Result<net::HttpResponse>> reply;
        const auto running = client_->send(std::move(call), [&](auto result) { reply = std::move(result); });
        if (!run_until(loop_, [&] { return reply.has_value(); }))
            return "the test waited in vain";
        return *reply ? (*reply)->body : reply->error().message;
    }

    void open(std::vector<std::string> command)
    {
        auto opened = CommandBridge::open(loop_, std::move(command));
        QVERIFY(opened);
        bridge_ = std::move(*opened);
    }

private slots:
    void init() { client_.emplace(loop_); }
    void cleanup()
    {
        client_.reset();
        bridge_.reset();
    }

    void each_connection_has_a_command_of_its_own()
    {
        open({ "python3", "-c", kServer });
        const auto first = ask("/");
        QVERIFY2(is_running(first), first.c_str());
        QCOMPARE(ask("/"), first); // the same connection
        net::HttpClient other(loop_);
        std::string second;
        net::HttpCall call;
        call.url = "http://there/";
        call.unix_socket = bridge_->socket();
        const auto running = other.send(std::move(call), [&](auto result) { second = result->body; });
        QVERIFY(run_until(loop_, [&] { return !second.empty(); }));
        QVERIFY(second != first && is_running(second));
    }

    void a_command_ends_with_its_connection()
    {
        open({ "python3", "-c", kServer });
        const auto process = ask("/");
        QVERIFY(is_running(process));
        client_.reset();
        QVERIFY(run_until(loop_, [&] { return !is_running(process); }));
    }

    void all_end_with_the_bridge_and_nothing_is_left()
    {
        open({ "python3", "-c", kServer });
        const auto process = ask("/");
        const QFileInfo directory(QFileInfo(QString::fromStdString(bridge_->socket())).path());
        QVERIFY(directory.isDir());
        QCOMPARE(directory.permissions() & QFile::Permissions(0x0077), QFile::Permissions());
        bridge_.reset();
        QVERIFY(!is_running(process));
        QVERIFY(!QFileInfo::exists(directory.path()) || !QDir(directory.filePath()).exists());
    }

    void the_last_words_of_a_failure_are_known_when_it_is_seen()
    {
        open({ "python3", "-c", kServer });
        for (int i = 0; i < 5; ++i) {
            const auto failure = ask("/fail");
            QVERIFY2(failure.find("closed the connection") != std::string::npos, failure.c_str());
            QCOMPARE(bridge_->problem(), std::string("no such host"));
            bridge_->forget_problem();
            QVERIFY(is_running(ask("/")));
            QCOMPARE(bridge_->problem(), std::string());
        }
    }

    void a_program_that_is_not_there_is_named()
    {
        open({ "no-such-program-at-all" });
        QVERIFY(ask("/").find("closed the connection") != std::string::npos);
        QCOMPARE(
            bridge_->problem(), std::string("no-such-program-at-all cannot be started: No such file or directory"));
    }
};

QTEST_GUILESS_MAIN(TestCommandBridge)
#include "tst_command_bridge.moc"
