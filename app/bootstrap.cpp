#include "app/bootstrap.h"

#include "core/base/log.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <utility>

namespace quayside::app {

namespace {

struct Call {
    std::string operation;
    Json input;
};

bool has_endpoint(const Json& engines, const std::string& endpoint)
{
    return std::any_of(engines.begin(), engines.end(),
        [&](const Json& engine) { return engine.contains("endpoint") && engine["endpoint"] == endpoint; });
}

bool has_name(const Json& engines, const std::string& name)
{
    return std::any_of(engines.begin(), engines.end(),
        [&](const Json& engine) { return engine.contains("name") && engine["name"] == name; });
}

Call add_simulated(int number)
{
    Call call{ "AddEngine", Json::object() };
    call.input["name"] = fmt::format("sim-{}", number);
    call.input["kind"] = "simulated";
    call.input["cluster"] = "default";
    call.input["availabilityZone"] = fmt::format("local-1{}", static_cast<char>('a' + (number - 1) % 3));
    return call;
}

Call add_docker(const Json& engines, const EngineOption& engine)
{
    std::string name = "docker";
    for (int number = 2; has_name(engines, name); ++number)
        name = fmt::format("docker-{}", number);
    return { "AddEngine", add_engine_input(engine, name) };
}

std::deque<Call> plan(Json engines, const Options& options)
{
    std::deque<Call> calls;
    if (engines.empty())
        for (int number = 1; number <= options.simulate; ++number)
            calls.push_back(add_simulated(number));
    for (const auto& engine : options.engines)
        if (!has_endpoint(engines, engine.address.endpoint)) {
            calls.push_back(add_docker(engines, engine));
            engines.push_back(calls.back().input);
        }
    if (options.demo && engines.empty())
        calls.push_back({ "StartDemo", Json::object() });
    return calls;
}

// Makes the calls, many at a time: those that arrive in one turn share a commit.
class Run : public std::enable_shared_from_this<Run> {
public:
    Run(std::shared_ptr<client::EcsClient> client, std::deque<Call> calls, Function<void()> done)
        : client_(std::move(client))
        , calls_(std::move(calls))
        , done_(std::move(done))
    {
    }

    void go_on()
    {
        while (!calls_.empty() && open_ < kAtOnce) {
            ++open_;
            const Call call = std::move(calls_.front());
            calls_.pop_front();
            start(call);
        }
        if (calls_.empty() && open_ == 0)
            std::exchange(done_, nullptr)();
    }

private:
    void start(const Call& call)
    {
        client_->call(call.operation, call.input,
            [self = shared_from_this(), what = call.operation + ' ' + call.input.dump()](const Result<Json>& result) {
                if (!result)
                    log::warning("app", "{} failed: {}", what, result.error().message);
                --self->open_;
                self->go_on();
            });
    }

    static constexpr std::size_t kAtOnce = 100;

    std::shared_ptr<client::EcsClient> client_;
    std::deque<Call> calls_;
    Function<void()> done_;
    std::size_t open_ = 0;
};

} // namespace

void bootstrap(std::shared_ptr<client::EcsClient> client, const Options& options, Function<void()> done)
{
    if (options.simulate == 0 && options.engines.empty() && !options.demo) {
        done();
        return;
    }
    auto& target = *client;
    target.call("ListEngines", Json::object(),
        [client = std::move(client), options, done = std::move(done)](Result<Json> result) mutable {
            Json engines = result && result->contains("engines") ? (*result)["engines"] : Json::array();
            std::make_shared<Run>(std::move(client), plan(std::move(engines), options), std::move(done))->go_on();
        });
}

} // namespace quayside::app
