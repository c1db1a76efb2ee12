#pragma once

#include "core/docker/engine.h"
#include "tests/sim/core_loop.h"
#include "tests/sim/machine.h"

#include <map>
#include <memory>

namespace quayside::sim {

// Hears of every call that the program makes to an engine, before it has an effect.
class CallListener {
public:
    virtual ~CallListener() = default;
    // `target`: an id, a name or an image; of a list the filters.
    virtual void on_call(Machine& machine, std::string_view call, const std::string& target) = 0;
    virtual void on_create(Machine& machine, const docker::ContainerConfig& config) = 0;
};

// The connection of one life of the program to one machine. Answers arrive on the program's loop; when the program
// goes, what it had asked for happens all the same and nobody hears of it.
class Line final : public docker::Engine {
public:
    Line(CoreLoop& core, Machine& machine, CallListener& listener);

    Machine& machine() { return machine_; }

    void ping(Callback<void> done) override;
    void info(Callback<docker::EngineInfo> done) override;
    void list(std::vector<std::string> label_filters, Callback<std::vector<docker::ContainerSummary>> done) override;
    void inspect(std::string id_or_name, Callback<docker::ContainerState> done) override;
    void create(docker::ContainerConfig config, Callback<std::string> done) override;
    void start(std::string id, Callback<void> done) override;
    void stop(std::string id, Duration grace, Callback<void> done) override;
    void remove(std::string id, Callback<void> done) override;
    void rename(std::string id, std::string name, Callback<void> done) override;
    void list_volumes(std::vector<std::string> label_filters, Callback<std::vector<std::string>> done) override;
    void inspect_volume(std::string name, Callback<void> done) override;
    void create_volume(docker::VolumeConfig config, Callback<void> done) override;
    void remove_volume(std::string name, Callback<void> done) override;
    void list_networks(std::vector<std::string> label_filters, Callback<std::vector<docker::Network>> done) override;
    void create_network(docker::NetworkConfig config, Callback<void> done) override;
    void remove_network(std::string name, Callback<void> done) override;
    void connect_network(std::string name, std::string container_id, Callback<void> done) override;
    void import_image(docker::ImageImport image, Callback<void> done) override;
    void disk_use(Callback<docker::DiskUse> done) override;
    void list_images(Callback<std::vector<docker::ImageSummary>> done) override;
    void inspect_image(std::string reference, Callback<docker::ImageInfo> done) override;
    void find_digest(std::string reference, docker::RegistryLogin login, Callback<std::string> done) override;
    void tag_image(std::string reference, std::string new_reference, Callback<void> done) override;
    void remove_image(std::string reference, Callback<void> done) override;
    Subscription pull(std::string reference, docker::RegistryLogin login, Function<void(docker::PullProgress)> progress,
        Callback<void> done) override;
    Subscription push(std::string reference, docker::RegistryLogin login, Function<void(docker::PullProgress)> progress,
        Callback<void> done) override;
    Subscription build(
        docker::ImageBuild request, Function<void(std::string)> output, Callback<std::string> done) override;
    Subscription events(TimePoint since, std::string label_filter, Function<void(docker::Event)> event,
        Function<void(Error)> ended) override;
    Subscription stats(std::string id, Function<void(docker::Stats)> reading, Function<void(Error)> ended) override;
    Subscription logs(
        docker::LogRequest request, Function<void(std::vector<docker::LogLine>)> lines, Callback<void> ended) override;
    // Nobody types in the simulation.
    std::unique_ptr<docker::Terminal> open_terminal(docker::TerminalRequest, docker::TerminalEvents) override
    {
        return nullptr;
    }

private:
    template <class T>
    struct Waiting {
        Callback<T> done; // empty once it was called
        TimerHandle deadline;
    };
    struct Stream {
        Function<void(docker::Event)> event;
        Function<void(Error)> ended;
        Subscription source;
        std::vector<docker::Event> held; // swapped with the next, or of a frozen daemon
    };

    template <class T>
    Callback<T> to_core(std::shared_ptr<Waiting<T>> waiting);
    template <class T>
    void send(Duration deadline, Callback<T> done, Function<void(Callback<T>)> request);
    bool hits(double share) { return share > 0 && machine_.random.fraction() < share; }
    void pass(std::uint64_t ticket, docker::Event event);
    void deliver(std::uint64_t ticket, const docker::Event& event);

    CoreLoop& core_;
    Machine& machine_;
    CallListener& listener_;
    std::uint64_t next_ticket_ = 1;
    std::map<std::uint64_t, Stream> streams_;
    std::map<std::uint64_t, Subscription> pulls_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

} // namespace quayside::sim
