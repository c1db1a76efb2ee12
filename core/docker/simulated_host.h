#pragma once

#include "core/base/error.h"
#include "core/base/loop.h"
#include "core/base/random.h"
#include "core/docker/engine.h"
#include "core/docker/simulated_behaviour.h"
#include "core/docker/simulated_networks.h"
#include "core/docker/simulated_volumes.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace quayside::docker {

struct SimulatedEngineSettings {
    std::string id = "SIMULATED"; // the engine's identity, as in GET /info
    std::string version = "20.10.24";
    std::int64_t cpus = 4;
    std::int64_t memory = std::int64_t{ 8 } << 30; // bytes
    std::uint64_t seed = 1;
    Duration latency = std::chrono::microseconds{ 300 }; // of every answer
    Duration start_time = std::chrono::milliseconds{ 150 };
    Duration stop_time = std::chrono::milliseconds{ 100 }; // from SIGTERM to the exit
    Duration pull_time = std::chrono::milliseconds{ 1500 };
    double cpu_load = 0; // mean use as a share of what a container asks for; 0: each its own
    double memory_load = 0; // likewise
    bool images_present = false; // else each must be pulled once
    std::set<std::string> unknown_images{}; // no registry has them

    // From the "simulation" member of AddEngine; what is missing keeps its default.
    static SimulatedEngineSettings read(const Json& simulation);
};

struct SimulatedImage {
    std::string id;
    std::string digest; // empty: it was built here
    TimePoint created_at;
};

// One container of the simulated world: small, for there may be a hundred thousand.
struct SimulatedContainer {
    std::string id;
    std::string name;
    std::string image;
    std::shared_ptr<const std::string> labels; // "\0key=value" each, and a "\0" at the end
    std::shared_ptr<const SimulatedBehaviour> behaviour;
    std::shared_ptr<const SimulatedCheck> check; // null: it has none
    RunState state = RunState::Created;
    std::int64_t pid = 0;
    std::int32_t exit_code = 0;
    bool out_of_memory = false;
    std::string network_mode;
    std::int64_t cpu_shares = 0;
    std::int64_t memory = 0; // bytes; 0 = no limit
    std::string error;
    TimePoint created_at;
    TimePoint started_at;
    TimePoint finished_at;
    std::vector<PublishedPort> ports; // as asked for; a host port of 0 is given at start
    std::string address; // that it wants in its network; empty: any
    std::optional<NetworkPlace> place; // while it runs in a network that somebody made
    std::vector<NetworkPlace> more_places; // in networks that it was put into as well; addresses while it runs
    std::vector<std::string> volumes; // that it has mounted
    std::uint64_t seed = 0;
    TimerHandle exit; // set only while an exit is ahead
    TimerHandle probe; // set only while the check's result is ahead
};

// The machine behind a simulated engine: its containers, images, ports and events. It goes on while nobody is
// connected. Errors are worded and numbered as dockerd 20.10 does. A container that runs without a planned end, its
// health known, costs no timer. On the loop's thread.
class SimulatedHost {
public:
    SimulatedHost(Loop& loop, SimulatedEngineSettings settings);

    const SimulatedEngineSettings& settings() const { return settings_; }
    void set_id(std::string id) { settings_.id = std::move(id); } // another engine has taken this one's place

    // `id`: of a container that exists already; empty: a new one.
    Result<std::string> create(const ContainerConfig& config, std::string id = {});
    Result<void> start(const std::string& id_or_name) { return start(id_or_name, loop_.now()); }
    Result<void> start(const std::string& id_or_name, TimePoint since); // it runs since then
    // Sends SIGTERM, and SIGKILL after `grace`; calls `ended` when the container has ended, at once if it does not run.
    Result<void> stop(const std::string& id_or_name, Duration grace, Function<void()> ended);
    void kill(SimulatedContainer& container); // SIGKILL from outside
    Result<void> remove(const std::string& id_or_name);
    Result<void> rename(const std::string& id_or_name, const std::string& name);
    Result<void> connect(const std::string& network, const std::string& id_or_name);

    Result<ContainerState> inspect(const std::string& id_or_name) const;
    std::vector<ContainerSummary> list(const std::vector<std::string>& label_filters) const;
    Stats stats(const SimulatedContainer& container) const;
    Stats stats(const SimulatedContainer& container, TimePoint at) const; // at any moment since its start
    SimulatedContainer* find(const std::string& id_or_name) const;
    const auto& containers() const { return containers_; }

    void publish(const std::string& reference, std::string digest); // from now on its registry has this one
    Result<std::string> digest_at_registry(const std::string& reference) const;
    bool image_exists(const std::string& reference) const; // somewhere: here or in a registry
    bool image_present(const std::string& reference) const;
    Result<ImageInfo> inspect_image(const std::string& reference) const;
    void lock_registry(const std::string& registry, RegistryLogin login); // from now on it takes this login alone
    Result<void> log_in(const std::string& reference, const RegistryLogin& login) const; // for a pull or push
    Result<void> finish_pull(const std::string& reference);
    void add_image(const std::string& reference); // as an import does: no registry has it
    void forget_image(const std::string& reference);
    std::vector<ImageSummary> list_images() const;
    DiskUse disk_use() const; // what containers write and volumes hold is not simulated
    Result<void> tag_image(const std::string& reference, const std::string& new_reference);
    Result<void> remove_image(const std::string& reference);
    std::string finish_build(const std::string& reference); // -> id

    SimulatedNetworks& networks() { return networks_; }
    SimulatedVolumes& volumes() { return volumes_; }

    void set_behaviour(const std::string& image, SimulatedBehaviour behaviour);
    void add_unknown_image(const std::string& reference);
    // A port that something else on the machine listens on, until it is freed.
    void take_port(model::Port port) { ports_.try_emplace(port, kStranger); }
    void free_port(model::Port port);

    // The daemon went down and came up again: what runs gets SIGTERM and then SIGKILL, as without live-restore. Returns
    // how long that takes.
    Duration end_all();
    void forget_events() { kept_.clear(); } // as every restart of the daemon does

    struct KeptEvent {
        const char* action = "";
        std::string container_id;
        std::shared_ptr<const std::string> labels;
        std::string name;
        std::optional<std::int32_t> exit_code;
        TimePoint at;
    };
    // Called for every event, from inside the calls above, when the change is complete. The engine has the first; a
    // test may look on with the second.
    void on_event(Function<void(const KeptEvent&)> handler) { handler_ = std::move(handler); }
    void look_on(Function<void(const KeptEvent&)> onlooker) { onlooker_ = std::move(onlooker); }
    const std::deque<KeptEvent>& kept_events() const { return kept_; } // the last 256
    static Event to_event(const KeptEvent& kept);
    static bool has_label(const std::string& labels, const std::string& key_value);

private:
    static constexpr const char* kStranger = "a stranger";

    std::shared_ptr<const SimulatedBehaviour> behaviour_of(const std::string& image, const Json& body) const;
    Result<void> bind_ports(SimulatedContainer& container);
    void release_ports(const SimulatedContainer& container);
    Result<void> join_network(SimulatedContainer& container);
    Result<void> join_more(SimulatedContainer& container);
    void leave_network(SimulatedContainer& container);
    void plan_probe(SimulatedContainer& container);
    void plan_exit(SimulatedContainer& container, Duration after, std::int32_t code, bool out_of_memory);
    void end(SimulatedContainer& container, std::int32_t code, bool out_of_memory);
    void emit(const SimulatedContainer& container, const char* action, std::optional<std::int32_t> exit_code = {});
    void run_ended(const std::string& id);

    Loop& loop_;
    SimulatedEngineSettings settings_;
    Random random_;
    std::int64_t next_pid_ = 1000;
    std::uint16_t next_port_ = 32768;
    std::unordered_map<std::string, std::unique_ptr<SimulatedContainer>> containers_;
    std::unordered_map<std::string, SimulatedContainer*> names_;
    std::map<model::Port, std::string> ports_; // -> id of the container that listens
    std::map<std::string, SimulatedImage> images_; // by reference
    std::map<std::string, RegistryLogin> locked_registries_;
    std::map<std::string, std::string> published_; // digests, by reference
    std::map<std::string, std::shared_ptr<const SimulatedBehaviour>> behaviours_;
    SimulatedNetworks networks_;
    SimulatedVolumes volumes_;
    std::unordered_map<std::string, std::vector<Function<void()>>> waiting_; // for the end of a container
    std::deque<KeptEvent> kept_;
    Function<void(const KeptEvent&)> handler_;
    Function<void(const KeptEvent&)> onlooker_;
};

} // namespace quayside::docker
