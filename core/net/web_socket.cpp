#include "core/net/web_socket.h"

#include "core/net/transport.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/websocket.hpp>

#include <deque>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

namespace {

constexpr Duration kGoodbyeTime = std::chrono::seconds(10);

error_code error_of(bool ok)
{
    return ok ? error_code() : error_code(asio::error::eof);
}

// A transport as Beast wants a stream to be.
class Stream {
public:
    using executor_type = asio::io_context::executor_type;

    Stream(AsioLoop& loop, std::unique_ptr<Transport> transport)
        : loop_(loop)
        , transport_(std::move(transport))
    {
    }

    executor_type get_executor() noexcept { return loop_.context().get_executor(); }
    void close() { transport_->close(); }

    template <class Buffers, class Handler>
    auto async_read_some(const Buffers& buffers, Handler&& handler)
    {
        return asio::async_initiate<Handler, void(error_code, std::size_t)>(
            [this](auto done, const Buffers& into) {
                const asio::mutable_buffer first = first_of<asio::mutable_buffer>(into);
                transport_->read(static_cast<char*>(first.data()), first.size(),
                    [done = std::move(done)](bool ok, std::size_t size) mutable { done(error_of(ok), size); });
            },
            handler, buffers);
    }

    template <class Buffers, class Handler>
    auto async_write_some(const Buffers& buffers, Handler&& handler)
    {
        return asio::async_initiate<Handler, void(error_code, std::size_t)>(
            [this](auto done, const Buffers& from) {
                const asio::const_buffer first = first_of<asio::const_buffer>(from);
                transport_->write({ static_cast<const char*>(first.data()), first.size() }, {},
                    [done = std::move(done)](bool ok, std::size_t size) mutable { done(error_of(ok), size); });
            },
            handler, buffers);
    }

private:
    template <class Buffer, class Buffers>
    static Buffer first_of(const Buffers& buffers)
    {
        for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers); ++at)
            if (Buffer(*at).size() > 0)
                return *at;
        return {};
    }

    AsioLoop& loop_;
    std::unique_ptr<Transport> transport_;
};

// What Beast looks for beside a stream of another kind than its own.
template <class Handler>
void async_teardown(beast::role_type, Stream& stream, Handler&& handler)
{
    stream.close();
    asio::post(stream.get_executor(), beast::bind_handler(std::forward<Handler>(handler), error_code()));
}
void beast_close_socket(Stream& stream)
{
    stream.close();
}

http::request<http::empty_body> as_beast(const HttpRequest& request)
{
    http::request<http::empty_body> made;
    made.method_string(request.method);
    made.target(request.target);
    made.version(11);
    for (const auto& header : request.headers)
        made.insert(header.name, header.value);
    return made;
}

class Connection : public std::enable_shared_from_this<Connection> {
    // Asio calls back also after the connection was closed.
    template <class F>
    auto guard(F callback)
    {
        return [self = shared_from_this(), callback](auto&&... arguments) {
            if (!self->gone_)
                callback(std::forward<decltype(arguments)>(arguments)...);
        };
    }

public:
    Connection(AsioLoop& loop, std::unique_ptr<Transport> transport, const HttpRequest& request, std::size_t longest)
        : loop_(loop)
        , stream_(loop, std::move(transport))
        , request_(as_beast(request))
    {
        stream_.read_message_max(longest);
        stream_.binary(true);
        // A client that has gone is found by the transport, and one that is silent by who uses this.
        stream_.set_option(websocket::stream_base::timeout{ kGoodbyeTime, websocket::stream_base::none(), false });
    }

    void start(WebSocketEvents events)
    {
        events_ = std::move(events);
        stream_.async_accept(request_, guard([this](const error_code& error) {
            if (error)
                return end();
            open_ = true;
            write_next();
            read();
        }));
    }

    void send(std::string bytes)
    {
        unsent_ += bytes.size();
        waiting_.push_back(std::move(bytes));
        if (open_ && !writing_)
            write_next();
    }
    std::size_t unsent() const { return unsent_; }

    void close()
    {
        if (std::exchange(closing_, true) || gone_)
            return;
        deadline_ = loop_.after(kGoodbyeTime, [this] {
            const auto self = shared_from_this();
            end();
        });
        if (open_ && !writing_)
            write_next();
    }

    // No event comes any more. After a goodbye it goes by itself.
    void abandon()
    {
        if (closing_)
            return;
        closing_ = true;
        end();
    }

private:
    void read()
    {
        stream_.async_read(buffer_, guard([this](const error_code& error, std::size_t) {
            if (error)
                return end();
            const std::string message(static_cast<const char*>(buffer_.data().data()), buffer_.data().size());
            buffer_.clear();
            if (!closing_)
                events_.message(message, stream_.got_text());
            if (!gone_)
                read();
        }));
    }

    void write_next()
    {
        if (waiting_.empty()) {
            if (closing_)
                stream_.async_close(websocket::close_code::normal, guard([this](const error_code&) { end(); }));
            return;
        }
        writing_ = true;
        stream_.async_write(asio::buffer(waiting_.front()), guard([this](const error_code& error, std::size_t) {
            writing_ = false;
            if (error)
                return end();
            unsent_ -= waiting_.front().size();
            waiting_.pop_front();
            write_next();
        }));
    }

    void end()
    {
        if (std::exchange(gone_, true))
            return;
        deadline_.cancel();
        stream_.next_layer().close();
        if (!closing_)
            events_.ended();
    }

    AsioLoop& loop_;
    websocket::stream<Stream> stream_;
    http::request<http::empty_body> request_;
    WebSocketEvents events_;
    beast::flat_buffer buffer_;
    std::deque<std::string> waiting_;
    std::size_t unsent_ = 0;
    TimerHandle deadline_; // of the goodbye
    bool open_ = false;
    bool writing_ = false;
    bool closing_ = false;
    bool gone_ = false;
};

// The owner's end of a connection, which may outlive it while it says goodbye.
class Handle final : public WebSocket {
public:
    explicit Handle(std::shared_ptr<Connection> connection)
        : connection_(std::move(connection))
    {
    }
    ~Handle() override { connection_->abandon(); }

    void start(WebSocketEvents events) override { connection_->start(std::move(events)); }
    void send(std::string bytes) override { connection_->send(std::move(bytes)); }
    std::size_t unsent() const override { return connection_->unsent(); }
    void close() override { connection_->close(); }

private:
    std::shared_ptr<Connection> connection_;
};

} // namespace

std::unique_ptr<WebSocket> accept_web_socket(
    AsioLoop& loop, std::unique_ptr<Transport> transport, const HttpRequest& request, std::size_t longest_message)
{
    return std::make_unique<Handle>(std::make_shared<Connection>(loop, std::move(transport), request, longest_message));
}

} // namespace quayside::net
