#include "core/agent/task_relay.h"

#include "core/agent/container_config.h"
#include "core/agent/observe.h"
#include "core/agent/relay_image.h"
#include "core/base/log.h"

#include <algorithm>
#include <utility>

namespace quayside::agent {

namespace {

constexpr Duration kLook = std::chrono::seconds{ relay::kSilence / 3 };
constexpr int kMostFailures = 3; // in a row, of those that may pass

bool is_missing(const Error& error)
{
    return error.http_status == 404;
}

bool may_pass(const Error& error)
{
    return error.http_status == 0 || error.http_status >= 500;
}

} // namespace

TaskRelay::TaskRelay(Loop& loop, docker::Engine& engine, const AgentSettings& settings, const Id& engine_id,
    Retry retry, Function<void(const std::string& problem)> told)
    : loop_(loop)
    , engine_(engine)
    , settings_(settings)
    , engine_id_(engine_id.hex())
    , name_(relay_name(settings.installation, engine_id_))
    , retry_(retry)
    , told_(std::move(told))
{
}

TaskRelay::~TaskRelay() = default;

void TaskRelay::set_connected(bool connected)
{
    connected_ = connected;
    hang_up();
    usable_ = tidied_ = false;
    failures_ = 0;
    if (!connected)
        answer_all(fail(Error::no_answer("the engine does not answer")));
    ensure();
}

void TaskRelay::want(const Id& task, bool wanted)
{
    const bool was_wanted = !wanting_.empty();
    if (wanted)
        wanting_.insert(task);
    else
        wanting_.erase(task);
    if (was_wanted && wanting_.empty())
        rest();
    else if (!was_wanted && !wanting_.empty() && line_)
        look();
    else if (!was_wanted)
        ensure();
}

void TaskRelay::prepare(Done done)
{
    if (usable_)
        return done({});
    if (!problem_.empty())
        return done(fail(Error{ "EngineError", problem_, 400 }));
    if (!connected_)
        return done(fail(Error::no_answer("the engine does not answer")));
    waiting_.push_back(std::move(done));
    ensure();
}

std::string TaskRelay::network() const
{
    return usable_ ? relay_network_name(settings_.installation) : std::string();
}

bool TaskRelay::is_its(const std::string& container_name) const
{
    return container_name == name_ && !wanting_.empty();
}

std::vector<docker::ContainerSummary> TaskRelay::on_list(const std::vector<docker::ContainerSummary>& rows)
{
    std::vector<docker::ContainerSummary> surplus;
    for (const auto& row : rows)
        if (row.name != name_) {
            surplus.push_back(row);
        } else if (container_.empty()) {
            container_ = row.id;
            leftover_ = true;
        }
    // A network may be there without it: what a former life was just about to make or to remove.
    const bool may_be = !std::exchange(tidied_, true) && settings_.relay;
    if (wanting_.empty() && !timer_.active() && !working_ && (leftover_ || may_be))
        rest();
    return surplus;
}

void TaskRelay::hang_up()
{
    ++attempt_;
    working_ = false;
    timer_.cancel();
    line_.reset();
    server_.reset();
}

void TaskRelay::ensure()
{
    if (!connected_ || working_ || line_ || wanting_.empty())
        return;
    hang_up();
    working_ = leftover_ = true;
    engine_.inspect_image(relay_image_name(), guard([this](const Result<docker::ImageInfo>& image) {
        if (image)
            make_network();
        else if (is_missing(image.error()))
            import_image();
        else
            failed(image.error());
    }));
}

void TaskRelay::import_image()
{
    auto image = relay_image(architecture_);
    if (!image)
        return failed(Error{ "EngineError", "this Quayside has no relay for engines of " + architecture_, 400 });
    engine_.import_image(std::move(*image), guard([this](const Result<void>& imported) {
        if (imported)
            make_network();
        else
            failed(imported.error());
    }));
}

void TaskRelay::make_network()
{
    engine_.create_network(relay_network(settings_), guard([this](const Result<void>& made) {
        if (made || made.error().http_status == 409) // it is there
            look_for_container();
        else
            failed(made.error());
    }));
}

void TaskRelay::look_for_container()
{
    engine_.inspect(name_, guard([this](const Result<docker::ContainerState>& state) {
        if (!state)
            return is_missing(state.error()) ? create() : failed(state.error());
        if (!is_of_a_relay(state->labels, settings_.installation))
            return failed(Error{ "EngineError", "another container is called " + name_, 409 });
        container_ = state->id;
        if (fact_of(*state) == Fact::Running)
            open();
        else
            start();
    }));
}

void TaskRelay::create()
{
    engine_.create(relay_config(settings_, engine_id_), guard([this](const Result<std::string>& id) {
        if (!id)
            return failed(id.error());
        container_ = *id;
        start();
    }));
}

void TaskRelay::start()
{
    engine_.start(container_, guard([this](const Result<void>& started) {
        if (started)
            open();
        else if (started.error().http_status == 0)
            failed(started.error());
        else
            start_anew(started.error());
    }));
}

// Its network may be another than that which it was made for.
void TaskRelay::start_anew(const Error& error)
{
    engine_.remove(std::exchange(container_, {}), guard([this, error](const Result<void>&) { failed(error); }));
}

void TaskRelay::open()
{
    server_.emplace(
        settings_.relay, [this](const std::string& bytes) { line_->type(bytes); }, loop_.now());
    docker::TerminalRequest request;
    request.container = container_;
    request.command = { "/relay", "80" };
    request.plain = true;
    docker::TerminalEvents events;
    events.output = [this](std::string_view bytes) { heard(bytes); };
    events.ended = [this](const Result<int>& ended) {
        failed(ended ? Error::no_answer("the relay has ended") : Error::no_answer(ended.error().message));
    };
    line_ = engine_.open_terminal(std::move(request), std::move(events));
    timer_ = loop_.after(kLook, [this] { look(); });
}

void TaskRelay::heard(std::string_view bytes)
{
    if (const auto understood = server_->feed(bytes, loop_.now()); !understood)
        return failed(understood.error());
    if (!server_->listening() || !std::exchange(working_, false))
        return;
    failures_ = 0;
    usable_ = true;
    set_problem({});
    answer_all({});
}

// Whether it is still there: the way to it may have been cut without a word.
void TaskRelay::look()
{
    if (loop_.now() - server_->heard_at() >= std::chrono::seconds{ relay::kSilence })
        return failed(Error::no_answer("the relay does not answer"));
    server_->look(loop_.now());
    if (wanting_.empty()) // the last went while it came up
        return rest();
    timer_ = loop_.after(kLook, [this] { look(); });
}

void TaskRelay::failed(const Error& error)
{
    hang_up();
    ++failures_;
    log::info("agent", "relay of the task endpoint: {}", error.message);
    if (!wanting_.empty() && (!may_pass(error) || failures_ >= kMostFailures)) {
        usable_ = false;
        set_problem(error.message);
    }
    answer_all(fail(error));
    if (wanting_.empty())
        rest();
    else
        timer_ = loop_.after(retry_.after(failures_), [this] {
            timer_.cancel();
            ensure();
        });
}

void TaskRelay::set_problem(const std::string& problem)
{
    if (problem != std::exchange(problem_, problem))
        told_(problem);
}

void TaskRelay::answer_all(const Result<void>& result)
{
    for (const auto& done : std::exchange(waiting_, {}))
        done(result);
}

void TaskRelay::rest()
{
    timer_ = loop_.after(settings_.relay_rest, [this] {
        timer_.cancel();
        if (connected_ && wanting_.empty())
            remove();
    });
}

void TaskRelay::remove()
{
    hang_up();
    working_ = leftover_ = true;
    usable_ = false;
    if (container_.empty())
        return remove_network();
    engine_.remove(container_, guard([this](const Result<void>& removed) {
        if (removed || is_missing(removed.error())) {
            container_.clear();
            return remove_network();
        }
        working_ = false; // the next list tries again
        ensure();
    }));
}

void TaskRelay::remove_network()
{
    engine_.remove_network(relay_network_name(settings_.installation), guard([this](const Result<void>& removed) {
        leftover_ = !removed && !is_missing(removed.error());
        working_ = false;
        ensure(); // somebody may have come meanwhile
    }));
}

} // namespace quayside::agent
