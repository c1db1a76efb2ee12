#include "ui/pages/stop_words.h"

#include "ui/pages/exit_words.h"

#include <QCoreApplication>
#include <QObject>

#include <algorithm>
#include <array>
#include <string_view>

namespace quayside::ui {

namespace {

constexpr std::int32_t kKilled = 137;

QString translated(const char* text)
{
    return QCoreApplication::translate("StopWords", text);
}

// What stands in a reason (`kind` at its begin, `sign` anywhere; empty: whatever) and what it means. The first that
// fits counts.
struct Meaning {
    std::string_view kind;
    std::string_view sign;
    const char* cause;
    const char* advice;
};

constexpr std::array kMeanings{
    Meaning{ "OutOfMemoryError", "",
        QT_TRANSLATE_NOOP("StopWords", "A container used more memory than it may and was killed."),
        QT_TRANSLATE_NOOP("StopWords", "Give it more memory, or look in its graph for what grows.") },
    Meaning{ "CannotPullContainerAuthError", "", QT_TRANSLATE_NOOP("StopWords", "The login of the registry failed."),
        QT_TRANSLATE_NOOP("StopWords", "Set the secret that the definition names for the registry.") },
    Meaning{ "CannotPullContainerError", "denied",
        QT_TRANSLATE_NOOP(
            "StopWords", "The registry does not give the image away: there is none of this name, or it wants a login."),
        QT_TRANSLATE_NOOP("StopWords", "Check the name; else log in to the registry on the page of images.") },
    Meaning{ "CannotPullContainerError", "unauthorized",
        QT_TRANSLATE_NOOP("StopWords", "The registry wants a login, or another than the one it was given."),
        QT_TRANSLATE_NOOP("StopWords", "Log in to the registry on the page of images.") },
    Meaning{ "CannotPullContainerError", "no basic auth", QT_TRANSLATE_NOOP("StopWords", "The registry wants a login."),
        QT_TRANSLATE_NOOP("StopWords", "Log in to the registry on the page of images.") },
    Meaning{ "CannotPullContainerError", "manifest",
        QT_TRANSLATE_NOOP("StopWords", "The registry has no image with this tag for the engine's kind of machine."),
        QT_TRANSLATE_NOOP("StopWords", "Check the tag, and the platforms that the image was built for.") },
    Meaning{ "CannotPullContainerError", "not found",
        QT_TRANSLATE_NOOP("StopWords", "The registry has no image of this name and tag."),
        QT_TRANSLATE_NOOP("StopWords", "Check the name and the tag.") },
    Meaning{ "CannotPullContainerError", "no such host",
        QT_TRANSLATE_NOOP("StopWords", "The engine does not find the registry: its name has no address."),
        QT_TRANSLATE_NOOP("StopWords", "Check the image's registry and the network of the engine.") },
    Meaning{ "CannotPullContainerError", "connection refused",
        QT_TRANSLATE_NOOP("StopWords", "Nothing answers at the address of the registry."),
        QT_TRANSLATE_NOOP("StopWords", "Check that the registry runs, and its port.") },
    Meaning{ "CannotPullContainerError", "time", QT_TRANSLATE_NOOP("StopWords", "The registry did not answer in time."),
        QT_TRANSLATE_NOOP("StopWords", "Check the network of the engine.") },
    Meaning{ "CannotPullContainerError", "space", QT_TRANSLATE_NOOP("StopWords", "The engine's disk is full."),
        QT_TRANSLATE_NOOP("StopWords", "Remove images that nobody uses.") },
    Meaning{ "CannotPullContainerError", "", QT_TRANSLATE_NOOP("StopWords", "The image could not be pulled."), "" },
    Meaning{ "CannotStartContainerError", "port is already allocated",
        QT_TRANSLATE_NOOP("StopWords", "Something else on the host has the port."),
        QT_TRANSLATE_NOOP("StopWords", "Leave the host port out, or free it.") },
    Meaning{ "CannotStartContainerError", "address already in use",
        QT_TRANSLATE_NOOP("StopWords", "Something else on the host has the port."),
        QT_TRANSLATE_NOOP("StopWords", "Leave the host port out, or free it.") },
    Meaning{ "CannotStartContainerError", "ordering",
        QT_TRANSLATE_NOOP("StopWords", "A container that it waits for never came to the state that it needs."),
        QT_TRANSLATE_NOOP("StopWords", "Look at that container first: its log and its exit code.") },
    Meaning{ "CannotStartContainerError", "permission denied",
        QT_TRANSLATE_NOOP("StopWords", "The command may not be run: it is no program, or not for this user."),
        QT_TRANSLATE_NOOP("StopWords", "Check command, entry point and user of the container.") },
    Meaning{ "CannotStartContainerError", "no such file or directory",
        QT_TRANSLATE_NOOP("StopWords", "The command is not in the image."),
        QT_TRANSLATE_NOOP("StopWords", "Check command and entry point of the container.") },
    Meaning{ "CannotStartContainerError", "not found",
        QT_TRANSLATE_NOOP("StopWords", "The command is not in the image."),
        QT_TRANSLATE_NOOP("StopWords", "Check command and entry point of the container.") },
    Meaning{ "CannotStartContainerError", "", QT_TRANSLATE_NOOP("StopWords", "The engine could not start a container."),
        "" },
    Meaning{ "CannotCreateContainerError", "No such image",
        QT_TRANSLATE_NOOP("StopWords", "The image went from the engine before the container was made."),
        QT_TRANSLATE_NOOP("StopWords", "Run it again: the image is pulled anew.") },
    Meaning{ "CannotCreateContainerError", "",
        QT_TRANSLATE_NOOP("StopWords", "The engine refused to make a container as the definition asks for it."),
        QT_TRANSLATE_NOOP("StopWords", "The reason names what it does not take.") },
    Meaning{ "CannotInspectContainerError", "", QT_TRANSLATE_NOOP("StopWords", "The engine lost the container."), "" },
    Meaning{ "DockerTimeoutError", "", QT_TRANSLATE_NOOP("StopWords", "The engine did not do it in time."),
        QT_TRANSLATE_NOOP("StopWords", "Look whether the host is overloaded.") },
    Meaning{ "ResourceInitializationError", "secret",
        QT_TRANSLATE_NOOP("StopWords", "A secret that the definition names is not there."),
        QT_TRANSLATE_NOOP("StopWords", "Set it: File, Secrets.") },
    Meaning{ "ResourceInitializationError", "",
        QT_TRANSLATE_NOOP(
            "StopWords", "What the task needs before it starts could not be made ready: a secret, a file or a volume."),
        QT_TRANSLATE_NOOP("StopWords", "The reason names it.") },
    Meaning{ "VolumeError", "", QT_TRANSLATE_NOOP("StopWords", "A volume could not be made."), "" },
    Meaning{ "Task failed container health checks", "",
        QT_TRANSLATE_NOOP("StopWords", "The health check of a container failed too often."),
        QT_TRANSLATE_NOOP(
            "StopWords", "Try the check in a terminal; a longer start period helps what is slow to start.") },
    Meaning{
        "Scaling activity", "", QT_TRANSLATE_NOOP("StopWords", "Its service replaced it or needs fewer tasks."), "" },
    Meaning{ "Host EC2", "", QT_TRANSLATE_NOOP("StopWords", "Its container instance was removed."), "" },
    Meaning{ "Task stopped by user", "", QT_TRANSLATE_NOOP("StopWords", "Somebody stopped it."), "" },
};

StopWords words_of_reason(std::string_view reason)
{
    for (const auto& meaning : kMeanings)
        if (reason.starts_with(meaning.kind) && reason.find(meaning.sign) != std::string_view::npos)
            return { translated(meaning.cause), *meaning.advice ? translated(meaning.advice) : QString() };
    return {};
}

bool is_essential(const model::Task& task, std::size_t container)
{
    const auto& definition = task.spec->definition;
    return !definition || container >= definition->containers.size() || definition->containers[container].essential;
}

StopWords words_of_exit(const QString& name, std::int32_t code)
{
    if (code == 0)
        return { QObject::tr("%1 ended by itself, without an error.").arg(name),
            QObject::tr("What shall run on must not end: check its command.") };
    return { QObject::tr("%1 ended: %2.").arg(name, exit_text(code)),
        code == kKilled ? QObject::tr("Look in its graph whether it came near its limit.")
                        : QObject::tr("The end of its log tells more.") };
}

} // namespace

StopWords stop_words(const model::Task& task)
{
    if (task.desired_status == model::DesiredStatus::Running && task.last_status < model::TaskStatus::Deactivating)
        return {};
    for (const auto& container : task.containers)
        if (auto words = words_of_reason(container.reason); !words.cause.isEmpty())
            return words;
    if (auto words = words_of_reason(task.stopped_reason); !words.cause.isEmpty())
        return words;
    if (task.stop_code != model::StopCode::EssentialContainerExited)
        return task.stop_code == model::StopCode::UserInitiated ? StopWords{ QObject::tr("Somebody stopped it."), {} }
                                                                : StopWords{};
    // The one that ended first took the others with it.
    std::size_t first = task.containers.size();
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        if (task.containers[i].exit_code && is_essential(task, i)
            && (first == task.containers.size() || task.containers[i].stopped_at < task.containers[first].stopped_at))
            first = i;
    return first == task.containers.size()
        ? StopWords{}
        : words_of_exit(container_name(task, first), *task.containers[first].exit_code);
}

} // namespace quayside::ui
