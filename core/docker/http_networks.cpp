// What HttpEngine does for networks and for the image that holds one.
#include "core/docker/http_calls.h"
#include "core/docker/http_engine.h"
#include "core/docker/json_access.h"

namespace quayside::docker {

using namespace http_calls;

namespace {

constexpr Duration kNetwork = std::chrono::minutes{ 1 };
constexpr Duration kImport = std::chrono::minutes{ 1 };

// "endpoint with name NAME already exists in network NETWORK"; of one that does not run yet the engine says nothing.
bool is_in_already(const Error& error)
{
    return error.http_status == 403 && error.message.find("already exists in network") != std::string::npos;
}

} // namespace

void HttpEngine::list_networks(std::vector<std::string> label_filters, Callback<std::vector<Network>> done)
{
    connection_->call(get("/networks?" + filter_query({ { "label", std::move(label_filters) } }), kNetwork),
        parsed<std::vector<Network>>(connection_, parse_networks, std::move(done)));
}

void HttpEngine::create_network(NetworkConfig config, Callback<void> done)
{
    Json addresses = { { "Subnet", config.subnet } };
    if (!config.range.empty())
        addresses["IPRange"] = config.range;
    const Json body = { { "Name", config.name }, { "Driver", "bridge" }, { "CheckDuplicate", true },
        { "Internal", config.internal }, { "IPAM", { { "Config", Json::array({ std::move(addresses) }) } } },
        { "Labels", config.labels } };
    connection_->call(
        send("POST", "/networks/create", kNetwork, body.dump(-1, ' ', false, Json::error_handler_t::replace)),
        nothing_but_success(std::move(done)));
}

void HttpEngine::remove_network(std::string name, Callback<void> done)
{
    connection_->call(
        send("DELETE", "/networks/" + percent_encoded(name), kNetwork), nothing_but_success(std::move(done)));
}

void HttpEngine::connect_network(std::string name, std::string container_id, Callback<void> done)
{
    const Json body = { { "Container", container_id } };
    auto answered = [done = std::move(done)](Result<net::HttpResponse> answer) {
        if (answer || is_in_already(answer.error()))
            done({});
        else
            done(fail(std::move(answer).error()));
    };
    connection_->call(
        send("POST", "/networks/" + percent_encoded(name) + "/connect", kNetwork, body.dump()), std::move(answered));
}

void HttpEngine::import_image(ImageImport image, Callback<void> done)
{
    const std::string entry_point = "ENTRYPOINT " + Json(image.entry_point).dump();
    auto request = send("POST",
        fmt::format("/images/create?fromSrc=-&repo={}&tag={}&changes={}", percent_encoded(image.repository),
            percent_encoded(image.tag), percent_encoded(entry_point)),
        kImport, std::move(image.archive));
    request.content_type = "application/x-tar";
    // A failure may come after the status of success: as an object of the answer.
    auto failure = std::make_shared<std::string>();
    request.on_object = [failure](const Json& report) {
        if (auto error = text(report, "error"); !error.empty())
            *failure = std::move(error);
    };
    auto ended = [failure, done = std::move(done)](Result<net::HttpResponse> answer) {
        if (!failure->empty())
            done(fail(Error{ "EngineError", *failure, 500 }));
        else if (!answer)
            done(fail(std::move(answer).error()));
        else
            done({});
    };
    connection_->call(std::move(request), std::move(ended));
}

} // namespace quayside::docker
