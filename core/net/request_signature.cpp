#include "core/net/request_signature.h"

#include "core/net/digest.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace quayside::net {

namespace {

std::string lower(std::string_view name)
{
    std::string text(name);
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

} // namespace

std::string signature_v4(
    std::string_view canonical_request, std::string_view scope, std::string_view secret, std::string_view date)
{
    Digest key = hmac_sha256(fmt::format("AWS4{}", secret), scope.substr(0, scope.find('/')));
    for (auto rest = scope.substr(scope.find('/') + 1); !rest.empty();) {
        const auto part = rest.substr(0, rest.find('/'));
        key = hmac_sha256(bytes_of(key), part);
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    }
    const auto to_sign = fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", date, scope, hex(sha256(canonical_request)));
    return hex(hmac_sha256(bytes_of(key), to_sign));
}

void sign_request(
    HttpRequest& request, const SigningKeys& keys, const std::string& region, const std::string& service, TimePoint now)
{
    const auto date = fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
    request.headers.push_back({ "X-Amz-Date", date });
    if (!keys.session_token.empty())
        request.headers.push_back({ "X-Amz-Security-Token", keys.session_token });
    std::map<std::string, std::string> headers;
    for (const auto& header : request.headers)
        headers[lower(header.name)] = header.value;
    std::string names, lines;
    for (const auto& [name, value] : headers) {
        names += (names.empty() ? "" : ";") + name;
        lines += fmt::format("{}:{}\n", name, value);
    }
    const auto canonical
        = fmt::format("{}\n{}\n\n{}\n{}\n{}", request.method, request.target, lines, names, hex(sha256(request.body)));
    const auto scope = fmt::format("{}/{}/{}/aws4_request", date.substr(0, 8), region, service);
    request.headers.push_back({ "Authorization",
        fmt::format("AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}", keys.access_key_id, scope,
            names, signature_v4(canonical, scope, keys.secret_access_key, date)) });
}

std::string host_of_url(std::string_view url)
{
    const auto start = url.find("://");
    url.remove_prefix(start == std::string_view::npos ? 0 : start + 3);
    return std::string(url.substr(0, url.find('/')));
}

} // namespace quayside::net
