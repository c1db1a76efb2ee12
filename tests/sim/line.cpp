#include "tests/sim/line.h"

namespace quayside::sim {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration kQuick = std::chrono::milliseconds{ 1 };

Error storm()
{
    return { "EngineError", "context deadline exceeded inside the daemon", 500 };
}

} // namespace

Line::Line(CoreLoop& core, Machine& machine, CallListener& listener)
    : core_(core)
    , machine_(machine)
    , listener_(listener)
{
}

// What the engine answers, on the program's loop: once, and not after the deadline.
template <class T>
docker::Engine::Callback<T> Line::to_core(std::shared_ptr<Waiting<T>> waiting)
{
    return [this, alive = std::weak_ptr(alive_), waiting](Result<T> result) {
        if (alive.expired())
            return;
        core_.post([alive, waiting, result = std::move(result)]() mutable {
            if (alive.expired() || !waiting->done)
                return;
            waiting->deadline.cancel();
            const auto done = std::exchange(waiting->done, nullptr);
            done(std::move(result));
        });
    };
}

template <class T>
void Line::send(Duration deadline, Callback<T> done, Function<void(Callback<T>)> request)
{
    auto waiting = std::make_shared<Waiting<T>>();
    waiting->done = std::move(done);
    auto reply = to_core<T>(waiting);
    if (hits(machine_.line.errors)) {
        waiting->deadline = core_.after(kQuick, [reply = std::move(reply)] { reply(fail(storm())); });
        return;
    }
    if (hits(machine_.line.errors_after))
        reply = [reply = std::make_shared<Callback<T>>(std::move(reply))](
                    Result<T> result) { (*reply)(result ? fail(storm()) : std::move(result)); };
    if (!machine_.line.frozen)
        return request(std::move(reply));
    waiting->deadline = core_.after(deadline, [alive = std::weak_ptr(alive_), waiting] {
        if (!alive.expired() && waiting->done)
            std::exchange(waiting->done, nullptr)(fail(Error::no_answer("The daemon accepts, but does not answer.")));
    });
    machine_.held.push_back(
        [request = std::move(request), reply = std::make_shared<Callback<T>>(std::move(reply))]() mutable {
            request([reply](Result<T> result) { (*reply)(std::move(result)); });
        });
}

void Line::ping(Callback<void> done)
{
    listener_.on_call(machine_, "ping", "");
    send<void>(
        seconds{ 5 }, std::move(done), [&machine = machine_](auto reply) { machine.engine.ping(std::move(reply)); });
}

void Line::info(Callback<docker::EngineInfo> done)
{
    listener_.on_call(machine_, "info", "");
    send<docker::EngineInfo>(
        seconds{ 10 }, std::move(done), [&machine = machine_](auto reply) { machine.engine.info(std::move(reply)); });
}

void Line::list(std::vector<std::string> label_filters, Callback<std::vector<docker::ContainerSummary>> done)
{
    using Rows = std::vector<docker::ContainerSummary>;
    listener_.on_call(machine_, "list", "");
    const bool stale = hits(machine_.line.stale_lists);
    send<Rows>(
        minutes{ 1 }, std::move(done), [&machine = machine_, stale, filters = std::move(label_filters)](auto reply) {
            machine.engine.list(filters,
                [&machine, stale, reply = std::make_shared<Callback<Rows>>(std::move(reply))](Result<Rows> rows) {
                    if (rows && stale)
                        std::swap(*rows, machine.last_list);
                    else if (rows)
                        machine.last_list = *rows;
                    (*reply)(std::move(rows));
                });
        });
}

void Line::inspect(std::string id_or_name, Callback<docker::ContainerState> done)
{
    listener_.on_call(machine_, "inspect", id_or_name);
    send<docker::ContainerState>(seconds{ 30 }, std::move(done),
        [&machine = machine_, id_or_name](auto reply) { machine.engine.inspect(id_or_name, std::move(reply)); });
}

void Line::create(docker::ContainerConfig config, Callback<std::string> done)
{
    listener_.on_create(machine_, config);
    send<std::string>(minutes{ 4 }, std::move(done), [&machine = machine_, config = std::move(config)](auto reply) {
        machine.engine.create(config, std::move(reply));
    });
}

void Line::start(std::string id, Callback<void> done)
{
    listener_.on_call(machine_, "start", id);
    send<void>(minutes{ 3 }, std::move(done),
        [&machine = machine_, id](auto reply) { machine.engine.start(id, std::move(reply)); });
}

void Line::stop(std::string id, Duration grace, Callback<void> done)
{
    listener_.on_call(machine_, "stop", id);
    send<void>(grace + minutes{ 2 }, std::move(done),
        [&machine = machine_, id, grace](auto reply) { machine.engine.stop(id, grace, std::move(reply)); });
}

void Line::remove(std::string id, Callback<void> done)
{
    listener_.on_call(machine_, "remove", id);
    send<void>(minutes{ 5 }, std::move(done),
        [&machine = machine_, id](auto reply) { machine.engine.remove(id, std::move(reply)); });
}

void Line::rename(std::string id, std::string name, Callback<void> done)
{
    listener_.on_call(machine_, "rename", id);
    send<void>(seconds{ 30 }, std::move(done),
        [&machine = machine_, id, name](auto reply) { machine.engine.rename(id, name, std::move(reply)); });
}

void Line::list_volumes(std::vector<std::string> label_filters, Callback<std::vector<std::string>> done)
{
    listener_.on_call(machine_, "list_volumes", "");
    send<std::vector<std::string>>(
        minutes{ 5 }, std::move(done), [&machine = machine_, filters = std::move(label_filters)](auto reply) {
            machine.engine.list_volumes(filters, std::move(reply));
        });
}

void Line::inspect_volume(std::string name, Callback<void> done)
{
    listener_.on_call(machine_, "inspect_volume", name);
    send<void>(minutes{ 5 }, std::move(done),
        [&machine = machine_, name](auto reply) { machine.engine.inspect_volume(name, std::move(reply)); });
}

void Line::create_volume(docker::VolumeConfig config, Callback<void> done)
{
    listener_.on_call(machine_, "create_volume", config.name);
    send<void>(minutes{ 5 }, std::move(done),
        [&machine = machine_, config](auto reply) { machine.engine.create_volume(config, std::move(reply)); });
}

void Line::remove_volume(std::string name, Callback<void> done)
{
    listener_.on_call(machine_, "remove_volume", name);
    send<void>(minutes{ 5 }, std::move(done),
        [&machine = machine_, name](auto reply) { machine.engine.remove_volume(name, std::move(reply)); });
}

void Line::list_networks(std::vector<std::string> label_filters, Callback<std::vector<docker::Network>> done)
{
    listener_.on_call(machine_, "list_networks", "");
    send<std::vector<docker::Network>>(
        minutes{ 1 }, std::move(done), [&machine = machine_, filters = std::move(label_filters)](auto reply) {
            machine.engine.list_networks(filters, std::move(reply));
        });
}

void Line::create_network(docker::NetworkConfig config, Callback<void> done)
{
    listener_.on_call(machine_, "create_network", config.name);
    send<void>(minutes{ 1 }, std::move(done),
        [&machine = machine_, config](auto reply) { machine.engine.create_network(config, std::move(reply)); });
}

void Line::remove_network(std::string name, Callback<void> done)
{
    listener_.on_call(machine_, "remove_network", name);
    send<void>(minutes{ 1 }, std::move(done),
        [&machine = machine_, name](auto reply) { machine.engine.remove_network(name, std::move(reply)); });
}

void Line::connect_network(std::string name, std::string container_id, Callback<void> done)
{
    listener_.on_call(machine_, "connect_network", container_id);
    send<void>(minutes{ 1 }, std::move(done), [&machine = machine_, name, container_id](auto reply) {
        machine.engine.connect_network(name, container_id, std::move(reply));
    });
}

void Line::import_image(docker::ImageImport image, Callback<void> done)
{
    listener_.on_call(machine_, "import_image", image.repository);
    send<void>(minutes{ 1 }, std::move(done),
        [&machine = machine_, image](auto reply) { machine.engine.import_image(image, std::move(reply)); });
}

void Line::inspect_image(std::string reference, Callback<docker::ImageInfo> done)
{
    listener_.on_call(machine_, "inspect_image", reference);
    send<docker::ImageInfo>(seconds{ 30 }, std::move(done),
        [&machine = machine_, reference](auto reply) { machine.engine.inspect_image(reference, std::move(reply)); });
}

void Line::find_digest(std::string reference, docker::RegistryLogin login, Callback<std::string> done)
{
    listener_.on_call(machine_, "find_digest", reference);
    send<std::string>(seconds{ 5 }, std::move(done), [&machine = machine_, reference, login](auto reply) {
        machine.engine.find_digest(reference, login, std::move(reply));
    });
}

// No client of the simulation asks for what is below: it goes on as it is.
void Line::disk_use(Callback<docker::DiskUse> done)
{
    machine_.engine.disk_use(std::move(done));
}

void Line::list_images(Callback<std::vector<docker::ImageSummary>> done)
{
    machine_.engine.list_images(std::move(done));
}

void Line::tag_image(std::string reference, std::string new_reference, Callback<void> done)
{
    machine_.engine.tag_image(std::move(reference), std::move(new_reference), std::move(done));
}

void Line::remove_image(std::string reference, Callback<void> done)
{
    machine_.engine.remove_image(std::move(reference), std::move(done));
}

Subscription Line::push(std::string reference, docker::RegistryLogin login,
    Function<void(docker::PullProgress)> progress, Callback<void> done)
{
    return machine_.engine.push(std::move(reference), std::move(login), std::move(progress), std::move(done));
}

Subscription Line::build(docker::ImageBuild request, Function<void(std::string)> output, Callback<std::string> done)
{
    return machine_.engine.build(std::move(request), std::move(output), std::move(done));
}

Subscription Line::pull(
    std::string reference, docker::RegistryLogin login, Function<void(docker::PullProgress)>, Callback<void> done)
{
    listener_.on_call(machine_, "pull", reference);
    const std::uint64_t ticket = next_ticket_++;
    pulls_[ticket];
    auto waiting = std::make_shared<Waiting<void>>();
    waiting->done = std::move(done);
    auto reply = to_core<void>(waiting);
    if (hits(machine_.line.refused_pulls))
        waiting->deadline = core_.after(kQuick, [reply = std::move(reply)] {
            reply(fail({ "EngineError", "toomanyrequests: slow down", 429 }));
        });
    else if (machine_.line.stalled_pulls)
        waiting->deadline = core_.after(
            minutes{ 5 }, [reply = std::move(reply)] { reply(fail(Error::no_answer("The pull made no progress."))); });
    else
        pulls_[ticket] = machine_.engine.pull(std::move(reference), std::move(login), nullptr, std::move(reply));
    return Subscription([this, ticket, waiting, alive = std::weak_ptr(alive_)] {
        waiting->done = nullptr;
        waiting->deadline.cancel();
        if (!alive.expired())
            pulls_.erase(ticket);
    });
}

Subscription Line::events(
    TimePoint since, std::string label_filter, Function<void(docker::Event)> event, Function<void(Error)> ended)
{
    listener_.on_call(machine_, "events", "");
    const std::uint64_t ticket = next_ticket_++;
    Stream& stream = streams_[ticket];
    stream.event = std::move(event);
    stream.ended = std::move(ended);
    stream.source = machine_.engine.events(
        since, std::move(label_filter), [this, ticket](docker::Event each) { pass(ticket, std::move(each)); },
        [this, ticket](Error error) {
            core_.post([this, alive = std::weak_ptr(alive_), ticket, error = std::move(error)]() mutable {
                if (alive.expired())
                    return;
                if (auto ending = streams_.extract(ticket))
                    ending.mapped().ended(std::move(error));
            });
        });
    return Subscription([this, ticket, alive = std::weak_ptr(alive_)] {
        if (!alive.expired())
            streams_.erase(ticket);
    });
}

void Line::pass(std::uint64_t ticket, docker::Event event)
{
    const auto stream = streams_.find(ticket);
    if (stream == streams_.end())
        return;
    auto& held = stream->second.held;
    held.push_back(std::move(event));
    if (machine_.line.frozen || (held.size() == 1 && hits(machine_.line.swapped_events)))
        return;
    if (held.size() == 2)
        std::swap(held[0], held[1]);
    for (const auto& each : std::exchange(held, {})) {
        deliver(ticket, each);
        if (hits(machine_.line.repeated_events))
            deliver(ticket, each);
    }
}

void Line::deliver(std::uint64_t ticket, const docker::Event& event)
{
    core_.post([this, alive = std::weak_ptr(alive_), ticket, event] {
        if (alive.expired())
            return;
        if (const auto stream = streams_.find(ticket); stream != streams_.end())
            stream->second.event(event);
    });
}

Subscription Line::stats(std::string id, Function<void(docker::Stats)> reading, Function<void(Error)> ended)
{
    return machine_.engine.stats(std::move(id), std::move(reading), std::move(ended));
}

Subscription Line::logs(
    docker::LogRequest request, Function<void(std::vector<docker::LogLine>)> lines, Callback<void> ended)
{
    return machine_.engine.logs(std::move(request), std::move(lines), std::move(ended));
}

} // namespace quayside::sim
