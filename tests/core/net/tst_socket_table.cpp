#include "core/net/peer_user.h"
#include "core/net/socket_table.h"

#include <QtTest>

#include <arpa/inet.h>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace quayside;

namespace {

sockaddr_storage v4(const char* address, std::uint16_t port)
{
    sockaddr_storage end{};
    auto& in = reinterpret_cast<sockaddr_in&>(end);
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    ::inet_pton(AF_INET, address, &in.sin_addr);
    return end;
}

sockaddr_storage v6(const char* address, std::uint16_t port)
{
    sockaddr_storage end{};
    auto& in = reinterpret_cast<sockaddr_in6&>(end);
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    ::inet_pton(AF_INET6, address, &in.sin6_addr);
    return end;
}

// As a little-endian machine writes it.
constexpr const char* kTable
    = R"(  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:24FE 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 20001 1 0000 100 0 0 10 0
   1: 0100007F:24FE 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 20002 1 0000 20 4 30 10 -1
   2: 0100007F:C350 0100007F:24FE 01 00000000:00000000 00:00000000 00000000  1001        0 20003 1 0000 20 4 30 10 -1
   3: 0100007F:C351 0100007F:24FE 06 00000000:00000000 03:00000AA4 00000000     0        0 0 3 0000
   4: 0100007F:C352
)";
constexpr const char* kTable6
    = R"(  sl  local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode
   0: 00000000000000000000000001000000:C350 00000000000000000000000001000000:24FE 01 00000000:00000000 00:00000000 00000000  1002        0 20004 1 0000 20 4 30 10 -1
)";

struct Pair {
    Pair()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        auto address = v4("127.0.0.1", 0);
        socklen_t size = sizeof(sockaddr_in);
        ::bind(listener, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listener, 1);
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
        client = ::socket(AF_INET, SOCK_STREAM, 0);
        ::connect(client, reinterpret_cast<sockaddr*>(&address), size);
        server = ::accept(listener, nullptr, nullptr);
        ::close(listener);
    }
    ~Pair()
    {
        ::close(client);
        ::close(server);
    }
    int client = -1;
    int server = -1;
};

} // namespace

class TestSocketTable : public QObject {
    Q_OBJECT

private slots:
    void the_line_of_both_ends_tells_the_user()
    {
        const auto ours = v4("127.0.0.1", 9470);
        QVERIFY(net::user_in_table(kTable, v4("127.0.0.1", 50'000), ours) == 1001U);
        QVERIFY(net::user_in_table(kTable, ours, v4("127.0.0.1", 50'000)) == 1000U);
        QVERIFY(net::user_in_table(kTable6, v6("::1", 50'000), v6("::1", 9470)) == 1002U);
    }

    void what_nobody_holds_is_nobodys()
    {
        const auto ours = v4("127.0.0.1", 9470);
        QVERIFY(!net::user_in_table(kTable, v4("127.0.0.1", 50'001), ours)); // closed: as if it were root's
        QVERIFY(!net::user_in_table(kTable, v4("127.0.0.1", 50'002), ours)); // half a line
        QVERIFY(!net::user_in_table(kTable, v4("127.0.0.2", 50'000), ours));
        QVERIFY(!net::user_in_table("", v4("127.0.0.1", 50'000), ours));
    }

    void the_kernels_own_table_says_what_it_answers()
    {
        const Pair pair;
        sockaddr_storage ours{}, theirs{};
        socklen_t size = sizeof ours;
        QCOMPARE(::getsockname(pair.server, reinterpret_cast<sockaddr*>(&ours), &size), 0);
        size = sizeof theirs;
        QCOMPARE(::getpeername(pair.server, reinterpret_cast<sockaddr*>(&theirs), &size), 0);
        std::ifstream file("/proc/self/net/tcp");
        const std::string table{ std::istreambuf_iterator<char>(file), {} };
        QVERIFY(net::user_in_table(table, theirs, ours) == ::geteuid());
        QVERIFY(net::peer_user(pair.server) == ::geteuid());
    }
};

QTEST_GUILESS_MAIN(TestSocketTable)
#include "tst_socket_table.moc"
