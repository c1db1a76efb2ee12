#pragma once

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/model/resources.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quayside::docker {

// What an engine says of itself: GET /version and GET /info.
struct EngineInfo {
    std::string id; // the engine's own; two endpoints with the same id are the same engine
    std::string version;
    std::string api_version;
    std::string operating_system;
    std::string os_type;
    std::string architecture;
    std::int64_t cpus = 0;
    std::int64_t memory = 0; // bytes
    std::int64_t containers_running = 0;
    std::string cgroup_version;
    std::string cgroup_driver; // cgroupfs, systemd, none
    std::string host_name;
    std::string kernel_version;
    std::vector<std::string> log_drivers;
};

// The body of POST /containers/create, with what the name and platform need beside it. `body` is the engine's own JSON
// (Image, Cmd, Entrypoint, Env, Labels, ExposedPorts, HostConfig{...}); see agent/container_config.h for who fills it.
struct ContainerConfig {
    std::string name;
    Json body = Json::object();
};

using Labels = std::map<std::string, std::string>;

// The body of POST /volumes/create.
struct VolumeConfig {
    std::string name;
    std::string driver = "local";
    std::map<std::string, std::string> options;
    Labels labels;
};

// A bridge of its own, with addresses from `subnet`. Part of the body of POST /networks/create.
struct NetworkConfig {
    std::string name;
    std::string subnet; // "10.251.0.0/22"
    Labels labels;
    std::string range{}; // of the subnet, for containers that ask for no address; empty: all of it
    bool internal = false; // it leads nowhere else
};

struct Network {
    std::string name;
    Labels labels;
};

// An image with one layer, from the files in a tar.
struct ImageImport {
    std::string repository;
    std::string tag;
    std::string archive;
    std::vector<std::string> entry_point;
};

enum class RunState : std::uint8_t { Created, Running, Paused, Restarting, Removing, Exited, Dead };

struct PublishedPort {
    std::uint16_t container_port = 0;
    std::uint16_t host_port = 0;
    model::Protocol protocol = model::Protocol::Tcp;
    std::string host_ip;

    bool operator==(const PublishedPort&) const = default;
};

// A container's place in a network.
struct NetworkPlace {
    std::string network; // name
    std::string ipv4_address; // while it runs
    std::string mac_address; // likewise
};

// One row of GET /containers/json.
struct ContainerSummary {
    std::string id;
    std::string name; // without the leading slash
    std::string image;
    RunState state = RunState::Created;
    Labels labels;
};

// GET /containers/{id}/json, the part that the agent reads.
struct ContainerState {
    std::string id;
    std::string name;
    std::string image_id; // sha256:...
    Labels labels;
    RunState state = RunState::Created;
    std::int64_t pid = 0;
    std::int32_t exit_code = 0;
    bool out_of_memory = false;
    std::string error; // State.Error: why a start failed
    TimePoint created_at;
    TimePoint started_at; // kNever if it never ran
    TimePoint finished_at; // kNever if it has not ended
    std::vector<PublishedPort> ports; // while it runs
    std::vector<PublishedPort> wanted_ports; // as it was created; a host port of 0: the engine picks one at start
    std::vector<NetworkPlace> networks; // none in host mode and in another container's network
    std::string health; // "", starting, healthy, unhealthy
};

struct ImageInfo {
    std::string id;
    std::string digest; // of the repository it was pulled from; empty for a local build
    std::vector<std::uint16_t> exposed_ports;
    std::vector<std::string> environment; // "NAME=value"
};

// One row of GET /images/json.
struct ImageSummary {
    std::string id; // sha256:...
    std::vector<std::string> references; // "web:1"; empty: nothing names it any more
    std::string digest; // as in ImageInfo
    std::int64_t size = 0; // bytes
    TimePoint created_at;
};

// What one kind of things takes on an engine's disk.
struct DiskShare {
    std::int64_t count = 0;
    std::int64_t size = 0; // bytes
    std::int64_t reclaimable = 0; // bytes of those that nothing uses

    bool operator==(const DiskShare&) const = default;
};

// GET /system/df. Layers that images share count once.
struct DiskUse {
    DiskShare images;
    DiskShare containers; // what they wrote beside their volumes
    DiskShare volumes;
    DiskShare build_cache;
};

// With whom a registry is to believe that it deals.
struct RegistryLogin {
    std::string username; // empty: nobody in particular
    std::string password; // never in a log

    bool operator==(const RegistryLogin&) const = default;
};

// What an image is built from.
struct ImageBuild {
    std::string context; // a tar of the folder
    std::string dockerfile = "Dockerfile"; // its path in there
    std::string reference; // what the image is called afterwards
    std::map<std::string, std::string> arguments; // of ARG
    std::string target; // the stage that is wanted; empty: the last
    bool use_cache = true;
    std::map<std::string, RegistryLogin> logins; // by registry, for the images that it starts from
};

// One line of GET /events, of type container.
struct Event {
    std::string action; // create, start, die, kill, stop, destroy, oom, health_status: healthy, rename, ...
    std::string container_id;
    Labels attributes; // labels, name, exitCode
    TimePoint at;
};

// One reading of a container's counters: a line of GET /containers/{id}/stats or of the cgroup files.
struct Stats {
    TimePoint at;
    std::uint64_t cpu_nanoseconds = 0; // used since the container started
    std::uint64_t memory = 0; // bytes, inactive page cache taken off
    std::uint64_t network_received = 0; // bytes since start, all interfaces
    std::uint64_t network_sent = 0;
};

// Progress of a pull or push, summed over its layers.
struct PullProgress {
    std::string status; // the engine's own words
    std::uint64_t current = 0; // bytes
    std::uint64_t total = 0; // bytes; 0 = not known yet
};

} // namespace quayside::docker
