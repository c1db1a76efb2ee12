#include "core/net/http.h"

#include <algorithm>

namespace quayside::net {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

bool same_header_name(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

const std::string* find_header(const Headers& headers, std::string_view name)
{
    const auto found
        = std::find_if(headers.begin(), headers.end(), [&](const Header& h) { return same_header_name(h.name, name); });
    return found == headers.end() ? nullptr : &found->value;
}

} // namespace quayside::net
