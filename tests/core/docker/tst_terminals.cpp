// Terminals on simulated engines, and on real ones as far as recorded answers go.

#include "core/docker/http_engine.h"
#include "core/docker/simulated_engine.h"
#include "core/net/http_client.h"
#include "tests/support/raw_socket.h"
#include "tests/support/run_loop.h"
#include "tests/support/sim_loop.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>

using namespace quayside;
using namespace quayside::docker;
using namespace quayside::test;
using namespace std::chrono_literals;

namespace {

// A terminal and all that it says.
struct Watched {
    std::string output;
    std::optional<Result<int>> ended;
    std::unique_ptr<Terminal> terminal;

    void open(docker::Engine& engine, std::string container, std::vector<std::string> command)
    {
        TerminalEvents events;
        events.output = [this](std::string_view bytes) { output += bytes; };
        events.ended = [this](Result<int> result) { ended = std::move(result); };
        terminal = engine.open_terminal({ std::move(container), std::move(command), { 80, 24 } }, std::move(events));
    }
    bool has(const std::string& text) const { return output.find(text) != std::string::npos; }
    int code() const { return ended && *ended ? **ended : -1; }
    int refused() const { return ended && !*ended ? ended->error().http_status : -1; }
};

class SimulatedWorld {
public:
    SimulatedWorld()
    {
        id = *engine.put_container({ "web", { { "Image", "web" }, { "Labels", Json::object() } } }, loop.now());
    }
    void run(std::vector<std::string> command) { watched.open(engine, id, std::move(command)); }
    bool shows(const std::string& text)
    {
        return loop.advance_until([&] { return watched.has(text); }, 10s);
    }
    bool ends()
    {
        return loop.advance_until([&] { return watched.ended.has_value(); }, 10s);
    }
    void enter(const std::string& text) { watched.terminal->type(text + "\r"); }

    SimLoop loop;
    SimulatedEngine engine{ loop };
    std::string id;
    Watched watched;
};

const std::string kOpened = "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"
                            "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

std::string answer(const std::string& status, const std::string& body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size())
        + "\r\n\r\n" + body;
}

// An engine that runs one command; what its tunnel does is the test's to say.
class FakeEngine {
public:
    explicit FakeEngine(const std::string& path, RawServer::Script tunnel)
        : tunnel_(std::move(tunnel))
        , server_(path, [this](RawSocket& peer) { serve(peer); })
    {
    }
    std::vector<std::string> asked()
    {
        const std::lock_guard lock(mutex_);
        return asked_;
    }
    bool was_asked(const std::string& start)
    {
        const auto all = asked();
        return std::ranges::any_of(all, [&](const std::string& message) { return message.starts_with(start); });
    }

    std::string created = answer("201 Created", R"({"Id":"e1"})");
    std::string ended = answer("200 OK", R"({"Running":false,"ExitCode":7})");

private:
    void serve(RawSocket& peer)
    {
        for (auto message = peer.read_message(); !message.empty(); message = peer.read_message()) {
            {
                const std::lock_guard lock(mutex_);
                asked_.push_back(message);
            }
            if (message.starts_with("GET /version"))
                peer.write(answer("200 OK", R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})"));
            else if (message.starts_with("POST /v1.41/containers/"))
                peer.write(created);
            else if (message.starts_with("POST /v1.41/exec/e1/start")
                && message.find("\"Detach\":false") != std::string::npos)
                return tunnel_(peer);
            else if (message.starts_with("GET /v1.41/exec/e1/json"))
                peer.write(ended);
            else
                peer.write(answer("200 OK", ""));
        }
    }

    RawServer::Script tunnel_;
    std::mutex mutex_;
    std::vector<std::string> asked_;
    RawServer server_; // last: its threads use the others
};

class HttpWorld {
public:
    explicit HttpWorld(RawServer::Script tunnel)
        : fake(directory.filePath("d.sock").toStdString(), std::move(tunnel))
        , engine(std::move(
              *HttpEngine::make(client, { "unix://" + directory.filePath("d.sock").toStdString(), {}, {}, false })))
    {
        watched.open(*engine, "c1", { "/bin/sh" });
    }
    bool until(const std::function<bool()>& done) { return run_until(loop, done); }
    bool ends()
    {
        return until([this] { return watched.ended.has_value(); });
    }

    QTemporaryDir directory;
    net::AsioLoop loop;
    net::HttpClient client{ loop };
    FakeEngine fake;
    std::unique_ptr<HttpEngine> engine;
    Watched watched;
};

} // namespace

class TestTerminals : public QObject {
    Q_OBJECT

private slots:
    void a_simulated_shell_says_what_it_is()
    {
        SimulatedWorld world;
        world.run({ "/bin/sh" });
        QVERIFY(world.watched.output.empty()); // nothing comes from inside the call
        QVERIFY(world.shows("simulated"));
        QVERIFY(world.shows("# "));
        world.enter("ls");
        QVERIFY(world.shows("ls\r\nls: not found: this container is simulated"));
        world.enter("echo status $?");
        QVERIFY(world.shows("status 127\r\n"));
        world.enter("hostname");
        QVERIFY(world.shows(world.id.substr(0, 12)));
        world.watched.terminal->resize({ 132, 43 });
        world.enter("stty size");
        QVERIFY(world.shows("43 132\r\n"));
        world.enter("help");
        QVERIFY(world.shows("What this shell knows"));
        world.watched.terminal->type("exit 8\x7f"
                                     "3\r");
        QVERIFY(world.ends());
        QCOMPARE(world.watched.code(), 3);
    }

    void a_command_runs_once()
    {
        for (const auto& [command, output, code] : std::vector<std::tuple<std::vector<std::string>, std::string, int>>{
                 { { "echo", "a", "b" }, "a b\r\n", 0 }, { { "sh", "-c", "exit 300" }, "", 44 },
                 { { "true" }, "true: not found: this container is simulated, and no program can run in it\r\n", 127 },
                 { { "seq", "3" }, "1\r\n2\r\n3\r\n", 0 }, { { "seq", "-3" }, "", 0 } }) {
            SimulatedWorld world;
            world.run(command);
            QVERIFY(world.ends());
            QCOMPARE(world.watched.output, output);
            QCOMPARE(world.watched.code(), code);
        }
    }

    void control_keys_do_what_they_do_at_a_terminal()
    {
        SimulatedWorld world;
        world.run({ "sh" });
        world.enter("seq 1000000000");
        QVERIFY(world.shows("\r\n1000\r\n"));
        world.watched.terminal->type("\x03");
        QVERIFY(world.shows("^C\r\n# "));
        world.enter("cat");
        world.enter("again");
        QVERIFY(world.shows("again\r\nagain\r\n"));
        world.watched.terminal->type("\x04");
        world.enter("echo $?");
        QVERIFY(world.shows("\r\n0\r\n"));
        world.watched.terminal->type("\x04");
        QVERIFY(world.ends());
        QCOMPARE(world.watched.code(), 0);
    }

    void neither_side_is_given_more_than_it_takes()
    {
        SimulatedWorld world;
        world.run({ "cat" });
        world.watched.terminal->pause();
        std::size_t typed = 0;
        while (world.watched.terminal->unsent() == 0 && typed < (1 << 20)) {
            world.watched.terminal->type(std::string(999, 'x') + "\r");
            typed += 1000;
            world.loop.advance(10ms);
        }
        QVERIFY(typed < 100'000);
        QVERIFY(world.watched.output.empty());
        world.watched.terminal->go_on();
        world.loop.advance(1s);
        QCOMPARE(world.watched.terminal->unsent(), std::size_t(0));
        QCOMPARE(world.watched.output.size(), 2 * (typed + typed / 1000));
    }

    void it_ends_with_its_container_or_its_engine()
    {
        SimulatedWorld world;
        world.run({ "sh" });
        QVERIFY(world.shows("# "));
        world.engine.kill_containers();
        QVERIFY(world.ends());
        QCOMPARE(world.watched.code(), 137);

        SimulatedWorld killed;
        killed.run({ "sh" });
        QVERIFY(killed.shows("# "));
        killed.engine.kill();
        QVERIFY(killed.ends());
        QCOMPARE(killed.watched.refused(), 0);
    }

    void what_cannot_be_opened_says_why()
    {
        SimulatedWorld world;
        world.watched.open(world.engine, "nobody", { "sh" });
        QVERIFY(world.ends());
        QCOMPARE(world.watched.refused(), 404);
        world.watched = {};
        world.engine.kill_containers();
        world.run({ "sh" });
        QVERIFY(world.ends());
        QCOMPARE(world.watched.refused(), 409);
    }

    void one_that_is_let_go_of_says_nothing_more()
    {
        SimulatedWorld world;
        world.run({ "seq", "1000000" });
        QVERIFY(world.shows("\r\n100\r\n"));
        world.watched.terminal.reset();
        const auto size = world.watched.output.size();
        world.loop.advance(1s);
        QCOMPARE(world.watched.output.size(), size);
        QVERIFY(!world.watched.ended);
    }

    void a_real_engine_is_spoken_to_through_a_tunnel()
    {
        HttpWorld world([](RawSocket& peer) {
            peer.write(kOpened + "early "); // together with the head
            peer.write("# ");
            if (peer.read_until("exit\r").ends_with("exit\r"))
                peer.write("bye\r\n");
        });
        world.watched.terminal->type("ex"); // before it is open
        QVERIFY(world.until([&] { return world.watched.has("early # "); }));
        world.watched.terminal->resize({ 100, 40 });
        QVERIFY(world.until([&] { return world.fake.was_asked("POST /v1.41/exec/e1/resize?h=40&w=100"); }));
        world.watched.terminal->type("it\r");
        QVERIFY(world.ends());
        QVERIFY(world.watched.has("bye"));
        QCOMPARE(world.watched.code(), 7);
        QVERIFY(world.fake.was_asked("POST /v1.41/exec/e1/resize?h=24&w=80"));
        const auto asked = world.fake.asked();
        const auto create = std::ranges::find_if(
            asked, [](const std::string& message) { return message.starts_with("POST /v1.41/containers/c1/exec"); });
        QVERIFY(create != asked.end());
        QVERIFY(create->find(R"("Tty":true,"Cmd":["/bin/sh"])") != std::string::npos);
    }

    void what_a_real_engine_refuses_is_said_in_its_words()
    {
        HttpWorld world([](RawSocket&) {});
        world.watched.terminal.reset();
        world.fake.created = answer("409 Conflict", R"({"message":"Container c1 is not running"})");
        world.watched.open(*world.engine, "c1", { "/bin/sh" });
        QVERIFY(world.ends());
        QCOMPARE(world.watched.refused(), 409);
        QCOMPARE(world.watched.ended->error().message, std::string("Container c1 is not running"));

        HttpWorld late([](RawSocket& peer) { peer.write(answer("500 Error", R"({"message":"out of ptys"})")); });
        QVERIFY(late.ends());
        QCOMPARE(late.watched.ended->error().message, std::string("out of ptys"));

        HttpWorld cut([](RawSocket&) {});
        QVERIFY(cut.ends());
        QCOMPARE(cut.watched.refused(), 0);
    }

    void a_command_that_is_let_go_of_is_ended_in_its_container()
    {
        HttpWorld world([](RawSocket& peer) {
            peer.write(kOpened + "# ");
            peer.wait_for_close();
        });
        QVERIFY(world.until([&] { return world.watched.has("# "); }));
        world.watched.terminal.reset();
        QVERIFY(world.until([&] {
            const auto asked = world.fake.asked();
            return std::ranges::any_of(asked, [](const std::string& message) {
                return message.starts_with("POST /v1.41/exec/e1/start")
                    && message.find(R"("Detach":true)") != std::string::npos;
            });
        }));
        QVERIFY(!world.watched.ended);
    }

    void a_paused_tunnel_is_not_read()
    {
        std::atomic<std::size_t> taken = 0;
        HttpWorld world([&taken](RawSocket& peer) {
            peer.write(kOpened);
            const std::string piece(64 * 1024, 'x');
            while (taken < (64 << 20) && peer.write(piece))
                taken += piece.size();
        });
        QVERIFY(world.until([&] { return !world.watched.output.empty(); }));
        world.watched.terminal->pause();
        // What fits into the socket, and no more.
        std::size_t before = 0;
        QVERIFY(world.until([&] { return std::exchange(before, taken.load()) == taken && taken < (8 << 20); }));
        world.watched.terminal->go_on();
        QVERIFY(world.until([&] { return world.watched.output.size() > (16 << 20); }));
        world.watched.terminal.reset();
    }
};

QTEST_GUILESS_MAIN(TestTerminals)
#include "tst_terminals.moc"
