// Sessions of ExecuteCommand, between a client that is played here and containers of simulated engines.

#include "core/base/arn.h"
#include "core/control/exec_sessions.h"
#include "tests/support/world.h"

#include <QTest>

#include <deque>

using namespace quayside;
using namespace quayside::control;
using namespace quayside::test;
using namespace std::chrono_literals;
using net::ChannelMessage;
using net::PayloadType;

namespace {

// What lies between the session and its client.
struct Wire {
    net::WebSocketEvents events;
    std::deque<std::string> sent; // to the client, which has not looked at it
    std::size_t unsent = 0; // what the socket says
    bool closed = false;
};

class FakeSocket final : public net::WebSocket {
public:
    explicit FakeSocket(std::shared_ptr<Wire> wire)
        : wire_(std::move(wire))
    {
    }
    void start(net::WebSocketEvents events) override { wire_->events = std::move(events); }
    void send(std::string bytes) override { wire_->sent.push_back(std::move(bytes)); }
    void send_text(std::string text) override { send(std::move(text)); }
    std::size_t unsent() const override { return wire_->unsent; }
    void close() override { wire_->closed = true; }

private:
    std::shared_ptr<Wire> wire_;
};

// The client's side of the protocol.
class Client {
public:
    void connect(ExecSessions& sessions, const std::string& session)
    {
        sessions.start(session, std::make_unique<FakeSocket>(wire));
    }
    void say(const std::string& token)
    {
        wire->events.message(Json{ { "MessageSchemaVersion", "1.0" }, { "TokenValue", token } }.dump(), true);
    }
    void send(PayloadType type, const std::string& payload)
    {
        ChannelMessage message;
        message.type = ChannelMessage::kInput;
        message.sequence = next_++;
        message.payload_type = type;
        message.payload = payload;
        last = encode(message);
        wire->events.message(last, false);
    }
    void type(const std::string& text) { send(PayloadType::Output, text); }
    void agree(int status = 1)
    {
        send(PayloadType::HandshakeResponse,
            Json{ { "ProcessedClientActions", { { { "ActionType", "SessionType" }, { "ActionStatus", status } } } } }
                .dump());
    }

    // Takes what has come; what is not acknowledged comes again.
    void look()
    {
        while (!wire->sent.empty()) {
            const auto message = *net::decode_channel_message(wire->sent.front());
            wire->sent.pop_front();
            if (message.type == ChannelMessage::kClosed)
                closing = Json::parse(message.payload)["Output"].get<std::string>();
            else if (message.type == ChannelMessage::kAcknowledge)
                ++acknowledged;
            else if (message.type == ChannelMessage::kOutput && acknowledges)
                take(message);
        }
    }

    std::shared_ptr<Wire> wire = std::make_shared<Wire>();
    bool acknowledges = true;
    bool open = false;
    int acknowledged = 0; // of what was typed
    std::string output;
    std::string last; // frame
    std::optional<std::string> closing;

private:
    void take(const ChannelMessage& message)
    {
        ChannelMessage answer;
        answer.type = ChannelMessage::kAcknowledge;
        answer.flags = 3;
        answer.payload = Json{ { "AcknowledgedMessageSequenceNumber", message.sequence } }.dump();
        if (message.sequence != expected_)
            return;
        ++expected_;
        open = open || message.payload_type == PayloadType::HandshakeComplete;
        if (message.payload_type == PayloadType::Output)
            output += message.payload;
        wire->events.message(encode(answer), false);
    }

    std::int64_t next_ = 0;
    std::int64_t expected_ = 0;
};

control::Settings settings()
{
    auto settings = World::default_settings(1);
    settings.sessions.sessions = 3;
    return settings;
}

// One running task with a container in which a command can be run.
class SessionWorld : public World {
public:
    SessionWorld()
        : World(settings())
    {
        control->set_endpoint("http://127.0.0.1:9470", "lenient");
        add_engine("laptop");
        register_web();
        const Json ran = ok("RunTask", { { "taskDefinition", "web" }, { "enableExecuteCommand", true } });
        target = *Id::parse(short_name_of(ran["tasks"][0]["taskArn"].get_ref<const std::string&>()));
        if (!reaches(target, model::TaskStatus::Running))
            qFatal("the task does not run");
    }

    ExecSessions& sessions() { return *control->sessions(); }
    Json execute(const std::string& command = "/bin/sh")
    {
        const Json reply
            = ok("ExecuteCommand", { { "task", target.hex() }, { "command", command }, { "interactive", true } });
        return reply.value("session", Json::object());
    }
    Client connect(const std::string& command = "/bin/sh")
    {
        const Json session = execute(command);
        Client client;
        client.connect(sessions(), session["sessionId"].get<std::string>());
        client.say(session["tokenValue"].get<std::string>());
        client.look();
        client.agree();
        client.look();
        return client;
    }
    template <class Done>
    bool until(Client& client, Done done, Duration limit = 10s)
    {
        return loop.advance_until(
            [&] {
                client.look();
                return done();
            },
            limit);
    }
    bool shows(Client& client, const std::string& text)
    {
        return until(client, [&] { return client.output.find(text) != std::string::npos; });
    }
    bool closes(Client& client, Duration limit = 10s)
    {
        return until(
            client, [&] { return client.wire->closed; }, limit);
    }

    Id target;
};

} // namespace

class TestExecSessions : public QObject {
    Q_OBJECT

private slots:
    void a_command_runs_from_the_handshake_to_its_exit_code()
    {
        SessionWorld world;
        auto client = world.connect();
        QVERIFY(client.open);
        QVERIFY(world.shows(client, "# "));
        client.send(PayloadType::Size, R"({"cols":120,"rows":50})");
        client.type("stty size\r");
        QVERIFY(world.shows(client, "50 120"));
        for (const char* size :
            { "", "{}", R"({"cols":0,"rows":1})", R"({"cols":"1","rows":1})", R"({"cols":1e9,"rows":1})" })
            client.send(PayloadType::Size, size);
        client.type("exit 5\r");
        QVERIFY(world.closes(client));
        QCOMPARE(*client.closing, std::string("The command ended with exit code 5."));
        world.loop.run_ready();
        QCOMPARE(world.sessions().count(), std::size_t(0));
    }

    void the_token_comes_first_and_in_time()
    {
        SessionWorld world;
        const auto refused = [&](const std::function<void(Client&)>& act) {
            const Json session = world.execute();
            Client client;
            client.connect(world.sessions(), session["sessionId"].get<std::string>());
            act(client);
            const bool closed = world.closes(client, 11s);
            world.loop.run_ready();
            return closed && client.wire->sent.empty() && world.sessions().count() == 0;
        };
        QVERIFY(refused([](Client& client) { client.say("wrong"); }));
        QVERIFY(refused([](Client& client) { client.say(""); }));
        QVERIFY(refused([](Client& client) { client.wire->events.message("nonsense", true); }));
        QVERIFY(refused([](Client& client) { client.wire->events.message(R"({"TokenValue":3})", true); }));
        QVERIFY(refused([](Client& client) { client.agree(); }));
        QVERIFY(refused([](Client&) {}));
        QVERIFY(refused([](Client& client) { client.wire->events.ended(); }));
        QCOMPARE(world.engine("laptop").counts().calls.contains("open_terminal"), false);
    }

    void the_handshake_must_be_agreed_to()
    {
        SessionWorld world;
        const Json session = world.execute();
        Client client;
        client.connect(world.sessions(), session["sessionId"].get<std::string>());
        client.say(session["tokenValue"].get<std::string>());
        client.look();
        client.agree(3);
        QVERIFY(world.closes(client));
        QVERIFY(client.closing->find("InteractiveCommands") != std::string::npos);
    }

    void a_session_is_for_one_client_and_does_not_wait_long()
    {
        SessionWorld world;
        const auto name = world.execute()["sessionId"].get<std::string>();
        QVERIFY(world.sessions().waits(name));
        Client first;
        first.connect(world.sessions(), name);
        QVERIFY(!world.sessions().waits(name));
        Client second;
        second.connect(world.sessions(), name);
        QVERIFY(!second.wire->events.message);
        const auto other = world.execute()["sessionId"].get<std::string>();
        world.loop.advance(61s);
        QVERIFY(!world.sessions().waits(other));
        QVERIFY(!world.sessions().waits("ecs-execute-command-nonsense"));
    }

    void there_are_no_more_than_so_many()
    {
        SessionWorld world;
        for (int i = 0; i < 3; ++i)
            world.execute();
        const auto refused = world.call(
            "ExecuteCommand", { { "task", world.target.hex() }, { "command", "sh" }, { "interactive", true } });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("ClientException"));
        world.loop.advance(61s);
        world.execute();
    }

    void a_client_that_acknowledges_nothing_stops_the_command_and_is_dropped()
    {
        SessionWorld world;
        auto client = world.connect("seq 1000000");
        client.acknowledges = false;
        world.loop.advance(5s);
        std::size_t bytes = 0;
        for (const auto& frame : client.wire->sent)
            bytes += frame.size();
        QVERIFY2(bytes < 200'000, std::to_string(bytes).c_str());
        client.acknowledges = true;
        QVERIFY(world.shows(client, "\r\n20000\r\n")); // what it had not acknowledged came again
        client.acknowledges = false;
        QVERIFY(world.closes(client, 62s));
    }

    void what_is_typed_waits_for_the_command()
    {
        SessionWorld world;
        auto client = world.connect("cat");
        QVERIFY(world.until(client, [&] { return client.acknowledged == 1; }));
        client.acknowledges = false; // so that the echo stands still, and with it the terminal
        for (int i = 0; i < 1000; ++i) {
            client.type(std::string(1023, 'x') + "\r");
            world.loop.advance(1ms);
            client.look();
        }
        const auto taken = client.acknowledged;
        QVERIFY2(taken > 50 && taken < 500, std::to_string(taken).c_str());
        client.wire->unsent = 2 << 20; // it does not even read
        client.type("x");
        QVERIFY(client.wire->closed);
    }

    void it_ends_with_its_client()
    {
        SessionWorld world;
        auto client = world.connect();
        QVERIFY(world.shows(client, "# "));
        client.wire->events.ended();
        world.loop.run_ready();
        QCOMPARE(world.sessions().count(), std::size_t(0));
        auto other = world.connect();
        QVERIFY(world.shows(other, "# "));
        other.send(PayloadType::Flag, std::string("\0\0\0\2", 4));
        QVERIFY(world.closes(other));
        QCOMPARE(*other.closing, std::string());
        auto strange = world.connect();
        strange.wire->events.message("no frame", false);
        QVERIFY(world.closes(strange));
        QVERIFY(strange.closing->find("116 bytes") != std::string::npos);
    }

    void it_ends_with_its_container()
    {
        SessionWorld world;
        auto client = world.connect();
        QVERIFY(world.shows(client, "# "));
        const auto unclaimed = world.execute()["sessionId"].get<std::string>();
        world.ok("StopTask", { { "task", world.target.hex() } });
        QVERIFY(world.closes(client, 60s));
        QVERIFY(!client.closing->empty());
        QVERIFY(world.reaches(world.target, model::TaskStatus::Stopped));
        QVERIFY(!world.sessions().waits(unclaimed));
    }

    void it_ends_with_its_engine()
    {
        SessionWorld world;
        auto client = world.connect();
        QVERIFY(world.shows(client, "# "));
        world.engine("laptop").kill();
        QVERIFY(world.closes(client));
        QVERIFY(client.closing->find("could not be run, or its end is not known") != std::string::npos);
    }

    void nothing_happens_for_so_long_only()
    {
        SessionWorld world;
        auto client = world.connect();
        QVERIFY(world.shows(client, "# "));
        world.loop.advance(15min);
        client.type("x");
        QVERIFY(world.shows(client, "# x"));
        world.loop.advance(15min);
        client.look();
        QVERIFY(!client.wire->closed);
        world.loop.advance(6min);
        client.look();
        QVERIFY(client.wire->closed);
        QVERIFY(client.closing->find("nothing was typed") != std::string::npos);
    }

    void the_program_says_goodbye()
    {
        SessionWorld world;
        auto client = world.connect();
        QVERIFY(world.shows(client, "# "));
        world.sessions().end_all("Quayside ends.");
        client.look();
        QCOMPARE(*client.closing, std::string("Quayside ends."));
        QVERIFY(client.wire->closed);
    }
};

QTEST_GUILESS_MAIN(TestExecSessions)
#include "tst_exec_sessions.moc"
