// The terminals of SimulatedEngine.
#include "core/docker/simulated_engine.h"

#include <algorithm>

namespace quayside::docker {

namespace {

constexpr std::size_t kPiece = 4096;
constexpr std::size_t kRoom = 64 * 1024; // beyond this much unread, nothing more that is typed is taken
constexpr int kKilled = 137;
constexpr int kNotFound = 127;
constexpr const char* kRelay = "/relay";
constexpr std::size_t kHostName = 12; // digits of its id, as the engine names a container

Error no_container(const std::string& id)
{
    return { "EngineError", "No such container: " + id, 404 };
}

Error not_running(const std::string& id)
{
    return { "EngineError", "Container " + id + " is not running", 409 };
}

} // namespace

class SimulatedEngine::NearEnd final : public Terminal {
public:
    NearEnd(SimulatedEngine& engine, Ticket ticket)
        : engine_(engine)
        , ticket_(ticket)
    {
    }
    ~NearEnd() override { engine_.terminals_.erase(ticket_); }

    void type(std::string_view bytes) override
    {
        if (auto* terminal = find()) {
            terminal->untaken += bytes;
            engine_.turn_terminal_later(ticket_);
        }
    }
    std::size_t unsent() const override
    {
        const auto* terminal = find();
        return terminal ? terminal->untaken.size() : 0;
    }
    void resize(TerminalSize size) override
    {
        if (auto* terminal = find()) {
            terminal->request.size = size;
            if (terminal->shell)
                terminal->shell->resize(size);
        }
    }
    void pause() override
    {
        if (auto* terminal = find())
            terminal->paused = true;
    }
    void go_on() override
    {
        if (auto* terminal = find()) {
            terminal->paused = false;
            engine_.turn_terminal_later(ticket_);
        }
    }

private:
    OpenTerminal* find() const
    {
        const auto found = engine_.terminals_.find(ticket_);
        return found == engine_.terminals_.end() ? nullptr : found->second.get();
    }

    SimulatedEngine& engine_;
    Ticket ticket_;
};

std::unique_ptr<Terminal> SimulatedEngine::open_terminal(TerminalRequest request, TerminalEvents events)
{
    const Ticket ticket = next_ticket_++;
    ++counts_.calls["open_terminal"];
    auto terminal = std::make_shared<OpenTerminal>();
    terminal->request = std::move(request);
    terminal->events = std::move(events);
    terminal->turn = loop_.after(host_.settings().latency, [this, ticket] { begin_terminal(ticket); });
    terminals_.emplace(ticket, std::move(terminal));
    return std::make_unique<NearEnd>(*this, ticket);
}

void SimulatedEngine::begin_terminal(Ticket ticket)
{
    auto& terminal = *terminals_.at(ticket);
    const auto& request = terminal.request;
    const auto* container = host_.find(request.container);
    if (!reachable())
        return end_terminal(
            ticket, fail(Error::no_answer("The simulated engine does not answer: connection refused.")));
    if (!container)
        return end_terminal(ticket, fail(no_container(request.container)));
    if (container->state != RunState::Running)
        return end_terminal(ticket, fail(not_running(request.container)));
    if (request.plain && request.command.front() != kRelay)
        return end_terminal(ticket, kNotFound);
    if (request.plain)
        return terminal.relay.emplace(), turn_terminal(ticket);
    terminal.shell.emplace(container->id.substr(0, kHostName), request.command, request.size);
    turn_terminal(ticket);
}

// While one is ahead already, the next does the same.
void SimulatedEngine::turn_terminal_later(Ticket ticket)
{
    auto& terminal = *terminals_.at(ticket);
    const Duration after = faults_.black_hole ? std::chrono::seconds{ 1 } : host_.settings().latency;
    if (!terminal.turn.active())
        terminal.turn = loop_.after(after, [this, ticket] { turn_terminal(ticket); });
}

void SimulatedEngine::turn_terminal(Ticket ticket)
{
    const auto terminal = terminals_.at(ticket);
    terminal->turn.cancel();
    if (faults_.black_hole)
        return turn_terminal_later(ticket);
    if (terminal->relay)
        return turn_relay(ticket);
    auto& shell = *terminal->shell;
    if (shell.unread() < kRoom)
        shell.type(std::exchange(terminal->untaken, {}));
    const auto piece = terminal->paused ? std::string() : shell.read(kPiece);
    if (!piece.empty())
        terminal->events.output(piece);
    if (!terminals_.contains(ticket) || terminal->paused)
        return;
    if (const auto code = shell.exit_code())
        return end_terminal(ticket, *code);
    if (!piece.empty())
        turn_terminal_later(ticket);
}

void SimulatedEngine::turn_relay(Ticket ticket)
{
    const auto terminal = terminals_.at(ticket);
    auto& relay = *terminal->relay;
    relay.obey(std::exchange(terminal->untaken, {}));
    std::erase_if(terminal->asked, [&relay](const auto& asked) {
        const auto answer = relay.answer(asked.first);
        if (!answer.empty())
            asked.second(answer);
        return !answer.empty();
    });
    if (relay.broken())
        return end_terminal(ticket, kKilled);
    if (const auto said = relay.read(); !said.empty())
        terminal->events.output(said);
}

bool SimulatedEngine::has_relay() const
{
    return std::ranges::any_of(terminals_, [](const auto& entry) { return entry.second->relay.has_value(); });
}

bool SimulatedEngine::ask_task_endpoint(std::string_view request, Function<void(std::string)> answered)
{
    for (auto& [ticket, terminal] : terminals_)
        if (terminal->relay) {
            terminal->asked.emplace(terminal->relay->connect(request), std::move(answered));
            turn_terminal_later(ticket);
            return true;
        }
    return false;
}

void SimulatedEngine::kill_relay()
{
    for (const auto& [ticket, terminal] : terminals_)
        if (terminal->relay)
            late_[ticket] = loop_.after({}, [this, ticket = ticket] {
                const auto timer = late_.extract(ticket);
                end_terminal(ticket, kKilled);
            });
}

void SimulatedEngine::end_terminal(Ticket ticket, Result<int> result)
{
    if (const auto ended = terminals_.extract(ticket))
        ended.mapped()->events.ended(std::move(result));
}

// As of a real container: what runs in it is killed along with it.
void SimulatedEngine::end_terminals_in(const std::string& container)
{
    for (const auto& [ticket, terminal] : terminals_)
        if (const auto* its = host_.find(terminal->request.container); its && its->id == container)
            late_[ticket] = loop_.after({}, [this, ticket = ticket] {
                const auto timer = late_.extract(ticket);
                end_terminal(ticket, kKilled);
            });
}

} // namespace quayside::docker
