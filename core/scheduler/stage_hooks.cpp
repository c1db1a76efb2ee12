#include "core/scheduler/stage_hooks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace quayside::scheduler {

using namespace model;

namespace {

constexpr std::int64_t kTimeoutMinutes = 1440;

std::string text(const Json& object, const char* member)
{
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& part(const Json& object, const char* member)
{
    static const Json none = Json::object();
    const auto found = object.find(member);
    return found == object.end() ? none : *found;
}

// How often the hook is asked at the stage. What is to run before the production shift runs at the end of the stage
// before it: a deployment has no stage of that name.
std::size_t times_at(const Json& hook, LifecycleStage stage)
{
    std::size_t times = 0;
    for (const auto& listed : part(hook, "lifecycleStages")) {
        if (!listed.is_string())
            continue;
        const auto& name = listed.get_ref<const std::string&>();
        times += name == to_string(stage) ? 1 : 0;
        times += name == "PRE_PRODUCTION_TRAFFIC_SHIFT" && stage == LifecycleStage::PostTestTrafficShift ? 1 : 0;
    }
    return times;
}

Duration timeout_of(const Json& hook)
{
    const auto& configuration = part(hook, "timeoutConfiguration");
    const auto found = configuration.find("timeoutInMinutes");
    const bool given = found != configuration.end() && found->is_number_integer();
    return std::chrono::minutes{ given ? found->get<std::int64_t>() : kTimeoutMinutes };
}

bool goes_on_after_timeout(const Json& hook)
{
    return text(part(hook, "timeoutConfiguration"), "action") == "CONTINUE";
}

HookRun new_run(ServicePass& pass, const Deployment& deployment, std::size_t index, const Json& hook)
{
    HookRun run;
    run.id = pass.random.id().hex();
    run.hook = static_cast<std::int64_t>(index);
    run.stage = deployment.stage;
    run.status = text(hook, "targetType") == "PAUSE" ? HookStatus::AwaitingAction : HookStatus::InProgress;
    run.started_at = pass.now;
    run.next_call_at = pass.now;
    run.expires_at = pass.now + timeout_of(hook);
    return run;
}

void look_at(ServicePass& pass, const Deployment& deployment, HookRun& run, const Json& hook)
{
    if (run.status != HookStatus::AwaitingAction && run.status != HookStatus::InProgress)
        return;
    if (run.expires_at <= pass.now) {
        run.status = HookStatus::TimedOut;
        run.finished_at = pass.now;
        return;
    }
    pass.wake_at(run.expires_at);
    if (run.status == HookStatus::AwaitingAction)
        return;
    if (run.next_call_at <= pass.now) {
        pass.plan.hooks.push_back({ deployment.number, run.id, hook, run.stage });
        run.next_call_at = pass.now + kHookAnswerWithin;
    }
    pass.wake_at(run.next_call_at);
}

bool failed(const HookRun& run, const Json& hook)
{
    return run.status == HookStatus::Failed || (run.status == HookStatus::TimedOut && !goes_on_after_timeout(hook));
}

bool is_open(const HookRun& run)
{
    return run.status == HookStatus::AwaitingAction || run.status == HookStatus::InProgress;
}

} // namespace

HooksState ask_hooks(ServicePass& pass, Deployment& deployment, std::size_t round)
{
    const Json hooks = deployment.configuration.lifecycle_hooks;
    HooksState state = HooksState::Passed;
    for (std::size_t i = 0; i < hooks.size(); ++i) {
        const auto wanted = times_at(hooks[i], deployment.stage) * round;
        const auto of_hook = [&](const HookRun& run) {
            return run.stage == deployment.stage && run.hook == static_cast<std::int64_t>(i);
        };
        const auto runs = static_cast<std::size_t>(std::ranges::count_if(deployment.hooks, of_hook));
        const bool open
            = std::ranges::any_of(deployment.hooks, [&](const HookRun& run) { return of_hook(run) && is_open(run); });
        if (runs < wanted && !open)
            deployment.hooks.push_back(new_run(pass, deployment, i, hooks[i]));
        for (auto& run : deployment.hooks) {
            if (!of_hook(run))
                continue;
            look_at(pass, deployment, run, hooks[i]);
            if (failed(run, hooks[i]))
                return HooksState::Failed;
            if (is_open(run))
                state = HooksState::Waiting;
        }
    }
    return state;
}

} // namespace quayside::scheduler
