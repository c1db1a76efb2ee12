#include "ui/session/command_line.h"

#include "core/api/service_model.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <string>

namespace quayside::ui {

namespace {

// "containerInstances" and "UpdateECSThing" become "container-instances" and "update-ecs-thing".
std::string kebab(std::string_view name)
{
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto is_upper
            = [&name](std::size_t at) { return std::isupper(static_cast<unsigned char>(name[at])) != 0; };
        const bool starts_word
            = i > 0 && is_upper(i) && (!is_upper(i - 1) || (i + 1 < name.size() && !is_upper(i + 1)));
        if (starts_word)
            out += '-';
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    return out;
}

std::string quoted(const std::string& text)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@,+=";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos)
        return text;
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string dumped(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The aws program takes such a value for an option, or for the name of a file to read.
bool is_misread(const Json& value)
{
    const auto text = value.is_string() ? value.get<std::string>() : std::string();
    return text.starts_with('-') || text.starts_with("file://") || text.starts_with("fileb://");
}

std::string option(const std::string& name, const Json& value)
{
    if (value.is_boolean())
        return value.get<bool>() ? " --" + kebab(name) : " --no-" + kebab(name);
    return " --" + kebab(name) + " " + quoted(value.is_string() ? value.get<std::string>() : dumped(value));
}

std::string options(const Json& input)
{
    if (std::ranges::any_of(input, is_misread))
        return " --cli-input-json " + quoted(dumped(input));
    std::string text;
    for (const auto& [name, value] : input.items())
        text += option(name, value);
    return text;
}

std::string aws_line(std::string_view operation, const Json& input, const Installation& installation)
{
    const char* service = api::ecr_model().operation(operation) ? "aws ecr " : "aws ecs ";
    std::string line = service + kebab(operation) + options(input);
    if (!installation.endpoint.empty())
        line += " --endpoint-url " + installation.endpoint + " --region " + installation.arns.region
            + (installation.verifies_signatures() ? "" : " --no-sign-request");
    return line;
}

std::string curl_line(const std::string& target, const Json& input, const Installation& installation)
{
    const std::string signing = installation.verifies_signatures() ? " --aws-sigv4 aws:amz:" + installation.arns.region
            + ":ecs --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\""
                                                                   : "";
    return "curl -sS " + installation.endpoint + signing
        + " -H 'Content-Type: application/x-amz-json-1.1' -H 'X-Amz-Target: " + target + "' -d "
        + quoted(dumped(input));
}

} // namespace

Json without_secrets(std::string_view operation, Json input)
{
    const auto* known = api::find_operation(operation);
    if (!known || !input.is_object())
        return input;
    for (const auto& member : known->input->members)
        if (member.shape->sensitive && member.shape->kind == api::Kind::String && input.contains(member.name))
            input[member.name] = "...";
    return input;
}

QString call_text(std::string_view operation, const Json& input)
{
    return QString::fromStdString(std::string(operation) + " " + dumped(input));
}

QString command_line(std::string_view operation, const Json& input, const Installation& installation)
{
    const auto* own = api::quayside_model().operation(operation);
    if (!own)
        return QString::fromStdString(aws_line(operation, input, installation));
    if (installation.endpoint.empty())
        return call_text(operation, input);
    return QString::fromStdString(curl_line(own->target_prefix + "." + std::string(operation), input, installation));
}

} // namespace quayside::ui
