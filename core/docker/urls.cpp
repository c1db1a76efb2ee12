#include "core/docker/urls.h"

namespace quayside::docker {

namespace {

bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~';
}

// "name:tag" -> both; the colon of "host:5000/name" is none.
ImageReference split_tag(std::string_view name)
{
    const auto colon = name.rfind(':');
    if (colon == std::string_view::npos || name.find('/', colon) != std::string_view::npos)
        return { std::string(name), "latest" };
    return { std::string(name.substr(0, colon)), std::string(name.substr(colon + 1)) };
}

} // namespace

std::string percent_encoded(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += { '%', digits[byte >> 4], digits[byte & 15] };
    }
    return out;
}

std::string with_tag(const std::string& reference)
{
    const auto slash = reference.rfind('/');
    const auto name = slash == std::string::npos ? 0 : slash;
    return reference.find_first_of(":@", name) == std::string::npos ? reference + ":latest" : reference;
}

ImageReference split_reference(std::string_view reference)
{
    const auto at = reference.find('@');
    auto parts = split_tag(reference.substr(0, at));
    if (at != std::string_view::npos)
        parts.tag = reference.substr(at + 1);
    return parts;
}

std::string registry_of(std::string_view reference)
{
    const auto host = reference.substr(0, reference.find('/'));
    const bool is_host
        = host.size() < reference.size() && (host == "localhost" || host.find_first_of(".:") != std::string_view::npos);
    return is_host ? std::string(host) : "docker.io";
}

} // namespace quayside::docker
