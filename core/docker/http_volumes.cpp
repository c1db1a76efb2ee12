// The volumes of HttpEngine.
#include "core/docker/http_calls.h"
#include "core/docker/http_engine.h"

namespace quayside::docker {

using namespace http_calls;

namespace {

constexpr Duration kVolume = std::chrono::minutes{ 5 };

} // namespace

void HttpEngine::list_volumes(std::vector<std::string> label_filters, Callback<std::vector<std::string>> done)
{
    connection_->call(get("/volumes?" + filter_query({ { "label", std::move(label_filters) } }), kVolume),
        parsed<std::vector<std::string>>(connection_, parse_volumes, std::move(done)));
}

void HttpEngine::inspect_volume(std::string name, Callback<void> done)
{
    connection_->call(get("/volumes/" + percent_encoded(name), kVolume), nothing_but_success(std::move(done)));
}

void HttpEngine::create_volume(VolumeConfig config, Callback<void> done)
{
    const Json body = { { "Name", config.name }, { "Driver", config.driver }, { "DriverOpts", config.options },
        { "Labels", config.labels } };
    connection_->call(
        send("POST", "/volumes/create", kVolume, body.dump(-1, ' ', false, Json::error_handler_t::replace)),
        nothing_but_success(std::move(done)));
}

void HttpEngine::remove_volume(std::string name, Callback<void> done)
{
    connection_->call(
        send("DELETE", "/volumes/" + percent_encoded(name), kVolume), nothing_but_success(std::move(done)));
}

} // namespace quayside::docker
