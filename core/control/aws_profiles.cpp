#include "core/control/aws_profiles.h"

#include "core/base/iso_time.h"
#include "core/net/request_signature.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

constexpr std::size_t kMostSteps = 5;
constexpr const char* kUsualRegion = "us-east-1";

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string value_in(const AwsSection& section, const std::string& name)
{
    const auto found = section.find(name);
    return found == section.end() ? std::string() : found->second;
}

const AwsSection* find_section(const AwsSections& sections, const std::string& name)
{
    const auto found = sections.find(name);
    return found == sections.end() ? nullptr : &found->second;
}

Unexpected<Error> unusable(const std::string& profile, std::string_view why)
{
    return fail(Error::client(fmt::format("The AWS profile {} cannot be used: {}.", profile, why)));
}

// A profile as both files say it; nothing if neither has it.
std::optional<AwsSection> profile_of(
    const AwsSections& config, const AwsSections& credentials, const std::string& profile)
{
    const auto* said = find_section(config, profile == "default" ? profile : "profile " + profile);
    const auto* secret = find_section(credentials, profile);
    if (!said && !secret)
        return std::nullopt;
    AwsSection both = secret ? *secret : AwsSection();
    if (said)
        both.insert(said->begin(), said->end());
    return both;
}

std::string endpoint_of(const AwsSections& config, const AwsSection& profile, const std::string& region)
{
    const auto* services = find_section(config, "services " + value_in(profile, "services"));
    auto endpoint = services ? value_in(*services, "sts.endpoint_url") : std::string();
    if (endpoint.empty())
        endpoint = value_in(profile, "endpoint_url");
    return endpoint.empty() ? fmt::format("https://sts.{}.amazonaws.com", region) : endpoint;
}

// What it would need that is not done here; empty: nothing.
std::string_view needs(const AwsSection& profile)
{
    if (profile.contains("mfa_serial"))
        return "it asks for a code of a device (mfa_serial)";
    if (profile.contains("credential_process"))
        return "it has a credential_process, and Quayside runs no program of others";
    if (profile.contains("sso_session") || profile.contains("sso_start_url"))
        return "it is one of single sign-on, which Quayside does not know";
    if (profile.contains("credential_source") || profile.contains("web_identity_token_file"))
        return "its credentials come from where a program runs in AWS";
    return {};
}

std::string form_encoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~')
            out += c;
        else
            out += fmt::format("%{:02X}", byte);
    }
    return out;
}

std::string element(std::string_view xml, std::string_view name)
{
    const auto open = fmt::format("<{}>", name);
    const auto start = xml.find(open);
    if (start == std::string_view::npos)
        return {};
    xml.remove_prefix(start + open.size());
    return std::string(xml.substr(0, xml.find('<')));
}

} // namespace

AwsSections parse_aws_file(std::string_view text)
{
    AwsSections sections;
    AwsSection* section = nullptr;
    std::string nest; // of the lines that are indented
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto said = trimmed(line);
        if (said.empty() || said.starts_with('#') || said.starts_with(';'))
            continue;
        if (said.starts_with('[')) {
            section = &sections[std::string(trimmed(said.substr(1, said.find(']') - 1)))];
            nest.clear();
            continue;
        }
        const auto equals = said.find('=');
        if (!section || equals == std::string_view::npos)
            continue;
        const bool nested = line.starts_with(' ') || line.starts_with('\t');
        const std::string name(trimmed(said.substr(0, equals)));
        const std::string value(trimmed(said.substr(equals + 1)));
        if (!nested)
            nest = value.empty() ? name + "." : std::string();
        (*section)[nested ? nest + name : name] = value;
    }
    return sections;
}

Result<AwsChain> chain_of(const AwsSections& config, const AwsSections& credentials, const std::string& profile)
{
    AwsChain chain;
    auto name = profile;
    for (;;) {
        const auto found = profile_of(config, credentials, name);
        if (!found)
            return unusable(
                profile, fmt::format("there is no profile {} in ~/.aws/config or ~/.aws/credentials", name));
        if (const auto why = needs(*found); !why.empty())
            return unusable(name, why);
        const auto source = value_in(*found, "source_profile");
        const auto role = value_in(*found, "role_arn");
        const bool assumes = !role.empty() && (source != name || chain.steps.empty());
        if (assumes) {
            auto region = value_in(*found, "region");
            region = region.empty() ? kUsualRegion : region;
            chain.steps.insert(chain.steps.begin(),
                { role, value_in(*found, "external_id"), region, endpoint_of(config, *found, region) });
        }
        if (assumes && source.empty())
            return unusable(name, "it has a role_arn and no source_profile");
        if (chain.steps.size() > kMostSteps)
            return unusable(profile, "its source_profiles go round in a circle, or are too many");
        if (assumes && source != name) {
            name = source;
            continue;
        }
        chain.keys.access_key_id = value_in(*found, "aws_access_key_id");
        chain.keys.secret_access_key = value_in(*found, "aws_secret_access_key");
        chain.keys.session_token = value_in(*found, "aws_session_token");
        if (chain.keys.access_key_id.empty() || chain.keys.secret_access_key.empty())
            return unusable(name, "it has no aws_access_key_id and aws_secret_access_key");
        return chain;
    }
}

net::HttpRequest assume_role_request(
    const AwsChain::Step& step, const std::string& session, const endpoints::Credentials& with, TimePoint now)
{
    net::HttpRequest request;
    request.method = "POST";
    request.target = "/";
    request.body
        = fmt::format("Action=AssumeRole&Version=2011-06-15&RoleArn={}&RoleSessionName={}&DurationSeconds=3600",
            form_encoded(step.role_arn), form_encoded(session));
    if (!step.external_id.empty())
        request.body += "&ExternalId=" + form_encoded(step.external_id);
    request.headers = { { "Content-Type", "application/x-www-form-urlencoded; charset=utf-8" },
        { "Host", net::host_of_url(step.endpoint) } };
    net::sign_request(
        request, { with.access_key_id, with.secret_access_key, with.session_token }, step.region, "sts", now);
    return request;
}

Result<endpoints::Credentials> read_assume_role(int status, std::string_view body)
{
    if (status != 200) {
        const auto code = element(body, "Code"), message = element(body, "Message");
        return fail(Error::client(code.empty() ? fmt::format("the STS answered with status {}", status)
                                               : fmt::format("{}: {}", code, message)));
    }
    endpoints::Credentials credentials{ element(body, "AccessKeyId"), element(body, "SecretAccessKey"),
        element(body, "SessionToken"), {} };
    const auto expires = parse_iso_time(element(body, "Expiration"));
    if (credentials.access_key_id.empty() || credentials.secret_access_key.empty() || !expires)
        return fail(Error::client("the STS did not answer with credentials"));
    credentials.expires_at = *expires;
    return credentials;
}

} // namespace quayside::control
