#include "tests/sim/catalogue.h"

#include "core/base/arn.h"

namespace quayside::sim {

namespace {

std::string image_of(const Family& family)
{
    return kImagePrefix + std::string(plain_name(family.name)) + ":1";
}

Json container_of(const Family& family, int index)
{
    const std::string name(plain_name(family.name));
    Json container{ { "name", index == 0 ? name : name + "-" + std::to_string(index) }, { "image", image_of(family) },
        { "cpu", family.cpu / family.containers }, { "memory", family.memory / family.containers },
        { "stopTimeout", 10 } };
    // What no text of ours may ever show.
    container["environment"] = Json::array({ Json{ { "name", "TOKEN" }, { "value", "CANARY-5d1f" } } });
    if (!family.listens || index > 0)
        return container;
    Json mapping{ { "containerPort", 80 } };
    if (family.static_port)
        mapping["hostPort"] = *family.static_port;
    container["portMappings"] = Json::array({ mapping });
    return container;
}

} // namespace

Catalogue::Catalogue(bool addresses)
{
    const auto add = [this](Family family) { families_.emplace(family.name, family); };
    add({ .name = "web", .cpu = 128, .memory = 128, .listens = true });
    add({ .name = "worker", .cpu = 256, .memory = 192 });
    add({ .name = daemon_name("worker"), .cpu = 256, .memory = 192 });
    add({ .name = "large", .cpu = 1024, .memory = 1024, .listens = true });
    add({ .name = "static", .cpu = 64, .memory = 64, .static_port = 8080, .listens = true });
    add({ .name = "pair", .cpu = 128, .memory = 256, .listens = true, .containers = 2 });
    add({ .name = "stubborn", .cpu = 64, .memory = 64 });
    add({ .name = "job", .cpu = 128, .memory = 64, .lasts = false });
    add({ .name = "crash", .cpu = 64, .memory = 64, .lasts = false });
    add({ .name = "hungry", .cpu = 64, .memory = 64, .lasts = false });
    add({ .name = "unknown", .cpu = 64, .memory = 64, .lasts = false, .starts = false });
    add({ .name = "broken", .cpu = 64, .memory = 64, .lasts = false, .starts = false });
    if (addresses)
        add({ .name = "own", .cpu = 128, .memory = 128, .listens = true, .containers = 2, .own_address = true });
}

Json Catalogue::document(const Family& family) const
{
    Json containers = Json::array();
    for (int i = 0; i < family.containers; ++i)
        containers.push_back(container_of(family, i));
    Json document{ { "family", plain_name(family.name) }, { "containerDefinitions", std::move(containers) } };
    if (family.own_address)
        document["networkMode"] = "awsvpc";
    return document;
}

Json Catalogue::call(const std::string& family) const
{
    Json call{ { "taskDefinition", family } };
    if (families_.at(family).own_address)
        call["networkConfiguration"] = { { "awsvpcConfiguration", { { "subnets", Json::array({ "subnet-1" }) } } } };
    return call;
}

} // namespace quayside::sim
