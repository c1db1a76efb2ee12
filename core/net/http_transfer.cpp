#include "core/net/http_transfer.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace quayside::net {

namespace {

constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
constexpr std::size_t kMaxErrorBody = 64 * 1024; // of an answer that was to be streamed and is no success

std::string in_words(Duration time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    return seconds.count() > 0 ? fmt::format("{} s", seconds.count()) : fmt::format("{} ms", time.count() / 1000);
}

std::string in_words(std::size_t bytes)
{
    return bytes < 1 << 20 ? fmt::format("{} bytes", bytes) : fmt::format("{} MiB", bytes >> 20);
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

} // namespace

HttpTransfer::HttpTransfer(HttpCall call, HttpClient::Done done, Function<void(HttpTransfer&)> received)
    : call_(std::move(call))
    , done_(std::move(done))
    , received_(std::move(received))
    , easy_(curl_easy_init())
    , curl_words_(CURL_ERROR_SIZE, '\0')
{
    configure();
    configure_tls();
    configure_method();
}

HttpTransfer::~HttpTransfer()
{
    curl_easy_cleanup(easy_);
    curl_slist_free_all(header_list_);
}

void HttpTransfer::configure()
{
    curl_easy_setopt(easy_, CURLOPT_URL, call_.url.c_str());
    if (!call_.unix_socket.empty())
        curl_easy_setopt(easy_, CURLOPT_UNIX_SOCKET_PATH, call_.unix_socket.c_str());
    curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy_, CURLOPT_PROXY, "");
    curl_easy_setopt(easy_, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy_, CURLOPT_FRESH_CONNECT, call_.fresh ? 1L : 0L);
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, curl_words_.data());
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &HttpTransfer::on_body);
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, &HttpTransfer::on_header);
    curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
    if (call_.deadline.count() > 0) {
        const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(call_.deadline).count();
        curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(milliseconds));
        curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(milliseconds));
    }
    // libcurl's own "Expect: 100-continue" costs a second with servers that do not know it, and its content type is a
    // form's.
    header_list_ = curl_slist_append(header_list_, "Expect:");
    if (!find_header(call_.headers, "Content-Type"))
        header_list_ = curl_slist_append(header_list_, "Content-Type:");
    for (const auto& header : call_.headers)
        header_list_ = curl_slist_append(header_list_, (header.name + ": " + header.value).c_str());
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, header_list_);
}

// Only those vouch for the server whom the caller names: not the certificates that the system trusts. A key with a
// passphrase fails, instead of asking for that on the terminal.
void HttpTransfer::configure_tls()
{
    const auto& tls = call_.tls;
    curl_easy_setopt(easy_, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy_, CURLOPT_CAINFO, tls.ca_certificate.empty() ? nullptr : tls.ca_certificate.c_str());
    curl_easy_setopt(easy_, CURLOPT_CA_CACHE_TIMEOUT, 0L);
    if (tls.client_certificate.empty())
        return;
    curl_easy_setopt(easy_, CURLOPT_SSLCERT, tls.client_certificate.c_str());
    curl_easy_setopt(easy_, CURLOPT_SSLKEY, tls.client_key.c_str());
    curl_easy_setopt(easy_, CURLOPT_KEYPASSWD, "");
}

void HttpTransfer::configure_method()
{
    if (call_.method == "HEAD") {
        curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
        return;
    }
    if (call_.method == "POST" || call_.method == "PUT" || !call_.body.empty()) {
        curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
        curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, call_.body.data());
    }
    curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, call_.method.c_str());
}

std::size_t HttpTransfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self)
{
    return static_cast<HttpTransfer*>(self)->take_body({ bytes, size * count }) ? size * count : 0;
}

std::size_t HttpTransfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self)
{
    return static_cast<HttpTransfer*>(self)->take_header({ bytes, size * count }) ? size * count : 0;
}

bool HttpTransfer::take_body(std::string_view bytes)
{
    heard();
    if (call_.on_data && status() / 100 == 2) {
        const bool announced = !unread_.empty();
        unread_ += bytes;
        if (!announced)
            received_(*this);
        return true;
    }
    too_long_ = response_.body.size() + bytes.size() > (call_.on_data ? kMaxErrorBody : call_.max_body);
    if (!too_long_)
        response_.body += bytes;
    return !too_long_;
}

bool HttpTransfer::take_header(std::string_view line)
{
    heard();
    header_bytes_ += line.size();
    too_long_ = header_bytes_ > kMaxHeaderBytes;
    if (trimmed(line).empty())
        headers_complete_ = true;
    const auto colon = line.find(':');
    if (line.substr(0, 5) == "HTTP/") {
        response_.headers.clear(); // what came before belonged to an interim answer
        headers_complete_ = false;
    } else if (colon != std::string_view::npos) {
        response_.headers.push_back(
            { std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1))) });
    }
    return !too_long_;
}

void HttpTransfer::heard()
{
    answered_ = true;
    last_heard_ = Clock::now();
}

long HttpTransfer::status() const
{
    long code = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

void HttpTransfer::deliver_data()
{
    const auto data = std::exchange(unread_, {});
    call_.on_data(data);
}

void HttpTransfer::deliver(Result<HttpResponse> result)
{
    std::exchange(done_, nullptr)(std::move(result));
}

Result<HttpResponse> HttpTransfer::result(int curl_code)
{
    if (curl_code == CURLE_OK && !headers_complete_)
        curl_code = CURLE_PARTIAL_FILE; // libcurl takes an end among the headers for the end of the answer
    if (curl_code != CURLE_OK)
        return fail(failure(curl_code));
    response_.status = static_cast<int>(status());
    return std::move(response_);
}

Duration HttpTransfer::allowed_silence() const
{
    return !answered_ && call_.first_byte.count() > 0 ? call_.first_byte : call_.idle;
}

Duration HttpTransfer::silence_left(Clock::time_point now) const
{
    // Looked at again after the shorter of the two limits: the answer may begin in the meantime.
    const auto allowed = allowed_silence();
    if (allowed.count() == 0)
        return std::chrono::hours(1);
    const auto silent = std::chrono::duration_cast<Duration>(now - last_heard_);
    const auto left = std::max(allowed - silent, Duration::zero());
    return call_.idle.count() > 0 ? std::min(left, call_.idle) : left;
}

Error HttpTransfer::too_silent() const
{
    return Error::no_answer(fmt::format("{} has sent nothing for {}.", place(), in_words(allowed_silence())));
}

std::string HttpTransfer::place() const
{
    if (!call_.unix_socket.empty())
        return call_.unix_socket;
    const auto host = call_.url.find("://") == std::string::npos ? 0 : call_.url.find("://") + 3;
    return call_.url.substr(0, call_.url.find_first_of("/?", host));
}

std::string HttpTransfer::no_connection() const
{
    long system_error = 0;
    curl_easy_getinfo(easy_, CURLINFO_OS_ERRNO, &system_error);
    if (call_.unix_socket.empty() || system_error == 0)
        return fmt::format("Cannot connect to {}: {}.", place(), curl_words_.c_str());
    switch (system_error) {
    case ENOENT:
        return fmt::format("There is no socket at {}: check the path, or start what serves it.", place());
    case ECONNREFUSED:
        return fmt::format("Nothing listens on {}: start what serves it, or choose another path.", place());
    case EACCES:
        return fmt::format("No permission to use {}: this user must be in the group that owns it.", place());
    default:
        return fmt::format("Cannot connect to {}: {}.", place(), std::strerror(static_cast<int>(system_error)));
    }
}

Error HttpTransfer::failure(int curl_code) const
{
    const auto where = place();
    const auto scheme = where.find("://");
    TlsEnd end{ curl_code, 0, curl_words_.c_str(), scheme == std::string::npos ? where : where.substr(scheme + 3) };
    curl_easy_getinfo(easy_, CURLINFO_SSL_VERIFYRESULT, &end.verify_result);
    auto problem_with_tls = tls_problem(end, call_.tls);
    return problem_with_tls ? std::move(*problem_with_tls) : Error::no_answer(problem(curl_code));
}

std::string HttpTransfer::problem(int curl_code) const
{
    switch (curl_code) {
    case CURLE_COULDNT_CONNECT:
        return no_connection();
    case CURLE_OPERATION_TIMEDOUT:
        return fmt::format("{} did not answer within {}.", place(), in_words(call_.deadline));
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return fmt::format("{} closed the connection before its answer was complete.", place());
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return fmt::format("{} does not speak HTTP.", place());
    case CURLE_WRITE_ERROR:
        if (too_long_)
            return fmt::format("{} sent more than {}.", place(), in_words(call_.max_body));
        break;
    default:
        break;
    }
    const auto* words = curl_words_[0] ? curl_words_.c_str() : curl_easy_strerror(static_cast<CURLcode>(curl_code));
    return fmt::format("The call to {} failed: {}.", place(), words);
}

} // namespace quayside::net
