#include "core/net/http_server.h"
#include "core/net/http_wire.h"
#include "core/net/peer_user.h"
#include "tests/support/raw_socket.h"
#include "tests/support/run_loop.h"

#include <QtTest>

#include <arpa/inet.h>
#include <deque>
#include <fcntl.h>
#include <future>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace quayside;
using namespace std::chrono_literals;
using net::HttpRequest;
using net::HttpServer;
using net::HttpServerSettings;
using test::RawSocket;
using test::run_until;

namespace {

constexpr uid_t kNobody = 65534;

} // namespace

class TestHttpServer : public QObject {
    Q_OBJECT

    net::AsioLoop loop_;
    std::unique_ptr<HttpServer> server_;
    std::deque<HttpRequest> seen_;
    std::deque<HttpServer::Respond> waiting_;

    // Answers at once with the body that came, except /later: that waits in `waiting_`.
    void serve(HttpServerSettings settings = {})
    {
        auto listening = HttpServer::listen(
            loop_,
            [this](HttpRequest request, HttpServer::Respond respond) {
                seen_.push_back(request);
                if (request.target == "/later")
                    waiting_.push_back(std::move(respond));
                else if (request.target != "/never")
                    respond({ 200, { { "Content-Type", "text/plain" } }, std::move(request.body) });
            },
            std::move(settings));
        QVERIFY(listening);
        server_ = std::move(*listening);
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

    // What `client` gives back when it runs in a process of user nobody.
    template <class Client>
    std::string as_another_user(Client client)
    {
        int pipe_ends[2];
        if (::pipe2(pipe_ends, O_CLOEXEC) != 0)
            qFatal("no pipe");
        const pid_t child = ::fork();
        if (child == 0) {
            std::string said = "could not become another user";
            if (::setresgid(kNobody, kNobody, kNobody) == 0 && ::setresuid(kNobody, kNobody, kNobody) == 0)
                said = client();
            const auto written = ::write(pipe_ends[1], said.data(), said.size());
            ::_exit(written < 0);
        }
        ::close(pipe_ends[1]);
        auto reading = std::async(std::launch::async, [descriptor = pipe_ends[0]] {
            std::string said;
            char byte;
            while (::read(descriptor, &byte, 1) == 1)
                said += byte;
            ::close(descriptor);
            return said;
        });
        if (!run_until(loop_, [&] { return reading.wait_for(0s) == std::future_status::ready; }))
            qFatal("the child is still waiting");
        ::waitpid(child, nullptr, 0);
        return reading.get();
    }

    std::string answer_to(const std::string& bytes)
    {
        return play([bytes](RawSocket& socket) {
            socket.write(bytes);
            return socket.read_message();
        });
    }

private slots:
    void cleanup()
    {
        waiting_.clear();
        server_.reset();
        seen_.clear();
    }

    void one_connection_serves_many_requests_also_when_they_come_together()
    {
        serve();
        const auto answers = play([](RawSocket& socket) {
            socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"
                         "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\ntwo");
            auto both = socket.read_message();
            both += socket.read_message();
            socket.write(
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nthr\r\n2\r\nee\r\n0\r\n\r\n");
            return both + socket.read_message();
        });
        QCOMPARE(seen_.size(), std::size_t(3));
        QVERIFY(answers.find("\r\n\r\none") < answers.find("\r\n\r\ntwo"));
        QVERIFY(answers.find("\r\n\r\nthree") != std::string::npos);
        QVERIFY(answers.find("Connection: keep-alive") != std::string::npos);
    }

    void a_request_in_single_bytes_is_a_request()
    {
        serve();
        const auto answer = play([](RawSocket& socket) {
            for (const char byte : std::string("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok"))
                socket.write({ &byte, 1 });
            return socket.read_message();
        });
        QVERIFY(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        QVERIFY(answer.ends_with("\r\n\r\nok"));
    }

    void the_answer_may_come_later_and_others_do_not_wait_for_it()
    {
        serve();
        auto slow = std::async(std::launch::async, [&] {
            auto socket = RawSocket::connect(server_->port());
            socket.write("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
            return socket.read_message();
        });
        QVERIFY(run_until(loop_, [&] { return !waiting_.empty(); }));
        QVERIFY(answer_to("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok").ends_with("ok"));
        waiting_.front()({ 200, {}, "late" });
        QVERIFY(run_until(loop_, [&] { return slow.wait_for(0s) == std::future_status::ready; }));
        QVERIFY(slow.get().ends_with("\r\n\r\nlate"));
    }

    void a_forgotten_answer_is_a_server_error()
    {
        serve();
        QVERIFY(answer_to("GET /never HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 500 "));
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        const QByteArray line = "POST / HTTP/1.1\r\nHost: x\r\n";
        QTest::newRow("no HTTP") << QByteArray("\x16\x03\x01 hello\r\n\r\n") << QByteArray("400");
        QTest::newRow("two lengths") << line + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab" << QByteArray("400");
        QTest::newRow("length and chunks") << line + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                           << QByteArray("400");
        QTest::newRow("long body announced") << line + "Content-Length: 1048577\r\n\r\n" << QByteArray("413");
        QTest::newRow("long body in chunks")
            << line + "Transfer-Encoding: chunked\r\n\r\n200000\r\n" + QByteArray(2 << 20, 'x') << QByteArray("413");
        QTest::newRow("long header") << line + "X-Long: " + QByteArray(20'000, 'x') + "\r\n\r\n" << QByteArray("431");
        QTest::newRow("many headers") << line + QByteArray("X: y\r\n").repeated(200) + "\r\n" << QByteArray("431");
        QTest::newRow("from a page") << line + "Origin: https://evil.example\r\nContent-Length: 2\r\n\r\n{}"
                                     << QByteArray("403");
        QTest::newRow("cross-site") << line + "Sec-Fetch-Site: cross-site\r\n\r\n" << QByteArray("403");
        QTest::newRow("preflight") << QByteArray(
            "OPTIONS / HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: POST\r\n\r\n")
                                   << QByteArray("403");
        QTest::newRow("websocket") << QByteArray(
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
                                   << QByteArray("403");
    }

    void refusals()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        serve();
        const auto answer = play([text = request.toStdString()](RawSocket& socket) {
            socket.write(text);
            return socket.read_all();
        });
        QVERIFY2(answer.starts_with("HTTP/1.1 " + status.toStdString()), answer.substr(0, 200).c_str());
        QVERIFY(answer.find("Connection: close") != std::string::npos);
        QVERIFY(answer.find("Access-Control") == std::string::npos);
        QVERIFY(seen_.empty());
    }

    void a_refusal_is_worded_by_whoever_serves()
    {
        HttpServerSettings settings;
        settings.refuse = [](int status, const std::string& why, const HttpRequest& request) {
            return net::HttpResponse{ status, { { "X-Why", why } }, request.method + " " + request.peer };
        };
        serve(std::move(settings));
        const auto answer = answer_to("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");
        QVERIFY2(answer.starts_with("HTTP/1.1 413 "), answer.c_str());
        QVERIFY2(answer.find("X-Why: The body") != std::string::npos, answer.c_str());
        QVERIFY2(answer.find("\r\n\r\nPUT 127.0.0.1:") != std::string::npos, answer.c_str());
    }

    void programs_of_our_user_and_root_are_served()
    {
        HttpServerSettings settings;
        settings.only_own_user = true;
        serve(std::move(settings));
        QVERIFY(answer_to("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
    }

    // Another user is played by a child process that becomes one.
    void programs_of_other_users_are_turned_away()
    {
        if (::geteuid() != 0)
            QSKIP("only root can become another user");
        HttpServerSettings settings;
        settings.only_own_user = true;
        serve(std::move(settings));
        const auto answer = as_another_user([port = server_->port()] {
            auto socket = RawSocket::connect(port);
            socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            return socket.read_all();
        });
        QVERIFY2(answer.starts_with("HTTP/1.1 403 "), answer.c_str());
        QVERIFY(seen_.empty());
    }

    // The kernel tells of a socket without a program as if it were root's.
    void a_client_that_has_gone_is_nobody()
    {
        const auto listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        QVERIFY(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(listener, 1) == 0);
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
        auto client = RawSocket::connect(ntohs(address.sin_port));
        const int accepted = ::accept(listener, nullptr, nullptr);
        QCOMPARE(net::peer_user(accepted), std::optional<std::uint32_t>(::geteuid()));
        client.close();
        QCOMPARE(net::peer_user(accepted), std::nullopt);
        ::close(accepted);
        ::close(listener);
    }

    void a_client_that_asks_before_it_sends_is_told_to_go_on()
    {
        serve();
        const auto answer = play([](RawSocket& socket) {
            socket.write("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            auto text = socket.read_until("\r\n\r\n");
            socket.write("ok");
            return text + socket.read_message();
        });
        QVERIFY(answer.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
    }

    void late_clients_are_closed_and_hold_up_nobody_data()
    {
        QTest::addColumn<QByteArray>("beginning");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("says nothing") << QByteArray() << QByteArray();
        QTest::newRow("half a header") << QByteArray("POST / HTTP/1.1\r\nHo") << QByteArray("HTTP/1.1 408 ");
        QTest::newRow("half a body") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
                                     << QByteArray("HTTP/1.1 408 ");
    }

    void late_clients_are_closed_and_hold_up_nobody()
    {
        QFETCH(QByteArray, beginning);
        QFETCH(QByteArray, answer);
        HttpServerSettings settings;
        settings.limits.header_time = settings.limits.body_time = settings.limits.idle_time = 40ms;
        serve(settings);
        auto late = RawSocket::connect(server_->port());
        late.write(beginning.toStdString());
        QVERIFY(answer_to("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
        auto said = std::async(std::launch::async, [&] { return late.read_all(); });
        QVERIFY(run_until(
            loop_, [&] { return said.wait_for(0s) == std::future_status::ready; }, 5s));
        const auto text = said.get();
        QVERIFY2(answer.isEmpty() ? text.empty() : text.starts_with(answer.toStdString()), text.c_str());
    }

    void too_many_connections_cost_the_one_that_waits_longest()
    {
        HttpServerSettings settings;
        settings.limits.connections = 2;
        serve(settings);
        auto first = RawSocket::connect(server_->port());
        auto second = RawSocket::connect(server_->port());
        QVERIFY(answer_to("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
        QVERIFY(first.wait_for_close());
        second.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        auto answer = std::async(std::launch::async, [&] { return second.read_message(); });
        QVERIFY(run_until(loop_, [&] { return answer.wait_for(0s) == std::future_status::ready; }));
        QVERIFY(answer.get().starts_with("HTTP/1.1 200"));
    }

    void closing_answers_what_has_arrived_and_refuses_what_comes_later()
    {
        serve();
        auto idle = RawSocket::connect(server_->port());
        auto answer = std::async(std::launch::async, [&] {
            auto socket = RawSocket::connect(server_->port());
            socket.write("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
            return socket.read_all();
        });
        QVERIFY(run_until(loop_, [&] { return !waiting_.empty(); }));
        bool closed = false;
        server_->close([&] { closed = true; });
        QVERIFY(idle.wait_for_close());
        auto refused = RawSocket::connect(server_->port());
        QVERIFY(!refused.write("GET / HTTP/1.1\r\n\r\n") || refused.wait_for_close());
        QVERIFY(!closed);
        waiting_.front()({ 200, {}, "last" });
        QVERIFY(run_until(loop_, [&] { return closed && answer.wait_for(0s) == std::future_status::ready; }));
        const auto text = answer.get();
        QVERIFY(text.find("Connection: close") != std::string::npos && text.ends_with("last"));
    }

    void closing_answers_also_what_nobody_has_read_yet()
    {
        serve();
        auto known = RawSocket::connect(server_->port());
        known.write("GET /first HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(run_until(loop_, [&] { return seen_.size() == 1; }));
        // The loop does not run: these arrive in a connection that waits, and in one that is not accepted yet.
        known.write("GET /second HTTP/1.1\r\nHost: x\r\n\r\n");
        auto fresh = RawSocket::connect(server_->port());
        fresh.write("GET /third HTTP/1.1\r\nHost: x\r\n\r\n");
        bool closed = false;
        server_->close([&] { closed = true; });
        auto answers = std::async(std::launch::async, [&] { return known.read_all() + fresh.read_all(); });
        QVERIFY(run_until(loop_, [&] { return closed && answers.wait_for(0s) == std::future_status::ready; }));
        QCOMPARE(seen_.size(), std::size_t(3));
        const auto text = answers.get();
        QCOMPARE(QByteArray::fromStdString(text).count("HTTP/1.1 200"), 3);
        QCOMPARE(QByteArray::fromStdString(text).count("Connection: close"), 2);
    }

    void the_server_may_end_while_an_answer_is_owed()
    {
        serve();
        auto client = RawSocket::connect(server_->port());
        client.write("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(run_until(loop_, [&] { return !waiting_.empty(); }));
        server_.reset();
        waiting_.front()({ 200, {}, "too late" });
        QVERIFY(client.wait_for_close());
    }

    void only_free_loopback_addresses_are_listened_on()
    {
        serve();
        const auto nothing = [](HttpRequest, HttpServer::Respond) {};
        HttpServerSettings settings;
        settings.port = server_->port();
        const auto taken = HttpServer::listen(loop_, nothing, settings);
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, std::string("AddressInUse"));
        QVERIFY(taken.error().message.find(std::to_string(server_->port())) != std::string::npos);
        settings.port = 0;
        for (const auto* host : { "0.0.0.0", "::", "10.0.0.1", "localhost", "" }) {
            settings.host = host;
            QVERIFY(!HttpServer::listen(loop_, nothing, settings));
        }
    }

    void an_answer_cannot_smuggle_headers()
    {
        const auto head = net::response_head({ 200, { { "X-Name", "a\r\nX-Evil: 1" } }, "four" }, "now", true);
        QCOMPARE(head,
            std::string("HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 4\r\nConnection: keep-alive\r\n"
                        "X-Name: aX-Evil: 1\r\n\r\n"));
        QCOMPARE(net::http_date(TimePoint(1795396280s)), std::string("Mon, 23 Nov 2026 01:11:20 GMT"));
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
