#include "core/net/http_server.h"
#include "core/net/tls.h"
#include "core/net/web_socket.h"
#include "tests/support/raw_socket.h"
#include "tests/support/run_loop.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <future>
#include <optional>

using namespace quayside;
using namespace std::chrono_literals;
using namespace quayside::net;
using test::RawSocket;
using test::run_until;

namespace {

// With the key and the answer to it that the standard has as its example.
const std::string kUpgrade = "GET /session/one HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
const std::string kAccepted = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

// A frame as a client sends it; a mask of zeros leaves the bytes as they are.
std::string frame(char opcode, const std::string& payload)
{
    std::string bytes{ static_cast<char>(0x80 | opcode) };
    if (payload.size() < 126) {
        bytes += static_cast<char>(0x80 | payload.size());
    } else {
        bytes += static_cast<char>(0x80 | 126);
        bytes += static_cast<char>(payload.size() >> 8);
        bytes += static_cast<char>(payload.size() & 0xff);
    }
    return bytes + std::string(4, '\0') + payload;
}

constexpr char kText = 1, kBinary = 2, kClose = 8, kPing = 9;

} // namespace

class TestWebSocket : public QObject {
    Q_OBJECT

    AsioLoop loop_;
    std::unique_ptr<HttpServer> server_;
    std::unique_ptr<WebSocket> accepted_;
    std::string texts_, bytes_;
    bool ended_ = false;
    bool answers_ = false; // sends every message back

    void serve(std::shared_ptr<const TlsIdentity> identity = {})
    {
        HttpServerSettings settings;
        settings.tls = std::move(identity);
        settings.upgrade = [this](const HttpRequest& request) -> Function<void(std::unique_ptr<WebSocket>)> {
            if (request.target != "/session/one")
                return {};
            return [this](std::unique_ptr<WebSocket> socket) { take(std::move(socket)); };
        };
        auto listening = HttpServer::listen(
            loop_,
            [](HttpRequest, HttpServer::Respond respond) {
                respond({ 200, {}, "plain" });
            },
            settings);
        QVERIFY(listening);
        server_ = std::move(*listening);
    }

    void take(std::unique_ptr<WebSocket> socket)
    {
        accepted_ = std::move(socket);
        WebSocketEvents events;
        events.message = [this](std::string_view message, bool text) {
            (text ? texts_ : bytes_) += message;
            if (answers_)
                accepted_->send(std::string(message));
        };
        events.ended = [this] { ended_ = true; };
        accepted_->start(std::move(events));
    }

    // Plays the client on another thread while the loop runs.
    template <class Play>
    auto play(Play client)
    {
        auto outcome = std::async(std::launch::async, [this, client] {
            auto socket = RawSocket::connect(server_->port());
            return client(socket);
        });
        if (!run_until(loop_, [&] { return outcome.wait_for(0s) == std::future_status::ready; }))
            qFatal("the client is still waiting");
        return outcome.get();
    }

    std::string url(const std::string& path) const
    {
        return "ws://127.0.0.1:" + std::to_string(server_->port()) + path;
    }

    // What comes of asking for a WebSocket there.
    Result<std::unique_ptr<WebSocket>> ask(const std::string& url, const std::string& own_certificate = {})
    {
        std::optional<Result<std::unique_ptr<WebSocket>>> outcome;
        const auto asking = connect_web_socket(
            loop_, url, { own_certificate, {} }, 32'768, [&](auto result) { outcome = std::move(result); });
        if (!run_until(loop_, [&] { return outcome.has_value(); }))
            qFatal("no answer");
        return std::move(*outcome);
    }

private slots:
    void init()
    {
        texts_.clear();
        bytes_.clear();
        ended_ = answers_ = false;
        serve();
    }
    void cleanup()
    {
        accepted_.reset();
        server_.reset();
    }

    void messages_go_both_ways()
    {
        answers_ = true;
        const auto heard = play([](RawSocket& socket) {
            socket.write(kUpgrade);
            auto all = socket.read_until("\r\n\r\n");
            socket.write(frame(kText, "hello") + frame(kBinary, "by"));
            socket.write(frame(kBinary, "tes"));
            return all + socket.read_until("tes");
        });
        QVERIFY(heard.starts_with("HTTP/1.1 101 "));
        QVERIFY(heard.find(kAccepted) != std::string::npos);
        QVERIFY(heard.ends_with("\x82\x05hello\x82\x02"
                                "by\x82\x03tes"));
        QCOMPARE(texts_, std::string("hello"));
        QCOMPARE(bytes_, std::string("bytes"));
    }

    void pings_are_answered_and_the_end_is_told()
    {
        const auto heard = play([](RawSocket& socket) {
            socket.write(kUpgrade);
            socket.read_until("\r\n\r\n");
            socket.write(frame(kPing, "there?"));
            auto all = socket.read_until("there?");
            socket.write(frame(kClose, "\x03\xe8"));
            return all + socket.read_all();
        });
        QVERIFY(heard.starts_with("\x8a\x06there?\x88"));
        QVERIFY(ended_);
    }

    void a_goodbye_comes_after_everything_else()
    {
        answers_ = true;
        const auto heard = play([this](RawSocket& socket) {
            socket.write(kUpgrade);
            socket.read_until("\r\n\r\n");
            socket.write(frame(kText, "hello"));
            auto all = socket.read_until("hello");
            loop_.post([this] {
                accepted_->send(std::string(30'000, 'x'));
                accepted_->send("the last");
                accepted_->close();
                accepted_.reset();
            });
            all += socket.read_until("the last\x88\x02\x03\xe8");
            socket.write(frame(kClose, "\x03\xe8"));
            return all + socket.read_all();
        });
        QVERIFY(heard.ends_with("the last\x88\x02\x03\xe8"));
        QVERIFY(!ended_);
    }

    void one_that_is_let_go_of_is_dropped()
    {
        QVERIFY(play([this](RawSocket& socket) {
            socket.write(kUpgrade);
            socket.read_until("\r\n\r\n");
            loop_.post([this] { accepted_.reset(); });
            return socket.read_all().empty();
        }));
        QVERIFY(!ended_);
    }

    void what_breaks_the_protocol_ends_it()
    {
        for (const auto& broken : { frame(kBinary, std::string(40'000, 'x')), std::string("\x82\x01x"),
                 frame(kText, "\xff\xff"), frame(3, "reserved") }) {
            ended_ = false;
            QVERIFY(play([broken](RawSocket& socket) {
                socket.write(kUpgrade);
                socket.read_until("\r\n\r\n");
                socket.write(broken);
                return socket.wait_for_close();
            }));
            QVERIFY(run_until(loop_, [this] { return ended_; }));
        }
        QVERIFY(texts_.empty() && bytes_.empty());
    }

    void not_everybody_gets_one()
    {
        const auto answer_to = [this](const std::string& request) {
            return play([request](RawSocket& socket) {
                socket.write(request);
                return socket.read_until("\r\n\r\n");
            });
        };
        const auto with = [](std::string request, const std::string& from, const std::string& to) {
            return request.replace(request.find(from), from.size(), to);
        };
        QVERIFY(answer_to(with(kUpgrade, "/session/one", "/session/two")).starts_with("HTTP/1.1 403 "));
        QVERIFY(answer_to(with(kUpgrade, "\r\n\r\n", "\r\nOrigin: https://evil.example\r\n\r\n"))
                    .starts_with("HTTP/1.1 403 "));
        QVERIFY(answer_to(kUpgrade + frame(kText, "too early")).starts_with("HTTP/1.1 403 "));
        QVERIFY(answer_to(with(kUpgrade, "\r\n\r\n", "\r\nContent-Length: 3\r\n\r\n")).starts_with("HTTP/1.1 403 "));
        QVERIFY(!accepted_);
        QVERIFY(answer_to(with(kUpgrade, "Version: 13", "Version: 12")).starts_with("HTTP/1.1 4"));
        QVERIFY(run_until(loop_, [this] { return ended_; }));
        QVERIFY(answer_to("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200 "));
    }

    void a_client_talks_and_hears_the_goodbye()
    {
        answers_ = true;
        auto client = ask(url("/session/one"));
        QVERIFY2(client, client ? "" : client.error().message.c_str());
        std::string bytes;
        bool over = false;
        (*client)->start({ [&](std::string_view message, bool) { bytes += message; }, [&] { over = true; } });
        (*client)->send_text("hello ");
        (*client)->send(std::string(30'000, 'x'));
        (*client)->send(" bytes");
        QVERIFY(run_until(loop_, [&] { return bytes.size() == 30'012; }));
        QCOMPARE(texts_, std::string("hello "));
        QVERIFY(bytes_.ends_with("x bytes"));
        QVERIFY(bytes.starts_with("hello x") && bytes.ends_with("x bytes"));
        accepted_->close();
        QVERIFY(run_until(loop_, [&] { return over; }));
    }

    void a_client_inside_tls_wants_the_right_certificate()
    {
        QTemporaryDir directory;
        const auto make = [&](const QString& name) {
            return QProcess::execute("openssl",
                { "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=elsewhere.example", "-keyout", directory.filePath(name + "-key.pem"), "-out",
                    directory.filePath(name + ".pem") });
        };
        if (make("own") != 0 || make("other") != 0)
            QSKIP("the program openssl is not installed");
        const auto path = [&](const QString& name) { return directory.filePath(name).toStdString(); };
        const auto identity = TlsIdentity::load(path("own.pem"), path("own-key.pem"));
        QVERIFY(identity);
        server_.reset();
        serve(*identity);
        answers_ = true;
        const auto secure = "wss" + url("/session/one").substr(2);
        auto client = ask(secure, path("own.pem")); // whatever name it is for
        QVERIFY2(client, client ? "" : client.error().message.c_str());
        std::string bytes;
        (*client)->start({ [&](std::string_view message, bool) { bytes += message; }, [] {} });
        (*client)->send(std::string(20'000, 'x') + "the end");
        QVERIFY(run_until(loop_, [&] { return bytes.ends_with("the end"); }));
        for (const auto& certificate : { path("other.pem"), std::string() }) {
            const auto refused = ask(secure, certificate);
            QVERIFY(!refused);
            QVERIFY2(refused.error().message.find("certificate") != std::string::npos, refused.error().message.c_str());
        }
        const auto missing = ask(secure, path("none.pem"));
        QVERIFY(!missing && missing.error().message.find("none.pem") != std::string::npos);
        QVERIFY(!ask(url("/session/one"))); // without TLS it is not heard
    }

    void a_client_is_told_why_not()
    {
        QVERIFY(ask(url("/session/two")).error().message.find("403") != std::string::npos);
        QVERIFY(ask("http://127.0.0.1/").error().message.find("address") != std::string::npos);
        QVERIFY(
            ask("ws://127.0.0.1:1/").error().message.find("127.0.0.1 port 1 cannot be reached") != std::string::npos);
    }

    void a_client_that_loses_interest_hears_nothing()
    {
        bool answered = false;
        auto asking = connect_web_socket(loop_, url("/session/one"), {}, 1'000, [&](auto) { answered = true; });
        asking.reset();
        QVERIFY(ask(url("/session/one")));
        QVERIFY(!answered);
    }

    void the_server_may_go_before()
    {
        answers_ = true;
        const auto heard = play([this](RawSocket& socket) {
            socket.write(kUpgrade);
            socket.read_until("\r\n\r\n");
            loop_.post([this] { server_.reset(); });
            socket.write(frame(kText, "still here"));
            return socket.read_until("still here");
        });
        QVERIFY(heard.ends_with("still here"));
    }
};

QTEST_GUILESS_MAIN(TestWebSocket)
#include "tst_web_socket.moc"
