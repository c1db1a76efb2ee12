#include "core/client/web_terminal.h"
#include "core/net/data_channel.h"
#include "tests/support/sim_loop.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <optional>

using namespace quayside;
using namespace quayside::client;
using namespace std::chrono_literals;
using net::DataChannel;
using net::PayloadType;

namespace {

// A WebSocket whose other end is the test.
struct Wire {
    net::WebSocketEvents events;
    std::vector<std::string> sent;
    bool closed = false;
    bool dropped = false;
};

class FakeSocket final : public net::WebSocket {
public:
    explicit FakeSocket(std::shared_ptr<Wire> wire)
        : wire_(std::move(wire))
    {
    }
    ~FakeSocket() override { wire_->dropped = true; }
    void start(net::WebSocketEvents events) override { wire_->events = std::move(events); }
    void send(std::string bytes) override { wire_->sent.push_back(std::move(bytes)); }
    void send_text(std::string text) override { send(std::move(text)); }
    std::size_t unsent() const override { return 0; }
    void close() override { wire_->closed = true; }

private:
    std::shared_ptr<Wire> wire_;
};

struct Desk {
    Desk()
    {
        TerminalEvents events;
        events.opened = [this] { opened = true; };
        events.output = [this](std::string_view bytes) { output += bytes; };
        events.ended = [this](TerminalEnd how) { end = std::move(how); };
        terminal = terminals.join({ "ws://there/session/x", "secret" }, { 100, 30 }, std::move(events));
        loop.advance(1ms);
    }

    void connect() { done(Result<std::unique_ptr<net::WebSocket>>(std::make_unique<FakeSocket>(wire))); }
    void tell(PayloadType type, const std::string& payload)
    {
        wire->events.message(agent.send(type, payload, loop.now()), false);
    }
    void open()
    {
        connect();
        tell(PayloadType::HandshakeRequest, "{}");
        tell(PayloadType::HandshakeComplete, "{}");
    }
    // What was typed, and whether the command was asked to end, of what was sent since.
    std::string typed()
    {
        std::string all;
        for (const auto& bytes : std::exchange(wire->sent, {}))
            if (const auto received = agent.receive(bytes, true, loop.now()))
                for (const auto& message : received->messages)
                    all += message.payload_type == PayloadType::Output ? message.payload
                        : message.payload_type == PayloadType::Flag    ? "<end>"
                                                                       : "";
        return all;
    }

    test::SimLoop loop;
    std::string url;
    Function<void(Result<std::unique_ptr<net::WebSocket>>)> done;
    bool given_up = false;
    WebTerminals terminals{ loop,
        [this](const std::string& wanted, Function<void(Result<std::unique_ptr<net::WebSocket>>)> then) {
            url = wanted;
            done = std::move(then);
            return Subscription([this] { given_up = true; });
        } };
    std::shared_ptr<Wire> wire = std::make_shared<Wire>();
    DataChannel agent{ DataChannel::Side::Agent, Random(1) };
    std::string output;
    bool opened = false;
    std::optional<TerminalEnd> end;
    std::unique_ptr<Terminal> terminal;
};

} // namespace

class TestWebTerminal : public QObject {
    Q_OBJECT

private slots:
    void it_goes_where_the_ticket_says_and_shows_its_token()
    {
        Desk desk;
        QCOMPARE(desk.url, std::string("ws://there/session/x"));
        desk.connect();
        QCOMPARE(nlohmann::json::parse(desk.wire->sent.at(0))["TokenValue"].get<std::string>(), std::string("secret"));
        desk.wire->sent.clear();
        desk.tell(PayloadType::HandshakeRequest, "{}");
        QVERIFY(!desk.opened);
        desk.tell(PayloadType::HandshakeComplete, "{}");
        QVERIFY(desk.opened);
        desk.tell(PayloadType::Output, "shown");
        QCOMPARE(desk.output, std::string("shown"));
        (void)desk.typed();
        desk.terminal->type("ls\r");
        desk.loop.advance(1ms);
        QCOMPARE(desk.typed(), std::string("ls\r"));
    }

    void what_is_not_acknowledged_is_sent_again()
    {
        Desk desk;
        desk.open();
        (void)desk.typed();
        desk.terminal->type("a");
        desk.loop.advance(1ms);
        QCOMPARE(desk.wire->sent.size(), std::size_t(1));
        desk.loop.advance(5s);
        QVERIFY(desk.wire->sent.size() > 2);
    }

    void why_there_is_no_connection_is_told()
    {
        Desk desk;
        desk.done(fail(Error::client("there port 80 cannot be reached: refused.")));
        QVERIFY(desk.end && desk.end->lost);
        QCOMPARE(desk.end->words, std::string("there port 80 cannot be reached: refused."));
        desk.terminal->type("nobody hears");
        desk.loop.advance(1s);
    }

    void a_connection_that_breaks_is_told_from_a_command_that_ends()
    {
        Desk broken;
        broken.open();
        broken.wire->events.ended();
        QVERIFY(broken.end && broken.end->lost);
        Desk ended;
        ended.open();
        ended.wire->events.message(ended.agent.close("x", "The container has stopped.", ended.loop.now()), false);
        QVERIFY(ended.end && !ended.end->lost && ended.wire->closed);
        QCOMPARE(ended.end->words, std::string("The container has stopped."));
        ended.wire->events.ended();
        ended.loop.advance(1min);
    }

    void one_that_is_let_go_of_ends_its_command_and_says_nothing_more()
    {
        Desk desk;
        desk.open();
        (void)desk.typed();
        desk.terminal.reset();
        desk.tell(PayloadType::Output, "too late");
        QCOMPARE(desk.output, std::string());
        desk.loop.advance(1ms);
        QVERIFY(desk.typed().ends_with("<end>"));
        QVERIFY(desk.wire->closed && desk.wire->dropped);
        QVERIFY(!desk.end);
    }

    void one_that_is_let_go_of_too_early_does_not_connect()
    {
        Desk desk;
        desk.terminal.reset();
        desk.loop.advance(1ms);
        QVERIFY(desk.given_up);
        desk.connect(); // too late
        QVERIFY(desk.wire->dropped && !desk.opened);
    }
};

QTEST_GUILESS_MAIN(TestWebTerminal)
#include "tst_web_terminal.moc"
