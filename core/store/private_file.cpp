#include "core/store/private_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace quayside::store {

namespace {

constexpr std::size_t kSecretDigits = 64;

bool write_whole(const std::string& path, const std::string& text)
{
    ::unlink(path.c_str());
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const bool safe = written && ::fsync(file) == 0;
    ::close(file);
    return safe;
}

Error unusable(const std::string& path, const std::string& why)
{
    return Error::server(fmt::format("The secret in {} cannot be used: {}.", path, why));
}

} // namespace

bool write_private_file(const std::string& path, const std::string& text)
{
    const std::string beside = path + ".new";
    return write_whole(beside, text) && std::rename(beside.c_str(), path.c_str()) == 0;
}

std::string random_text(std::string_view letters, std::size_t length)
{
    std::random_device device;
    std::string text;
    for (std::size_t i = 0; i < length; ++i)
        text += letters[device() % letters.size()];
    return text;
}

Result<std::string> installation_secret(const std::string& directory)
{
    const auto made = [] { return random_text("0123456789abcdef", kSecretDigits); };
    if (directory.empty())
        return made();
    const std::string path = directory + "/secret";
    if (::access(path.c_str(), F_OK) == 0) {
        ::chmod(path.c_str(), 0600); // a copy that was put back may be open to others
        std::ifstream file(path, std::ios::binary);
        std::string secret{ std::istreambuf_iterator<char>(file), {} };
        return secret.size() == kSecretDigits ? Result<std::string>(std::move(secret))
                                              : fail(unusable(path, "it is damaged; without it a new one is made"));
    }
    std::string secret = made();
    if (!write_private_file(path, secret))
        return fail(unusable(path, std::strerror(errno)));
    return secret;
}

} // namespace quayside::store
