#include "core/docker/simulated_engine.h"

#include "core/docker/urls.h"

#include <algorithm>

namespace quayside::docker {

namespace {

constexpr int kNoProgram = 127; // exit code
constexpr std::uint64_t kPullSize = 48 << 20;
constexpr int kPullSteps = 8;

using std::chrono::minutes;
using std::chrono::seconds;

Error line_broken()
{
    return Error::no_answer("The simulated engine does not answer: connection refused.");
}

Error deadline_passed()
{
    return Error::no_answer("The simulated engine did not answer in time.");
}

Function<void(int)> layer_steps(const char* status, Function<void(PullProgress)> progress)
{
    return [status, progress = std::move(progress)](int number) {
        if (progress)
            progress({ status, kPullSize / kPullSteps * static_cast<std::uint64_t>(number), kPullSize });
    };
}

} // namespace

SimulatedEngine::SimulatedEngine(Loop& loop, SimulatedEngineSettings settings)
    : loop_(loop)
    , host_(loop, std::move(settings))
    , random_(host_.settings().seed ^ 0x5EED)
{
    host_.on_event([this](const SimulatedHost::KeptEvent& kept) {
        if (kept.exit_code)
            end_terminals_in(kept.container_id);
        deliver(kept);
    });
}

SimulatedEngine::~SimulatedEngine() = default;

// A reply comes once: at the first of answer, deadline and end of the line. While the line is a black hole the answer
// is on its way.
template <class T>
void SimulatedEngine::answer(
    Ticket ticket, std::shared_ptr<Callback<T>> done, std::shared_ptr<Result<T>> result, Duration after)
{
    const auto found = pending_.find(ticket);
    if (found == pending_.end())
        return;
    found->second.timer = loop_.after(after, [this, ticket, done, result] {
        if (faults_.black_hole) {
            answer<T>(ticket, done, result, seconds{ 1 });
            return;
        }
        finish<T>(ticket, done, std::move(*result));
    });
}

template <class T>
void SimulatedEngine::finish(Ticket ticket, const std::shared_ptr<Callback<T>>& done, Result<T> result)
{
    const auto found = pending_.find(ticket);
    if (found == pending_.end())
        return;
    const Pending kept = std::move(found->second);
    pending_.erase(found);
    if (kept.ended)
        kept.ended();
    if (kept.lost && result)
        result = fail(Error::no_answer("The connection was lost before the answer came."));
    (*done)(std::move(result));
}

template <class T>
void SimulatedEngine::perform(const char* name, Duration deadline, Duration work, Callback<T> done,
    Function<void(Function<void(Result<T>)>)> effect)
{
    const Ticket ticket = next_ticket_++;
    const std::string_view what = name;
    const bool starts = what == "create" || what == "start";
    const bool changes = starts || what == "stop" || what == "remove" || what == "rename";
    ++counts_.calls[name];
    const auto shared = std::make_shared<Callback<T>>(std::move(done));
    const auto fail_with
        = [this, ticket, shared](Error error) { finish<T>(ticket, shared, quayside::fail(std::move(error))); };
    Pending& pending = pending_[ticket];
    pending.fail = fail_with;
    pending.lost = changes && faults_.lost_replies > 0 && random_.fraction() < faults_.lost_replies;
    if (!reachable()) {
        pending.timer = loop_.after(host_.settings().latency, [fail_with] { fail_with(line_broken()); });
        return;
    }
    if (faults_.black_hole) {
        pending.deadline
            = loop_.after(std::min<Duration>(deadline, minutes{ 4 }), [fail_with] { fail_with(deadline_passed()); });
        return;
    }
    pending.deadline = loop_.after(deadline, [fail_with] { fail_with(deadline_passed()); });
    if (starts) {
        counts_.most_starts = std::max(counts_.most_starts, ++counts_.running_starts);
        pending.ended = [this] { --counts_.running_starts; };
    }
    // The effect comes first and the answer later, so that a caller may be gone in between.
    const Duration half = host_.settings().latency / 2;
    const auto shared_effect = std::make_shared<Function<void(Function<void(Result<T>)>)>>(std::move(effect));
    pending.timer = loop_.after(half + work, [this, ticket, half, shared, shared_effect] {
        (*shared_effect)([this, ticket, half, shared](Result<T> result) {
            answer<T>(ticket, shared, std::make_shared<Result<T>>(std::move(result)), half + faults_.slow);
        });
    });
}

template <class T>
void SimulatedEngine::call(
    const char* name, Duration deadline, Callback<T> done, Function<Result<T>()> effect, Duration work)
{
    perform<T>(name, deadline, work, std::move(done),
        [effect = std::make_shared<Function<Result<T>()>>(std::move(effect))](
            Function<void(Result<T>)> reply) { reply((*effect)()); });
}

void SimulatedEngine::ping(Callback<void> done)
{
    call<void>("ping", seconds{ 5 }, std::move(done), [] { return Result<void>(); });
}

void SimulatedEngine::info(Callback<EngineInfo> done)
{
    call<EngineInfo>("info", seconds{ 10 }, std::move(done), [this]() -> Result<EngineInfo> {
        const auto& settings = host_.settings();
        EngineInfo info{ settings.id, settings.version, "1.41", "Simulated engine", "linux", "x86_64", settings.cpus,
            settings.memory, 0, "2", "none", settings.id, "simulated", { "json-file", "none" } };
        info.containers_running = std::ranges::count_if(
            host_.containers(), [](const auto& entry) { return entry.second->state == RunState::Running; });
        return info;
    });
}

void SimulatedEngine::list(std::vector<std::string> label_filters, Callback<std::vector<ContainerSummary>> done)
{
    call<std::vector<ContainerSummary>>("list", minutes{ 1 }, std::move(done),
        [this, filters = std::move(label_filters)]() -> Result<std::vector<ContainerSummary>> {
            return host_.list(filters);
        });
}

void SimulatedEngine::inspect(std::string id_or_name, Callback<ContainerState> done)
{
    call<ContainerState>(
        "inspect", seconds{ 30 }, std::move(done), [this, id = std::move(id_or_name)] { return host_.inspect(id); });
}

void SimulatedEngine::read_stats(std::string id, Callback<Json> done)
{
    call<Json>("read_stats", seconds{ 18 }, std::move(done), [this, id = std::move(id)]() -> Result<Json> {
        const auto* container = host_.find(id);
        if (!container)
            return fail(Error{ "EngineError", "No such container: " + id, 404 });
        if (container->state != RunState::Running)
            return Json{ { "read", "0001-01-01T00:00:00Z" } };
        return stats_document(container->id, host_.stats(*container), host_.settings().cpus);
    });
}

void SimulatedEngine::create(ContainerConfig config, Callback<std::string> done)
{
    const auto shared = std::make_shared<ContainerConfig>(std::move(config));
    call<std::string>("create", minutes{ 4 }, std::move(done), [this, shared]() -> Result<std::string> {
        if (faults_.refuse_create)
            return fail(Error{ "EngineError", "failed to create the container: no space left on device", 500 });
        return host_.create(*shared);
    });
}

void SimulatedEngine::change_requested(const std::string& id)
{
    const auto* container = host_.find(id);
    if (container && container->labels->find('\0' + std::string(kInstallationLabel) + '=') == std::string::npos)
        ++counts_.foreign_changes;
}

void SimulatedEngine::start(std::string id, Callback<void> done)
{
    change_requested(id);
    call<void>(
        "start", minutes{ 3 }, std::move(done),
        [this, id]() -> Result<void> {
            if (faults_.refuse_start)
                return fail(Error{ "EngineError", "OCI runtime create failed: no space left on device: unknown", 500 });
            return host_.start(id);
        },
        host_.settings().start_time);
}

void SimulatedEngine::stop(std::string id, Duration grace, Callback<void> done)
{
    change_requested(id);
    perform<void>(
        "stop", grace + minutes{ 2 }, {}, std::move(done), [this, id, grace](Function<void(Result<void>)> reply) {
            const auto shared = std::make_shared<Function<void(Result<void>)>>(std::move(reply));
            if (auto sent = host_.stop(id, grace, [shared] { (*shared)({}); }); !sent)
                (*shared)(std::move(sent));
        });
}

void SimulatedEngine::remove(std::string id, Callback<void> done)
{
    change_requested(id);
    call<void>("remove", minutes{ 5 }, std::move(done), [this, id] {
        files_.forget(id);
        return host_.remove(id);
    });
}

void SimulatedEngine::run_command(std::string id, std::vector<std::string>, Callback<CommandOutput> done)
{
    call<CommandOutput>("run_command", seconds{ 15 }, std::move(done), [this, id]() -> Result<CommandOutput> {
        if (const auto container = host_.inspect(id); !container)
            return fail(container.error());
        return CommandOutput{ kNoProgram, {} };
    });
}

void SimulatedEngine::stat_file(std::string id, std::string path, Callback<FileStat> done)
{
    call<FileStat>("stat_file", seconds{ 30 }, std::move(done), [this, id, path]() -> Result<FileStat> {
        if (const auto container = host_.inspect(id); !container)
            return fail(container.error());
        return files_.stat(id, path);
    });
}

void SimulatedEngine::rename(std::string id, std::string name, Callback<void> done)
{
    change_requested(id);
    call<void>("rename", seconds{ 30 }, std::move(done), [this, id, name] { return host_.rename(id, name); });
}

void SimulatedEngine::list_volumes(std::vector<std::string> label_filters, Callback<std::vector<std::string>> done)
{
    call<std::vector<std::string>>("list_volumes", minutes{ 5 }, std::move(done),
        [this, filters = std::move(label_filters)]() -> Result<std::vector<std::string>> {
            return host_.volumes().list(filters);
        });
}

void SimulatedEngine::inspect_volume(std::string name, Callback<void> done)
{
    call<void>("inspect_volume", minutes{ 5 }, std::move(done), [this, name] { return host_.volumes().inspect(name); });
}

void SimulatedEngine::create_volume(VolumeConfig config, Callback<void> done)
{
    call<void>(
        "create_volume", minutes{ 5 }, std::move(done), [this, config] { return host_.volumes().create(config); });
}

void SimulatedEngine::remove_volume(std::string name, Callback<void> done)
{
    call<void>("remove_volume", minutes{ 5 }, std::move(done), [this, name] { return host_.volumes().remove(name); });
}

void SimulatedEngine::list_networks(std::vector<std::string> label_filters, Callback<std::vector<Network>> done)
{
    call<std::vector<Network>>("list_networks", minutes{ 1 }, std::move(done),
        [this, filters = std::move(label_filters)]() -> Result<std::vector<Network>> {
            return host_.networks().list(filters);
        });
}

void SimulatedEngine::create_network(NetworkConfig config, Callback<void> done)
{
    call<void>(
        "create_network", minutes{ 1 }, std::move(done), [this, config] { return host_.networks().create(config); });
}

void SimulatedEngine::remove_network(std::string name, Callback<void> done)
{
    call<void>("remove_network", minutes{ 1 }, std::move(done), [this, name] { return host_.networks().remove(name); });
}

void SimulatedEngine::connect_network(std::string name, std::string container_id, Callback<void> done)
{
    change_requested(container_id);
    call<void>("connect_network", minutes{ 1 }, std::move(done),
        [this, name, container_id] { return host_.connect(name, container_id); });
}

void SimulatedEngine::import_image(ImageImport image, Callback<void> done)
{
    call<void>("import_image", minutes{ 1 }, std::move(done), [this, reference = image.repository + ":" + image.tag] {
        host_.add_image(reference);
        return Result<void>();
    });
}

void SimulatedEngine::inspect_image(std::string reference, Callback<ImageInfo> done)
{
    call<ImageInfo>("inspect_image", seconds{ 30 }, std::move(done),
        [this, reference = std::move(reference)] { return host_.inspect_image(reference); });
}

void SimulatedEngine::find_digest(std::string reference, RegistryLogin login, Callback<std::string> done)
{
    call<std::string>("find_digest", seconds{ 5 }, std::move(done),
        [this, reference = std::move(reference), login = std::move(login)]() -> Result<std::string> {
            if (auto known = host_.log_in(reference, login); !known)
                return fail(known.error());
            return host_.digest_at_registry(reference);
        });
}

// A call that reports on its way: if `check` has nothing against it, so many steps and then the effect.
template <class T>
Subscription SimulatedEngine::follow(const char* name, Callback<T> done, Function<Result<void>()> check,
    Function<void(int)> step, Function<Result<T>()> effect)
{
    struct Parts {
        Function<Result<void>()> check;
        Function<void(int)> step;
        Function<Result<T>()> effect;
        Function<void(Result<T>)> reply;
        Function<void(int)> go;
    };
    const Ticket ticket = next_ticket_;
    const auto parts = std::make_shared<Parts>();
    parts->check = std::move(check);
    parts->step = std::move(step);
    parts->effect = std::move(effect);
    parts->go = [this, ticket, weak = std::weak_ptr(parts)](int number) {
        const auto self = weak.lock();
        if (number == kPullSteps)
            return self->reply(self->effect());
        if (!faults_.black_hole)
            self->step(number);
        if (const auto found = pending_.find(ticket); found != pending_.end())
            found->second.timer
                = loop_.after(host_.settings().pull_time / kPullSteps, [self, number] { self->go(number + 1); });
    };
    perform<T>(name, std::chrono::hours{ 2 }, {}, std::move(done), [parts](Function<void(Result<T>)> reply) {
        parts->reply = std::move(reply);
        if (auto checked = parts->check(); checked)
            parts->go(0);
        else
            parts->reply(fail(checked.error()));
    });
    return Subscription(alive_.guard([this, ticket] {
        if (const auto found = pending_.find(ticket); found != pending_.end()) {
            if (found->second.ended)
                found->second.ended();
            pending_.erase(found);
        }
    }));
}

void SimulatedEngine::disk_use(Callback<DiskUse> done)
{
    call<DiskUse>("disk_use", minutes{ 10 }, std::move(done), [this]() -> Result<DiskUse> { return host_.disk_use(); });
}

void SimulatedEngine::list_images(Callback<std::vector<ImageSummary>> done)
{
    call<std::vector<ImageSummary>>("list_images", minutes{ 10 }, std::move(done),
        [this]() -> Result<std::vector<ImageSummary>> { return host_.list_images(); });
}

void SimulatedEngine::tag_image(std::string reference, std::string new_reference, Callback<void> done)
{
    call<void>("tag_image", seconds{ 30 }, std::move(done),
        [this, reference, new_reference] { return host_.tag_image(reference, new_reference); });
}

void SimulatedEngine::remove_image(std::string reference, Callback<void> done)
{
    call<void>(
        "remove_image", minutes{ 3 }, std::move(done), [this, reference] { return host_.remove_image(reference); });
}

Subscription SimulatedEngine::pull(
    std::string reference, RegistryLogin login, Function<void(PullProgress)> progress, Callback<void> done)
{
    const Ticket ticket = next_ticket_;
    auto pulling = follow<void>(
        "pull", std::move(done),
        [this, reference, login = std::move(login)] {
            const auto known = host_.log_in(reference, login);
            return !known || host_.image_exists(reference) ? known : host_.finish_pull(reference);
        },
        layer_steps("Downloading", std::move(progress)), [this, reference] { return host_.finish_pull(reference); });
    if (const auto found = pending_.find(ticket); found != pending_.end() && found->second.deadline.active()) {
        counts_.most_pulls = std::max(counts_.most_pulls, ++counts_.running_pulls);
        found->second.ended = [this] { --counts_.running_pulls; };
    }
    return pulling;
}

// No registry is simulated: what is pushed is gone.
Subscription SimulatedEngine::push(
    std::string reference, RegistryLogin login, Function<void(PullProgress)> progress, Callback<void> done)
{
    return follow<void>(
        "push", std::move(done),
        [this, reference, login = std::move(login)]() -> Result<void> {
            if (host_.image_present(reference))
                return host_.log_in(reference, login);
            return fail(Error{ "EngineError",
                "An image does not exist locally with the tag: " + split_reference(reference).repository, 404 });
        },
        layer_steps("Pushing", std::move(progress)), [] { return Result<void>(); });
}

// It runs nothing: what a Dockerfile says is not read.
Subscription SimulatedEngine::build(ImageBuild build, Function<void(std::string)> output, Callback<std::string> done)
{
    auto step = [output = std::move(output)](int number) {
        output("Step " + std::to_string(number + 1) + "/" + std::to_string(kPullSteps) + " of the simulation\n");
    };
    return follow<std::string>(
        "build", std::move(done), [] { return Result<void>(); }, std::move(step),
        [this, reference = build.reference]() -> Result<std::string> { return host_.finish_build(reference); });
}

Result<std::string> SimulatedEngine::put_container(
    const ContainerConfig& config, TimePoint started_at, std::string known_id)
{
    if (config.body.contains("Image") && !host_.image_present(config.body["Image"].get<std::string>()))
        if (auto pulled = host_.finish_pull(config.body["Image"].get<std::string>()); !pulled)
            return fail(pulled.error());
    auto id = host_.create(config, std::move(known_id));
    if (!id)
        return id;
    if (auto started = host_.start(*id, started_at); !started)
        return fail(started.error());
    return id;
}

} // namespace quayside::docker
