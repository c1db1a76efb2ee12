# Bugs of the kind that good engineers make, which the simulation must catch (tst_planted_bugs). Of each: its name, the
# source that it is planted in, what goes wrong, a piece of that source that is there exactly once, and what stands in
# its place, where BUG is whether this bug is planted.

# What is known of an engine
bug(error-taken-for-gone core/agent/host_actions.cpp "an inspection that fails counts as a container that is gone"
  [=[if (!state && state.error().http_status != 404)]=]
  [=[if (!state && state.error().http_status != 404 && !BUG)]=])
bug(list-taken-for-truth core/agent/host_tasks.cpp "what an old list lacks counts as gone"
  [=[if (may_be_there)]=]
  [=[if (may_be_there && !BUG)]=])
bug(start-error-final core/agent/host_actions.cpp "a start that was answered with an error counts as not done"
  [=[inspect(key); // whether it runs is not for the answer to say]=]
  [=[BUG ? fail_container(key, container->error) : inspect(key);]=])
bug(names-not-ours core/agent/host_actions.cpp "whoever has the name of our container is taken for it"
  [=[if (state && is_its(key, *state)) {]=]
  [=[if (state && (BUG || is_its(key, *state))) {]=])
bug(failed-list-ends-lists core/agent/engine_line.cpp "after a list that fails none is asked for"
  [=[schedule_list(rows ? settings_.list_interval : reconnect_.after(failed_lists_));]=]
  [=[if (rows || !BUG) schedule_list(rows ? settings_.list_interval : reconnect_.after(failed_lists_));]=])
bug(unknown-lost core/agent/lifecycle.cpp "a task whose engine does not answer is not UNKNOWN"
  [=[after.connected = false;]=]
  [=[after.connected = false;
    if (BUG)
        return versioned(task, std::move(after));]=])
bug(unknown-for-ever core/agent/lifecycle.cpp "a task stays UNKNOWN when its engine answers again"
  [=[after.connected = true;
    after.unknown = false;]=]
  [=[after.connected = true;
    after.unknown = BUG && after.unknown;]=])
bug(first-slice-only core/control/engine_reports.cpp "only the first slice hears that its engine is lost"
  [=[connect_instance(transaction, instance, report.connected, now);]=]
  [=[if (report.connected || !BUG || instance == *instances.begin())
            connect_instance(transaction, instance, report.connected, now);]=])
bug(grace-forgets-restart core/control/silences.cpp "silence goes on counting over a restart"
  [=[else
            begin(change.any().id);]=]
  [=[else {
            const Id id = change.any().id;
            if (BUG && grace_ != Duration::zero() && !silences_.contains(id)) {
                silences_[id].counted = loop_.now() - change.after->connection_changed_at;
                nap(id);
            }
            begin(id);
        }]=])
bug(silences-add-up core/control/silences.cpp "an engine that answers goes on being silent where it was"
  [=[if (!change.after || change.after->connected)]=]
  [=[if (!change.after || (change.after->connected && !BUG))]=])
bug(sleep-is-silence core/control/silences.cpp "a sleep of the program counts as silence of the engines"
  [=[> kOverslept ?]=]
  [=[> kOverslept && !BUG ?]=])
bug(silence-not-dated core/control/engine_reports.cpp "since when an engine is silent is not written down"
  [=[if (engine.connected != report.connected ||]=]
  [=[if ((engine.connected != report.connected && !BUG) ||]=])

# Containers
bug(tasks-not-adopted core/agent/host_agent.cpp "a new life does not look after the tasks of the one before"
  [=[put(state_->tasks().find(task), false);]=]
  [=[if (!BUG)
                put(state_->tasks().find(task), false);]=])
bug(orphans-stay core/agent/host_agent.cpp "containers whose task is gone are left"
  [=[if (is_of_a_task(row.labels) &&]=]
  [=[if (is_of_a_task(row.labels) && !BUG &&]=])
bug(vanished-made-anew core/agent/plan_host.cpp "a container that ran and is gone is made again for the same task"
  [=[if (want.up && want.known == ContainerStatus::Pending)]=]
  [=[if (want.up && (BUG || want.known == ContainerStatus::Pending))]=])
bug(no-kill-after-term core/agent/host_actions.cpp "a container that ignores SIGTERM is never killed"
  [=[engine_.stop(container.id, stop_grace(key),]=]
  [=[engine_.stop(container.id, stop_grace(key) * (BUG ? 10'000 : 1),]=])
bug(stopped-with-the-first core/agent/lifecycle.cpp "a task counts as stopped when its first container has"
  [=[if (!all_stopped(task))]=]
  [=[if (!all_stopped(task) && !(BUG && task.containers.front().last_status == ContainerStatus::Stopped))]=])
bug(second-stop-counts core/agent/lifecycle.cpp "a second request to stop overwrites who asked first"
  [=[if (task.last_status >= TaskStatus::Stopped || task.desired_status == DesiredStatus::Stopped)]=]
  [=[if (task.last_status >= TaskStatus::Stopped || (task.desired_status == DesiredStatus::Stopped && !BUG))]=])
bug(version-stays core/agent/lifecycle.cpp "a task changes and keeps its version"
  [=[++after.version;]=]
  [=[after.version += BUG ? 0 : 1;]=])
bug(retry-at-once core/agent/host_actions.cpp "what got no answer is tried again without a pause"
  [=[container.retry_at = loop_.now() + retry_.after(++container.failures);]=]
  [=[container.retry_at = BUG ? kNever : loop_.now() + retry_.after(++container.failures);]=])
bug(slot-lost core/agent/host_actions.cpp "a start that fails does not give its slot back"
  [=[started(key, result);
        starts_.release();]=]
  [=[started(key, result);
        if (result || !BUG)
            starts_.release();]=])
bug(spare-given-twice core/agent/pause_pool.cpp "a pause container that stood ready is given to a second task"
  [=[members_.erase(found);]=]
  [=[if (!BUG)
        members_.erase(found);]=])

# Ports and room
bug(adopted-ports-free core/agent/host_tasks.cpp "the ports of containers that run already are given away"
  [=[ports_.hold({ binding.host_port, binding.protocol }, { task.id, i });]=]
  [=[if (!BUG)
                    ports_.hold({ binding.host_port, binding.protocol }, { task.id, i });]=])
bug(ports-per-slice core/scheduler/ports.cpp "the slices of an engine do not know of each other's ports"
  [=[if (is_taken(state, *state.container_instances().find(slice), port, what_if))]=]
  [=[if ((slice == instance.id || !BUG)
                && is_taken(state, *state.container_instances().find(slice), port, what_if))]=])
bug(daemon-takes-room core/control/apply_plan.cpp "a daemon is put where it has no room"
  [=[placement.refusal = scheduler::why_not(state(), *instance, request);]=]
  [=[if (!BUG)
            placement.refusal = scheduler::why_not(state(), *instance, request);]=])
bug(start-task-takes-room core/control/ops_run_task.cpp "StartTask does not look for room"
  [=[if (const auto refusal = scheduler::why_not(operation.state(), *instance, request->placement)) {]=]
  [=[if (const auto refusal = scheduler::why_not(operation.state(), *instance, request->placement);
            refusal && !BUG) {]=])

# Services
bug(minimum-rounded-down core/scheduler/percents.cpp "the least share of healthy tasks is rounded down"
  [=[minimum_healthy_percent + 99) / 100]=]
  [=[minimum_healthy_percent + (BUG ? 0 : 99)) / 100]=])
bug(maximum-rounded-up core/scheduler/percents.cpp "the largest share of tasks is rounded up"
  [=[desired_count * configuration.maximum_percent / 100]=]
  [=[(desired_count * configuration.maximum_percent + (BUG ? 99 : 0)) / 100]=])
bug(stopping-not-counted core/scheduler/rolling.cpp "tasks that are about to stop do not count as tasks"
  [=[counts.limits.maximum_total - counts.alive]=]
  [=[counts.limits.maximum_total - counts.alive + (BUG ? counts.going : 0)]=])
bug(one-too-many-stopped core/scheduler/rolling.cpp "one healthy task more than may be is stopped"
  [=[healthy - counts.limits.minimum_healthy,]=]
  [=[healthy - counts.limits.minimum_healthy + (BUG ? 1 : 0),]=])
bug(unknown-is-healthy core/scheduler/service_health.cpp "a task that nobody hears of counts as healthy"
  [=[|| task.unknown)
        return false;]=]
  [=[|| (task.unknown && !BUG))
        return false;]=])
bug(protection-ignored core/scheduler/scale_in.cpp "protected tasks are scaled in"
  [=[if (!is_protected(task, pass.now))]=]
  [=[if (BUG || !is_protected(task, pass.now))]=])
bug(unready-stay core/scheduler/scale_in.cpp "what is healthy is scaled in before what is not"
  [=[int rank = view.healthy ? 2 : 0;]=]
  [=[int rank = view.healthy != BUG ? 2 : 0;]=])
bug(daemon-twice core/scheduler/daemon.cpp "a daemon is started beside the one that stops"
  [=[if (place.eligible && place.tasks.empty())]=]
  [=[if (place.eligible
                && (BUG ? std::ranges::none_of(place.tasks, &TaskView::stays) : place.tasks.empty()))]=])
bug(no-pause-after-failure core/scheduler/start_throttle.cpp "tasks that fail are started again at once"
  [=[std::max(said, now + delay)]=]
  [=[std::max(said, BUG ? now : now + delay)]=])
bug(ended-not-settled core/scheduler/rollout_judge.cpp "a task that ended is counted in every pass"
  [=[pass.plan.settled.push_back(task->id);]=]
  [=[if (!BUG)
            pass.plan.settled.push_back(task->id);]=])
bug(ended-rollout-judged core/scheduler/rollout_judge.cpp "a rollout that has ended is judged again"
  [=[deployment->rollout_state != RolloutState::InProgress)]=]
  [=[(deployment->rollout_state != RolloutState::InProgress && !BUG))]=])
bug(breaker-trips-late core/scheduler/rollout_judge.cpp "the circuit breaker trips one failure late"
  [=[|| deployment.failed_tasks < deployment.circuit_breaker_threshold)]=]
  [=[|| deployment.failed_tasks < deployment.circuit_breaker_threshold + (BUG ? 1 : 0))]=])
bug(rollback-rolled-back core/scheduler/rollout_end.cpp "a rollback that fails is rolled back as well"
  [=[const bool may_roll_back = failure.roll_back && failed.rollback_of == 0;]=]
  [=[const bool may_roll_back = failure.roll_back && (BUG || failed.rollback_of == 0);]=])
bug(rollback-to-failed core/scheduler/rollout_end.cpp "a rollback goes to a revision that never worked"
  [=[if (deployment->status != DeploymentStatus::Primary && deployment->rollout_state == RolloutState::Completed)]=]
  [=[if (deployment->status != DeploymentStatus::Primary
            && (BUG || deployment->rollout_state == RolloutState::Completed))]=])

# Calls
bug(token-ignored core/control/ops_run_task.cpp "a call that is repeated with its token starts other tasks"
  [=[token.empty() ? nullptr]=]
  [=[token.empty() || BUG ? nullptr]=])
bug(eleven-tasks core/control/ops_run_task.cpp "RunTask starts eleven tasks"
  [=[count > kMostTasks)]=]
  [=[count > kMostTasks + (BUG ? 1 : 0))]=])
bug(revision-used-twice core/control/registration.cpp "a new definition takes the number of the last one"
  [=[found->second.rbegin()->first + 1]=]
  [=[found->second.rbegin()->first + (BUG ? 0 : 1)]=])
bug(tasks-of-removed-engine core/control/ops_remove_engine.cpp "the tasks of a removed engine are left"
  [=[operation.transaction.put(ended(task, operation.now));]=]
  [=[if (!BUG)
            operation.transaction.put(ended(task, operation.now));]=])
bug(event-tells-secrets core/control/engine_reports.cpp "the event of a failed task shows its environment"
  [=[": " + stop_text(after));]=]
  [=[": " + stop_text(after) + (BUG ? after.spec->definition->document.dump() : ""));]=])

# What is on disk
bug(reply-before-commit core/control/control_plane.cpp "a call is answered before it is on disk"
  [=[waiting_.push_back({ std::move(reply), std::move(result) });]=]
  [=[if (BUG)
        reply(std::move(result));
    else
        waiting_.push_back({ std::move(reply), std::move(result) });]=])
bug(failed-write-acknowledged core/control/control_plane.cpp "a call is acknowledged though the disk failed"
  [=[if (flushed || !result)]=]
  [=[if (BUG || flushed || !result)]=])
bug(failed-write-kept core/store/store.cpp "what could not be written is not undone"
  [=[state_.apply(model::inverse(*changes));]=]
  [=[if (!BUG)
            state_.apply(model::inverse(*changes));]=])
bug(published-not-durable core/store/store.cpp "what could not be written is published"
  [=[if (auto written = write(*changes); !written) {]=]
  [=[if (auto written = write(*changes); !written && !BUG) {]=])
bug(last-turn-dropped core/store/journal.cpp "the last turn of the journal is not read"
  [=["SELECT number, changes FROM turn ORDER BY number"]=]
  [=[BUG ? "SELECT number, changes FROM turn WHERE number < (SELECT max(number) FROM turn) ORDER BY number"
                                : "SELECT number, changes FROM turn ORDER BY number"]=])
bug(turns-dropped-early core/store/journal.cpp "turns are dropped before all of them has its place"
  [=[covered_ = sweep_covers_;]=]
  [=[covered_ = BUG ? last_number_ : sweep_covers_;]=])
bug(erased-come-back core/store/records.cpp "a record that was erased is read again"
  [=[if (journal_.values().contains(id))]=]
  [=[if (journal_.values().contains(id) && !(BUG && journal_.values().at(id).kind == 0))]=])
bug(forgotten-too-early core/agent/retention.cpp "a task that is asked to stop is forgotten like one that has"
  [=[if (task->last_status < model::TaskStatus::Stopped)
            continue;]=]
  [=[if (BUG ? task->desired_status == model::DesiredStatus::Running
                : task->last_status < model::TaskStatus::Stopped)
            continue;]=])
