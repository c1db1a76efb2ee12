#include "core/control/bucket_files.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace quayside::control {

namespace {

constexpr std::string_view kPrefix = ":s3:::";
constexpr std::uintmax_t kMost = 1 << 20; // bytes

} // namespace

Result<std::string> read_bucket_file(const std::string& directory, std::string_view arn)
{
    const auto prefix = arn.find(kPrefix);
    const auto path = prefix == std::string_view::npos ? std::filesystem::path()
                                                       : std::filesystem::path(arn.substr(prefix + kPrefix.size()));
    const bool stays_inside
        = !path.empty() && path.is_relative() && path.lexically_normal() == path && *path.begin() != "..";
    if (!arn.starts_with("arn:") || !stays_inside)
        return fail(Error::client(fmt::format("{} is no ARN of a file in S3", arn)));
    if (directory.empty())
        return fail(Error::client(fmt::format("{}: this installation keeps no files", arn)));
    const auto whole = std::filesystem::path(directory) / path;
    std::error_code problem;
    if (!std::filesystem::is_regular_file(whole, problem))
        return fail(Error::client(fmt::format("NoSuchKey: The specified key does not exist: {}", whole.string())));
    if (std::filesystem::file_size(whole, problem) > kMost)
        return fail(Error::client(fmt::format("{} has more than 1 MiB", whole.string())));
    std::ifstream file(whole, std::ios::binary);
    std::string text{ std::istreambuf_iterator<char>(file), {} };
    if (!file.good() && !file.eof())
        return fail(Error::client(fmt::format("AccessDenied: {} cannot be read", whole.string())));
    return text;
}

} // namespace quayside::control
