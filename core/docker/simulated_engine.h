#pragma once

#include "core/base/alive.h"
#include "core/docker/simulated_files.h"
#include "core/docker/simulated_host.h"
#include "core/docker/simulated_relay.h"
#include "core/docker/simulated_shell.h"
#include "core/docker/stats_reader.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace quayside::docker {

// What goes wrong on the way to a simulated engine. Any mix.
struct SimulatedFaults {
    bool unreachable = false; // refused at once
    bool black_hole = false; // no answer until the deadline; streams are silent and go on later
    Duration slow{}; // added to every answer
    bool refuse_create = false;
    bool refuse_start = false;
    bool lose_events = false;
    Duration late_events{};
    double lost_replies = 0; // share of create, start, stop, remove and rename calls that happen and are not answered
};

// What a simulated engine was asked to do, for tests.
struct SimulatedCounts {
    std::map<std::string, int> calls; // by name: "create", "list", ...
    int running_starts = 0; // create and start calls at this moment
    int most_starts = 0;
    int running_pulls = 0;
    int most_pulls = 0;
    int foreign_changes = 0; // start, stop, remove and rename calls for a container without the ownership label
};

// A Docker engine in memory: the machine (SimulatedHost) and the line to it, with faults. Deterministic for a seed and
// a Loop. An agent may be destroyed and made anew while the engine lives on. On the loop's thread.
class SimulatedEngine final : public Engine, public ContainerFiles, public StatsReader {
public:
    template <class T>
    using Callback = Engine::Callback<T>;

    SimulatedEngine(Loop& loop, SimulatedEngineSettings settings = {});
    ~SimulatedEngine() override;

    void ping(Callback<void> done) override;
    void info(Callback<EngineInfo> done) override;
    void disk_use(Callback<DiskUse> done) override;
    void list(std::vector<std::string> label_filters, Callback<std::vector<ContainerSummary>> done) override;
    void inspect(std::string id_or_name, Callback<ContainerState> done) override;
    void create(ContainerConfig config, Callback<std::string> done) override;
    void start(std::string id, Callback<void> done) override;
    void stop(std::string id, Duration grace, Callback<void> done) override;
    void remove(std::string id, Callback<void> done) override;
    void rename(std::string id, std::string name, Callback<void> done) override;
    void list_volumes(std::vector<std::string> label_filters, Callback<std::vector<std::string>> done) override;
    void inspect_volume(std::string name, Callback<void> done) override;
    void create_volume(VolumeConfig config, Callback<void> done) override;
    void remove_volume(std::string name, Callback<void> done) override;
    void list_networks(std::vector<std::string> label_filters, Callback<std::vector<Network>> done) override;
    void create_network(NetworkConfig config, Callback<void> done) override;
    void remove_network(std::string name, Callback<void> done) override;
    void connect_network(std::string name, std::string container_id, Callback<void> done) override;
    void import_image(ImageImport image, Callback<void> done) override;
    void list_images(Callback<std::vector<ImageSummary>> done) override;
    void inspect_image(std::string reference, Callback<ImageInfo> done) override;
    void find_digest(std::string reference, RegistryLogin login, Callback<std::string> done) override;
    void tag_image(std::string reference, std::string new_reference, Callback<void> done) override;
    void remove_image(std::string reference, Callback<void> done) override;
    Subscription pull(std::string reference, RegistryLogin login, Function<void(PullProgress)> progress,
        Callback<void> done) override;
    Subscription push(std::string reference, RegistryLogin login, Function<void(PullProgress)> progress,
        Callback<void> done) override;
    Subscription build(ImageBuild request, Function<void(std::string)> output, Callback<std::string> done) override;
    Subscription events(
        TimePoint since, std::string label_filter, Function<void(Event)> event, Function<void(Error)> ended) override;
    Subscription stats(std::string id, Function<void(Stats)> reading, Function<void(Error)> ended) override;
    void read_stats(std::string id, Callback<Json> done) override;
    // What a program might write: see simulated_log.h.
    Subscription logs(LogRequest request, Function<void(std::vector<LogLine>)> lines, Callback<void> ended) override;
    // At which a SimulatedShell answers, or of a relay a SimulatedRelay; no other command can go without a terminal.
    std::unique_ptr<Terminal> open_terminal(TerminalRequest request, TerminalEvents events) override;
    // There are no programs in its containers.
    void run_command(std::string id, std::vector<std::string> command, Callback<CommandOutput> done) override;
    void stat_file(std::string id, std::string path, Callback<FileStat> done) override;
    std::unique_ptr<ArchiveStream> open_archive(ArchiveRequest request, ArchiveEvents events) override;

    // The world's side.
    SimulatedHost& host() { return host_; }
    const SimulatedCounts& counts() const { return counts_; }
    const SimulatedFaults& faults() const { return faults_; }
    void set_faults(const SimulatedFaults& faults);
    // By the names of SetSimulatedFault: none, unreachable, slow, refuse-create, refuse-start, lose-events,
    // kill-containers; also black-hole, lose-replies, restart, restart-live. ClientException for another name.
    Result<void> set_fault(std::string_view name);
    // The daemon is gone: calls are refused, streams end; containers go on.
    void kill();
    // It is there again. Without `live_restore` its containers are ended first, and it answers only after that.
    void start_again(bool live_restore = false);
    bool up() const { return up_; }
    void kill_containers();
    bool has_relay() const; // that runs
    // A program in a container sends a request to the task endpoint. What comes back is `answered` when the connection
    // is closed. False: no relay takes it.
    bool ask_task_endpoint(std::string_view request, Function<void(std::string)> answered);
    // The relay dies, but not its container.
    void kill_relay();
    // A container that runs already, as after a restart of this program: from the configuration that made it.
    // `known_id`: the one it had; empty: a new one.
    Result<std::string> put_container(const ContainerConfig& config, TimePoint started_at, std::string known_id = {});

private:
    struct Pending {
        TimerHandle timer;
        TimerHandle deadline;
        Function<void(Error)> fail;
        Function<void()> ended; // counts
        bool lost = false; // the answer will not arrive
    };
    struct EventStream {
        std::string filter;
        Function<void(Event)> event;
        Function<void(Error)> ended;
        std::vector<SimulatedHost::KeptEvent> waiting; // while the line is a black hole
        TimerHandle first;
    };
    struct StatsStream {
        std::string id;
        Function<void(Stats)> reading;
        Function<void(Error)> ended;
    };
    struct LogStream {
        LogRequest request; // `since`: what has not been given yet
        Function<void(std::vector<LogLine>)> lines;
        Callback<void> ended;
        TimerHandle next;
    };
    struct OpenTerminal {
        TerminalRequest request;
        TerminalEvents events;
        std::optional<SimulatedShell> shell; // once it has begun
        std::optional<SimulatedRelay> relay; // instead
        std::string untaken; // typed
        bool paused = false;
        TimerHandle turn;
        std::map<std::uint32_t, Function<void(std::string)>> asked; // of the relay, by connection
    };
    struct OpenArchive {
        ArchiveRequest request;
        ArchiveEvents events;
        std::string tar; // what is still to be given, or what came
        bool begun = false;
        bool paused = false;
        bool finished = false; // everything came
        TimerHandle turn;
    };
    class NearEnd;
    class ArchiveEnd;
    using Ticket = std::uint64_t;

    bool reachable() const { return up_ && !faults_.unreachable; }
    template <class T>
    void answer(Ticket ticket, std::shared_ptr<Callback<T>> done, std::shared_ptr<Result<T>> result, Duration after);
    template <class T>
    void finish(Ticket ticket, const std::shared_ptr<Callback<T>>& done, Result<T> result);
    template <class T>
    void call(const char* name, Duration deadline, Callback<T> done, Function<Result<T>()> effect, Duration work = {});
    template <class T>
    void perform(const char* name, Duration deadline, Duration work, Callback<T> done,
        Function<void(Function<void(Result<T>)>)> effect);
    template <class T>
    Subscription follow(const char* name, Callback<T> done, Function<Result<void>()> check, Function<void(int)> step,
        Function<Result<T>()> effect);
    void change_requested(const std::string& id);
    void break_line();
    void deliver(const SimulatedHost::KeptEvent& kept);
    void deliver_now(const SimulatedHost::KeptEvent& kept);
    void replay(Ticket ticket, TimePoint since);
    void flush_silent_streams();
    void tick();
    void turn_log(Ticket ticket);
    void end_log(Ticket ticket, Result<void> result);
    void end_stream(Ticket ticket, Error error);
    void begin_terminal(Ticket ticket);
    void turn_terminal(Ticket ticket);
    void turn_relay(Ticket ticket);
    void turn_terminal_later(Ticket ticket);
    void end_terminal(Ticket ticket, Result<int> result);
    void end_terminals_in(const std::string& container);
    void turn_archive(Ticket ticket);
    void turn_archive_later(Ticket ticket);
    void end_archive(Ticket ticket, Result<void> result);

    Loop& loop_;
    SimulatedHost host_;
    Random random_;
    SimulatedFaults faults_;
    SimulatedCounts counts_;
    bool up_ = true;
    Ticket next_ticket_ = 1;
    std::unordered_map<Ticket, Pending> pending_;
    std::map<Ticket, EventStream> event_streams_;
    std::map<Ticket, StatsStream> stats_streams_;
    std::map<Ticket, LogStream> log_streams_;
    std::map<Ticket, std::shared_ptr<OpenTerminal>> terminals_; // shared: an event may end its own
    std::map<Ticket, std::shared_ptr<OpenArchive>> archives_; // likewise
    SimulatedFiles files_;
    std::map<Ticket, TimerHandle> late_;
    TimerHandle tick_;
    TimerHandle coming_up_;
    Alive alive_;
};

} // namespace quayside::docker
