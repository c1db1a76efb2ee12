#include "core/net/http_wire.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quayside::net {

namespace {

void append_line(std::string& out, std::string_view name, std::string_view value)
{
    const auto clean = [&out](std::string_view text) {
        std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c != '\r' && c != '\n'; });
    };
    clean(name);
    out += ": ";
    clean(value);
    out += "\r\n";
}

} // namespace

std::string response_head(const HttpResponse& response, std::string_view date, bool keep_alive)
{
    std::string head;
    head.reserve(256);
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: {}\r\nContent-Length: {}\r\nConnection: {}\r\n",
        response.status, reason_phrase(response.status), date, response.body.size(),
        keep_alive ? "keep-alive" : "close");
    for (const auto& header : response.headers)
        append_line(head, header.name, header.value);
    head += "\r\n";
    return head;
}

std::string_view reason_phrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 421:
        return "Misdirected Request";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

std::string http_date(TimePoint at)
{
    static constexpr std::array weekdays{ "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static constexpr std::array months{ "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec" };
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", weekdays[std::chrono::weekday(day).c_encoding()],
        unsigned(date.day()), months[unsigned(date.month()) - 1], int(date.year()), time.hours().count(),
        time.minutes().count(), time.seconds().count());
}

bool comes_from_web_page(const Headers& headers)
{
    const auto* site = find_header(headers, "Sec-Fetch-Site");
    return find_header(headers, "Origin") || find_header(headers, "Access-Control-Request-Method")
        || (site && *site != "none");
}

} // namespace quayside::net
