#include "ui/session/terminal_link.h"

#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QMetaObject>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

namespace quayside::ui {

namespace {

client::TerminalTicket ticket_in(const Json& reply)
{
    client::TerminalTicket ticket;
    const auto session = reply.find("session");
    if (session == reply.end() || !session->is_object())
        return ticket;
    ticket.stream_url = session->value("streamUrl", std::string());
    ticket.token = session->value("tokenValue", std::string());
    return ticket;
}

} // namespace

// Where what comes on the client's thread waits for the GUI thread.
struct TerminalLink::Box {
    std::mutex mutex;
    TerminalLink* link; // null once it wants nothing of this any more
    std::string bytes;
    bool opened = false;
    std::optional<client::TerminalEnd> end;
    bool woken = false;

    template <class Put>
    void put(Put put)
    {
        const std::lock_guard lock(mutex);
        put(*this);
        if (link && !std::exchange(woken, true))
            QMetaObject::invokeMethod(link, &TerminalLink::drain, Qt::QueuedConnection);
    }

    void close()
    {
        const std::lock_guard lock(mutex);
        link = nullptr;
    }
};

TerminalLink::TerminalLink(Session& session, std::shared_ptr<client::Terminals> terminals, QObject* parent)
    : QObject(parent)
    , session_(session)
    , terminals_(std::move(terminals))
{
    soon_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &TerminalLink::drain);
}

TerminalLink::~TerminalLink()
{
    if (box_)
        box_->close();
}

void TerminalLink::start(const Target& target, client::TerminalSize size)
{
    if (box_)
        box_->close();
    terminal_.reset();
    box_.reset();
    size_ = size;
    if (!terminals_)
        return set_state(State::Refused, tr("This window cannot reach the sessions of its endpoint."));
    set_state(State::Connecting);
    session_.call("ExecuteCommand",
        { { "cluster", target.cluster }, { "task", target.task }, { "container", target.container },
            { "command", target.command }, { "interactive", true } },
        this, [this, attempt = ++attempt_](const Result<Json>& reply) {
            if (attempt == attempt_)
                answered(reply);
        });
}

void TerminalLink::answered(const Result<Json>& reply)
{
    if (!reply)
        return set_state(State::Refused, from_utf8(reply.error().message));
    box_ = std::make_shared<Box>();
    box_->link = this;
    client::TerminalEvents events;
    events.opened = [box = box_] { box->put([](Box& b) { b.opened = true; }); };
    events.output = [box = box_](std::string_view bytes) { box->put([bytes](Box& b) { b.bytes += bytes; }); };
    events.ended = [box = box_](client::TerminalEnd end) { box->put([&end](Box& b) { b.end = std::move(end); }); };
    terminal_ = terminals_->join(ticket_in(*reply), size_, std::move(events));
}

void TerminalLink::type(std::string bytes)
{
    if (terminal_ && !bytes.empty() && (state_ == State::Open || state_ == State::Connecting))
        terminal_->type(std::move(bytes));
}

void TerminalLink::resize(client::TerminalSize size)
{
    size_ = size;
    if (terminal_)
        terminal_->resize(size);
}

void TerminalLink::drain()
{
    if (!box_)
        return;
    std::string piece;
    bool opened = false;
    bool more = false;
    std::optional<client::TerminalEnd> end;
    {
        const std::lock_guard lock(box_->mutex);
        piece = box_->bytes.substr(0, kPiece);
        box_->bytes.erase(0, piece.size());
        opened = std::exchange(box_->opened, false);
        more = !box_->bytes.empty();
        if (!more)
            end = std::exchange(box_->end, {});
        box_->woken = more; // the next piece is taken without being woken
    }
    const auto box = box_;
    if (opened)
        set_state(State::Open);
    if (!piece.empty())
        emit output(QByteArray::fromStdString(piece));
    if (box != box_)
        return; // somebody began anew
    if (!piece.empty() && terminal_)
        terminal_->taken(piece.size());
    if (more)
        soon_.start(0); // after what else the thread has to do
    if (end)
        set_state(end->lost ? State::Lost : State::Ended, from_utf8(end->words));
}

void TerminalLink::set_state(State state, const QString& words)
{
    state_ = state;
    words_ = words;
    emit changed();
}

} // namespace quayside::ui
