// The relay of an engine: what it and Quayside say to each other, the program itself on this machine, and the server at
// the near end.

#include "core/agent/relay_server.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

#include <deque>

using namespace quayside;
using namespace quayside::agent;
using namespace std::chrono_literals;
using relay::bytes_of;
using relay::Frame;
using relay::Kind;

namespace quayside::resources {
extern const std::string_view relay_program;
}

namespace {

constexpr int kPatience = 20'000;
constexpr TimePoint kStart{ std::chrono::seconds{ 1'767'225'600 } };

// What has been said, frame by frame.
std::vector<Frame> frames_in(std::string_view bytes)
{
    relay::Cutter cutter;
    cutter.feed(bytes);
    std::vector<Frame> all;
    for (auto frame = cutter.next(); frame && *frame; frame = cutter.next())
        all.push_back(**frame);
    return all;
}

std::string words(const Frame& frame)
{
    static constexpr const char* names[] = { "", "listening", "opened", "data", "closed", "ping" };
    return names[static_cast<int>(frame.kind)] + (frame.connection ? ' ' + std::to_string(frame.connection) : "")
        + (frame.bytes.empty() ? "" : " " + frame.bytes);
}

// The program, as it runs in a container.
class Relay {
public:
    Relay()
    {
        QFile file(directory_.filePath("relay"));
        if (file.open(QIODevice::WriteOnly)
            && file.write(resources::relay_program.data(), static_cast<qint64>(resources::relay_program.size())) > 0)
            file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        file.close();
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        port_ = probe.serverPort();
    }
    bool start()
    {
        process_.start(directory_.filePath("relay"), { QString::number(port_) });
        return process_.waitForStarted();
    }
    quint16 port() const { return port_; }
    QProcess& process() { return process_; }
    void tell(const std::string& bytes) { process_.write(bytes.data(), static_cast<qint64>(bytes.size())); }
    // The next thing it says, in words; empty: nothing comes.
    std::string next()
    {
        const bool came = QTest::qWaitFor(
            [this] {
                cutter_.feed(process_.readAllStandardOutput().toStdString());
                for (auto frame = cutter_.next(); frame && *frame; frame = cutter_.next())
                    said_.push_back(words(**frame));
                return !said_.empty();
            },
            kPatience);
        if (!came)
            return {};
        auto first = said_.front();
        said_.pop_front();
        return first;
    }
    bool ends() { return process_.state() == QProcess::NotRunning || process_.waitForFinished(kPatience); }

private:
    QTemporaryDir directory_;
    quint16 port_ = 0;
    QProcess process_;
    relay::Cutter cutter_;
    std::deque<std::string> said_;
};

} // namespace

class TestRelay : public QObject {
    Q_OBJECT

private slots:
    void frames_are_cut_wherever_their_bytes_are()
    {
        const std::string long_one(3 * relay::kLongest + 5, 'x');
        const auto bytes = bytes_of(Kind::Listening) + bytes_of(Kind::Data, 0xFFFFFFFF, long_one)
            + bytes_of(Kind::Closed, 7) + bytes_of(Kind::Ping);
        for (const std::size_t step : { std::size_t(1), std::size_t(7), std::size_t(4'097), bytes.size() }) {
            relay::Cutter cutter;
            std::string data;
            std::vector<Kind> kinds;
            for (std::size_t at = 0; at < bytes.size(); at += step) {
                cutter.feed(std::string_view(bytes).substr(at, step));
                for (auto frame = cutter.next(); *frame; frame = cutter.next()) {
                    kinds.push_back((*frame)->kind);
                    data += (*frame)->bytes;
                    if ((*frame)->kind == Kind::Data)
                        QCOMPARE((*frame)->connection, 0xFFFFFFFF);
                }
            }
            QVERIFY(data == long_one);
            QVERIFY((kinds
                == std::vector{
                    Kind::Listening, Kind::Data, Kind::Data, Kind::Data, Kind::Data, Kind::Closed, Kind::Ping }));
        }
    }

    void what_is_no_frame_is_refused()
    {
        for (const auto& bytes : { std::string(8, '\0'), std::string("HTTP/1.1"), std::string("\3\0\x20\0\0\0\0\0", 8),
                 std::string("\3\1\0\0\0\0\0\0", 8) }) {
            relay::Cutter cutter;
            cutter.feed(bytes);
            QVERIFY(!cutter.next());
        }
    }

    // The server.

    void a_request_is_answered_on_its_connection()
    {
        std::string said;
        std::map<std::string, Function<void(net::HttpResponse)>> asked;
        RelayServer server(
            [&](const net::HttpRequest& request, auto respond) { asked[request.target] = std::move(respond); },
            [&](const std::string& bytes) { said += bytes; }, kStart);
        QVERIFY(!server.listening());
        const auto feed = [&](const std::string& bytes) { QVERIFY(server.feed(bytes, kStart)); };
        feed(bytes_of(Kind::Listening) + bytes_of(Kind::Opened, 1) + bytes_of(Kind::Opened, 2));
        QVERIFY(server.listening());
        feed(bytes_of(Kind::Data, 1, "GET /v4/a HTTP/1.1\r\nHo"));
        feed(bytes_of(Kind::Data, 2, "PUT /api/b HTTP/1.1\r\nContent-Length: 4\r\n\r\n"));
        QVERIFY(asked.empty());
        feed(bytes_of(Kind::Data, 2, "body") + bytes_of(Kind::Data, 1, "st: x\r\n\r\nGET /more HTTP/1.1\r\n\r\n"));
        QCOMPARE(asked.size(), std::size_t(2));
        asked["/api/b"]({ 200, {}, "b" });
        asked["/v4/a"]({ 404, { { "Content-Type", "text/plain" } }, "a" });
        const auto frames = frames_in(said);
        QCOMPARE(frames.size(), std::size_t(4));
        QVERIFY(frames[0].connection == 2 && frames[0].bytes.starts_with("HTTP/1.1 200 OK\r\n"));
        QVERIFY(frames[0].bytes.ends_with("\r\n\r\nb"));
        QCOMPARE(words(frames[1]), std::string("closed 2"));
        QVERIFY(frames[2].connection == 1 && frames[2].bytes.find("Content-Type: text/plain") != std::string::npos);
        QCOMPARE(words(frames[3]), std::string("closed 1"));
    }

    void who_has_gone_gets_no_answer_nor_does_a_web_page()
    {
        std::string said;
        Function<void(net::HttpResponse)> answer;
        RelayServer server([&](const net::HttpRequest&, auto respond) { answer = std::move(respond); },
            [&](const std::string& bytes) { said += bytes; }, kStart);
        QVERIFY(server.feed(
            bytes_of(Kind::Opened, 1) + bytes_of(Kind::Data, 1, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"), kStart));
        QVERIFY(server.feed(bytes_of(Kind::Closed, 1), kStart));
        answer({ 200, {}, "late" });
        QVERIFY(said.empty());
        QVERIFY(server.feed(bytes_of(Kind::Opened, 2)
                + bytes_of(Kind::Data, 2, "GET / HTTP/1.1\r\nHost: x\r\nOrigin: http://evil\r\n\r\n"),
            kStart));
        QVERIFY(frames_in(said).at(0).bytes.starts_with("HTTP/1.1 403"));
    }

    void a_request_that_does_not_come_or_is_none_is_ended()
    {
        std::string said;
        RelayServer server([](const net::HttpRequest&, const auto&) { QFAIL("nothing was asked"); },
            [&](const std::string& bytes) { said += bytes; }, kStart);
        QVERIFY(server.feed(bytes_of(Kind::Opened, 1) + bytes_of(Kind::Data, 1, "GET /"), kStart));
        server.look(kStart + 4s);
        QCOMPARE(words(frames_in(said).at(0)), std::string("ping"));
        QCOMPARE(frames_in(said).size(), std::size_t(1));
        said.clear();
        server.look(kStart + 6s);
        QCOMPARE(words(frames_in(said).at(1)), std::string("closed 1"));
        said.clear();
        QVERIFY(server.feed(bytes_of(Kind::Opened, 2) + bytes_of(Kind::Data, 2, "nonsense\r\n\r\n"), kStart));
        QVERIFY(frames_in(said).at(0).bytes.starts_with("HTTP/1.1 400"));
        QVERIFY(!server.feed("nonsense", kStart)); // of the relay itself
    }

    // The program.

    void it_carries_bytes_both_ways()
    {
        if (resources::relay_program.empty())
            QSKIP("there is no relay for this machine");
        Relay relay;
        QVERIFY(relay.start());
        QCOMPARE(relay.next(), std::string("listening"));
        relay.tell(bytes_of(Kind::Ping));
        QCOMPARE(relay.next(), std::string("ping"));
        QTcpSocket one;
        one.connectToHost(QHostAddress::LocalHost, relay.port());
        QCOMPARE(relay.next(), std::string("opened 1"));
        QTcpSocket two;
        two.connectToHost(QHostAddress::LocalHost, relay.port());
        QCOMPARE(relay.next(), std::string("opened 2"));
        two.write("two");
        QCOMPARE(relay.next(), std::string("data 2 two"));
        one.write("one");
        QCOMPARE(relay.next(), std::string("data 1 one"));
        const std::string answer(100'000, 'a');
        const auto bytes = bytes_of(Kind::Data, 1, answer) + bytes_of(Kind::Closed, 1);
        relay.tell(bytes.substr(0, 5)); // half a header
        relay.process().waitForBytesWritten();
        relay.tell(bytes.substr(5));
        QVERIFY(QTest::qWaitFor([&] { return one.state() == QAbstractSocket::UnconnectedState; }, kPatience));
        QVERIFY(one.readAll() == QByteArray::fromStdString(answer));
        relay.tell(bytes_of(Kind::Data, 1, "nobody") + bytes_of(Kind::Closed, 1) + bytes_of(Kind::Data, 2, "last"));
        QVERIFY(QTest::qWaitFor([&] { return two.bytesAvailable() == 4; }, kPatience));
    }

    void more_than_it_can_have_wait_and_are_taken_later()
    {
        if (resources::relay_program.empty())
            QSKIP("there is no relay for this machine");
        Relay relay;
        QVERIFY(relay.start());
        QCOMPARE(relay.next(), std::string("listening"));
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (unsigned int i = 0; i < relay::kMostConnections + 1; ++i) {
            sockets.push_back(std::make_unique<QTcpSocket>());
            sockets.back()->connectToHost(QHostAddress::LocalHost, relay.port());
            QVERIFY(sockets.back()->waitForConnected(kPatience));
        }
        for (unsigned int i = 1; i <= relay::kMostConnections; ++i)
            QCOMPARE(relay.next(), "opened " + std::to_string(i));
        relay.tell(bytes_of(Kind::Closed, 3));
        QCOMPARE(relay.next(), "opened " + std::to_string(relay::kMostConnections + 1));
    }

    void one_that_does_not_take_its_answer_is_dropped()
    {
        if (resources::relay_program.empty())
            QSKIP("there is no relay for this machine");
        Relay relay;
        QVERIFY(relay.start());
        QCOMPARE(relay.next(), std::string("listening"));
        QTcpSocket socket;
        socket.setReadBufferSize(1);
        socket.connectToHost(QHostAddress::LocalHost, relay.port());
        QCOMPARE(relay.next(), std::string("opened 1"));
        relay.tell(bytes_of(Kind::Data, 1, std::string(32 << 20, 'x')));
        QCOMPARE(relay.next(), std::string("closed 1"));
        relay.tell(bytes_of(Kind::Ping));
        QCOMPARE(relay.next(), std::string("ping"));
    }

    void it_ends_with_its_input_and_what_it_does_not_understand()
    {
        if (resources::relay_program.empty())
            QSKIP("there is no relay for this machine");
        Relay relay;
        QVERIFY(relay.start());
        QCOMPARE(relay.next(), std::string("listening"));
        relay.tell("nonsense");
        QVERIFY(relay.ends());
        QCOMPARE(relay.process().exitCode(), 3);
        QVERIFY(relay.start()); // the port is free at once
        QCOMPARE(relay.next(), std::string("listening"));
        relay.process().closeWriteChannel();
        QVERIFY(relay.ends());
        QCOMPARE(relay.process().exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
