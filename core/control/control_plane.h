#pragma once

#include "core/base/alive.h"
#include "core/base/loop.h"
#include "core/base/random.h"
#include "core/client/ecs_client.h"
#include "core/control/capacity_loop.h"
#include "core/control/engines.h"
#include "core/control/exec_sessions.h"
#include "core/control/foreign_contact.h"
#include "core/control/housekeeping.h"
#include "core/control/log_keeper.h"
#include "core/control/log_readers.h"
#include "core/control/metrics_hub.h"
#include "core/control/operations.h"
#include "core/control/profile_source.h"
#include "core/control/role_store.h"
#include "core/control/service_loop.h"
#include "core/control/task_access.h"
#include "core/control/task_stats.h"
#include "core/files/file_jobs.h"
#include "core/history/task_history.h"
#include "core/images/local_registry.h"
#include "core/images/registry_logins.h"
#include "core/store/store.h"

#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace quayside::control {

struct Settings {
    HousekeepingSettings housekeeping;
    agent::AgentSettings agent; // the installation, account and region are filled in
    std::string account = "123456789012";
    std::string region = "us-east-1";
    std::string state_directory; // for DescribeInstallation, and the access keys; empty: they are kept in memory
    std::uint64_t seed = 0; // of ids and choices; 0: from the system
    scheduler::PlanSettings services;
    // After a change, until records begin to take their places: what comes meanwhile is moved with it.
    Duration tidy_after = std::chrono::seconds{ 2 };
    std::shared_ptr<ProfileSource> profiles; // for roles that are assumed from a profile; null: there are none
    std::shared_ptr<HookRunner> hooks; // who answers for lifecycle hooks; null: nobody
    SessionLimits sessions;
    TaskAccess::Listen listen_for_tasks; // null: tasks have no endpoint
    Loop* files = nullptr; // a thread that may wait for disks; null: no history is kept
    history::TaskLimits past_tasks; // those that stopped
    std::shared_ptr<images::RegistryHost> registry; // null: there can be no registry of our own
    Duration agent_silence = std::chrono::minutes{ 5 }; // of another program's agent, before it counts as gone
};

// The running thing: the state, the agents of the engines and the turns in which both move.
//
// A turn begins with the first piece of work that changes something (a call, a report, a timer) and ends in a flush
// that is posted behind whatever else is queued: one transaction for all of it. Then the changes are published, agents
// included, and the replies that waited are given. If the flush fails, the whole turn is undone, those replies are
// ServerExceptions, and the reports of agents are kept for the next try: nobody sees what is not on disk.
//
// Lives on the loop's thread: every method is called there, but for the constructor and destructor, which may run on
// another one while the loop does not.
class ControlPlane final : private agent::Reporter {
public:
    ControlPlane(Loop& loop, std::unique_ptr<store::Store> store, EngineSource& source, Settings settings);
    ~ControlPlane() override;

    // Reads the state, shows it to those who subscribed before, and connects the agents, whose first lists adopt what
    // runs. Calls that came before are served afterwards. An error names the file and what to do.
    Result<void> start();

    // As EcsClient; for any client in this process or in front of it.
    void call(std::string name, Json input, client::Reply reply, Form form = Form::Value);
    [[nodiscard]] Subscription subscribe(client::ChangeHandler handler);
    [[nodiscard]] Subscription watch_metrics(client::MetricsQuery query, client::MetricsHandler handler);
    [[nodiscard]] Subscription watch_progress(client::ProgressHandler handler);

    const model::State& state() const { return store_->state(); }
    const Installation& installation() const { return installation_; }
    Access& access() { return access_; }
    // With what the owner of an access key signs: one of the installation's, or a task's with its session token.
    std::optional<std::string> secret_of(
        std::string_view access_key, std::string_view session_token, TimePoint now) const;
    // Who the owner of a session token is: a task and its role, whose credentials were made here. Null: nobody.
    const Role* role_of(std::string_view session_token) const;
    TimePoint now() const { return loop_.now(); }
    // Where the API is served from now on, and how it takes signatures.
    void set_endpoint(std::string endpoint, std::string signatures);
    // What programs inside of tasks reach; null before start().
    TaskAccess* task_access() { return tasks_.get(); }
    // Those of ExecuteCommand, for whoever accepts their clients; null before start().
    ExecSessions* sessions() { return sessions_.get(); }

private:
    using Work = std::function<Result<Json>(Operation&)>;
    struct Waiting {
        client::Reply reply;
        Result<Json> result;
    };
    struct Report {
        Id engine;
        std::optional<agent::EngineReport> state; // absent: `containers`
        std::vector<agent::ContainerReport> containers;
    };

    void report(const Id& engine, const agent::EngineReport& report) override;
    void report(const Id& engine, std::vector<agent::ContainerReport> reports) override;

    Result<void> prepare_installation();
    Result<void> prepare_access();
    Result<void> prepare_task_access();
    Result<void> prepare_roles();
    void assume(const model::Task& task, const std::string& role,
        Function<void(Result<std::optional<endpoints::Credentials>>)> done);
    void note_credentials(const model::Task& task, const std::string& role, const Result<void>& given);
    Result<void> prepare_registry();
    void set_progress(client::Progress progress);
    void update(const Work& work, client::Reply reply);
    void operate(const std::function<void(Operation&)>& work);
    std::shared_ptr<SlowOperation> slow_operation();
    void connect_agents();
    void open_engines_later();
    void when_restored(Function<void()> work);
    void when_ready(Function<void()> work);
    void schedule_flush();
    void flush();
    void tidy_later(Duration pause);
    void tidy();
    void record_reports();
    void keep_for_retry();
    void keep_stopped(const model::ChangeSet& changes);
    void published(const model::ChangeSet& changes);

    Loop& loop_;
    std::unique_ptr<store::Store> store_;
    Settings settings_;
    Installation installation_;
    Random random_;
    EngineSource& source_;
    Access access_;
    RoleStore roles_;
    std::set<Id> without_credentials_; // tasks of which it was said that their role gives none
    images::RegistryLogins logins_;
    std::unique_ptr<images::LocalRegistry> registry_; // before the engines, whose agents ask for its login

    bool restored_ = false; // the state is there and may be shown
    bool ready_ = false; // the agents are there and calls are served
    std::vector<Function<void()>> when_restored_;
    std::vector<Function<void()>> when_ready_;
    client::Progress progress_;
    std::list<client::ProgressHandler> progress_handlers_;

    bool flush_scheduled_ = false;
    bool opening_ = false; // of engines, in pieces
    std::vector<Waiting> waiting_;
    std::vector<Report> reports_; // not in the state yet
    std::vector<Report> recorded_; // of this turn
    TimerHandle retry_;
    TimerHandle tidy_;

    std::unique_ptr<TaskAccess> tasks_; // before the engines, whose agents ask it
    std::unique_ptr<Engines> engines_;
    std::unique_ptr<TaskStats> task_stats_;
    std::unique_ptr<ExecSessions> sessions_; // after the engines, so that their terminals go first
    std::unique_ptr<history::TaskHistory> past_tasks_;
    std::unique_ptr<KeptLogs> kept_logs_;
    std::unique_ptr<LogReaders> log_readers_;
    std::unique_ptr<LogKeeper> log_keeper_;
    std::unique_ptr<images::ImageJobs> images_;
    std::unique_ptr<files::FileJobs> files_; // after the engines, likewise
    std::unique_ptr<history::MetricHistory> metric_history_;
    std::unique_ptr<MetricsHub> metrics_;
    std::unique_ptr<Housekeeping> housekeeping_;
    std::unique_ptr<ForeignContact> foreign_;
    std::unique_ptr<ServiceLoop> services_;
    std::unique_ptr<CapacityLoop> capacity_;
    Subscription changes_;
    Alive alive_;
};

} // namespace quayside::control
