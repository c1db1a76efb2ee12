#include "core/client/ecs_client.h"
#include "tests/bench/registry.h"
#include "tests/bench/ui/gui.h"
#include "ui/pages/log_pane.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"
#include "ui/terminal/terminal_view.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <unistd.h>

#include <fstream>
#include <memory>
#include <thread>

using namespace quayside;
using namespace quayside::ui;

namespace {

constexpr int kPage = 2'000; // lines of one answer, as the window asks for
const LogSource kSource{ Id{}, "web" };

// A container that writes: each call for its log is answered, on another thread, with the next page of it.
class Writer final : public client::EcsClient {
public:
    explicit Writer(std::size_t lines)
        : left_(lines)
    {
    }
    ~Writer() override { wait(); }

    void call(std::string operation, Json, client::Reply reply) override
    {
        if (operation != "GetContainerLogs")
            return reply(fail(Error::client("not here")));
        wait();
        thread_ = std::thread([this, reply = std::move(reply)] {
            auto page = std::make_unique<Result<Json>>(next_page());
            reply(std::move(*page));
        });
    }
    Subscription subscribe(client::ChangeHandler) override { return {}; }
    Subscription watch_metrics(client::MetricsQuery, client::MetricsHandler) override { return {}; }
    Subscription watch_progress(client::ProgressHandler) override { return {}; }

private:
    void wait()
    {
        if (thread_.joinable())
            thread_.join();
    }

    Json next_page()
    {
        Json lines = Json::array();
        for (int i = 0; i < kPage && left_ > 0; ++i, --left_) {
            ++number_;
            lines.push_back({ { "at", 1'790'000'000.0 + static_cast<double>(number_) / 1e5 }, { "stream", "stdout" },
                { "text",
                    fmt::format("info: request {:08} GET /api/orders/{} 200 in {} ms", number_, number_ * 7 % 100'000,
                        number_ % 90) } });
        }
        Json page = { { "lines", std::move(lines) } };
        if (left_ > 0)
            page["nextToken"] = "more";
        return page;
    }

    std::size_t left_;
    std::size_t number_ = 0;
    std::thread thread_;
};

double resident_mib()
{
    std::ifstream status("/proc/self/statm");
    double all = 0, resident = 0;
    status >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// Until `done`; gives back the longest time for which the thread was not free.
template <class Done>
double run_until(Done done)
{
    double longest = 0;
    QElapsedTimer turn;
    QEventLoop loop;
    QTimer idle; // one that is always due shows how long each turn takes
    QObject::connect(&idle, &QTimer::timeout, [&] {
        longest = std::max(longest, static_cast<double>(turn.nsecsElapsed()) / 1e6);
        turn.restart();
        if (done())
            loop.quit();
    });
    turn.start();
    idle.start(0);
    loop.exec();
    return longest;
}

// A pane on screen that follows a container which writes so many lines as fast as they are taken.
struct Followed {
    explicit Followed(std::size_t lines)
        : session(std::make_shared<Writer>(lines))
        , pane(session)
    {
        pane.resize(1200, 420);
        pane.show();
        QElapsedTimer clock;
        clock.start();
        pane.feed().want({ kSource });
        longest = run_until([this, lines] { return came >= lines && !pane.rows().is_busy(); });
        seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
    }

    Session session;
    LogPane pane;
    std::size_t came = 0;
    QMetaObject::Connection counting = QObject::connect(
        &pane.feed(), &LogFeed::arrived, &pane, [this](const LogFeed::Rows& rows) { came += rows.size(); });
    double longest = 0; // ms
    double seconds = 0;
};

} // namespace

QUAYSIDE_BENCH("logs.follow", "lines of a container that writes without end, shown with the end in sight")
{
    const bench::Gui gui;
    const auto lines = run.size(500'000);
    std::vector<double> rate, longest;
    for (int round = 0; round < 3; ++round) {
        Followed followed(lines);
        rate.push_back(static_cast<double>(lines) / followed.seconds);
        longest.push_back(followed.longest);
    }
    run.add({ .name = "logs.follow/lines", .n = lines, .unit = "1/s", .better = bench::Better::Higher }, rate);
    run.add({ .name = "logs.follow/longest turn", .n = lines }, longest);
}

QUAYSIDE_BENCH("logs.find", "a text that stands nowhere, through all lines that are kept, and what they take")
{
    const bench::Gui gui;
    const auto lines = run.size(LogPane::kMostLines);
    const double before = resident_mib();
    Followed followed(lines);
    run.add({ .name = fmt::format("logs.kept/{}", lines), .n = lines, .unit = "MiB" }, { resident_mib() - before });
    std::vector<double> times, longest;
    for (int round = 0; round < 10; ++round) {
        bool found = false;
        const auto connection = QObject::connect(&followed.pane, &LogPane::found, [&found](int, int) { found = true; });
        QElapsedTimer clock;
        clock.start();
        followed.pane.find(QStringLiteral("nowhere at all %1").arg(round), true);
        longest.push_back(run_until([&found] { return found; }));
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        QObject::disconnect(connection);
    }
    run.add({ .name = fmt::format("logs.find/{}", lines), .n = lines }, times);
    run.add({ .name = "logs.find/longest turn", .n = lines }, longest);
}

QUAYSIDE_BENCH("terminal.write", "megabytes that a program writes to its terminal, on screen")
{
    const bench::Gui gui;
    const auto bytes = run.size(10'000'000);
    QByteArray text;
    for (int line = 0; text.size() < static_cast<qsizetype>(bytes); ++line)
        text += QByteArray::fromStdString(
            fmt::format("\x1b[3{}mline {}\x1b[0m of a program that writes all it can\r\n", line % 8, line));
    TerminalView view;
    view.resize(1200, 420);
    view.show();
    std::vector<double> rate, longest;
    for (int round = 0; round < 3; ++round) {
        qsizetype at = 0;
        QElapsedTimer clock;
        clock.start();
        longest.push_back(run_until([&] {
            constexpr qsizetype piece = 32 * 1024;
            view.write(text.mid(at, piece));
            at += piece;
            return at >= text.size();
        }));
        rate.push_back(static_cast<double>(text.size()) / 1e6 / (static_cast<double>(clock.nsecsElapsed()) / 1e9));
    }
    run.add({ .name = "terminal.write/rate", .n = bytes, .unit = "MB/s", .better = bench::Better::Higher }, rate);
    run.add({ .name = "terminal.write/longest turn", .n = bytes }, longest);
}
