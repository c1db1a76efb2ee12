#include "core/store/sealed_file.h"

#include "core/net/seal.h"
#include "core/store/private_file.h"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace quayside::store {

SealedFile::SealedFile(std::string path, std::string content, const net::Digest& key)
    : path_(std::move(path))
    , content_(std::move(content))
    , key_(key)
{
}

Error SealedFile::unusable(const std::string& why) const
{
    return Error::server(fmt::format("The {} in {} cannot be used: {}.", content_, path_, why));
}

Error SealedFile::damaged() const
{
    return unusable(
        fmt::format("it is damaged, or of another installation; without it, {} are entered anew", content_));
}

Result<std::optional<std::string>> SealedFile::read() const
{
    if (path_.empty() || ::access(path_.c_str(), F_OK) != 0)
        return std::optional<std::string>();
    ::chmod(path_.c_str(), 0600); // a copy that was put back may be open to others
    std::ifstream file(path_, std::ios::binary);
    if (!file)
        return fail(unusable(std::strerror(errno)));
    auto text = net::unseal(key_, std::string{ std::istreambuf_iterator<char>(file), {} });
    return text ? Result<std::optional<std::string>>(std::move(text)) : fail(damaged());
}

Result<void> SealedFile::write(const std::string& text) const
{
    if (path_.empty())
        return {};
    const auto sealed = net::seal(key_, text);
    if (!sealed)
        return fail(unusable("the system has no random numbers to encrypt with"));
    if (!write_private_file(path_, *sealed))
        return fail(unusable(std::strerror(errno)));
    return {};
}

} // namespace quayside::store
