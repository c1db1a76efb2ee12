#pragma once

#include "core/control/operation.h"
#include "core/control/silences.h"
#include "core/model/change_set.h"

#include <functional>
#include <optional>

namespace quayside::control {

// The container instance whose foreign agent makes such a call: it registers the instance anew, asks where to call and
// for the tasks on it, or submits what became of them. Nothing for any other call. Pure.
std::optional<Id> calling_agent(const model::State& state, std::string_view operation, const Json& input);

// Whether foreign agents are there. They hold no connection and the API has no call that only says so; what takes its
// place are the calls above. An instance whose agent makes none for `silence` is not connected, as one whose engine
// does not answer: nothing is placed on it and its tasks are DISCONNECTED, until the next of those calls. They are
// never given up for that, and the counts start anew with the program. On the core thread.
class ForeignContact {
public:
    // `operate` runs a transaction and sees to its flush.
    using Operate = std::function<void(const std::function<void(Operation&)>&)>;
    ForeignContact(Loop& loop, const model::State& state, Duration silence, Operate operate);

    // Tells of published changes.
    void apply(const model::ChangeSet& changes);
    void heard(const Id& instance);

private:
    void look_at(const model::ContainerInstance& instance);
    void connect(const Id& instance, bool connected);

    const model::State& state_;
    const Duration silence_;
    Operate operate_;
    Silences silences_;
};

} // namespace quayside::control
