#include "core/net/http_client.h"
#include "core/net/http_server.h"
#include "tests/support/raw_socket.h"
#include "tests/support/run_loop.h"

#include <QtTest>

#include <deque>
#include <filesystem>
#include <future>
#include <optional>

using namespace quayside;
using namespace std::chrono_literals;
using net::HttpCall;
using net::HttpRequest;
using net::HttpResponse;
using test::RawServer;
using test::RawSocket;
using test::run_until;

namespace {

using Reply = std::optional<Result<HttpResponse>>;

class Script {
public:
    explicit Script(std::string answer)
        : answer_(std::move(answer))
    {
    }
    void operator()(RawSocket& peer) const
    {
        peer.read_message();
        peer.write(answer_);
    }

private:
    std::string answer_;
};

} // namespace

class TestHttpClient : public QObject {
    Q_OBJECT

    net::AsioLoop loop_;
    std::optional<net::HttpClient> client_;
    std::deque<Subscription> running_;

    HttpCall to(std::uint16_t port, std::string path = "/")
    {
        HttpCall call;
        call.url = "http://127.0.0.1:" + std::to_string(port) + path;
        return call;
    }

    void send(HttpCall call, Reply& reply)
    {
        running_.push_back(client_->send(std::move(call), [&reply](Result<HttpResponse> r) { reply = std::move(r); }));
    }

    Result<HttpResponse> ask(HttpCall call)
    {
        Reply reply;
        send(std::move(call), reply);
        if (!run_until(loop_, [&] { return reply.has_value(); }))
            return fail(Error::server("the test waited in vain"));
        return *reply;
    }

    std::string failure_of(HttpCall call)
    {
        const auto reply = ask(std::move(call));
        return reply || reply.error().http_status != 0 ? "no failure" : reply.error().message;
    }

private slots:
    void init() { client_.emplace(loop_); }
    void cleanup()
    {
        running_.clear();
        client_.reset();
    }

    void a_request_goes_there_and_its_answer_comes_back()
    {
        std::optional<HttpRequest> seen;
        auto server = net::HttpServer::listen(loop_, [&](HttpRequest request, auto respond) {
            seen = std::move(request);
            respond({ 201, { { "X-Answer", "yes" } }, "made" });
        });
        QVERIFY(server);
        auto call = to((*server)->port(), "/things?name=a%20b");
        call.method = "POST";
        call.headers = { { "Content-Type", "application/json" }, { "X-Question", "why" } };
        call.body = std::string(100'000, 'x');
        const auto reply = ask(std::move(call));
        QVERIFY(reply);
        QCOMPARE(reply->status, 201);
        QCOMPARE(reply->body, std::string("made"));
        QCOMPARE(*net::find_header(reply->headers, "x-answer"), std::string("yes"));
        QCOMPARE(seen->method, std::string("POST"));
        QCOMPARE(seen->target, std::string("/things?name=a%20b"));
        QCOMPARE(seen->body.size(), std::size_t(100'000));
        QCOMPARE(*net::find_header(seen->headers, "X-Question"), std::string("why"));
        QVERIFY(!net::find_header(seen->headers, "Expect"));
    }

    void a_connection_is_used_again_and_replaced_when_the_server_has_closed_it()
    {
        RawServer server([](RawSocket& peer) {
            for (int i = 0; i < 2 && !peer.read_message().empty(); ++i)
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        for (int i = 0; i < 4; ++i)
            QCOMPARE(ask(to(server.port()))->body, std::string("ok"));
        QCOMPARE(server.connections(), 2);
    }

    // The next connection may have the same number as the one that is being taken away.
    void a_call_on_which_a_kept_connection_ends_is_made_again()
    {
        RawServer server([](RawSocket& peer) {
            if (!peer.read_message().empty())
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            peer.read_message();
        });
        for (int i = 0; i < 20; ++i) {
            const auto reply = ask(to(server.port()));
            QVERIFY2(reply, reply ? "" : reply.error().message.c_str());
        }
        QCOMPARE(server.connections(), 20);
    }

    void an_error_status_is_an_answer()
    {
        RawServer server(Script("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope"));
        const auto reply = ask(to(server.port()));
        QVERIFY(reply);
        QCOMPARE(reply->status, 404);
        QCOMPARE(reply->body, std::string("nope"));
    }

    void what_goes_wrong_is_said_in_a_sentence_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("garbage") << "\x01\x02 hello\r\n\r\n"
                                 << "does not speak HTTP";
        QTest::newRow("nothing") << ""
                                 << "closed the connection before its answer was complete";
        QTest::newRow("cut in the headers") << "HTTP/1.1 200 OK\r\nContent-Le"
                                            << "closed the connection before its answer was complete";
        QTest::newRow("cut in the body") << "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
                                         << "closed the connection before its answer was complete";
        QTest::newRow("cut in a chunk") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf"
                                        << "closed the connection before its answer was complete";
        QTest::newRow("too long") << "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + QString(2000, 'x')
                                  << "sent more than 1000 bytes";
    }

    void what_goes_wrong_is_said_in_a_sentence()
    {
        QFETCH(QString, answer);
        QFETCH(QString, sentence);
        RawServer server(Script(answer.toStdString()));
        auto call = to(server.port());
        call.max_body = 1000;
        const auto failure = QString::fromStdString(failure_of(std::move(call)));
        QVERIFY2(failure.contains(sentence), qPrintable(failure));
        QVERIFY2(failure.contains("127.0.0.1"), qPrintable(failure));
    }

    void a_socket_that_cannot_be_reached_is_named()
    {
        const QTemporaryDir dir;
        HttpCall call;
        call.url = "http://engine/";
        call.unix_socket = dir.filePath("none.sock").toStdString();
        auto failure = QString::fromStdString(failure_of(std::move(call)));
        QVERIFY2(failure.startsWith("There is no socket at " + dir.filePath("none.sock")), qPrintable(failure));

        const auto file = dir.filePath("file").toStdString();
        std::filesystem::copy("/proc/self/comm", file);
        HttpCall to_file;
        to_file.url = "http://engine/";
        to_file.unix_socket = file;
        failure = QString::fromStdString(failure_of(std::move(to_file)));
        QVERIFY2(failure.startsWith("Nothing listens on " + dir.filePath("file")), qPrintable(failure));
    }

    void a_deadline_ends_a_call_but_not_its_neighbours()
    {
        RawServer silent([](RawSocket& peer) { peer.wait_for_close(); });
        RawServer quick(Script("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        Reply late;
        auto call = to(silent.port());
        call.deadline = 50ms;
        send(std::move(call), late);
        const auto reply = ask(to(quick.port()));
        QVERIFY(reply);
        QVERIFY(!late);
        QVERIFY(run_until(loop_, [&] { return late.has_value(); }));
        QCOMPARE(late->error().http_status, 0);
        QVERIFY2(late->error().message.find("did not answer within 50 ms") != std::string::npos,
            late->error().message.c_str());
    }

    void a_stream_is_handed_over_as_it_comes_and_ends_with_silence()
    {
        RawServer server([](RawSocket& peer) {
            peer.read_message();
            peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            peer.write("3\r\ntwo\r\n");
            peer.wait_for_close();
        });
        std::string seen;
        auto call = to(server.port());
        call.deadline = {};
        call.idle = 50ms;
        call.on_data = [&](std::string_view bytes) { seen += bytes; };
        const auto failure = failure_of(std::move(call));
        QCOMPARE(seen, std::string("onetwo"));
        QVERIFY2(failure.find("has sent nothing for 50 ms") != std::string::npos, failure.c_str());
    }

    void a_stream_may_take_longer_to_begin_than_to_go_on()
    {
        std::promise<void> go;
        RawServer server([&](RawSocket& peer) {
            peer.read_message();
            go.get_future().wait();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        const auto begin = loop_.after(60ms, [&] { go.set_value(); });
        auto call = to(server.port());
        call.deadline = {};
        call.first_byte = 5s;
        call.idle = 20ms;
        QVERIFY(ask(std::move(call)));
    }

    void the_refusal_of_a_stream_is_no_part_of_it()
    {
        RawServer server(Script("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope"));
        std::string seen;
        auto call = to(server.port());
        call.on_data = [&](std::string_view bytes) { seen += bytes; };
        const auto reply = ask(std::move(call));
        QVERIFY(reply);
        QCOMPARE(reply->body, std::string("nope"));
        QVERIFY(seen.empty());
    }

    void a_stream_can_be_dropped_from_inside_its_own_data()
    {
        std::atomic<bool> closed = false;
        RawServer server([&](RawSocket& peer) {
            peer.read_message();
            peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            closed = peer.wait_for_close();
        });
        int calls = 0;
        Reply reply;
        Subscription stream;
        auto call = to(server.port());
        call.on_data = [&](std::string_view) {
            ++calls;
            stream.reset();
        };
        stream = client_->send(std::move(call), [&](Result<HttpResponse> r) { reply = std::move(r); });
        QVERIFY(run_until(loop_, [&] { return closed.load(); }));
        QCOMPARE(calls, 1);
        QVERIFY(!reply);
    }

    void the_client_can_be_destroyed_from_inside_an_answer()
    {
        RawServer server(Script("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        RawServer silent([](RawSocket& peer) { peer.wait_for_close(); });
        Reply other;
        send(to(silent.port()), other);
        bool answered = false;
        running_.push_back(client_->send(to(server.port()), [&](auto) {
            client_.reset();
            answered = true;
        }));
        QVERIFY(run_until(loop_, [&] { return answered; }));
        QVERIFY(!other);
    }

    void many_calls_run_side_by_side()
    {
        auto server = net::HttpServer::listen(loop_, [&](HttpRequest request, auto respond) {
            respond({ 200, {}, std::move(request.target) });
        });
        QVERIFY(server);
        std::deque<Reply> replies(200);
        for (std::size_t i = 0; i < replies.size(); ++i)
            send(to((*server)->port(), "/" + std::to_string(i)), replies[i]);
        QVERIFY(
            run_until(loop_, [&] { return std::all_of(replies.begin(), replies.end(), [](auto& r) { return !!r; }); }));
        for (std::size_t i = 0; i < replies.size(); ++i) {
            QVERIFY2(*replies[i], replies[i]->has_value() ? "" : replies[i]->error().message.c_str());
            QCOMPARE((*replies[i])->body, "/" + std::to_string(i));
        }
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_http_client.moc"
