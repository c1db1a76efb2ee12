#include "tests/bench/launchers.h"

#include "tests/bench/directory.h"
#include "tests/bench/headless.h"

#include "core/agent/container_config.h"
#include "core/docker/http_engine.h"
#include "core/net/asio_loop.h"
#include "core/net/http_client.h"
#include "tests/support/run_loop.h"

#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

namespace quayside::bench {

namespace {

constexpr std::chrono::minutes kPatience{ 5 };
constexpr std::chrono::milliseconds kLook{ 50 };
constexpr std::size_t kAtOnce = 8; // what an engine makes good use of
constexpr std::size_t kPerCall = 10; // of RunTask
constexpr int kKeeping = 1; // seconds, the least there is: --cleanup-wait
constexpr std::chrono::seconds kStill{ 5 }; // nothing more comes then
constexpr int kMemory = 32; // MiB
constexpr const char* kTestLabel = "io.quayside.test=launch";

// Ends at once when it is asked to.
const std::vector<std::string> kCommand = { "sh", "-c", "trap 'exit 0' TERM; sleep 36000 & wait" };

[[noreturn]] void give_up(const std::string& why)
{
    std::fprintf(stderr, "launch: %s\n", why.c_str());
    std::exit(1);
}

template <class Condition>
void wait_until(const char* what, Condition condition)
{
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (; !condition(); std::this_thread::sleep_for(kLook))
        if (std::chrono::steady_clock::now() > end)
            give_up(std::string(what) + ": it does not happen");
}

// The engine's own API, many calls at once.
class EngineCalls {
public:
    explicit EngineCalls(const EnginePlace& place)
    {
        auto made = docker::HttpEngine::make(http_, { place.endpoint, {}, {}, false });
        if (!made)
            give_up(made.error().message);
        engine_ = std::move(*made);
    }

    docker::Engine& engine() { return *engine_; }

    std::vector<docker::ContainerSummary> list(const std::string& label)
    {
        std::optional<Result<std::vector<docker::ContainerSummary>>> answer;
        engine_->list({ label }, [&](auto result) { answer = std::move(result); });
        test::run_until(
            loop_, [&] { return answer.has_value(); }, kPatience);
        if (!answer || !*answer)
            give_up("the engine does not list its containers");
        return std::move(**answer);
    }

    // Returns when, since `work` began, this has happened so often to containers with the label. The engine tells of
    // it: asking again and again would be work for those that are measured.
    template <class Work>
    void see(const char* action, const std::string& label, std::size_t count, Work work)
    {
        std::size_t seen = 0;
        const Subscription stream = engine_->events(
            loop_.now(), label, [&](const docker::Event& event) { seen += event.action == action ? 1 : 0; },
            [](const Error& error) { give_up(error.message); });
        work();
        if (!test::run_until(
                loop_, [&] { return seen >= count; }, kPatience))
            give_up(std::string(action) + ": it does not happen");
    }

    using Done = Function<void(const Result<void>&)>;
    template <class One>
    void all(std::deque<std::string> of, One one)
    {
        std::size_t busy = 0;
        const auto finished = [&] {
            for (; busy < kAtOnce && !of.empty(); ++busy, of.pop_front())
                one(of.front(), [&busy](const Result<void>& result) {
                    if (!result)
                        give_up(result.error().message);
                    --busy;
                });
            return busy == 0 && of.empty();
        };
        if (!test::run_until(loop_, finished, kPatience))
            give_up("the engine does not answer");
    }

private:
    net::AsioLoop loop_;
    net::HttpClient http_{ loop_ };
    std::unique_ptr<docker::Engine> engine_;
};

class Raw : public Launcher {
public:
    explicit Raw(const EnginePlace& place)
        : image_(place.image)
        , calls_(place)
    {
    }

    void up(std::size_t containers) override
    {
        std::deque<std::string> names;
        for (std::size_t i = 0; i < containers; ++i)
            names.push_back("launch-raw-" + std::to_string(i));
        calls_.all(std::move(names), [this](const std::string& name, auto done) { run(name, std::move(done)); });
    }

    void down() override
    {
        std::deque<std::string> ids;
        for (const auto& container : calls_.list(kTestLabel))
            ids.push_back(container.id);
        calls_.all(
            std::move(ids), [this](const std::string& id, auto done) { calls_.engine().remove(id, std::move(done)); });
    }

private:
    template <class Done>
    void run(const std::string& name, Done done)
    {
        const Json body = { { "Image", image_ }, { "Cmd", kCommand },
            { "Labels", { { "io.quayside.test", "launch" } } }, { "HostConfig", { { "Memory", kMemory << 20 } } } };
        calls_.engine().create({ name, body }, [this, done](const Result<std::string>& id) {
            if (!id)
                return done(fail(id.error()));
            calls_.engine().start(*id, done);
        });
    }

    const std::string image_;
    EngineCalls calls_;
};

class Tasks : public Launcher {
public:
    Tasks(const EnginePlace& place, const Json& definition, std::size_t per_task, Json more = Json::object())
        : per_task_(per_task)
        , run_(std::move(more))
        , calls_(place)
        , program_({ "--state-dir", directory_.path(), "--cleanup-wait", std::to_string(kKeeping), "--engine",
              place.endpoint })
        , caller_(program_.port())
    {
        run_["taskDefinition"] = definition["family"];
        ask("RegisterTaskDefinition", definition);
        wait_until("the engine connects", [this] { return cluster("registeredContainerInstancesCount") == 1; });
    }

    void up(std::size_t containers) override
    {
        const std::size_t count = (containers + per_task_ - 1) / per_task_;
        up_ = count * per_task_;
        calls_.see("start", kApps, up_, [&] {
            for (std::size_t begun = 0; begun < count; begun += kPerCall)
                run(std::min(kPerCall, count - begun));
        });
        wait_until("all tasks run", [&] { return cluster("runningTasksCount") == count; });
    }

    void down() override
    {
        calls_.see("destroy", kApps, up_, [this] {
            for (const auto tasks = ask("ListTasks", Json::object()); const auto& task : tasks["taskArns"])
                ask("StopTask", { { "task", task } });
        });
        wait_until("all are gone", [this] { return of_tasks() == 0; });
    }

    // Pause containers are made to stand ready.
    void rest() override
    {
        std::size_t ready = calls_.list(kPool).size();
        for (auto since = Clock::now(); Clock::now() - since < kStill; std::this_thread::sleep_for(kLook))
            if (const auto now = calls_.list(kPool).size(); std::exchange(ready, now) != now)
                since = Clock::now();
    }

    double keeping_ms() const override { return 1e3 * kKeeping; }
    double cpu_ms() const override { return program_.cpu_ms(); }
    double memory_mb() const override { return program_.memory_mb(); }

private:
    void run(std::size_t count)
    {
        run_["count"] = count;
        ask("RunTask", run_);
    }
    Json ask(const char* operation, const Json& input) { return caller_.ask(program_.port(), operation, input); }
    // Those of pools that stand ready are of none.
    std::size_t of_tasks()
    {
        const auto pool = calls_.list(kPool);
        return calls_.list("io.quayside.task").size()
            + static_cast<std::size_t>(std::ranges::count_if(
                pool, [](const auto& container) { return !agent::is_spare_name(container.name); }));
    }
    std::size_t cluster(const char* figure)
    {
        return ask("DescribeClusters", Json::object())["clusters"][0][figure].get<std::size_t>();
    }

    using Clock = std::chrono::steady_clock;
    static constexpr const char* kApps = "io.quayside.role=app";
    static constexpr const char* kPool = "io.quayside.role=pool";

    const std::size_t per_task_;
    std::size_t up_ = 0; // containers
    Json run_; // what RunTask gets
    Directory directory_;
    EngineCalls calls_;
    Headless program_;
    Caller caller_;
};

Json definition(const EnginePlace& place, const char* network_mode, std::size_t containers)
{
    Json all = Json::array();
    for (std::size_t i = 0; i < containers; ++i)
        all.push_back({ { "name", "app" + std::to_string(i) }, { "image", place.image }, { "memory", kMemory },
            { "command", kCommand } });
    return { { "family", "launch" }, { "networkMode", network_mode }, { "containerDefinitions", std::move(all) } };
}

// A program that is told where the engine is by its environment.
class Tool {
public:
    Tool(const EnginePlace& place, const char* program)
        : program_(program)
    {
        process_.setProcessChannelMode(QProcess::MergedChannels);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("DOCKER_HOST", QString::fromStdString(place.endpoint));
        process_.setProcessEnvironment(environment);
    }

    std::optional<std::string> try_it(const QStringList& arguments)
    {
        process_.start(program_, arguments);
        const bool ended = process_.waitForFinished(std::chrono::milliseconds(kPatience).count());
        said_ = process_.readAll().trimmed().toStdString();
        if (!ended || process_.exitStatus() != QProcess::NormalExit || process_.exitCode() != 0)
            return {};
        return said_;
    }

    std::string must(const QStringList& arguments)
    {
        if (!try_it(arguments))
            give_up(said_);
        return said_;
    }

private:
    const QString program_;
    QProcess process_;
    std::string said_;
};

class Swarm : public Launcher {
public:
    explicit Swarm(const EnginePlace& place)
        : image_(place.image)
        , docker_(place, "docker")
        , calls_(place)
    {
    }
    ~Swarm() override { docker_.try_it({ "swarm", "leave", "--force" }); }

    bool form() { return docker_.try_it({ "swarm", "init", "--advertise-addr", "127.0.0.1" }).has_value(); }

    void up(std::size_t containers) override
    {
        QStringList words = { "service", "create", "--detach", "--no-resolve-image", "--name", "launch", "--replicas",
            QString::number(containers), "--limit-memory", QString::number(kMemory) + "M",
            QString::fromStdString(image_) };
        for (const auto& word : kCommand)
            words.append(QString::fromStdString(word));
        up_ = containers;
        calls_.see("start", kService, containers, [&] { docker_.must(words); });
        const auto all = std::to_string(containers) + '/' + std::to_string(containers);
        wait_until("all replicas run", [&] {
            return docker_.must({ "service", "ls", "--format", "{{.Replicas}}" }) == all;
        });
    }

    void down() override
    {
        calls_.see("destroy", kService, up_, [this] { docker_.must({ "service", "rm", "launch" }); });
        wait_until("all are gone", [this] { return calls_.list(kService).empty(); });
    }

private:
    static constexpr const char* kService = "com.docker.swarm.service.name=launch";

    const std::string image_;
    std::size_t up_ = 0;
    Tool docker_;
    EngineCalls calls_;
};

class Compose : public Launcher {
public:
    explicit Compose(const EnginePlace& place)
        : compose_(place, "docker-compose")
    {
        const Json service = { { "image", place.image }, { "command", kCommand }, { "network_mode", "bridge" },
            { "mem_limit", std::to_string(kMemory) + "m" } };
        std::ofstream(file()) << Json{ { "version", "2.4" }, { "services", { { "launch", service } } } };
    }

    void up(std::size_t containers) override
    {
        compose_.must(words({ "up", "-d", "--scale", "launch=" + QString::number(containers) }));
    }
    void down() override { compose_.must(words({ "down" })); }

private:
    std::string file() const { return directory_.path() + "/launch.yml"; }
    QStringList words(const QStringList& more) const
    {
        return QStringList{ "-p", "launch", "-f", QString::fromStdString(file()) } + more;
    }

    Directory directory_;
    Tool compose_;
};

} // namespace

std::unique_ptr<Launcher> make_raw(const EnginePlace& place)
{
    return std::make_unique<Raw>(place);
}

std::unique_ptr<Launcher> make_tasks(const EnginePlace& place)
{
    return std::make_unique<Tasks>(place, definition(place, "bridge", 1), 1);
}

std::unique_ptr<Launcher> make_awsvpc_tasks(const EnginePlace& place, std::size_t containers_each)
{
    const Json network = { { "awsvpcConfiguration", { { "subnets", { "subnet-1" } } } } };
    return std::make_unique<Tasks>(place, definition(place, "awsvpc", containers_each), containers_each,
        Json{ { "networkConfiguration", network } });
}

std::unique_ptr<Launcher> make_swarm(const EnginePlace& place)
{
    auto swarm = std::make_unique<Swarm>(place);
    return swarm->form() ? std::move(swarm) : nullptr;
}

std::unique_ptr<Launcher> make_compose(const EnginePlace& place)
{
    if (QStandardPaths::findExecutable("docker-compose").isEmpty())
        return nullptr;
    return std::make_unique<Compose>(place);
}

} // namespace quayside::bench
