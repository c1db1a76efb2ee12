#include "core/net/data_channel.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::net;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint kNow{ 1'790'000'000s };

std::string typed(std::int64_t sequence, const std::string& text)
{
    ChannelMessage message;
    message.type = ChannelMessage::kInput;
    message.sequence = sequence;
    message.payload_type = PayloadType::Output;
    message.payload = text;
    return encode(message);
}

std::string acknowledgment(std::int64_t sequence)
{
    ChannelMessage message;
    message.type = ChannelMessage::kAcknowledge;
    message.flags = 3;
    message.payload = R"({"AcknowledgedMessageType":"output_stream_data","AcknowledgedMessageSequenceNumber":)"
        + std::to_string(sequence) + "}";
    return encode(message);
}

std::string texts(const DataChannel::Received& received)
{
    std::string all;
    for (const auto& message : received.messages)
        all += message.payload;
    return all;
}

} // namespace

class TestDataChannel : public QObject {
    Q_OBJECT

private slots:
    void what_comes_is_acknowledged_and_put_in_order()
    {
        DataChannel channel(DataChannel::Side::Agent, Random(1));
        const auto take = [&](std::int64_t sequence, const char* text) {
            return *channel.receive(typed(sequence, text), true, kNow);
        };
        auto received = take(1, "b");
        QCOMPARE(texts(received), std::string());
        const auto answer = *decode_channel_message(received.acknowledgment);
        QCOMPARE(answer.type, std::string("acknowledge"));
        QCOMPARE(answer.flags, std::uint64_t(3));
        const auto said = nlohmann::json::parse(answer.payload);
        QCOMPARE(said["AcknowledgedMessageSequenceNumber"].get<int>(), 1);
        QCOMPARE(said["AcknowledgedMessageType"].get<std::string>(), std::string("input_stream_data"));
        QCOMPARE(said["AcknowledgedMessageId"].get<std::string>(), as_uuid(Id()));
        QCOMPARE(said["IsSequentialMessage"].get<bool>(), true);
        QCOMPARE(texts(take(0, "a")), std::string("ab"));
        received = take(0, "again");
        QCOMPARE(texts(received), std::string());
        QVERIFY(!received.acknowledgment.empty());
        QCOMPARE(texts(take(2, "c")), std::string("c"));
    }

    void what_has_no_room_or_is_far_too_early_has_to_come_again()
    {
        DataChannel channel(DataChannel::Side::Agent, Random(1));
        const auto without = *channel.receive(typed(0, "a"), false, kNow);
        QVERIFY(without.messages.empty() && without.acknowledgment.empty());
        const auto early = *channel.receive(typed(64, "z"), true, kNow);
        QVERIFY(early.messages.empty() && early.acknowledgment.empty());
        QVERIFY(!channel.receive(typed(63, "y"), true, kNow)->acknowledgment.empty());
        QCOMPARE(texts(*channel.receive(typed(0, "a"), true, kNow)), std::string("a"));
    }

    void what_is_sent_is_kept_until_it_is_acknowledged()
    {
        DataChannel channel(DataChannel::Side::Agent, Random(1));
        QVERIFY(!channel.patience());
        const auto first = channel.send(PayloadType::Output, "a", kNow);
        const auto second = channel.send(PayloadType::Output, "b", kNow + 1s);
        QCOMPARE(decode_channel_message(second)->sequence, std::int64_t(1));
        QCOMPARE(channel.unacknowledged(), std::size_t(2));
        QCOMPARE(channel.repeat(), first);
        QVERIFY(channel.oldest() == kNow);
        (void)channel.receive(acknowledgment(7), true, kNow);
        (void)channel.receive(acknowledgment(0), false, kNow + 2s); // these need no room
        QCOMPARE(channel.unacknowledged(), std::size_t(1));
        QCOMPARE(channel.repeat(), second);
        (void)channel.receive(acknowledgment(1), true, kNow + 2s);
        QCOMPARE(channel.unacknowledged(), std::size_t(0));
        QVERIFY(!channel.patience());
    }

    void patience_follows_the_round_trips_within_its_bounds()
    {
        DataChannel channel(DataChannel::Side::Agent, Random(1));
        std::int64_t sequence = 0;
        const auto round_trip = [&](Duration took) {
            (void)channel.send(PayloadType::Output, "a", kNow);
            const auto patience = *channel.patience();
            (void)channel.receive(acknowledgment(sequence++), true, kNow + took);
            return patience;
        };
        QVERIFY(round_trip(1ms) == 200ms);
        QVERIFY(round_trip(400ms) == 200ms); // the first was quick
        const auto after_slow = round_trip(400ms);
        QVERIFY(after_slow > 300ms && after_slow < 1s);
        for (int i = 0; i < 10; ++i)
            round_trip(5s);
        QVERIFY(round_trip(5s) == 1s);
    }

    void the_last_message_says_goodbye()
    {
        DataChannel channel(DataChannel::Side::Agent, Random(1));
        (void)channel.send(PayloadType::Output, "a", kNow);
        const auto last = *decode_channel_message(channel.close("session", "that was it", kNow));
        QCOMPARE(last.type, std::string("channel_closed"));
        const auto said = nlohmann::json::parse(last.payload);
        QCOMPARE(said["SessionId"].get<std::string>(), std::string("session"));
        QCOMPARE(said["Output"].get<std::string>(), std::string("that was it"));
        QCOMPARE(said["MessageType"].get<std::string>(), std::string("channel_closed"));
        QCOMPARE(said["SchemaVersion"].get<int>(), 1);
    }

    void two_ends_understand_each_other()
    {
        DataChannel agent(DataChannel::Side::Agent, Random(1));
        DataChannel client(DataChannel::Side::Client, Random(2));
        const auto shown = client.receive(agent.send(PayloadType::Output, "shown", kNow), true, kNow);
        QCOMPARE(texts(*shown), std::string("shown"));
        (void)agent.receive(shown->acknowledgment, true, kNow);
        QCOMPARE(agent.unacknowledged(), std::size_t(0));
        QCOMPARE(
            texts(*agent.receive(client.send(PayloadType::Output, "typed", kNow), true, kNow)), std::string("typed"));
        const auto closed = client.receive(agent.close("session", "that was it", kNow), true, kNow);
        QCOMPARE(closed->closed.value_or(""), std::string("that was it"));
        QVERIFY(!agent.receive(agent.close("session", "that was it", kNow), true, kNow)->closed);
    }

    void bytes_that_are_no_message_are_an_error()
    {
        DataChannel channel(DataChannel::Side::Agent, Random(1));
        QVERIFY(!channel.receive("nonsense", true, kNow));
        for (const char* payload : { "", "{", "[]", "{}", R"({"AcknowledgedMessageSequenceNumber":"0"})" }) {
            ChannelMessage message;
            message.type = ChannelMessage::kAcknowledge;
            message.payload = payload;
            QVERIFY(channel.receive(encode(message), true, kNow));
        }
    }
};

QTEST_GUILESS_MAIN(TestDataChannel)
#include "tst_data_channel.moc"
