#include "core/images/repositories.h"

#include "core/base/json.h"
#include "core/store/private_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace quayside::images {

namespace {

Unexpected<Error> unusable(const std::string& path, const std::string& why)
{
    return fail(Error::server(fmt::format("The repositories in {} cannot be used: {}.", path, why)));
}

} // namespace

Result<Repositories> Repositories::open(const std::string& directory)
{
    Repositories repositories;
    if (directory.empty())
        return repositories;
    repositories.path_ = directory + "/repositories.json";
    if (auto done = repositories.read(); !done)
        return fail(done.error());
    return repositories;
}

Result<void> Repositories::read()
{
    if (::access(path_.c_str(), F_OK) != 0)
        return {};
    std::ifstream file(path_);
    const auto json = parse_json(std::string{ std::istreambuf_iterator<char>(file), {} });
    const bool whole = json && json->is_object() && json->value("port", Json()).is_number_unsigned()
        && json->value("waste", Json()).is_boolean() && json->value("repositories", Json()).is_object();
    if (!whole)
        return unusable(path_, "it is damaged; without it, repositories are created anew");
    content_.port = (*json)["port"].get<std::uint16_t>();
    content_.waste = (*json)["waste"].get<bool>();
    for (const auto& [name, created] : (*json)["repositories"].items())
        content_.repositories.emplace(
            name, TimePoint(Duration(created.is_number_integer() ? created.get<std::int64_t>() : 0)));
    return {};
}

Result<void> Repositories::write(Content content)
{
    Json repositories = Json::object();
    for (const auto& [name, created] : content.repositories)
        repositories[name] = created.time_since_epoch().count();
    const Json json{ { "port", content.port }, { "waste", content.waste },
        { "repositories", std::move(repositories) } };
    if (!path_.empty() && !store::write_private_file(path_, json.dump(1) + "\n"))
        return unusable(path_, std::strerror(errno));
    content_ = std::move(content);
    return {};
}

Result<void> Repositories::add(const std::string& name, TimePoint now)
{
    auto content = content_;
    content.repositories.emplace(name, now);
    return write(std::move(content));
}

Result<void> Repositories::remove(const std::string& name)
{
    auto content = content_;
    content.repositories.erase(name);
    content.waste = true;
    return write(std::move(content));
}

Result<void> Repositories::set_port(std::uint16_t port)
{
    auto content = content_;
    content.port = port;
    return write(std::move(content));
}

Result<void> Repositories::set_waste(bool waste)
{
    if (waste == content_.waste)
        return {};
    auto content = content_;
    content.waste = waste;
    return write(std::move(content));
}

} // namespace quayside::images
