#include "core/control/exec_sessions.h"

#include "core/base/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <sys/random.h>

namespace quayside::control {

namespace {

constexpr const char* kRoom = "sessions";
constexpr std::size_t kNameLength = 17;
constexpr std::size_t kTokenLength = 43; // some 220 bits

// From the system, not from the source of ids, whose next number can be told from those that it has given.
std::string secret_text(std::size_t length)
{
    constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::string text;
    while (text.size() < length) {
        unsigned char byte = 0;
        const bool fair = ::getrandom(&byte, 1, 0) == 1 && byte < 252; // a multiple of 36
        if (fair)
            text += digits[byte % digits.size()];
    }
    return text;
}

} // namespace

ExecSessions::ExecSessions(Loop& loop, EngineAccess& engines, const model::State& state, SessionLimits limits)
    : loop_(loop)
    , engines_(engines)
    , state_(state)
    , limits_(limits)
{
}

ExecSessions::~ExecSessions() = default;

Result<ExecSessions::Ticket> ExecSessions::open(
    const model::Task& task, std::size_t container, std::vector<std::string> command)
{
    if (sessions_.size() >= limits_.sessions)
        return fail(Error::client(fmt::format("There are {} sessions already: end one of them.", sessions_.size())));
    Ticket ticket{ "ecs-execute-command-" + secret_text(kNameLength), secret_text(kTokenLength) };
    Entry entry;
    entry.task = task.id;
    entry.container = container;
    entry.engine = state_.container_instances().find(task.container_instance)->engine;
    docker::TerminalRequest request{ task.containers[container].runtime_id, std::move(command), {} };
    entry.session = std::make_unique<ExecSession>(loop_, limits_, ticket.session, ticket.token,
        [this, engine = entry.engine, request](docker::TerminalSize size, docker::TerminalEvents events) mutable {
            auto* live = engines_.find(engine);
            request.size = size;
            return live ? live->open_terminal(request, std::move(events)) : nullptr;
        });
    entry.unclaimed = loop_.after(limits_.claim_time, [this, session = ticket.session] { sessions_.erase(session); });
    sessions_.emplace(ticket.session, std::move(entry));
    return ticket;
}

bool ExecSessions::waits(std::string_view session) const
{
    const auto found = sessions_.find(session);
    return found != sessions_.end() && !found->second.session->started();
}

void ExecSessions::start(const std::string& session, std::unique_ptr<net::WebSocket> client)
{
    if (!waits(session))
        return;
    auto& entry = sessions_.find(session)->second;
    entry.unclaimed.cancel();
    log::info(kRoom, "{} begins in container {} of task {}", session, entry.container, entry.task.hex());
    entry.session->start(std::move(client), [this, session] { forget_later(session); });
}

// It is still at work when it says that it is over.
void ExecSessions::forget_later(const std::string& session)
{
    log::info(kRoom, "{} has ended", session);
    loop_.post(alive_.guard([this, session] { sessions_.erase(session); }));
}

void ExecSessions::end_if(const Function<bool(const Entry&)>& condition, const std::string& why)
{
    std::vector<std::string> unclaimed;
    for (auto& [session, entry] : sessions_)
        if (condition(entry) && entry.session->started())
            entry.session->end(why);
        else if (condition(entry))
            unclaimed.push_back(session);
    for (const auto& session : unclaimed)
        sessions_.erase(session);
}

void ExecSessions::apply(const model::ChangeSet& changes)
{
    if (sessions_.empty())
        return;
    for (const auto& change : changes.of<model::Task>()) {
        const auto stopped = [&](const Entry& entry) {
            if (entry.task != (change.after ? change.after : change.before)->id)
                return false;
            return !change.after
                || change.after->containers[entry.container].last_status == model::ContainerStatus::Stopped;
        };
        end_if(stopped, "The container has stopped.");
    }
    for (const auto& change : changes.of<model::Engine>())
        if (!change.after)
            end_if([&](const Entry& entry) { return entry.engine == change.before->id; },
                "The engine of the task was removed.");
}

void ExecSessions::end_all(const std::string& why)
{
    end_if([](const Entry&) { return true; }, why);
}

} // namespace quayside::control
