#include "core/net/request_parser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <utility>

namespace quayside::net {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

namespace {

// Fills an HttpRequest directly: Beast's own containers would be copied once more.
class Reader final : public http::basic_parser<true> {
public:
    explicit Reader(const RequestLimits& limits)
        : header_lines_(limits.header_lines)
    {
        header_limit(static_cast<std::uint32_t>(limits.header));
        body_limit(limits.body);
    }

    HttpRequest request;
    bool expects_continue = false;

private:
    void on_request_impl(http::verb, string_view method, string_view target, int, error_code&) override
    {
        request.method = std::string(method);
        request.target = std::string(target);
    }
    void on_response_impl(int, string_view, int, error_code&) override { }
    void on_field_impl(http::field, string_view name, string_view value, error_code& error) override
    {
        if (request.headers.size() == header_lines_)
            error = http::error::header_limit;
        else
            request.headers.push_back({ std::string(name), std::string(value) });
    }
    void on_header_impl(error_code&) override
    {
        const auto* expect = find_header(request.headers, "Expect");
        expects_continue = expect && same_header_name(*expect, "100-continue");
    }
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override
    {
        request.body.reserve(length.value_or(0)); // never above the limit: that was checked before
    }
    std::size_t on_body_impl(string_view bytes, error_code&) override
    {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override { }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override
    {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_finish_impl(error_code&) override { }

    std::size_t header_lines_;
};

int status_of(const error_code& error)
{
    if (error == http::error::body_limit)
        return 413;
    return error == http::error::header_limit ? 431 : 400;
}

} // namespace

struct RequestParser::Impl {
    explicit Impl(const RequestLimits& limits)
        : reader(limits)
    {
    }
    Reader reader;
    int refusal = 0;
};

RequestParser::RequestParser(const RequestLimits& limits)
    : impl_(std::make_unique<Impl>(limits))
{
}

RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

std::size_t RequestParser::feed(std::string_view bytes)
{
    error_code error;
    const auto used = impl_->reader.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (error && error != http::error::need_more)
        impl_->refusal = status_of(error);
    return used;
}

RequestParser::State RequestParser::state() const
{
    if (impl_->refusal != 0)
        return State::Refused;
    if (impl_->reader.is_done())
        return State::Done;
    return impl_->reader.is_header_done() ? State::Body : State::Header;
}

int RequestParser::refusal() const
{
    return impl_->refusal;
}

const HttpRequest& RequestParser::request() const
{
    return impl_->reader.request;
}

HttpRequest RequestParser::take()
{
    return std::move(impl_->reader.request);
}

bool RequestParser::keep_alive() const
{
    return impl_->reader.keep_alive();
}

bool RequestParser::expects_continue() const
{
    return impl_->reader.expects_continue;
}

bool RequestParser::wants_upgrade() const
{
    return impl_->reader.upgrade();
}

} // namespace quayside::net
