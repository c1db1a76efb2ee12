// The images of HttpEngine.
#include "core/docker/http_calls.h"
#include "core/docker/http_engine.h"
#include "core/docker/json_access.h"
#include "core/docker/pull_meter.h"
#include "core/net/base64.h"

#include <optional>

namespace quayside::docker {

using namespace http_calls;
using namespace std::chrono_literals;

namespace {

constexpr Duration kInspect = 30s;
constexpr Duration kList = 10min;
constexpr Duration kFindDigest = 5s; // a task waits for it that could start with what is there
constexpr Duration kTag = 30s;
constexpr Duration kRemove = 3min;
constexpr Duration kFirstByte = 5min;
constexpr Duration kIdle = 1min;
constexpr Duration kBuildSilence = 1h; // a step that compiles may say nothing for long

const std::string kHubLogin = "https://index.docker.io/v1/"; // what engines look for docker.io's under

std::string image_path(const std::string& reference, std::string_view rest)
{
    return fmt::format("/images/{}{}", percent_encoded(reference), rest);
}

Json as_json(const RegistryLogin& login)
{
    return { { "username", login.username }, { "password", login.password } };
}

// The engine wants the header of a push even if it says nothing.
net::Header registry_header(const char* name, const Json& value)
{
    return { name, net::base64url(value.dump(-1, ' ', false, Json::error_handler_t::replace)) };
}

net::Header login_header(const RegistryLogin& login)
{
    return registry_header("X-Registry-Auth", login.username.empty() ? Json::object() : as_json(login));
}

// A stream goes on after a failure that it reports: the last word is its end.
template <class T>
EngineConnection::Done ended(
    std::shared_ptr<std::optional<Error>> failure, Engine::Callback<T> done, Function<Result<T>()> value)
{
    return [failure = std::move(failure), done = std::move(done), value = std::move(value)](
               Result<net::HttpResponse> answer) {
        if (*failure)
            done(fail(std::move(**failure)));
        else if (answer)
            done(value());
        else
            done(fail(registry_error(std::move(answer).error())));
    };
}

Subscription follow_layers(const Connection& connection, std::string path, const RegistryLogin& login,
    Function<void(PullProgress)> progress, Engine::Callback<void> done)
{
    auto failure = std::make_shared<std::optional<Error>>();
    auto take = [failure, meter = std::make_shared<PullMeter>(), progress = std::move(progress)](const Json& report) {
        auto sum = meter->take(report);
        if (!sum)
            *failure = std::move(sum).error();
        else if (progress)
            progress(std::move(*sum));
    };
    auto request = stream("POST", std::move(path), std::move(take));
    request.headers.push_back(login_header(login));
    request.first_byte = kFirstByte;
    request.idle = kIdle;
    return connection->stream(
        std::move(request), ended<void>(std::move(failure), std::move(done), [] { return Result<void>(); }));
}

std::string build_path(const ImageBuild& build)
{
    auto path = fmt::format("/build?rm=1&forcerm=1&t={}&dockerfile={}", percent_encoded(build.reference),
        percent_encoded(build.dockerfile));
    if (!build.arguments.empty())
        path += "&buildargs="
            + percent_encoded(Json(build.arguments).dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!build.target.empty())
        path += "&target=" + percent_encoded(build.target);
    if (!build.use_cache)
        path += "&nocache=1";
    return path;
}

// What one object of a build's stream has to say.
struct BuildReport {
    std::string output;
    std::string image;
    std::optional<Error> failure;
};

BuildReport read_build(const Json& report)
{
    BuildReport out;
    if (const auto error = text(report, "error"); !error.empty())
        out.failure = Error{ "EngineError", error, 500 };
    out.output = text(report, "stream");
    // Images that the build starts from are fetched meanwhile: their bars are left out.
    if (const auto status = text(report, "status"); !status.empty() && member(report, "progressDetail").empty())
        out.output += status + '\n';
    out.image = text(member(report, "aux"), "ID");
    return out;
}

} // namespace

void HttpEngine::list_images(Callback<std::vector<ImageSummary>> done)
{
    connection_->call(
        get("/images/json", kList), parsed<std::vector<ImageSummary>>(connection_, parse_images, std::move(done)));
}

void HttpEngine::inspect_image(std::string reference, Callback<ImageInfo> done)
{
    const auto parse = [reference](const Json& image) { return parse_image(image, reference); };
    connection_->call(
        get(image_path(reference, "/json"), kInspect), parsed<ImageInfo>(connection_, parse, std::move(done)));
}

void HttpEngine::find_digest(std::string reference, RegistryLogin login, Callback<std::string> done)
{
    auto request = get("/distribution/" + percent_encoded(reference) + "/json", kFindDigest);
    request.headers.push_back(login_header(login));
    const auto digest_of
        = [](const Json& json) { return Result<std::string>(text(member(json, "Descriptor"), "digest")); };
    connection_->call(std::move(request), parsed<std::string>(connection_, digest_of, std::move(done)));
}

void HttpEngine::tag_image(std::string reference, std::string new_reference, Callback<void> done)
{
    const auto to = split_reference(new_reference);
    const auto query = fmt::format("/tag?repo={}&tag={}", percent_encoded(to.repository), percent_encoded(to.tag));
    connection_->call(send("POST", image_path(reference, query), kTag), nothing_but_success(std::move(done)));
}

void HttpEngine::remove_image(std::string reference, Callback<void> done)
{
    connection_->call(send("DELETE", image_path(reference, ""), kRemove), nothing_but_success(std::move(done)));
}

Subscription HttpEngine::pull(
    std::string reference, RegistryLogin login, Function<void(PullProgress)> progress, Callback<void> done)
{
    const auto image = split_reference(reference);
    auto path = fmt::format(
        "/images/create?fromImage={}&tag={}", percent_encoded(image.repository), percent_encoded(image.tag));
    return follow_layers(connection_, std::move(path), login, std::move(progress), std::move(done));
}

Subscription HttpEngine::push(
    std::string reference, RegistryLogin login, Function<void(PullProgress)> progress, Callback<void> done)
{
    const auto image = split_reference(reference);
    auto path = image_path(image.repository, "/push?tag=" + percent_encoded(image.tag));
    return follow_layers(connection_, std::move(path), login, std::move(progress), std::move(done));
}

Subscription HttpEngine::build(ImageBuild build, Function<void(std::string)> output, Callback<std::string> done)
{
    auto failure = std::make_shared<std::optional<Error>>();
    auto image = std::make_shared<std::string>();
    auto take = [failure, image, output = std::move(output)](const Json& json) {
        auto report = read_build(json);
        if (!report.output.empty())
            output(std::move(report.output));
        if (!report.image.empty())
            *image = std::move(report.image);
        if (report.failure)
            *failure = std::move(report.failure);
    };
    auto request = stream("POST", build_path(build), std::move(take));
    Json logins = Json::object();
    for (const auto& [registry, login] : build.logins)
        logins[registry == "docker.io" ? kHubLogin : registry] = as_json(login);
    request.headers.push_back(registry_header("X-Registry-Config", logins));
    request.content_type = "application/x-tar";
    request.body = std::move(build.context);
    request.first_byte = kBuildSilence;
    request.idle = kBuildSilence;
    return connection_->stream(std::move(request),
        ended<std::string>(std::move(failure), std::move(done), [image] { return Result<std::string>(*image); }));
}

} // namespace quayside::docker
