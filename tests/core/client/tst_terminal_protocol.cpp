#include "core/client/terminal_protocol.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::client;
using namespace std::chrono_literals;
using net::ChannelMessage;
using net::DataChannel;
using net::PayloadType;
using Step = TerminalProtocol::Step;

namespace {

constexpr TimePoint kNow{ 1'790'000'000s };

// The agent's end, which takes whatever comes.
struct Agent {
    DataChannel channel{ DataChannel::Side::Agent, Random(1) };
    std::vector<ChannelMessage> heard;

    // What is heard is acknowledged.
    void hear(const Step& step, TerminalProtocol& client)
    {
        for (const auto& message : step.messages) {
            const auto received = channel.receive(message, true, kNow);
            heard.insert(heard.end(), received->messages.begin(), received->messages.end());
            if (!received->acknowledgment.empty())
                (void)client.receive(received->acknowledgment, kNow);
        }
    }
    std::string typed() const
    {
        std::string all;
        for (const auto& message : heard)
            all += message.payload_type == PayloadType::Output ? message.payload : std::string();
        return all;
    }
};

struct Pair {
    Pair(TerminalSize size = {})
        : client("secret", size, Random(2))
    {
        tell(PayloadType::HandshakeRequest,
            R"({"RequestedClientActions":[{"ActionType":"SessionType"},{"ActionType":"KMSEncryption"},7]})");
        opened = tell(PayloadType::HandshakeComplete, "{}").opened;
    }
    Step tell(PayloadType type, const std::string& payload)
    {
        auto step = client.receive(agent.channel.send(type, payload, kNow), kNow);
        agent.hear(step, client);
        return step;
    }

    TerminalProtocol client;
    Agent agent;
    bool opened = false;
};

nlohmann::json size_in(const ChannelMessage& message)
{
    return nlohmann::json::parse(message.payload);
}

} // namespace

class TestTerminalProtocol : public QObject {
    Q_OBJECT

private slots:
    void it_begins_with_the_token_the_size_and_what_it_can_do()
    {
        TerminalProtocol client("secret", {}, Random(2));
        QCOMPARE(nlohmann::json::parse(client.hello())["TokenValue"].get<std::string>(), std::string("secret"));
        QVERIFY(client.type("too early", kNow).messages.empty());
        Pair pair({ 132, 50 });
        QVERIFY(pair.opened);
        QCOMPARE(pair.agent.heard.size(), std::size_t(3));
        QCOMPARE(size_in(pair.agent.heard[0])["cols"].get<int>(), 132);
        QCOMPARE(size_in(pair.agent.heard[0])["rows"].get<int>(), 50);
        const auto response = nlohmann::json::parse(pair.agent.heard[1].payload);
        QCOMPARE(response["ProcessedClientActions"][0]["ActionStatus"].get<int>(), 1);
        QCOMPARE(response["ProcessedClientActions"][1]["ActionStatus"].get<int>(), 3);
        QCOMPARE(response["ProcessedClientActions"].size(), std::size_t(3));
        QVERIFY(pair.agent.heard[2].payload_type == PayloadType::Size);
    }

    void what_is_typed_before_it_is_open_comes_then()
    {
        TerminalProtocol client("secret", {}, Random(2));
        Agent agent;
        (void)client.type("ls\r", kNow);
        agent.hear(client.receive(agent.channel.send(PayloadType::HandshakeRequest, "{}", kNow), kNow), client);
        QCOMPARE(agent.typed(), std::string());
        agent.hear(client.receive(agent.channel.send(PayloadType::HandshakeComplete, "{}", kNow), kNow), client);
        QCOMPARE(agent.typed(), std::string("ls\r"));
    }

    void much_that_is_typed_waits_for_acknowledgements()
    {
        Pair pair;
        std::string text(100'000, 'x');
        text += "end";
        auto step = pair.client.type(text, kNow);
        QVERIFY(step.messages.size() <= 32);
        for (int round = 0; round < 1'000 && pair.agent.typed() != text; ++round) {
            std::vector<std::string> answers;
            for (const auto& message : step.messages) {
                auto received = pair.agent.channel.receive(message, true, kNow);
                answers.push_back(received->acknowledgment);
                for (auto& next : received->messages)
                    pair.agent.heard.push_back(std::move(next));
            }
            step.messages.clear();
            for (const auto& answer : answers) {
                const auto next = pair.client.receive(answer, kNow);
                step.messages.insert(step.messages.end(), next.messages.begin(), next.messages.end());
            }
        }
        QVERIFY(pair.agent.typed() == text);
        QVERIFY(!pair.client.patience());
    }

    void what_is_lost_is_sent_again()
    {
        Pair pair;
        const auto lost = pair.client.type("a", kNow).messages;
        QCOMPARE(lost.size(), std::size_t(1));
        QVERIFY(*pair.client.patience() >= 200ms);
        Step again;
        again.messages = { pair.client.repeat() };
        QCOMPARE(again.messages, lost);
        pair.agent.hear(again, pair.client);
        QCOMPARE(pair.agent.typed(), std::string("a"));
        QVERIFY(!pair.client.patience());
    }

    void output_is_acknowledged_at_the_pace_at_which_it_is_dealt_with()
    {
        Pair pair;
        const std::string piece(64 * 1024 / 4, 'x');
        std::size_t given = 0;
        while (pair.agent.channel.unacknowledged() == 0)
            given += pair.tell(PayloadType::Output, piece).output.size();
        QVERIFY(given > Terminal::kAhead && given <= Terminal::kAhead + piece.size());
        const auto more = pair.tell(PayloadType::Output, "more"); // is not thrown away
        QCOMPARE(more.output, std::string("more"));
        QCOMPARE(pair.agent.channel.unacknowledged(), std::size_t(2));
        pair.agent.hear(pair.client.taken(given / 2), pair.client);
        QCOMPARE(pair.agent.channel.unacknowledged(), std::size_t(0));
    }

    void a_new_size_is_told_once()
    {
        Pair pair;
        QVERIFY(pair.client.resize({}, kNow).messages.empty());
        pair.agent.hear(pair.client.resize({ 100, 30 }, kNow), pair.client);
        QCOMPARE(size_in(pair.agent.heard.back())["cols"].get<int>(), 100);
        QVERIFY(pair.client.resize({ 100, 30 }, kNow).messages.empty());
    }

    void it_ends_with_what_is_said_last()
    {
        Pair pair;
        const auto step
            = pair.client.receive(pair.agent.channel.close("s", "The command ended with exit code 3.", kNow), kNow);
        QVERIFY(step.end && !step.end->lost);
        QCOMPARE(step.end->words, std::string("The command ended with exit code 3."));
        const auto broken = pair.client.receive("nonsense", kNow);
        QVERIFY(broken.end && broken.end->lost);
    }

    void leaving_ends_the_command()
    {
        Pair pair;
        pair.agent.hear(pair.client.leave(kNow), pair.client);
        QVERIFY(pair.agent.heard.back().payload_type == PayloadType::Flag);
        QCOMPARE(pair.agent.heard.back().payload.back(), char(net::kTerminate));
        QVERIFY(TerminalProtocol("secret", {}, Random(2)).leave(kNow).messages.empty());
    }
};

QTEST_GUILESS_MAIN(TestTerminalProtocol)
#include "tst_terminal_protocol.moc"
