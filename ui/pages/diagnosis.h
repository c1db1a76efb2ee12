#pragma once

#include "core/model/state.h"
#include "ui/look/states.h"
#include "ui/pages/object_ref.h"

#include <QString>

#include <cstdint>
#include <vector>

// Why a service, a task or a container instance is not steady: records in, causes with what shows them and what helps
// out. The panel that tells it and the list of what needs attention both ask here. Pure.
namespace quayside::ui {

// What shows it: one line, and where to look at it.
struct Evidence {
    QString text;
    ObjectRef where{}; // None: nowhere else
    TimePoint at{}; // kNever: no moment
};

// What would help, as a button.
struct Remedy {
    enum class Kind : std::uint8_t {
        Show,
        Explain,
        ShowLogs,
        OpenTerminal,
        ShowDeployment,
        Continue,
        RollBack,
        ForceDeployment,
        Scale,
        Update,
        RaiseMaximum, // to `percent`
        LowerMinimum, // to `percent`
        NewRevision,
        RunAgain,
        PullImage, // `image`
        Logins,
        StopTask,
        Unprotect,
        Activate,
        AddEngine,
        ChangeEngine
    };

    Kind kind = Kind::Show;
    QString verb;
    ObjectRef object; // what it is done to
    std::int64_t percent = 0;
    std::string image{};
};

struct Cause {
    enum class Kind : std::uint8_t {
        AwaitsApproval,
        AlarmRaised,
        RolloutFailed,
        PercentsAllowNoStep,
        NoInstance,
        NoPlace,
        ImageNotPulled,
        OutOfMemory,
        FailedChecks,
        TasksFail,
        Unhealthy,
        EngineSilent,
        ProtectedTasks,
        TightMemory,
        TooFew,
        // What passes by itself, or is as somebody wished.
        StartPutOff,
        WaitsForContainer,
        Pulling,
        Starting,
        Stopping,
        Draining,
        RollingOut,
        ScaledToZero,
        Stopped,
        Deleted
    };

    Kind kind = Kind::TooFew;
    StateWord state;
    QString title; // in plain words: "Its percents allow no step"
    QString detail; // a sentence more; may be empty
    std::vector<Evidence> evidence{};
    std::vector<Remedy> remedies{}; // the best first
    TimePoint since{}; // kNever: not known

    // Nothing helps it but somebody.
    bool needs_somebody() const { return kind < Kind::StartPutOff; }
};

struct Diagnosis {
    StateWord state; // of the object
    QString sentence; // "web is not steady: 1 of 3 tasks run."
    std::vector<Cause> causes; // the worst first; empty: it is steady

    bool is_steady() const { return causes.empty(); }
};

// Failed tasks of a service, of the last hour.
using FailedTasks = std::vector<model::TaskPtr>;

Diagnosis diagnose(const model::State& state, const model::Service& service, const FailedTasks& failed, TimePoint now);
Diagnosis diagnose(const model::State& state, const model::Task& task, TimePoint now);
Diagnosis diagnose(const model::State& state, const model::ContainerInstance& instance, TimePoint now);
// Of any of them; of anything else nothing is known. Looks for the failed tasks by itself.
Diagnosis diagnose(const model::State& state, const ObjectRef& ref, TimePoint now);

bool failed_lately(const model::Task& task, TimePoint now);

// All of it as lines of text, to be pasted elsewhere.
QString as_text(const Diagnosis& diagnosis);

} // namespace quayside::ui
