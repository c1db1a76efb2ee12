#include "core/net/http_tunnel.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <fmt/format.h>

#include <array>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::local::stream_protocol;
using boost::system::error_code;

namespace {

constexpr std::uint32_t kMostHeader = 16 * 1024;
constexpr std::size_t kMostRefusal = 64 * 1024; // bytes of an answer that opens no tunnel
constexpr std::size_t kReadSize = 16 * 1024;

std::string head_of(const TunnelCall& call)
{
    return fmt::format("POST {} HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
                       "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
        call.target, call.body.size());
}

// A tunnel is what the upgrade gives, and an answer of unknown length that ends with the connection.
bool opens(const http::response_parser<http::string_body>& parser)
{
    return parser.get().result() == http::status::switching_protocols
        || (parser.get().result() == http::status::ok && parser.need_eof());
}

} // namespace

class HttpTunnel::Core : public std::enable_shared_from_this<Core> {
    // Asio calls back also after the socket was closed.
    template <class F>
    auto guard(F callback)
    {
        return [self = shared_from_this(), callback](auto&&... arguments) {
            if (!self->gone_)
                callback(std::forward<decltype(arguments)>(arguments)...);
        };
    }

public:
    Core(AsioLoop& loop, TunnelCall call, TunnelEvents events)
        : call_(std::move(call))
        , events_(std::move(events))
        , socket_(loop.context())
    {
        parser_.header_limit(kMostHeader);
        parser_.body_limit(kMostRefusal);
        deadline_ = loop.after(call_.deadline, [this] {
            const auto self = shared_from_this();
            fail_with("did not answer in time");
        });
    }

    void connect()
    {
        head_ = head_of(call_) + call_.body;
        socket_.async_connect(stream_protocol::endpoint(call_.unix_socket), guard([this](const error_code& error) {
            if (error)
                return fail_with(error.message());
            asio::async_write(socket_, asio::buffer(head_), guard([this](const error_code& failed, std::size_t) {
                failed ? fail_with(failed.message()) : read_head();
            }));
        }));
    }

    void write(std::string_view bytes)
    {
        waiting_ += bytes;
        if (open_ && writing_.empty())
            write_next();
    }
    std::size_t unsent() const { return waiting_.size() + writing_.size(); }

    void pause() { paused_ = true; }
    void go_on()
    {
        if (std::exchange(paused_, false) && open_ && !reading_)
            read();
    }

    // No event comes any more.
    void abandon()
    {
        gone_ = true;
        deadline_.cancel();
        error_code ignored;
        socket_.close(ignored);
    }

private:
    void read_head()
    {
        http::async_read_header(socket_, buffer_, parser_, guard([this](const error_code& error, std::size_t) {
            if (error)
                return fail_with(error.message());
            if (opens(parser_))
                return begin();
            http::async_read(socket_, buffer_, parser_, guard([this](const error_code& failed, std::size_t) {
                failed ? fail_with(failed.message()) : end(answer());
            }));
        }));
    }

    HttpResponse answer() const { return { static_cast<int>(parser_.get().result_int()), {}, parser_.get().body() }; }

    // Output may have come together with the head.
    void begin()
    {
        open_ = true;
        deadline_.cancel();
        events_.opened();
        if (gone_)
            return;
        if (!waiting_.empty())
            write_next();
        const std::string early(static_cast<const char*>(buffer_.data().data()), buffer_.data().size());
        buffer_.clear();
        if (!early.empty())
            events_.data(early);
        if (!gone_ && !paused_ && !reading_)
            read();
    }

    void read()
    {
        reading_ = true;
        socket_.async_read_some(asio::buffer(piece_), guard([this](const error_code& error, std::size_t size) {
            reading_ = false;
            if (error == asio::error::eof || error == asio::error::connection_reset)
                return end(answer());
            if (error)
                return fail_with(error.message());
            events_.data({ piece_.data(), size });
            if (!gone_ && !paused_ && !reading_)
                read();
        }));
    }

    void write_next()
    {
        writing_ = std::exchange(waiting_, {});
        asio::async_write(socket_, asio::buffer(writing_), guard([this](const error_code& error, std::size_t) {
            writing_.clear();
            if (error)
                return; // reading finds out that the other side has gone
            if (!waiting_.empty())
                write_next();
        }));
    }

    void fail_with(const std::string& why)
    {
        end(quayside::fail(Error::no_answer(fmt::format("{}: {}.", call_.unix_socket, why))));
    }

    void end(Result<HttpResponse> result)
    {
        if (std::exchange(gone_, true))
            return;
        abandon();
        events_.ended(std::move(result));
    }

    TunnelCall call_;
    TunnelEvents events_;
    stream_protocol::socket socket_;
    TimerHandle deadline_;
    std::string head_;
    boost::beast::flat_buffer buffer_;
    http::response_parser<http::string_body> parser_;
    std::array<char, kReadSize> piece_{};
    std::string writing_;
    std::string waiting_;
    bool open_ = false;
    bool reading_ = false;
    bool paused_ = false;
    bool gone_ = false;
};

HttpTunnel::HttpTunnel(AsioLoop& loop, TunnelCall call, TunnelEvents events)
    : core_(std::make_shared<Core>(loop, std::move(call), std::move(events)))
{
    core_->connect();
}

HttpTunnel::~HttpTunnel()
{
    core_->abandon();
}

void HttpTunnel::write(std::string_view bytes)
{
    core_->write(bytes);
}

std::size_t HttpTunnel::unsent() const
{
    return core_->unsent();
}

void HttpTunnel::pause()
{
    core_->pause();
}

void HttpTunnel::go_on()
{
    core_->go_on();
}

} // namespace quayside::net
