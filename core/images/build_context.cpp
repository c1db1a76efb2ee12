#include "core/images/build_context.h"

#include "core/files/archive_writer.h"
#include "core/images/ignore_rules.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace quayside::images {

namespace fs = std::filesystem;

namespace {

constexpr const char* kIgnoreFile = ".dockerignore";

IgnoreRules rules_of(const fs::path& folder)
{
    std::error_code problem;
    if (!fs::is_regular_file(folder / kIgnoreFile, problem))
        return IgnoreRules(std::string());
    std::ifstream file(folder / kIgnoreFile);
    std::stringstream text;
    text << file.rdbuf();
    return IgnoreRules(text.str());
}

Result<void> check(const fs::path& folder, const std::string& dockerfile)
{
    std::error_code problem;
    if (!folder.is_absolute())
        return fail(Error::invalid_parameter("context: give the absolute path of a folder."));
    if (!fs::is_directory(folder, problem))
        return fail(Error::invalid_parameter(fmt::format("context: there is no folder {}.", folder.string())));
    const fs::path name(dockerfile);
    if (name.is_absolute() || name.lexically_normal().string().starts_with(".."))
        return fail(Error::invalid_parameter("dockerfile: give its path within the folder."));
    if (!fs::is_regular_file(folder / name, problem))
        return fail(
            Error::invalid_parameter(fmt::format("dockerfile: there is no file {}.", (folder / name).string())));
    return {};
}

Result<void> add_all(files::ArchiveWriter& writer, const fs::path& folder, const std::string& needed)
{
    const auto rules = rules_of(folder);
    std::error_code problem;
    auto entry = fs::recursive_directory_iterator(folder, problem);
    for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
        const auto name = entry->path().lexically_relative(folder).string();
        if (rules.ignores(name) && name != needed && name != kIgnoreFile) {
            if (!rules.has_exceptions() && !needed.starts_with(name + '/'))
                entry.disable_recursion_pending();
            continue;
        }
        if (auto added = writer.add(entry->path(), name); !added)
            return added;
    }
    if (problem)
        return fail(Error::client(fmt::format("Cannot read {}: {}.", folder.string(), problem.message())));
    return writer.finish();
}

} // namespace

Result<std::string> pack_context(
    const std::string& folder, const std::string& dockerfile, const std::atomic<bool>& cancelled)
{
    if (const auto checked = check(folder, dockerfile); !checked)
        return fail(checked.error());
    std::string tar;
    bool is_large = false;
    files::ArchiveWriter writer([&](std::string_view bytes) {
        is_large = tar.size() + bytes.size() > kLargestContext;
        if (!is_large && !cancelled)
            tar.append(bytes);
        return !is_large && !cancelled;
    });
    const auto added = add_all(writer, folder, fs::path(dockerfile).lexically_normal().string());
    if (added)
        return tar;
    if (is_large)
        return fail(Error::client(
            fmt::format("context: the folder has more than {} MiB; a {} leaves out what the build does not need.",
                kLargestContext >> 20, kIgnoreFile)));
    return fail(Error::client("context: " + (cancelled ? "The build was stopped." : added.error().message)));
}

} // namespace quayside::images
