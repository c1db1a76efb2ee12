#include "core/client/web_terminal.h"

#include "core/client/terminal_protocol.h"

#include <mutex>
#include <utility>

namespace quayside::client {

namespace {

// What lives on the loop's thread. `shut` may be called from any.
class Core : public std::enable_shared_from_this<Core> {
public:
    Core(Loop& loop, std::shared_ptr<WebTerminals::Connect> connect, TerminalTicket ticket, TerminalSize size,
        TerminalEvents events)
        : loop_(loop)
        , connect_(std::move(connect))
        , url_(std::move(ticket.stream_url))
        , protocol_(std::move(ticket.token), size, Random::from_system())
        , events_(std::move(events))
    {
    }

    void start()
    {
        connecting_ = (*connect_)(url_, [self = weak_from_this()](Result<std::unique_ptr<net::WebSocket>> socket) {
            if (const auto core = self.lock())
                core->connected(std::move(socket));
        });
    }

    template <class Make>
    void step(Make make)
    {
        if (!over_)
            follow(make(protocol_));
    }

    // No event starts after this.
    void shut()
    {
        const std::lock_guard lock(mutex_);
        shut_ = true;
    }

    void leave()
    {
        if (std::exchange(over_, true))
            return;
        connecting_.reset();
        repeat_.cancel();
        if (!socket_)
            return;
        for (auto& message : protocol_.leave(loop_.now()).messages)
            socket_->send(std::move(message));
        socket_->close();
        socket_.reset();
    }

private:
    void connected(Result<std::unique_ptr<net::WebSocket>> socket)
    {
        if (over_)
            return;
        if (!socket)
            return end({ true, socket.error().message });
        socket_ = std::move(*socket);
        net::WebSocketEvents events;
        events.message = [self = weak_from_this()](std::string_view message, bool) {
            if (const auto core = self.lock())
                core->step([&](TerminalProtocol& protocol) { return protocol.receive(message, core->loop_.now()); });
        };
        events.ended = [self = weak_from_this()] {
            if (const auto core = self.lock())
                core->end({ true, "The connection has ended." });
        };
        socket_->start(std::move(events));
        socket_->send_text(protocol_.hello());
    }

    void follow(TerminalProtocol::Step step)
    {
        for (auto& message : step.messages)
            socket_->send(std::move(message));
        repeat_later();
        if (step.opened)
            tell([this] { events_.opened(); });
        if (!step.output.empty())
            tell([&] { events_.output(step.output); });
        if (step.end)
            end(std::move(*step.end));
    }

    void end(TerminalEnd how)
    {
        if (std::exchange(over_, true))
            return;
        repeat_.cancel();
        if (socket_)
            socket_->close();
        tell([&] { events_.ended(std::move(how)); });
    }

    template <class Tell>
    void tell(Tell event)
    {
        const std::lock_guard lock(mutex_);
        if (!shut_)
            event();
    }

    void repeat_later()
    {
        if (const auto patience = protocol_.patience(); patience && !repeat_.active())
            repeat_ = loop_.after(*patience, [this] {
                repeat_.cancel();
                if (protocol_.patience() && socket_->unsent() == 0)
                    socket_->send(protocol_.repeat());
                repeat_later();
            });
    }

    Loop& loop_;
    std::shared_ptr<WebTerminals::Connect> connect_;
    std::string url_;
    TerminalProtocol protocol_;
    TerminalEvents events_;
    std::recursive_mutex mutex_; // held while an event runs, inside of which the terminal may be destroyed
    bool shut_ = false;
    bool over_ = false;
    Subscription connecting_;
    std::unique_ptr<net::WebSocket> socket_;
    TimerHandle repeat_;
};

class WebTerminal final : public Terminal {
public:
    WebTerminal(Loop& loop, std::shared_ptr<Core> core)
        : loop_(loop)
        , core_(std::move(core))
    {
        loop_.post([core = core_] { core->start(); });
    }
    ~WebTerminal() override
    {
        core_->shut();
        loop_.post([core = std::move(core_)] { core->leave(); });
    }

    void type(std::string bytes) override
    {
        loop_.post([core = core_, bytes = std::move(bytes), &loop = loop_] {
            core->step([&](TerminalProtocol& protocol) { return protocol.type(bytes, loop.now()); });
        });
    }
    void resize(TerminalSize size) override
    {
        loop_.post([core = core_, size, &loop = loop_] {
            core->step([&](TerminalProtocol& protocol) { return protocol.resize(size, loop.now()); });
        });
    }
    void taken(std::size_t bytes) override
    {
        loop_.post(
            [core = core_, bytes] { core->step([&](TerminalProtocol& protocol) { return protocol.taken(bytes); }); });
    }

private:
    Loop& loop_;
    std::shared_ptr<Core> core_;
};

} // namespace

WebTerminals::WebTerminals(Loop& loop, Connect connect)
    : loop_(loop)
    , connect_(std::make_shared<Connect>(std::move(connect)))
{
}

std::unique_ptr<Terminal> WebTerminals::join(TerminalTicket ticket, TerminalSize size, TerminalEvents events)
{
    return std::make_unique<WebTerminal>(
        loop_, std::make_shared<Core>(loop_, connect_, std::move(ticket), size, std::move(events)));
}

} // namespace quayside::client
