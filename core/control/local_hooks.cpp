#include "core/control/local_hooks.h"

#include "core/control/hook_program.h"
#include "core/control/input.h"
#include "core/net/http_client.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <list>
#include <optional>

namespace quayside::control {

namespace {

constexpr Duration kLimit = std::chrono::seconds{ 60 };
constexpr std::size_t kMostAnswer = 64 << 10;

std::string first_line(const std::string& path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

Result<HookAnswer> answer_of(const Result<net::HttpResponse>& response)
{
    if (!response)
        return fail(response.error());
    if (response->status / 100 != 2)
        return fail(
            Error::server("The handler of a lifecycle hook answered " + std::to_string(response->status) + "."));
    return read_hook_answer(response->body);
}

} // namespace

std::string hook_name(const std::string& target)
{
    const auto name = target.substr(target.rfind(':') + 1);
    return is_name(name) ? name : std::string();
}

Result<HookAnswer> read_hook_answer(const std::string& text)
{
    const auto answer = parse_json(text);
    const auto status = answer && answer->is_object() ? answer->find("hookStatus") : Json::const_iterator();
    if (!answer || !answer->is_object() || status == answer->end() || !status->is_string())
        return fail(Error::server("The handler of a lifecycle hook gave no hookStatus."));
    if (*status == "SUCCEEDED")
        return HookAnswer{ HookAnswer::Status::Succeeded, {} };
    if (*status != "IN_PROGRESS")
        return HookAnswer{ HookAnswer::Status::Failed, {} };
    HookAnswer in_progress{ HookAnswer::Status::InProgress, {} };
    if (const auto delay = answer->find("callBackDelay");
        delay != answer->end() && delay->is_number() && *delay > 0 && *delay <= 24 * 3600)
        in_progress.call_back = std::chrono::seconds{ delay->get<std::int64_t>() };
    return in_progress;
}

class LocalHooks::Core {
public:
    Core(net::AsioLoop& loop, std::string directory)
        : loop_(loop)
        , directory_(std::move(directory))
        , http_(loop)
    {
    }

    void ask(const std::string& target, const Json& payload, Function<void(Result<HookAnswer>)> done)
    {
        const auto name = hook_name(target);
        const std::string path = directory_ + "/" + name;
        const auto place = asked_.emplace(asked_.end());
        place->done = std::move(done);
        std::error_code ignored;
        if (!name.empty() && std::filesystem::exists(path + ".url", ignored))
            post(place, first_line(path + ".url"), payload);
        else if (!name.empty() && std::filesystem::is_regular_file(path, ignored))
            place->program.emplace(
                loop_, path, payload.dump(), kLimit, [this, place](const Result<std::string>& output) {
                    finish(place, output ? read_hook_answer(*output) : fail(output.error()));
                });
        else
            place->timer = loop_.after(Duration::zero(),
                [this, place, text = missing(target, name)] { finish(place, fail(Error::client(text))); });
    }

private:
    struct Asked {
        Function<void(Result<HookAnswer>)> done;
        std::optional<HookProgram> program;
        Subscription call;
        TimerHandle timer;
    };
    using Place = std::list<Asked>::iterator;

    std::string missing(const std::string& target, const std::string& name) const
    {
        if (name.empty())
            return "The lifecycle hook " + target + " names no function.";
        return "The lifecycle hook " + name + " has no handler: put a program at " + directory_ + "/" + name
            + ", or an address into " + directory_ + "/" + name + ".url.";
    }

    void post(Place place, const std::string& url, const Json& payload)
    {
        net::HttpCall call;
        call.method = "POST";
        call.url = url;
        call.headers = { { "Content-Type", "application/json" } };
        call.body = payload.dump();
        call.deadline = kLimit;
        call.max_body = kMostAnswer;
        place->call = http_.send(std::move(call),
            [this, place](const Result<net::HttpResponse>& response) { finish(place, answer_of(response)); });
    }

    // The asker is told when everything of the call is gone.
    void finish(Place place, Result<HookAnswer> answer)
    {
        loop_.post([this, place, answer = std::move(answer), alive = std::weak_ptr(alive_)] {
            if (alive.expired())
                return;
            const auto done = std::move(place->done);
            asked_.erase(place);
            done(answer);
        });
    }

    net::AsioLoop& loop_;
    std::string directory_;
    net::HttpClient http_;
    std::list<Asked> asked_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

LocalHooks::LocalHooks(net::AsioLoop& loop, std::string directory)
    : core_(std::make_unique<Core>(loop, std::move(directory)))
{
}

LocalHooks::~LocalHooks() = default;

void LocalHooks::ask(std::string target, Json payload, Function<void(Result<HookAnswer>)> done)
{
    core_->ask(target, payload, std::move(done));
}

} // namespace quayside::control
