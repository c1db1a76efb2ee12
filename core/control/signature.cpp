#include "core/control/signature.h"

#include <algorithm>
#include <optional>

namespace quayside::control {

namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

Unexpected<Error> incomplete(const std::string& what)
{
    return fail(Error{ "IncompleteSignatureException", "Authorization header: " + what, 400 });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.emplace_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return parts;
}

std::optional<std::string> value_of(const std::vector<std::string>& parts, std::string_view name)
{
    for (const auto& part : parts)
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=')
            return part.substr(name.size() + 1);
    return std::nullopt;
}

bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

Result<Signature> parse_signature(std::string_view authorization)
{
    const auto text = trimmed(authorization);
    if (!text.starts_with(kAlgorithm) || text.size() == kAlgorithm.size() || text[kAlgorithm.size()] != ' ')
        return incomplete("it must begin with AWS4-HMAC-SHA256.");
    const auto parts = split(text.substr(kAlgorithm.size() + 1), ',');
    const auto credential = value_of(parts, "Credential");
    const auto headers = value_of(parts, "SignedHeaders");
    const auto signature = value_of(parts, "Signature");
    if (!credential)
        return incomplete("it must contain Credential.");
    if (!headers || headers->empty())
        return incomplete("it must contain SignedHeaders.");
    if (!signature || signature->size() != 64 || !std::all_of(signature->begin(), signature->end(), is_hex))
        return incomplete("it must contain Signature, 64 hexadecimal digits.");
    const auto scope = split(*credential, '/');
    const bool whole
        = scope.size() == 5 && std::none_of(scope.begin(), scope.end(), [](auto& part) { return part.empty(); });
    if (!whole || scope[1].size() != 8 || !std::all_of(scope[1].begin(), scope[1].end(), is_digit)
        || scope[4] != "aws4_request")
        return incomplete("Credential must be KEY/YYYYMMDD/REGION/SERVICE/aws4_request.");
    return Signature{ scope[0], scope[1], scope[2], scope[3], split(*headers, ';'), *signature };
}

} // namespace quayside::control
