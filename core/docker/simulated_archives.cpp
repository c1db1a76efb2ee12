// The files of SimulatedEngine.
#include "core/docker/simulated_engine.h"

namespace quayside::docker {

namespace {

constexpr std::size_t kPiece = 16 * 1024;

Error no_container(const std::string& id)
{
    return { "EngineError", "No such container: " + id, 404 };
}

} // namespace

class SimulatedEngine::ArchiveEnd final : public ArchiveStream {
public:
    ArchiveEnd(SimulatedEngine& engine, Ticket ticket)
        : engine_(engine)
        , ticket_(ticket)
    {
    }
    ~ArchiveEnd() override { engine_.archives_.erase(ticket_); }

    void pause() override
    {
        if (auto* open = find())
            open->paused = true;
    }
    void go_on() override
    {
        if (auto* open = find()) {
            open->paused = false;
            engine_.turn_archive_later(ticket_);
        }
    }
    void write(std::string_view bytes) override
    {
        if (auto* open = find()) {
            open->tar += bytes;
            engine_.turn_archive_later(ticket_);
        }
    }
    void finish() override
    {
        if (auto* open = find()) {
            open->finished = true;
            engine_.turn_archive_later(ticket_);
        }
    }
    std::size_t unsent() const override { return 0; } // it takes everything at once

private:
    OpenArchive* find() const
    {
        const auto found = engine_.archives_.find(ticket_);
        return found == engine_.archives_.end() ? nullptr : found->second.get();
    }

    SimulatedEngine& engine_;
    Ticket ticket_;
};

std::unique_ptr<ArchiveStream> SimulatedEngine::open_archive(ArchiveRequest request, ArchiveEvents events)
{
    const Ticket ticket = next_ticket_++;
    ++counts_.calls["open_archive"];
    auto open = std::make_shared<OpenArchive>();
    open->request = std::move(request);
    open->events = std::move(events);
    archives_.emplace(ticket, std::move(open));
    turn_archive_later(ticket);
    return std::make_unique<ArchiveEnd>(*this, ticket);
}

// While one is ahead already, the next does the same.
void SimulatedEngine::turn_archive_later(Ticket ticket)
{
    auto& open = *archives_.at(ticket);
    const Duration after = faults_.black_hole ? std::chrono::seconds{ 1 } : host_.settings().latency;
    if (!open.turn.active())
        open.turn = loop_.after(after, [this, ticket] { turn_archive(ticket); });
}

void SimulatedEngine::turn_archive(Ticket ticket)
{
    const auto open = archives_.at(ticket);
    open->turn.cancel();
    if (faults_.black_hole)
        return turn_archive_later(ticket);
    if (!reachable())
        return end_archive(ticket, fail(Error::no_answer("The simulated engine does not answer: connection refused.")));
    const auto& [container, path, upload] = open->request;
    if (!host_.find(container))
        return end_archive(ticket, fail(no_container(container)));
    if (upload) {
        if (open->tar.size() > SimulatedFiles::kRoom)
            return end_archive(ticket, fail(Error{ "EngineError", "no space left on device", 500 }));
        if (open->finished)
            return end_archive(ticket, files_.unpack(container, path, open->tar, loop_.now()));
        return open->events.drained ? open->events.drained() : void();
    }
    if (!std::exchange(open->begun, true)) {
        auto packed = files_.pack(container, path);
        if (!packed)
            return end_archive(ticket, fail(packed.error()));
        open->tar = std::move(*packed);
    }
    if (open->paused)
        return;
    const auto piece = open->tar.substr(0, kPiece);
    open->tar.erase(0, piece.size());
    if (piece.empty())
        return end_archive(ticket, {});
    open->events.bytes(piece);
    if (archives_.contains(ticket))
        turn_archive_later(ticket);
}

void SimulatedEngine::end_archive(Ticket ticket, Result<void> result)
{
    if (const auto ended = archives_.extract(ticket))
        ended.mapped()->events.ended(std::move(result));
}

} // namespace quayside::docker
