#include "core/docker/engine_route.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace quayside::docker {

using model::EngineAddress;

namespace {

constexpr std::size_t kMaxSocketPath = 107; // what the kernel takes
constexpr std::string_view kUnix = "unix://";
constexpr std::string_view kTcp = "tcp://";
constexpr std::string_view kSsh = "ssh://";

Unexpected<Error> wrong(std::string_view field, std::string_view what)
{
    return fail(Error::invalid_parameter(fmt::format("{}: {}", field, what)));
}

bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_'
        || c == '-';
}

// Nothing that a shell or a program's options would take for something else.
bool is_word(std::string_view text)
{
    return !text.empty() && text.front() != '-' && std::ranges::all_of(text, is_plain);
}

bool is_ipv6(std::string_view text)
{
    return text.find(':') != std::string_view::npos
        && std::ranges::all_of(text, [](char c) { return is_plain(c) || c == ':'; });
}

bool is_plain_path(std::string_view text)
{
    return text.starts_with('/') && std::ranges::all_of(text, [](char c) { return is_plain(c) || c == '/'; });
}

// Written as it is into the command line of ssh, which reads quotes and % in a file's name.
bool is_file(std::string_view path)
{
    return path.starts_with('/') && std::ranges::none_of(path, [](char c) {
        return c == '"' || c == '%' || c == '$' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
    });
}

struct HostPort {
    std::string host;
    std::uint16_t port = 0; // none was given
};

std::optional<HostPort> host_and_port(std::string_view text)
{
    HostPort found;
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos || !is_ipv6(text.substr(1, end - 1)))
            return {};
        found.host = text.substr(1, end - 1);
        rest = text.substr(end + 1);
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        if (!is_word(text.substr(0, colon)))
            return {};
        found.host = text.substr(0, colon);
        rest = text.substr(colon);
    }
    if (rest.empty())
        return found;
    const auto* end = rest.data() + rest.size();
    const auto [last, bad] = std::from_chars(rest.data() + 1, end, found.port);
    return rest.front() == ':' && bad == std::errc() && last == end && found.port > 0 ? std::optional(found)
                                                                                      : std::nullopt;
}

bool is_loopback(std::string_view host)
{
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

Result<EngineRoute> over_unix(const EngineAddress& address)
{
    const auto path = std::string_view(address.endpoint).substr(kUnix.size());
    if (!path.starts_with('/') || path.find('\0') != std::string_view::npos)
        return wrong("endpoint",
            fmt::format(
                "'{}' names no socket: give its absolute path, as in unix:///var/run/docker.sock.", address.endpoint));
    if (path.size() > kMaxSocketPath)
        return wrong(
            "endpoint", fmt::format("the path of the socket {} is longer than {} bytes.", path, kMaxSocketPath));
    EngineRoute route;
    route.unix_socket = path;
    return route;
}

Result<void> check_tls(const model::EngineTls& tls)
{
    if (tls.ca_certificate.empty())
        return wrong("tls.caCertificate", "is needed beside a certificate of the client.");
    if (tls.client_certificate.empty() != tls.client_key.empty())
        return wrong(tls.client_key.empty() ? "tls.clientKey" : "tls.clientCertificate",
            "the client's certificate and its key go together.");
    for (const auto& [field, file] : { std::pair("tls.caCertificate", &tls.ca_certificate),
             std::pair("tls.clientCertificate", &tls.client_certificate), std::pair("tls.clientKey", &tls.client_key) })
        if (!file->empty() && (!file->starts_with('/') || file->find('\0') != std::string::npos))
            return wrong(field, fmt::format("'{}' is no absolute path of a file.", *file));
    return {};
}

Result<EngineRoute> over_tcp(const EngineAddress& address)
{
    const auto place = host_and_port(std::string_view(address.endpoint).substr(kTcp.size()));
    if (!place || place->port == 0)
        return wrong("endpoint",
            fmt::format("'{}' names no host and port, as in tcp://build-1.example.com:2376.", address.endpoint));
    const bool secure = address.tls != model::EngineTls();
    if (secure)
        if (auto checked = check_tls(address.tls); !checked)
            return fail(checked.error());
    if (!secure && !address.allow_plaintext && !is_loopback(place->host))
        return wrong("allowPlaintext",
            fmt::format("without TLS whoever can reach or overhear {} rules the engine and its machine: give "
                        "tls.caCertificate, or say allowPlaintext.",
                address.endpoint));
    EngineRoute route;
    route.host = place->host;
    route.port = place->port;
    const auto host = is_ipv6(place->host) ? "[" + place->host + "]" : place->host;
    route.url = fmt::format("{}://{}:{}", secure ? "https" : "http", host, place->port);
    route.tls = { address.tls.ca_certificate, address.tls.client_certificate, address.tls.client_key };
    return route;
}

Result<EngineRoute> over_ssh(const EngineAddress& address)
{
    auto rest = std::string_view(address.endpoint).substr(kSsh.size());
    EngineRoute route;
    route.over_ssh = true;
    route.ssh = address.ssh;
    if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
        route.remote_socket = rest.substr(slash);
        rest = rest.substr(0, slash);
    }
    const auto at = rest.find('@');
    if (at != std::string_view::npos) {
        route.user = rest.substr(0, at);
        rest = rest.substr(at + 1);
    }
    const auto place = host_and_port(rest);
    if (!place || (at != std::string_view::npos && !is_word(route.user))
        || (!route.remote_socket.empty() && !is_plain_path(route.remote_socket)))
        return wrong("endpoint",
            fmt::format("'{}' is no ssh://USER@HOST, optionally with :PORT and the /PATH of the engine's socket; only "
                        "letters, digits, '.', '_' and '-' may be in them.",
                address.endpoint));
    route.host = place->host;
    route.port = place->port;
    for (const auto& [field, file] : { std::pair("ssh.identityFile", &address.ssh.identity_file),
             std::pair("ssh.knownHostsFile", &address.ssh.known_hosts_file) })
        if (!file->empty() && !is_file(*file))
            return wrong(field, fmt::format("'{}' is no absolute path without quotes, %, $ and \\.", *file));
    return route;
}

Result<EngineRoute> by_scheme(const EngineAddress& address)
{
    const std::string_view endpoint = address.endpoint;
    if (!endpoint.starts_with(kTcp) && address.tls != model::EngineTls())
        return wrong("tls", "only a tcp:// endpoint has TLS.");
    if (!endpoint.starts_with(kTcp) && address.allow_plaintext)
        return wrong("allowPlaintext", "only a tcp:// endpoint may be without TLS.");
    if (!endpoint.starts_with(kSsh) && address.ssh != model::EngineSsh())
        return wrong("ssh", "only an ssh:// endpoint has these.");
    if (endpoint.starts_with(kUnix))
        return over_unix(address);
    if (endpoint.starts_with(kTcp))
        return over_tcp(address);
    if (endpoint.starts_with(kSsh))
        return over_ssh(address);
    return wrong("endpoint",
        fmt::format(
            "'{}' is no endpoint of an engine: give unix:///PATH, tcp://HOST:PORT or ssh://USER@HOST.", endpoint));
}

} // namespace

Result<EngineRoute> route_to(const EngineAddress& address)
{
    auto route = by_scheme(address);
    if (route)
        route->name = address.endpoint;
    return route;
}

bool is_local(const std::string& endpoint)
{
    if (!endpoint.starts_with(kTcp))
        return !endpoint.starts_with(kSsh);
    const auto place = host_and_port(std::string_view(endpoint).substr(kTcp.size()));
    return place && is_loopback(place->host);
}

} // namespace quayside::docker
