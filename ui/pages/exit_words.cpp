#include "ui/pages/exit_words.h"

#include "ui/look/text.h"

#include <QObject>
#include <QStringList>

namespace quayside::ui {

namespace {

constexpr std::int64_t kSignal = 128; // a shell's way to tell of the signal that ended a program
constexpr std::int64_t kMostSignals = 64;

QString signal_words(std::int64_t number)
{
    switch (number) {
    case 1:
        return QObject::tr("ended by SIGHUP");
    case 2:
        return QObject::tr("ended by SIGINT");
    case 4:
        return QObject::tr("ended by SIGILL: a program for another processor, or a broken one");
    case 6:
        return QObject::tr("ended itself by SIGABRT");
    case 7:
        return QObject::tr("ended by SIGBUS");
    case 8:
        return QObject::tr("ended by SIGFPE: a number divided by zero");
    case 9:
        return QObject::tr("killed by SIGKILL: too much memory, or it took longer to stop than it may");
    case 11:
        return QObject::tr("ended by SIGSEGV: memory that is not its own");
    case 13:
        return QObject::tr("ended by SIGPIPE");
    case 15:
        return QObject::tr("ended by SIGTERM: it was asked to stop");
    default:
        return QObject::tr("ended by signal %1").arg(number);
    }
}

bool speaks_of(const model::Task& task, std::string_view word)
{
    if (task.stopped_reason.find(word) != std::string::npos)
        return true;
    for (const auto& container : task.containers)
        if (container.reason.find(word) != std::string::npos)
            return true;
    return false;
}

} // namespace

QString exit_words(std::int64_t code)
{
    switch (code) {
    case 0:
        return QObject::tr("ended well");
    case 1:
        return QObject::tr("the program's own error");
    case 2:
        return QObject::tr("the program was called wrongly");
    case 125:
        return QObject::tr("the engine could not start the container");
    case 126:
        return QObject::tr("the command is no program that can be run");
    case 127:
        return QObject::tr("the command is not in the image");
    default:
        break;
    }
    return code > kSignal && code <= kSignal + kMostSignals ? signal_words(code - kSignal) : QString();
}

QString exit_text(std::int64_t code)
{
    const QString words = exit_words(code);
    return words.isEmpty() ? QObject::tr("exit code %1").arg(code)
                           : QObject::tr("exit code %1, %2").arg(code).arg(words);
}

QString end_of_container(const model::Container& container)
{
    QStringList parts;
    if (const auto code = container.exit_code.value_or(0); code != 0)
        parts << exit_text(code);
    if (!container.reason.empty())
        parts << from_utf8(container.reason);
    return parts.join(QStringLiteral(". "));
}

Cause::Kind failure_kind(const model::Task& task)
{
    if (speaks_of(task, "CannotPull"))
        return Cause::Kind::ImageNotPulled;
    if (speaks_of(task, "OutOfMemoryError"))
        return Cause::Kind::OutOfMemory;
    if (speaks_of(task, "health checks"))
        return Cause::Kind::FailedChecks;
    return Cause::Kind::TasksFail;
}

std::size_t culprit_of(const model::Task& task)
{
    std::size_t found = 0;
    int best = -1;
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        const auto& container = task.containers[i];
        const bool essential
            = i >= task.spec->definition->containers.size() || task.spec->definition->containers[i].essential;
        const int weight = (container.reason.empty() ? 0 : 4) + (container.exit_code.value_or(0) != 0 ? 2 : 0)
            + (essential && container.last_status == model::ContainerStatus::Stopped ? 1 : 0);
        if (weight > best) {
            best = weight;
            found = i;
        }
    }
    return found;
}

QString container_name(const model::Task& task, std::size_t index)
{
    const auto& definition = task.spec->definition;
    return definition && index < definition->containers.size() ? from_utf8(definition->containers[index].name)
                                                               : QString::number(index);
}

} // namespace quayside::ui
