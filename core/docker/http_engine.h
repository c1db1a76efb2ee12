#pragma once

#include "core/docker/container_files.h"
#include "core/docker/stats_reader.h"
#include "core/model/engine_address.h"

#include <memory>
#include <string>

namespace quayside::net {
class HttpClient;
}

namespace quayside::docker {

class EngineConnection;

// A real engine, over its HTTP API. Nothing is sent before the first call; the engine need not be there yet, and may go
// and come back at any time.
class HttpEngine final : public Engine, public ContainerFiles, public StatsReader {
public:
    template <class T>
    using Callback = Engine::Callback<T>;

    // An Error begins with the name of the member of the address that is wrong. The client outlives the engine.
    static Result<std::unique_ptr<HttpEngine>> make(net::HttpClient& client, const model::EngineAddress& address);
    ~HttpEngine() override;

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
    [[nodiscard]] Subscription pull(std::string reference, RegistryLogin login, Function<void(PullProgress)> progress,
        Callback<void> done) override;
    [[nodiscard]] Subscription push(std::string reference, RegistryLogin login, Function<void(PullProgress)> progress,
        Callback<void> done) override;
    [[nodiscard]] Subscription build(
        ImageBuild request, Function<void(std::string)> output, Callback<std::string> done) override;
    [[nodiscard]] Subscription events(
        TimePoint since, std::string label_filter, Function<void(Event)> event, Function<void(Error)> ended) override;
    [[nodiscard]] Subscription stats(
        std::string id, Function<void(Stats)> reading, Function<void(Error)> ended) override;
    void read_stats(std::string id, Callback<Json> done) override;
    [[nodiscard]] Subscription logs(
        LogRequest request, Function<void(std::vector<LogLine>)> lines, Callback<void> ended) override;
    void run_command(std::string id, std::vector<std::string> command, Callback<CommandOutput> done) override;
    void stat_file(std::string id, std::string path, Callback<FileStat> done) override;
    [[nodiscard]] std::unique_ptr<ArchiveStream> open_archive(ArchiveRequest request, ArchiveEvents events) override;
    [[nodiscard]] std::unique_ptr<Terminal> open_terminal(TerminalRequest request, TerminalEvents events) override;

private:
    explicit HttpEngine(std::shared_ptr<EngineConnection> connection);
    std::shared_ptr<EngineConnection> connection_;
};

} // namespace quayside::docker
