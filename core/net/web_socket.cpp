#include "core/net/web_socket.h"

#include "core/net/dial.h"
#include "core/net/transport.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/websocket.hpp>

#include <curl/curl.h>
#include <fmt/format.h>

#include <deque>
#include <optional>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

namespace {

constexpr Duration kGoodbyeTime = std::chrono::seconds(10);
constexpr Duration kSilence = std::chrono::seconds(60);

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
    Connection(AsioLoop& loop, std::unique_ptr<Transport> transport, std::size_t longest)
        : loop_(loop)
        , stream_(loop, std::move(transport))
    {
        stream_.read_message_max(longest);
        stream_.binary(true);
    }

    void expect(const HttpRequest& request)
    {
        request_ = as_beast(request);
        // A client that has gone is found by the transport, and one that is silent by who uses this.
        stream_.set_option(websocket::stream_base::timeout{ kGoodbyeTime, websocket::stream_base::none(), false });
    }

    // As a client; before start().
    template <class Done>
    void ask(const std::string& host, const std::string& target, Done done)
    {
        stream_.set_option(websocket::stream_base::timeout{ kGoodbyeTime, kSilence, true });
        stream_.async_handshake(answer_, host, target, [self = shared_from_this(), done](const error_code& error) {
            self->open_ = !error;
            done(error, self->answer_.result_int());
        });
    }

    void start(WebSocketEvents events)
    {
        events_ = std::move(events);
        if (open_)
            return read();
        stream_.async_accept(*request_, guard([this](const error_code& error) {
            if (error)
                return end();
            open_ = true;
            write_next();
            read();
        }));
    }

    void send(std::string bytes, bool text)
    {
        unsent_ += bytes.size();
        waiting_.push_back({ std::move(bytes), text });
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
        stream_.text(waiting_.front().text);
        stream_.async_write(asio::buffer(waiting_.front().bytes), guard([this](const error_code& error, std::size_t) {
            writing_ = false;
            if (error)
                return end();
            unsent_ -= waiting_.front().bytes.size();
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
    std::optional<http::request<http::empty_body>> request_; // of the client
    websocket::response_type answer_; // of the server
    WebSocketEvents events_;
    beast::flat_buffer buffer_;
    struct Message {
        std::string bytes;
        bool text = false;
    };
    std::deque<Message> waiting_;
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
    void send(std::string bytes) override { connection_->send(std::move(bytes), false); }
    void send_text(std::string text) override { connection_->send(std::move(text), true); }
    std::size_t unsent() const override { return connection_->unsent(); }
    void close() override { connection_->close(); }

private:
    std::shared_ptr<Connection> connection_;
};

struct Place {
    bool tls = false;
    std::string host;
    std::string port;
    std::string authority; // as a request names it
    std::string target;
};

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0)
{
    char* text = nullptr;
    std::string copy;
    if (curl_url_get(url, part, &text, flags) == CURLUE_OK)
        copy = text;
    curl_free(text);
    return copy;
}

std::optional<Place> read_url(const std::string& url)
{
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> read(curl_url(), curl_url_cleanup);
    if (curl_url_set(read.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return {};
    const auto scheme = part_of(read.get(), CURLUPART_SCHEME);
    if (scheme != "ws" && scheme != "wss")
        return {};
    Place place;
    place.tls = scheme == "wss";
    place.host = part_of(read.get(), CURLUPART_HOST);
    place.port = part_of(read.get(), CURLUPART_PORT);
    place.authority = place.host + (place.port.empty() ? "" : ":" + place.port);
    if (place.port.empty())
        place.port = place.tls ? "443" : "80";
    if (place.host.starts_with('[') && place.host.ends_with(']'))
        place.host = place.host.substr(1, place.host.size() - 2);
    place.target = part_of(read.get(), CURLUPART_PATH);
    if (const auto query = part_of(read.get(), CURLUPART_QUERY); !query.empty())
        place.target += "?" + query;
    return place;
}

// A client's attempt.
struct Joining {
    Function<void(Result<std::unique_ptr<WebSocket>>)> done; // empty once it is over
    Subscription dialling;
    std::shared_ptr<Connection> connection;

    void answered(const error_code& error, unsigned status)
    {
        if (!done)
            return drop(); // nobody waits any more
        if (error == websocket::error::upgrade_declined)
            finish(fail(Error::client(fmt::format("The server refuses the connection (HTTP status {}).", status))));
        else if (error)
            finish(fail(Error::client(fmt::format("The server does not speak as expected: {}.", error.message()))));
        else
            finish(std::make_unique<Handle>(std::exchange(connection, nullptr)));
    }

    void finish(Result<std::unique_ptr<WebSocket>> result)
    {
        if (const auto tell = std::exchange(done, nullptr))
            tell(std::move(result));
        drop();
    }

    void drop()
    {
        done = nullptr;
        dialling.reset();
        if (connection)
            connection->abandon();
        connection.reset();
    }
};

} // namespace

std::unique_ptr<WebSocket> accept_web_socket(
    AsioLoop& loop, std::unique_ptr<Transport> transport, const HttpRequest& request, std::size_t longest_message)
{
    auto connection = std::make_shared<Connection>(loop, std::move(transport), longest_message);
    connection->expect(request);
    return std::make_unique<Handle>(std::move(connection));
}

Subscription connect_web_socket(AsioLoop& loop, const std::string& url, Trust trust, std::size_t longest_message,
    Function<void(Result<std::unique_ptr<WebSocket>>)> done)
{
    const auto place = read_url(url);
    auto joining = std::make_shared<Joining>(Joining{ std::move(done), {}, {} });
    if (!place) {
        loop.post([joining] { joining->finish(fail(Error::client("The address of a WebSocket cannot be read."))); });
    } else {
        joining->dialling = dial(loop, { place->host, place->port, place->tls, std::move(trust) },
            [&loop, joining, place = *place, longest_message](Result<std::unique_ptr<Transport>> transport) {
                if (!transport)
                    return joining->finish(fail(transport.error()));
                joining->connection = std::make_shared<Connection>(loop, std::move(*transport), longest_message);
                joining->connection->ask(place.authority, place.target,
                    [joining](const error_code& error, unsigned status) { joining->answered(error, status); });
            });
    }
    return Subscription([joining] { joining->drop(); });
}

} // namespace quayside::net
