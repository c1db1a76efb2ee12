#pragma once

#include "core/net/http_client.h"

#include <chrono>
#include <string>

struct curl_slist;

namespace quayside::net {

// One call under way: libcurl's easy handle, what it has received so far, and how the end is put into words. It calls
// nobody but `received`, and that from inside libcurl.
class HttpTransfer {
public:
    using Clock = std::chrono::steady_clock;

    // `received` is told when there are bytes to be fetched with take_data().
    HttpTransfer(HttpCall call, HttpClient::Done done, Function<void(HttpTransfer&)> received);
    ~HttpTransfer();
    HttpTransfer(const HttpTransfer&) = delete;
    HttpTransfer& operator=(const HttpTransfer&) = delete;

    void* easy() const { return easy_; }

    void deliver_data(); // calls on_data
    void deliver(Result<HttpResponse> result); // calls done
    Result<HttpResponse> result(int curl_code);

    // The watchdog: how long the other side may yet be silent. Zero: it has been silent for too long.
    bool watched() const { return call_.idle.count() > 0 || call_.first_byte.count() > 0; }
    Duration silence_left(Clock::time_point now) const;
    Error too_silent() const;

private:
    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);

    void configure();
    void configure_tls();
    void configure_method();
    bool take_body(std::string_view bytes);
    bool take_header(std::string_view line);
    void heard();
    long status() const;
    Duration allowed_silence() const;
    std::string place() const; // the socket or host, for sentences
    std::string no_connection() const;
    Error failure(int curl_code) const;
    std::string problem(int curl_code) const;

    HttpCall call_;
    HttpClient::Done done_;
    Function<void(HttpTransfer&)> received_;
    void* easy_;
    curl_slist* header_list_ = nullptr;
    std::string curl_words_;
    HttpResponse response_;
    std::size_t header_bytes_ = 0;
    bool headers_complete_ = false;
    std::string unread_; // of a stream
    bool too_long_ = false;
    bool answered_ = false;
    Clock::time_point last_heard_ = Clock::now();
};

} // namespace quayside::net
