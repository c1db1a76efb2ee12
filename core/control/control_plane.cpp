#include "core/control/control_plane.h"

#include "core/agent/container_config.h"
#include "core/base/log.h"
#include "core/control/account_settings.h"
#include "core/control/bucket_files.h"
#include "core/control/engine_reports.h"
#include "core/control/events.h"
#include "core/control/image_pins.h"
#include "core/control/lookup.h"
#include "core/control/operations.h"
#include "core/control/pull_login.h"
#include "core/images/image_jobs.h"
#include "core/store/private_file.h"

#include <unistd.h>
#include <utility>

namespace quayside::control {

namespace {

constexpr const char* kRoom = "control";
constexpr Duration kRetry = std::chrono::seconds{ 1 };
constexpr Duration kTidyPause = std::chrono::milliseconds{ 4 }; // for calls and reports between two pieces
constexpr std::size_t kReportsKept = 10'000; // while the disk fails; the agents' lists bring back what is dropped

Installation installation_of(const Settings& settings)
{
    Installation installation;
    installation.account = settings.account;
    installation.region = settings.region;
    installation.state_directory = settings.state_directory;
    return installation;
}

} // namespace

ControlPlane::ControlPlane(Loop& loop, std::unique_ptr<store::Store> store, EngineSource& source, Settings settings)
    : loop_(loop)
    , store_(std::move(store))
    , settings_(std::move(settings))
    , installation_(installation_of(settings_))
    , random_(settings_.seed == 0 ? Random::from_system() : Random(settings_.seed))
    , source_(source)
{
    if (!settings_.hooks)
        settings_.hooks = no_hooks(loop);
}

ControlPlane::~ControlPlane() = default;

Result<void> ControlPlane::start()
{
    set_progress({ true, 0, 0 });
    auto restored = store_->restore([this](std::size_t done, std::size_t total) {
        set_progress({ true, done, total });
    });
    if (restored)
        restored = prepare_installation();
    if (restored)
        restored = prepare_access();
    if (restored)
        restored = prepare_task_access();
    if (restored)
        restored = prepare_registry();
    if (!restored)
        return restored;
    set_progress({ false, progress_.restored, progress_.total });
    for (auto& work : std::exchange(when_restored_, {}))
        work();
    restored_ = true;
    connect_agents();
    ready_ = true;
    for (auto& work : std::exchange(when_ready_, {}))
        work();
    tidy_later(settings_.tidy_after);
    return {};
}

// What is on disk is shown before: with many engines this takes its time.
void ControlPlane::connect_agents()
{
    auto agent = settings_.agent;
    agent.installation = installation_.id;
    agent.account = installation_.account;
    agent.region = installation_.region;
    agent.variables
        = [this](const model::Task& task, std::size_t index) { return tasks_->endpoint().variables(task, index); };
    agent.relay = [this](const net::HttpRequest& request, Function<void(net::HttpResponse)> respond) {
        tasks_->endpoint().handle(request, std::move(respond));
    };
    agent.pinned_digest
        = [this](const model::Task& task, std::size_t index) { return pinned_digest(store_->state(), task, index); };
    agent.login = [this](const model::Task& task, std::size_t index) {
        return pull_login(access_.secrets, installation_.region, logins_, task, index);
    };
    agent.secret = [this](const std::string& named) -> Result<std::string> {
        if (!is_role_arn(named))
            return access_.secrets.resolve(named, installation_.region);
        auto role = roles_.assume(named, loop_.now());
        return role ? Result<std::string>(std::move(role->name)) : fail(role.error());
    };
    agent.log_mode = [this] {
        return effective_setting(store_->state(), installation_, root_of(installation_), "defaultLogDriverMode");
    };
    const auto kept_in = [this](const char* name) {
        return installation_.state_directory.empty() ? std::string() : installation_.state_directory + name;
    };
    agent.file = [buckets = kept_in("/buckets")](const std::string& arn) { return read_bucket_file(buckets, arn); };
    agent.file_systems = kept_in("/file-systems");
    agent.files = settings_.files;
    if (::geteuid() == 0)
        agent.cgroups = "/sys/fs/cgroup";
    agent::Reporter& reporter = *this;
    engines_ = std::make_unique<Engines>(
        loop_, source_, std::move(agent), [this] { return tasks_->has_address(); }, reporter, store_->state());
    task_stats_ = std::make_unique<TaskStats>(loop_, *engines_, store_->state());
    sessions_ = std::make_unique<ExecSessions>(loop_, *engines_, store_->state(), settings_.sessions);
    if (settings_.files)
        past_tasks_ = std::make_unique<history::TaskHistory>(
            loop_, *settings_.files, kept_in("/history.db"), settings_.past_tasks);
    kept_logs_ = std::make_unique<KeptLogs>(
        installation_.state_directory.empty() ? std::string() : installation_.state_directory + "/logs");
    log_readers_ = std::make_unique<LogReaders>(loop_, *engines_, store_->state(), *kept_logs_);
    log_keeper_ = std::make_unique<LogKeeper>(loop_, *engines_, store_->state(), *kept_logs_, past_tasks_.get());
    images_ = std::make_unique<images::ImageJobs>(
        loop_, [this](const Id& engine) { return engines_->find(engine); }, logins_, *registry_);
    files_ = std::make_unique<files::FileJobs>(
        loop_, [this](const Id& engine) { return dynamic_cast<docker::ContainerFiles*>(engines_->find(engine)); });
    if (settings_.files && !installation_.state_directory.empty())
        metric_history_ = std::make_unique<history::MetricHistory>(loop_, *settings_.files, kept_in("/metrics"));
    metrics_ = std::make_unique<MetricsHub>(loop_, store_->state(),
        MetricsHub::Sources{
            [this](const Id& task, std::size_t index, agent::Pace pace, Function<void(docker::Stats)> reading) {
                return engines_->watch(task, index, pace, std::move(reading));
            },
            [this](const Id& task, std::size_t index, TimePoint from, TimePoint to) {
                return engines_->past(task, index, from, to);
            } },
        metric_history_.get());
    settings_.housekeeping.stays = [this](const Id& task) { return past_tasks_ && past_tasks_->is_on_its_way(task); };
    housekeeping_ = std::make_unique<Housekeeping>(loop_, store_->state(), settings_.housekeeping,
        [this](const Function<Result<void>(store::Transaction&)>& work) {
            record_reports();
            (void)store_->update(work);
            schedule_flush();
        });
    foreign_ = std::make_unique<ForeignContact>(loop_, store_->state(), settings_.agent_silence,
        [this](const std::function<void(Operation&)>& work) { operate(work); });
    services_ = std::make_unique<ServiceLoop>(loop_, store_->state(), installation_, settings_.services,
        *settings_.hooks, random_, [this](const std::function<void(Operation&)>& work) { operate(work); });
    capacity_ = std::make_unique<CapacityLoop>(
        loop_, store_->state(), [this](const std::function<void(Operation&)>& work) { operate(work); });
    changes_ = store_->subscribe([this](const std::shared_ptr<const model::ChangeSet>& set) { published(*set); });
}

// In pieces, between which calls are answered.
void ControlPlane::open_engines_later()
{
    if (!engines_->any_waits() || std::exchange(opening_, true))
        return;
    loop_.post(alive_.guard([this] {
        opening_ = false;
        if (store_->dirty())
            flush();
        engines_->open_more();
        metrics_->look_again();
        open_engines_later();
    }));
}

// The first start names the installation and makes the cluster that calls without a cluster mean.
Result<void> ControlPlane::prepare_installation()
{
    installation_.id = store_->meta("installation");
    if (!installation_.id.empty())
        return {};
    installation_.id = random_.id().hex();
    model::Cluster cluster;
    cluster.name = "default";
    cluster.created_at = loop_.now();
    auto done = store_->update([&](store::Transaction& transaction) -> Result<void> {
        transaction.put(std::move(cluster));
        return {};
    });
    if (done)
        done = store_->flush();
    return done ? store_->set_meta("installation", installation_.id) : done;
}

// The first start makes the first key, so that there is one to sign with.
Result<void> ControlPlane::prepare_access()
{
    auto keys = store::AccessKeys::open(installation_.state_directory);
    if (!keys)
        return fail(keys.error());
    access_.keys = std::move(keys).value();
    auto secret = store::installation_secret(installation_.state_directory);
    auto secrets = secret ? SecretStore::open(installation_.state_directory, *secret)
                          : Result<SecretStore>(fail(secret.error()));
    if (!secrets)
        return fail(secrets.error());
    access_.secrets = std::move(secrets).value();
    if (!access_.keys.all().empty())
        return {};
    const auto made = access_.keys.create(loop_.now());
    return made ? Result<void>() : fail(made.error());
}

Result<void> ControlPlane::prepare_registry()
{
    auto secret = store::installation_secret(installation_.state_directory);
    if (!secret)
        return fail(secret.error());
    auto logins = images::RegistryLogins::open(installation_.state_directory, *secret);
    if (!logins)
        return fail(logins.error());
    logins_ = std::move(logins).value();
    images::LocalRegistry::Settings settings;
    settings.state_directory = installation_.state_directory;
    settings.installation_secret = *secret;
    settings.account = installation_.account;
    registry_ = std::make_unique<images::LocalRegistry>(loop_, settings_.registry, std::move(settings));
    return registry_->open();
}

Result<void> ControlPlane::prepare_task_access()
{
    auto secret = store::installation_secret(installation_.state_directory);
    if (!secret)
        return fail(secret.error());
    const auto docker_name = [id = installation_.id](const model::Task& task, std::size_t index) {
        return agent::container_name(id, task, index);
    };
    endpoints::TaskEndpointParts parts{ { store_->state(), arns(installation_), docker_name },
        [this] { return loop_.now(); },
        [this](std::string name, Json input, client::Reply reply) {
            call(std::move(name), std::move(input), std::move(reply));
        },
        [this](const model::Task& task, const std::string& role, auto done) { assume(task, role, std::move(done)); },
        [this](const model::Task& task, std::size_t index, Function<void(Json)> done) {
            task_stats_->read(task, index, std::move(done));
        } };
    tasks_
        = std::make_unique<TaskAccess>(endpoints::TaskEndpoint(*secret, std::move(parts)), settings_.listen_for_tasks);
    return prepare_roles();
}

// Tasks that run already had their credentials before there was a store of roles.
Result<void> ControlPlane::prepare_roles()
{
    auto roles = RoleStore::open(installation_.state_directory);
    if (!roles)
        return fail(roles.error());
    roles_ = std::move(roles).value();
    for (const auto& [id, task] : store_->state().tasks())
        if (const auto role = endpoints::task_role(*task->spec);
            !role.empty() && task->last_status < model::TaskStatus::Stopped)
            (void)roles_.assume(role, loop_.now());
    return {};
}

void ControlPlane::assume(const model::Task& task, const std::string& role_arn,
    Function<void(Result<std::optional<endpoints::Credentials>>)> done)
{
    const auto role = roles_.assume(role_arn, loop_.now());
    if (!role || role->profile.empty())
        return done(role ? Result<std::optional<endpoints::Credentials>>(std::nullopt) : fail(role.error()));
    if (!settings_.profiles)
        return done(fail(Error::client("There are no profiles here.")));
    settings_.profiles->credentials(role->profile, task.id.hex(),
        alive_.guard(
            [this, id = task.id, name = role->name, done = std::move(done)](Result<endpoints::Credentials> given) {
                if (const auto asking = store_->state().tasks().find(id))
                    note_credentials(*asking, name, given ? Result<void>() : fail(given.error()));
                if (given)
                    done(std::optional(std::move(*given)));
                else
                    done(fail(given.error()));
            }));
}

// Its program is told as well, but may not say so. Once until it works again.
void ControlPlane::note_credentials(const model::Task& task, const std::string& role, const Result<void>& given)
{
    if (given)
        return (void)without_credentials_.erase(task.id);
    if (!without_credentials_.insert(task.id).second)
        return;
    const auto message = "Its role " + role + " gives no credentials: " + given.error().message;
    operate([&](Operation& operation) {
        record_event(
            operation, model::Severity::Warning, model::EventKind::Task, task.spec->cluster, task.id.hex(), message);
    });
}

const Role* ControlPlane::role_of(std::string_view session_token) const
{
    const auto id = Id::parse(session_token.substr(0, session_token.find('-')));
    const auto task = id ? store_->state().tasks().find(*id) : nullptr;
    const auto* role = task ? roles_.find(role_name(endpoints::task_role(*task->spec))) : nullptr;
    return role && role->profile.empty() ? role : nullptr;
}

std::optional<std::string> ControlPlane::secret_of(
    std::string_view access_key, std::string_view session_token, TimePoint now) const
{
    if (!session_token.empty())
        return tasks_ && role_of(session_token)
            ? tasks_->endpoint().credentials().secret_of(access_key, session_token, store_->state(), now)
            : std::nullopt;
    const auto* key = access_.keys.find(access_key);
    return key ? std::optional(key->secret) : std::nullopt;
}

void ControlPlane::set_endpoint(std::string endpoint, std::string signatures)
{
    installation_.endpoint = std::move(endpoint);
    installation_.signatures = std::move(signatures);
}

void ControlPlane::set_progress(client::Progress progress)
{
    progress_ = progress;
    for (const auto& handler : progress_handlers_)
        handler(progress_);
}

void ControlPlane::when_ready(Function<void()> work)
{
    if (ready_)
        work();
    else
        when_ready_.push_back(std::move(work));
}

void ControlPlane::when_restored(Function<void()> work)
{
    if (restored_)
        work();
    else
        when_restored_.push_back(std::move(work));
}

void ControlPlane::call(std::string name, Json input, client::Reply reply, Form form)
{
    if (!ready_) {
        when_ready_.push_back(
            [this, form, name = std::move(name), input = std::move(input), reply = std::move(reply)]() mutable {
                call(std::move(name), std::move(input), std::move(reply), form);
            });
        return;
    }
    auto prepared = prepare(name, std::move(input));
    if (prepared)
        if (const auto agent = calling_agent(store_->state(), name, prepared->input))
            foreign_->heard(*agent);
    if (!prepared)
        reply(fail(prepared.error()));
    else if (prepared->row->slow)
        control::start(std::move(*prepared), slow_operation(), alive_.guard(std::move(reply)), form);
    else
        update([&](Operation& operation) { return run(operation, *prepared, form); }, std::move(reply));
}

std::shared_ptr<SlowOperation> ControlPlane::slow_operation()
{
    auto slow = std::make_shared<SlowOperation>(
        SlowOperation{ installation_, *engines_, access_, store_->state(), loop_.now(), nullptr });
    slow->update = alive_.guard([this](const Work& work, client::Reply reply) { update(work, std::move(reply)); });
    slow->later = [this](Function<void()> work) { loop_.post(std::move(work)); };
    slow->sessions = sessions_.get();
    slow->logs = log_readers_.get();
    slow->images = images_.get();
    slow->files = files_.get();
    slow->roles = &roles_;
    slow->metrics_hub = metrics_.get();
    slow->past_tasks = past_tasks_.get();
    slow->metrics = [this](const client::MetricsQuery& query) { return metrics_->read(query); };
    return slow;
}

void ControlPlane::update(const Work& work, client::Reply reply)
{
    Result<Json> result;
    const auto done = store_->update([&](store::Transaction& transaction) -> Result<void> {
        Operation operation{ transaction, installation_, random_, loop_.now() };
        result = work(operation);
        return result ? Result<void>() : fail(result.error());
    });
    if (!done)
        result = fail(done.error());
    if (waiting_.empty() && !store_->dirty()) {
        reply(std::move(result));
        return;
    }
    waiting_.push_back({ std::move(reply), std::move(result) });
    schedule_flush();
}

// What a control loop decides, for which nobody waits. It knows what the agents have told, also while a failing disk
// keeps that from being published.
void ControlPlane::operate(const std::function<void(Operation&)>& work)
{
    record_reports();
    (void)store_->update([&](store::Transaction& transaction) -> Result<void> {
        Operation operation{ transaction, installation_, random_, loop_.now() };
        work(operation);
        return {};
    });
    schedule_flush();
}

void ControlPlane::report(const Id& engine, const agent::EngineReport& report)
{
    if (report.no_task_endpoint && report.no_task_endpoint->empty())
        installation_.no_task_endpoint.erase(engine);
    else if (report.no_task_endpoint)
        installation_.no_task_endpoint[engine] = *report.no_task_endpoint;
    reports_.push_back({ engine, report, {} });
    schedule_flush();
    if (services_)
        services_->engine_reported(engine);
}

void ControlPlane::report(const Id& engine, std::vector<agent::ContainerReport> reports)
{
    reports_.push_back({ engine, std::nullopt, std::move(reports) });
    schedule_flush();
}

void ControlPlane::schedule_flush()
{
    if (std::exchange(flush_scheduled_, true))
        return;
    loop_.post(alive_.guard([this] { flush(); }));
}

void ControlPlane::record_reports()
{
    if (reports_.empty())
        return;
    const auto reports = std::exchange(reports_, {});
    const TimePoint now = loop_.now();
    (void)store_->update([&](store::Transaction& transaction) -> Result<void> {
        for (const auto& report : reports)
            if (report.state)
                record_engine(transaction, report.engine, *report.state, now);
            else
                record_containers(transaction, report.containers, now);
        return {};
    });
    recorded_.insert(recorded_.end(), reports.begin(), reports.end());
}

void ControlPlane::flush()
{
    flush_scheduled_ = false;
    record_reports();
    auto waiting = std::exchange(waiting_, {});
    const bool dirty = store_->dirty();
    const auto flushed = dirty ? store_->flush() : Result<void>();
    if (!flushed) {
        log::error(kRoom, "nothing could be written, the last changes are undone: {}", flushed.error().message);
        keep_for_retry();
        services_->undone();
        capacity_->undone();
    }
    recorded_.clear();
    for (auto& [reply, result] : waiting)
        if (flushed || !result)
            reply(std::move(result));
        else
            reply(fail(Error::server(flushed.error().message)));
    if (dirty)
        tidy_later(settings_.tidy_after);
}

void ControlPlane::tidy_later(Duration pause)
{
    if (!tidy_.active())
        tidy_ = loop_.after(pause, [this] { tidy(); });
}

void ControlPlane::tidy()
{
    tidy_.cancel();
    const auto more = store_->tidy();
    if (!more)
        log::warning(kRoom, "the state file could not be tidied: {}", more.error().message);
    if (!more || *more)
        tidy_later(more ? kTidyPause : kRetry);
}

void ControlPlane::keep_for_retry()
{
    reports_.insert(reports_.begin(), recorded_.begin(), recorded_.end());
    if (reports_.size() > kReportsKept)
        reports_.erase(reports_.begin(), reports_.end() - static_cast<std::ptrdiff_t>(kReportsKept));
    if (!reports_.empty())
        retry_ = loop_.after(kRetry, [this] { schedule_flush(); });
}

// Also those that were stopped at the start: what was told last before a kill may not have reached the disk.
void ControlPlane::keep_stopped(const model::ChangeSet& changes)
{
    const auto stopped
        = [](const model::TaskPtr& task) { return task && task->last_status >= model::TaskStatus::Stopped; };
    for (const auto& change : changes.of<model::Task>())
        if (stopped(change.after) && !stopped(change.before)) {
            const auto instance = store_->state().container_instances().find(change.after->container_instance);
            past_tasks_->keep(history::past_task(*change.after, instance ? instance->name : std::string()));
        }
}

void ControlPlane::published(const model::ChangeSet& changes)
{
    if (past_tasks_)
        keep_stopped(changes);
    sessions_->apply(changes);
    engines_->apply(changes);
    log_readers_->apply(changes);
    log_keeper_->apply(changes);
    for (const auto& change : changes.of<model::Task>())
        if (!change.after)
            without_credentials_.erase(change.before->id);
    for (const auto& change : changes.of<model::Engine>())
        if (!change.after) {
            images_->forget_engine(change.before->id);
            files_->forget_engine(change.before->id);
        }
    metrics_->apply(changes);
    housekeeping_->apply(changes);
    foreign_->apply(changes);
    services_->apply(changes);
    capacity_->apply(changes);
    open_engines_later();
}

Subscription ControlPlane::subscribe(client::ChangeHandler handler)
{
    auto held = std::make_shared<Subscription>();
    auto wanted = std::make_shared<bool>(true);
    when_restored([this, held, wanted, handler = std::make_shared<client::ChangeHandler>(std::move(handler))] {
        if (*wanted)
            *held
                = store_->subscribe([handler](const std::shared_ptr<const model::ChangeSet>& set) { (*handler)(set); });
    });
    return Subscription([held, wanted] {
        *wanted = false;
        held->reset();
    });
}

Subscription ControlPlane::watch_metrics(client::MetricsQuery query, client::MetricsHandler handler)
{
    auto held = std::make_shared<Subscription>();
    auto wanted = std::make_shared<bool>(true);
    when_ready([this, held, wanted, query, handler = std::make_shared<client::MetricsHandler>(std::move(handler))] {
        if (*wanted)
            *held = metrics_->watch(query, [handler](client::MetricsBatch batch) { (*handler)(std::move(batch)); });
    });
    return Subscription([held, wanted] {
        *wanted = false;
        held->reset();
    });
}

Subscription ControlPlane::watch_progress(client::ProgressHandler handler)
{
    const auto place = progress_handlers_.insert(progress_handlers_.end(), std::move(handler));
    (*place)(progress_);
    return Subscription(alive_.guard([this, place] { progress_handlers_.erase(place); }));
}

} // namespace quayside::control
