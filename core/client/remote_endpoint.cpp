#include "core/client/remote_endpoint.h"

#include "core/net/tls_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace quayside::client {

namespace {

constexpr std::size_t kLongest = 255;

Unexpected<Error> about(const char* member, std::string sentence)
{
    return fail(Error{ member, std::move(sentence), 0 });
}

bool all_of(std::string_view text, std::string_view more)
{
    return std::ranges::all_of(
        text, [more](unsigned char c) { return std::isalnum(c) != 0 || more.find(static_cast<char>(c)) != more.npos; });
}

Result<void> check_url(const std::string& url)
{
    const auto scheme = url.substr(0, url.find("://"));
    if (scheme != "http" && scheme != "https")
        return about("url", "A URL begins with http:// or https://, as in https://ecs.us-east-1.amazonaws.com.");
    auto rest = std::string_view(url).substr(scheme.size() + 3);
    if (rest.ends_with('/'))
        rest.remove_suffix(1);
    const bool whole = !rest.empty() && rest.find_first_of("/?#@ ") == rest.npos;
    if (!whole || !all_of(rest, ".:-_[]") || rest.front() == ':')
        return about("url", "After http:// or https:// stand a host and perhaps a port, and nothing behind them.");
    return {};
}

bool is_signed(const RemoteEndpoint& endpoint)
{
    return !endpoint.profile.empty() || !endpoint.access_key_id.empty();
}

} // namespace

Result<void> check_endpoint(const RemoteEndpoint& endpoint)
{
    if (endpoint.name.empty() || endpoint.name.size() > kLongest)
        return about("name", "Give it a name, of at most 255 characters.");
    if (auto url = check_url(endpoint.url); !url)
        return url;
    if (endpoint.region.empty() || !all_of(endpoint.region, "-"))
        return about("region", "A region has letters, digits and hyphens, as us-east-1 has.");
    if (!endpoint.profile.empty())
        return {};
    if (endpoint.access_key_id.empty() && !endpoint.secret_access_key.empty())
        return about("accessKeyId", "A secret access key needs the access key ID that belongs to it.");
    if (!all_of(endpoint.access_key_id, "_-"))
        return about("accessKeyId", "An access key ID has letters and digits only.");
    if (!endpoint.access_key_id.empty() && endpoint.secret_access_key.empty())
        return about("secretAccessKey", "The secret access key is missing.");
    return {};
}

Error endpoint_problem(const Error& error, const RemoteEndpoint& endpoint)
{
    const auto says = [&error](std::string_view word) { return error.message.find(word) != std::string::npos; };
    const auto keys = [&](const char* member) { return endpoint.profile.empty() ? member : "profile"; };
    if (error.code == net::kCaCertificateError)
        return { "caCertificate", error.message, 0 };
    if (error.http_status == 0 && error.code == "profile")
        return error;
    if (error.http_status == 0)
        return { "url", error.message, 0 };
    if (error.code == "MissingAuthenticationTokenException" || error.code == "MissingAuthenticationToken")
        return { is_signed(endpoint) ? keys("accessKeyId") : "accessKeyId",
            "The endpoint takes signed calls only: an access key or a profile is needed.", 0 };
    if (says("Credential should be scoped to"))
        return { "region", fmt::format("The endpoint is not of this region: {}", error.message), 0 };
    if (error.code == "InvalidSignatureException" || error.code == "SignatureDoesNotMatch")
        return { keys("secretAccessKey"), error.message, 0 };
    if (error.code == "UnrecognizedClientException" || error.code == "InvalidClientTokenId"
        || error.code.starts_with("AccessDenied") || error.code == "ExpiredTokenException")
        return { keys("accessKeyId"), fmt::format("{}: {}", error.code, error.message), 0 };
    return { "url", fmt::format("{}: {}", error.code, error.message), 0 };
}

} // namespace quayside::client
