#include "core/images/registry_tokens.h"

#include "core/base/json.h"
#include "core/net/base64.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace quayside::images {

namespace {

constexpr Duration kPasswordLife = std::chrono::hours{ 12 };
constexpr std::int64_t kTokenLife = 300; // seconds
constexpr std::int64_t kEarlier = 60; // seconds by which clocks may differ

std::int64_t seconds_of(TimePoint time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded
            = text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 && digit_of(text[i + 2]) >= 0;
        if (coded)
            out += static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
        else
            out += text[i] == '+' ? ' ' : text[i];
        i += coded ? 2 : 0;
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char at)
{
    std::vector<std::string> parts;
    for (;;) {
        const auto end = text.find(at);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

// repository:NAME:pull,push
struct Scope {
    std::string type;
    std::string name;
    std::vector<std::string> actions;
};

std::vector<Scope> scopes_of(const net::HttpRequest& request)
{
    std::vector<Scope> scopes;
    const auto query = std::min(request.target.find('?'), request.target.size() - 1);
    for (const auto& part : split(std::string_view(request.target).substr(query + 1), '&')) {
        if (!part.starts_with("scope="))
            continue;
        for (const auto& text : split(decoded(std::string_view(part).substr(6)), ' '))
            if (const auto words = split(text, ':'); words.size() == 3)
                scopes.push_back({ words[0], words[1], split(words[2], ',') });
    }
    return scopes;
}

bool has(const Scope& scope, std::string_view action)
{
    return std::ranges::find(scope.actions, action) != scope.actions.end();
}

// In the form in which engines understand it.
net::HttpResponse refused(int status, const char* code, const std::string& message)
{
    const Json error{ { "code", code }, { "message", message } };
    net::HttpResponse response;
    response.status = status;
    response.headers = { { "Content-Type", "application/json" } };
    if (status == 401)
        response.headers.push_back({ "WWW-Authenticate", "Basic realm=\"Quayside\"" });
    response.body = Json{ { "errors", Json::array({ error }) } }.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

std::optional<std::string> password_in(const net::HttpRequest& request)
{
    const auto* header = net::find_header(request.headers, "Authorization");
    if (!header || !header->starts_with("Basic "))
        return std::nullopt;
    const auto text = net::from_base64(std::string_view(*header).substr(6));
    const std::string user = std::string(RegistryTokens::kUser) + ":";
    return text && text->starts_with(user) ? std::optional(text->substr(user.size())) : std::nullopt;
}

std::string part_of_token(std::string_view bytes)
{
    auto text = net::base64url(bytes);
    text.erase(std::min(text.find('='), text.size()));
    return text;
}

} // namespace

Result<RegistryTokens> RegistryTokens::make(const std::string& installation_secret, const std::string& account)
{
    auto key = net::SigningKey::make(kService);
    return key ? Result<RegistryTokens>(RegistryTokens(std::move(*key), installation_secret, account))
               : fail(key.error());
}

RegistryTokens::RegistryTokens(net::SigningKey key, const std::string& installation_secret, std::string account)
    : key_(std::move(key))
    , secret_(net::hmac_sha256(installation_secret, "registry passwords"))
    , account_(std::move(account))
{
}

std::string RegistryTokens::password_until(TimePoint expires_at) const
{
    const auto until = std::to_string(seconds_of(expires_at));
    return until + "-" + net::hex(net::hmac_sha256(net::bytes_of(secret_), until));
}

RegistryTokens::Password RegistryTokens::password(TimePoint now) const
{
    const TimePoint expires_at{ std::chrono::seconds(seconds_of(now + kPasswordLife)) };
    return { password_until(expires_at), expires_at };
}

docker::RegistryLogin RegistryTokens::own_login(TimePoint now) const
{
    const auto half_days = now.time_since_epoch() / kPasswordLife;
    return { kUser, password_until(TimePoint((half_days + 2) * kPasswordLife)) };
}

net::HttpResponse RegistryTokens::check_password(const net::HttpRequest& request, TimePoint now) const
{
    const auto password = password_in(request);
    std::int64_t until = 0;
    if (password)
        std::from_chars(password->data(), password->data() + password->size(), until);
    if (!password || !net::same_secret(*password, password_until(TimePoint(std::chrono::seconds(until)))))
        return refused(
            401, "UNAUTHORIZED", "that is no password of this registry: aws ecr get-login-password gives one");
    if (until <= seconds_of(now))
        return refused(403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");
    return {};
}

net::HttpResponse RegistryTokens::answer(
    const net::HttpRequest& request, const Repositories& repositories, TimePoint now) const
{
    if (request.method != "GET" || !request.target.starts_with("/token"))
        return refused(404, "UNSUPPORTED", "Tokens are at /token.");
    if (auto checked = check_password(request, now); checked.status != 200)
        return checked;
    Json access = Json::array();
    const auto scopes = scopes_of(request);
    for (const auto& scope : scopes) {
        const bool known = scope.type == "repository" && repositories.contains(scope.name);
        // The first is what is wanted; the others are where parts of it may be had from.
        if (!known && &scope == &scopes.front() && scope.type == "repository")
            return refused(404, "NAME_UNKNOWN",
                fmt::format(
                    "The repository with name '{}' does not exist in the registry with id '{}'", scope.name, account_));
        Json actions = Json::array();
        for (const char* action : { "pull", "push" })
            if (known && has(scope, action))
                actions.push_back(action);
        if (!actions.empty())
            access.push_back({ { "type", scope.type }, { "name", scope.name }, { "actions", std::move(actions) } });
    }
    net::HttpResponse response;
    response.headers = { { "Content-Type", "application/json" } };
    response.body = Json{ { "token", token(access, now) }, { "expires_in", kTokenLife } }.dump();
    return response;
}

std::string RegistryTokens::token(const Json& access, TimePoint now) const
{
    const auto seconds = seconds_of(now);
    const Json header{ { "typ", "JWT" }, { "alg", "ES256" },
        { "x5c", Json::array({ net::base64(key_.certificate()) }) } };
    const Json claims{ { "iss", kService }, { "aud", kService }, { "sub", kUser }, { "nbf", seconds - kEarlier },
        { "iat", seconds }, { "exp", seconds + kTokenLife }, { "access", access } };
    const auto text = part_of_token(header.dump()) + "." + part_of_token(claims.dump());
    return text + "." + part_of_token(key_.sign(text));
}

bool RegistryTokens::asks_to_push(const net::HttpRequest& request)
{
    const auto scopes = scopes_of(request);
    return std::ranges::any_of(scopes, [](const Scope& scope) { return has(scope, "push"); });
}

} // namespace quayside::images
