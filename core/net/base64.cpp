#include "core/net/base64.h"

#include <openssl/evp.h>

#include <algorithm>

namespace quayside::net {

std::string base64(std::string_view bytes)
{
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0'); // it writes a zero at the end
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::optional<std::string> from_base64(std::string_view text)
{
    const auto padding = text.ends_with("==") ? 2u : text.ends_with('=') ? 1u : 0u;
    std::string out(text.size() / 4 * 3, '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (text.empty() || text.size() % 4 != 0 || size != static_cast<int>(out.size()))
        return std::nullopt;
    out.resize(out.size() - padding);
    return out;
}

std::string base64url(std::string_view bytes)
{
    auto out = base64(bytes);
    std::ranges::replace(out, '+', '-');
    std::ranges::replace(out, '/', '_');
    return out;
}

} // namespace quayside::net
