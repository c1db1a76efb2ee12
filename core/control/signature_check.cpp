#include "core/control/signature_check.h"

#include "core/net/digest.h"
#include "core/net/request_signature.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace quayside::control {

namespace {

constexpr Duration kSkew = std::chrono::minutes{ 5 };

Unexpected<Error> invalid(std::string message)
{
    return fail(Error{ "InvalidSignatureException", std::move(message), 403 });
}

Unexpected<Error> incomplete(std::string message)
{
    return fail(Error{ "IncompleteSignatureException", std::move(message), 400 });
}

std::string lower(std::string_view name)
{
    std::string text(name);
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::optional<int> number(std::string_view digits)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && digits[0] != '-' ? std::optional(value)
                                                                                            : std::nullopt;
}

// "20150830T123600Z"
std::optional<TimePoint> read_date(std::string_view text)
{
    if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z')
        return std::nullopt;
    const auto year = number(text.substr(0, 4)), month = number(text.substr(4, 2)), day = number(text.substr(6, 2));
    const auto hours = number(text.substr(9, 2)), minutes = number(text.substr(11, 2)),
               seconds = number(text.substr(13, 2));
    if (!year || !month || !day || !hours || !minutes || !seconds)
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok() || *hours > 23 || *minutes > 59 || *seconds > 60)
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hours) + std::chrono::minutes(*minutes)
        + std::chrono::seconds(*seconds);
}

std::string write_date(TimePoint at)
{
    return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(at)));
}

// A header's value as it is signed: no spaces around it, single ones within.
std::string canonical_value(std::string_view value)
{
    std::string text;
    for (const char c : value)
        if ((c != ' ' && c != '\t') || (!text.empty() && text.back() != ' '))
            text += c == '\t' ? ' ' : c;
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

// All values of that name, in their order; nothing if there is none.
std::optional<std::string> signed_value(const net::Headers& headers, std::string_view name)
{
    std::optional<std::string> text;
    for (const auto& header : headers)
        if (net::same_header_name(header.name, name))
            text = (text ? *text + "," : "") + canonical_value(header.value);
    return text;
}

bool must_be_signed(std::string_view name)
{
    return name == "host" || name.starts_with("x-amz-");
}

Result<void> check_headers(const net::HttpRequest& request, const Signature& signature)
{
    if (!std::ranges::is_sorted(signature.signed_headers))
        return incomplete("Authorization header: SignedHeaders must be in their order.");
    for (const auto& header : request.headers)
        if (const auto name = lower(header.name);
            must_be_signed(name) && std::ranges::count(signature.signed_headers, name) != 1)
            return invalid(fmt::format("'{}' must be a 'SignedHeader' in the AWS Authorization.", name));
    return {};
}

Result<void> check_scope(const Signature& signature, const SignatureTerms& terms, std::string_view date)
{
    if (signature.date != date.substr(0, 8))
        return invalid(fmt::format("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date "
                                   "from HTTP: '{}' != '{}', from '{}'.",
            signature.date, date.substr(0, 8), date));
    if (signature.region != terms.region)
        return invalid(fmt::format("Credential should be scoped to a valid region, not '{}'.", signature.region));
    if (signature.service != terms.service)
        return invalid(fmt::format("Credential should be scoped to correct service: '{}'.", terms.service));
    return {};
}

Result<void> check_age(std::string_view date, TimePoint signed_at, TimePoint now)
{
    if (signed_at < now - kSkew)
        return invalid(fmt::format("Signature expired: {} is now earlier than {} ({} - 5 min.)", date,
            write_date(now - kSkew), write_date(now)));
    if (signed_at > now + kSkew)
        return invalid(fmt::format("Signature not yet current: {} is still later than {} ({} + 5 min.)", date,
            write_date(now + kSkew), write_date(now)));
    return {};
}

// Without a query: there is none to this API.
std::string canonical_request(const net::HttpRequest& request, const Signature& signature)
{
    std::string names, lines;
    for (const auto& name : signature.signed_headers) {
        names += (names.empty() ? "" : ";") + name;
        lines += name + ":" + signed_value(request.headers, name).value_or("") + "\n";
    }
    return fmt::format(
        "{}\n{}\n\n{}\n{}\n{}", request.method, request.target, lines, names, net::hex(net::sha256(request.body)));
}

std::string sign(
    const std::string& canonical, const Signature& signature, std::string_view secret, std::string_view date)
{
    const auto scope = fmt::format("{}/{}/{}/aws4_request", signature.date, signature.region, signature.service);
    return net::signature_v4(canonical, scope, secret, date);
}

} // namespace

Result<void> check_signature(const net::HttpRequest& request, const Signature& signature, const SignatureTerms& terms)
{
    const std::string* date = net::find_header(request.headers, "X-Amz-Date");
    const auto signed_at = date ? read_date(*date) : std::nullopt;
    if (!signed_at)
        return incomplete(
            "Authorization header requires existence of an 'X-Amz-Date' header such as 20150830T123600Z.");
    for (const auto& checked : { check_headers(request, signature), check_scope(signature, terms, *date),
             check_age(*date, *signed_at, terms.now) })
        if (!checked)
            return checked;
    if (!net::same_secret(
            sign(canonical_request(request, signature), signature, terms.secret, *date), signature.signature))
        return invalid("The request signature we calculated does not match the signature you provided. Check your AWS "
                       "Secret Access Key and signing method. Consult the service documentation for details.");
    return {};
}

} // namespace quayside::control
