#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/base/subscription.h"
#include "core/docker/log_line.h"
#include "core/docker/terminal.h"
#include "core/docker/types.h"

#include <memory>
#include <string>
#include <vector>

namespace quayside::docker {

// The labels by which everything of ours on an engine is known. Only objects with kInstallationLabel equal to our
// installation are ever changed.
constexpr const char* kInstallationLabel = "io.quayside.installation";
constexpr const char* kTaskLabel = "io.quayside.task";
constexpr const char* kContainerInstanceLabel = "io.quayside.container-instance";
constexpr const char* kRoleLabel = "io.quayside.role"; // app, pause, pool, endpoint

// One Docker engine. Real: HttpEngine; in memory: SimulatedEngine. Everything is asynchronous on the loop's thread:
// callbacks run there, never from inside the call, exactly once, and not after the Engine is destroyed.
//
// Errors: http_status is the engine's (404 no such object, 409 conflict, 304 already so, 500 failed, ...) with its own
// message; 0 when no answer came (connection refused, deadline passed, the answer was no HTTP or no JSON): then nothing
// is known about the effect. Deadlines are per call and part of the implementation: see the agent reference 3.2.
class Engine {
public:
    template <class T>
    using Callback = Function<void(Result<T>)>;

    virtual ~Engine() = default;

    virtual void ping(Callback<void> done) = 0;
    virtual void info(Callback<EngineInfo> done) = 0;
    virtual void disk_use(Callback<DiskUse> done) = 0; // takes an engine its time: it adds up files

    // All containers, also stopped ones, that have every given label ("key=value").
    virtual void list(std::vector<std::string> label_filters, Callback<std::vector<ContainerSummary>> done) = 0;
    virtual void inspect(std::string id_or_name, Callback<ContainerState> done) = 0;
    virtual void create(ContainerConfig config, Callback<std::string> done) = 0; // -> container id
    virtual void start(std::string id, Callback<void> done) = 0; // running already: success
    // SIGTERM (or the image's signal), then SIGKILL after `grace`. Answers when the container has ended.
    virtual void stop(std::string id, Duration grace, Callback<void> done) = 0; // stopped already: success
    virtual void remove(std::string id, Callback<void> done) = 0; // with its anonymous volumes, by force
    virtual void rename(std::string id, std::string name, Callback<void> done) = 0; // 409: the name is taken

    // Names of the volumes that have every given label ("key=value").
    virtual void list_volumes(std::vector<std::string> label_filters, Callback<std::vector<std::string>> done) = 0;
    virtual void inspect_volume(std::string name, Callback<void> done) = 0; // whether it is there
    virtual void create_volume(VolumeConfig config, Callback<void> done) = 0; // there already, however made: success
    virtual void remove_volume(std::string name, Callback<void> done) = 0; // 409 while a container has it

    // The networks that have every given label ("key=value").
    virtual void list_networks(std::vector<std::string> label_filters, Callback<std::vector<Network>> done) = 0;
    virtual void create_network(NetworkConfig config, Callback<void> done)
        = 0; // 403: addresses overlap; 409: name taken
    virtual void remove_network(std::string name, Callback<void> done) = 0; // 403 while a container runs in it
    // Puts the container into the network as well, whether it runs or will; in it already: success.
    virtual void connect_network(std::string name, std::string container_id, Callback<void> done) = 0;

    virtual void import_image(ImageImport image, Callback<void> done) = 0;
    virtual void list_images(Callback<std::vector<ImageSummary>> done) = 0;
    virtual void inspect_image(std::string reference, Callback<ImageInfo> done) = 0;
    // The digest that the reference stands for at its registry now.
    virtual void find_digest(std::string reference, RegistryLogin login, Callback<std::string> done) = 0;
    virtual void tag_image(std::string reference, std::string new_reference, Callback<void> done) = 0;
    // Takes the name away, and the image with its last name. 409 while a container needs it.
    virtual void remove_image(std::string reference, Callback<void> done) = 0;
    // These have no deadline of their own but an idle watchdog; dropping the subscription cancels them.
    [[nodiscard]] virtual Subscription pull(
        std::string reference, RegistryLogin login, Function<void(PullProgress)> progress, Callback<void> done)
        = 0;
    [[nodiscard]] virtual Subscription push(
        std::string reference, RegistryLogin login, Function<void(PullProgress)> progress, Callback<void> done)
        = 0;
    // `output` gets what the build writes, in pieces of any size: untrusted bytes. -> image id
    [[nodiscard]] virtual Subscription build(
        ImageBuild request, Function<void(std::string)> output, Callback<std::string> done)
        = 0;

    // Streams run until the subscription is dropped or they end by themselves: then `ended` is called once.
    // Events of containers of this installation, from `since` on.
    [[nodiscard]] virtual Subscription events(
        TimePoint since, std::string label_filter, Function<void(Event)> event, Function<void(Error)> ended)
        = 0;
    // About one reading a second.
    [[nodiscard]] virtual Subscription stats(std::string id, Function<void(Stats)> reading, Function<void(Error)> ended)
        = 0;
    // Lines in the order in which the engine has them, several at a time. `ended` comes once: when all that was wanted
    // has been given, which with `follow` is when the container has ended, or with what broke it off.
    [[nodiscard]] virtual Subscription logs(
        LogRequest request, Function<void(std::vector<LogLine>)> lines, Callback<void> ended)
        = 0;

    // Runs a command in a running container, on a terminal or as the request says without one. What becomes of that, a
    // refusal included, is said by the events. The terminal must go before the engine.
    [[nodiscard]] virtual std::unique_ptr<Terminal> open_terminal(TerminalRequest request, TerminalEvents events) = 0;
};

} // namespace quayside::docker
