#include "core/base/random.h"
#include "core/net/channel_message.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::net;

namespace {

ChannelMessage example()
{
    ChannelMessage message;
    message.type = ChannelMessage::kInput;
    message.created = TimePoint(std::chrono::milliseconds(1'503'434'274'948));
    message.sequence = 2;
    message.flags = ChannelMessage::kLast;
    message.id = *Id::parse("dd01e56bff484883b3c71234567890ab");
    message.payload_type = PayloadType::Output;
    message.payload = "payload";
    return message;
}

std::string hex(const std::string& bytes)
{
    return QByteArray::fromStdString(bytes).toHex().toStdString();
}

} // namespace

class TestChannelMessage : public QObject {
    Q_OBJECT

private slots:
    void the_bytes_are_those_of_the_protocol()
    {
        const auto bytes = encode(example());
        QCOMPARE(hex(bytes),
            std::string("00000074" // bytes before the length of the payload
                        "696e7075745f73747265616d5f64617461202020202020202020202020202020" // input_stream_data
                        "00000001" // schema
                        "0000015e0baa7884" // created
                        "0000000000000002" // sequence
                        "0000000000000002" // flags
                        "b3c71234567890abdd01e56bff484883" // id, the later half first
                        "239f59ed55e737c77147cf55ad0c1b030b6d7ee748a7426952f9b852d5a935e5" // SHA-256
                        "00000001" // payload type
                        "00000007"
                        "7061796c6f6164"));
        QCOMPARE(as_uuid(example().id), std::string("dd01e56b-ff48-4883-b3c7-1234567890ab"));
    }

    void what_was_written_is_read()
    {
        for (const auto size : { std::size_t(0), std::size_t(1), std::size_t(1024), kLongestPayload }) {
            auto message = example();
            message.payload.assign(size, '\xff');
            const auto read = decode_channel_message(encode(message));
            QVERIFY(read);
            QVERIFY(*read == message);
        }
        auto padded = encode(example());
        padded.replace(4 + 17, 15, std::string(15, '\0')); // some pad with these
        QCOMPARE(decode_channel_message(padded)->type, std::string("input_stream_data"));
    }

    void any_damage_is_refused()
    {
        const auto bytes = encode(example());
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!decode_channel_message(bytes.substr(0, size)));
        QVERIFY(!decode_channel_message(bytes + "x"));
        auto long_one = example();
        long_one.payload.assign(kLongestPayload + 1, 'x');
        QVERIFY(!decode_channel_message(encode(long_one)));
        for (const std::size_t place : { 3, 39, 80, 119, 125 }) { // header, schema, digest, length, payload
            auto damaged = bytes;
            damaged[place] = static_cast<char>(damaged[place] ^ 1);
            QVERIFY2(!decode_channel_message(damaged), std::to_string(place).c_str());
        }
        Random random(3);
        for (int i = 0; i < 20'000; ++i) {
            auto damaged = bytes;
            for (auto changes = random.below(4); changes > 0; --changes)
                damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
            (void)decode_channel_message(damaged);
        }
    }
};

QTEST_GUILESS_MAIN(TestChannelMessage)
#include "tst_channel_message.moc"
