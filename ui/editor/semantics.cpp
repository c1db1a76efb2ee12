#include "ui/editor/document_parts.h"
#include "ui/editor/problems.h"
#include "ui/look/text.h"

#include <QObject>

#include <algorithm>
#include <cctype>
#include <set>

// What ECS refuses of a document that has the right shape: names, sizes, volumes, roles, health checks.
namespace quayside::ui {

namespace {

using Severity = DraftProblem::Severity;
using Class = DraftProblem::Class;
using Problems = std::vector<DraftProblem>;

constexpr std::size_t kMostContainers = 10;
constexpr std::size_t kMostBytes = 65536;
constexpr std::int64_t kLeastMemory = 4; // MiB
constexpr std::int64_t kLeastCpu = 128;
constexpr std::int64_t kMostCpu = 196608;

void add(Problems& problems, const char* code, const Path& path, const QString& text,
    std::optional<DraftProblem::Fix> fix = {})
{
    problems.push_back({ Severity::Error, Class::Semantics, code, path, text, std::move(fix) });
}

DraftProblem::Fix set_to(const QString& title, const Path& path, Json value)
{
    return { title, { { Patch::Kind::Set, path, std::move(value) } } };
}

bool is_name(const std::string& text)
{
    return text.size() <= 255
        && std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; });
}

void check_family(const Json& document, Problems& problems)
{
    const auto family = text_of(document, "family");
    if (family.empty())
        add(problems, "ECS-101", { { "family", 0 } }, QObject::tr("The task definition needs a family: its name"));
    else if (!is_name(family))
        add(problems, "ECS-102", { { "family", 0 } },
            QObject::tr("A family has up to 255 letters, digits, hyphens and underscores"));
    if (containers_of(document).empty())
        add(problems, "ECS-103", { { "containerDefinitions", 0 } }, QObject::tr("There has to be one container"),
            DraftProblem::Fix{ QObject::tr("Add a container"),
                { { Patch::Kind::Set, container_path(0),
                    Json{ { "name", "main" }, { "image", "" }, { "memory", 256 } } } } });
    if (containers_of(document).size() > kMostContainers)
        add(problems, "ECS-104", { { "containerDefinitions", 0 } },
            QObject::tr("A task definition has ten containers at most"));
    const auto size = document.dump(-1, ' ', false, Json::error_handler_t::replace).size();
    if (size > kMostBytes)
        add(problems, "ECS-105", {}, QObject::tr("The document has %1 bytes; 65536 are allowed").arg(size));
}

void check_name(const Json& container, std::size_t index, std::set<std::string>& names, Problems& problems)
{
    const auto name = text_of(container, "name");
    const auto path = container_path(index) / "name";
    if (name.empty())
        add(problems, "ECS-110", path, QObject::tr("The container needs a name"),
            set_to(QObject::tr("Name it"), path, "container-" + std::to_string(index + 1)));
    else if (!is_name(name))
        add(problems, "ECS-111", path, QObject::tr("A name has letters, digits, hyphens and underscores"));
    else if (!names.insert(name).second)
        add(problems, "ECS-112", path, QObject::tr("Two containers are named %1").arg(from_utf8(name)),
            set_to(QObject::tr("Rename it"), path, name + "-" + std::to_string(index + 1)));
}

void check_image(const Json& container, std::size_t index, Problems& problems)
{
    const auto image = text_of(container, "image");
    const auto path = container_path(index) / "image";
    const auto allowed = [](unsigned char c) {
        return std::isalnum(c) != 0
            || std::string_view("-_:./#@+").find(static_cast<char>(c)) != std::string_view::npos;
    };
    if (image.empty())
        add(problems, "ECS-113", path, QObject::tr("The container needs an image"));
    else if (image.size() > 255 || !std::ranges::all_of(image, allowed))
        add(problems, "ECS-114", path, QObject::tr("An image's name has letters, digits and -_:./#@+"));
}

void check_memory(const Json& document, const Json& container, std::size_t index, Problems& problems)
{
    const auto path = container_path(index);
    const auto limit = number_of(container, "memory");
    const auto soft = number_of(container, "memoryReservation");
    const auto task = task_memory(document).value_or(0);
    for (const char* member : { "memory", "memoryReservation" })
        if (const auto value = number_of(container, member); value && *value < kLeastMemory)
            add(problems, "ECS-201", path / member, QObject::tr("Less than %1 MiB is too little").arg(kLeastMemory),
                set_to(QObject::tr("Set to %1").arg(kLeastMemory), path / member, kLeastMemory));
    if (number_of(container, "cpu").value_or(0) < 0)
        add(problems, "ECS-202", path / "cpu", QObject::tr("CPU units are not negative"),
            set_to(QObject::tr("Set to 0"), path / "cpu", 0));
    if (task == 0 && limit.value_or(0) == 0 && soft.value_or(0) == 0)
        add(problems, "ECS-203", path / "memory",
            QObject::tr("Without a memory size of the task, the container needs a limit or a reservation"),
            set_to(QObject::tr("Set to 256"), path / "memory", 256));
    if (limit && soft && *limit > 0 && *soft > *limit)
        add(problems, "ECS-204", path / "memoryReservation",
            QObject::tr("%1 MiB is more than the limit of %2 MiB").arg(*soft).arg(*limit),
            set_to(QObject::tr("Set to %1").arg(*limit), path / "memoryReservation", *limit));
    if (task > 0 && limit.value_or(0) > task)
        add(problems, "ECS-205", path / "memory",
            QObject::tr("%1 MiB is more than the %2 MiB of the task").arg(*limit).arg(task),
            set_to(QObject::tr("Set to %1").arg(task), path / "memory", task));
    for (const char* member : { "startTimeout", "stopTimeout" })
        if (number_of(container, member).value_or(0) < 0)
            add(problems, "ECS-206", path / member, QObject::tr("A time is not negative"));
}

void check_sums(const Json& document, Problems& problems)
{
    const auto cpu = task_cpu(document);
    if (cpu && (*cpu < kLeastCpu || *cpu > kMostCpu))
        add(problems, "ECS-207", { { "cpu", 0 } }, QObject::tr("A task has from 128 to 196608 CPU units"));
    else if (!cpu && !text_of(document, "cpu").empty())
        add(problems, "ECS-207", { { "cpu", 0 } }, QObject::tr("This is no number of CPU units or vCPU"));
    const auto memory = task_memory(document);
    if ((memory && *memory < kLeastMemory) || (!memory && !text_of(document, "memory").empty()))
        add(problems, "ECS-208", { { "memory", 0 } }, QObject::tr("This is no number of MiB or GB"));
    std::int64_t cpus = 0;
    std::int64_t reserved = 0;
    for (const auto& container : containers_of(document)) {
        cpus += number_of(container, "cpu").value_or(0);
        reserved += std::max<std::int64_t>(number_of(container, "memoryReservation").value_or(0), 0);
    }
    if (cpu.value_or(0) > 0 && cpus > *cpu)
        add(problems, "ECS-209", { { "cpu", 0 } },
            QObject::tr("The containers ask for %1 CPU units together, more than the %2 of the task")
                .arg(cpus)
                .arg(*cpu),
            set_to(QObject::tr("Set to %1").arg(cpus), { { "cpu", 0 } }, std::to_string(cpus)));
    if (memory.value_or(0) > 0 && reserved > *memory)
        add(problems, "ECS-210", { { "memory", 0 } },
            QObject::tr("The containers reserve %1 MiB together, more than the %2 of the task")
                .arg(reserved)
                .arg(*memory),
            set_to(QObject::tr("Set to %1").arg(reserved), { { "memory", 0 } }, std::to_string(reserved)));
}

void check_essential(const Json& document, Problems& problems)
{
    const auto& containers = containers_of(document);
    const bool any = std::ranges::any_of(containers, [](const Json& c) { return flag_of(c, "essential", true); });
    if (!containers.empty() && !any)
        add(problems, "ECS-211", container_path(0) / "essential",
            QObject::tr("No container is essential: the task would not know when it ends"),
            set_to(QObject::tr("Make the first one essential"), container_path(0) / "essential", true));
}

void check_volumes(const Json& document, Problems& problems)
{
    std::set<std::string> names;
    const auto& volumes = list_of(document, "volumes");
    for (std::size_t i = 0; i < volumes.size(); ++i) {
        const Path path{ { "volumes", 0 }, { {}, i } };
        const auto name = text_of(volumes[i], "name");
        if (!name.empty() && !names.insert(name).second)
            add(problems, "ECS-241", path / "name", QObject::tr("Two volumes are named %1").arg(from_utf8(name)));
        if (part_of(volumes[i], "host").is_object() && part_of(volumes[i], "dockerVolumeConfiguration").is_object())
            add(problems, "ECS-242", path, QObject::tr("A volume is of the host or of a driver, not both"));
    }
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& mounts = list_of(containers_of(document)[i], "mountPoints");
        for (std::size_t m = 0; m < mounts.size(); ++m)
            if (const auto volume = text_of(mounts[m], "sourceVolume"); !volume.empty() && !names.contains(volume))
                add(problems, "ECS-240", container_path(i) / "mountPoints" / m / "sourceVolume",
                    QObject::tr("There is no volume %1").arg(from_utf8(volume)),
                    DraftProblem::Fix{ QObject::tr("Declare it"),
                        { { Patch::Kind::Insert, { { "volumes", 0 }, { {}, volumes.size() } },
                            Json{ { "name", volume } } } } });
        const auto& sources = list_of(containers_of(document)[i], "volumesFrom");
        for (std::size_t s = 0; s < sources.size(); ++s)
            if (const auto name = text_of(sources[s], "sourceContainer"); !find_container(document, name))
                add(problems, "ECS-243", container_path(i) / "volumesFrom" / s,
                    QObject::tr("There is no container %1").arg(from_utf8(name)));
    }
}

void check_roles(const Json& document, const Json& container, std::size_t index, Problems& problems)
{
    if (!text_of(document, "executionRoleArn").empty())
        return;
    const auto fix = set_to(QObject::tr("Add ecsTaskExecutionRole"), { { "executionRoleArn", 0 } },
        "arn:aws:iam::000000000000:role/ecsTaskExecutionRole");
    if (!list_of(container, "secrets").empty())
        add(problems, "ECS-230", container_path(index) / "secrets",
            QObject::tr("Secrets are read with executionRoleArn, which the task definition lacks"), fix);
    if (part_of(container, "repositoryCredentials").is_object())
        add(problems, "ECS-231", container_path(index) / "repositoryCredentials",
            QObject::tr("The credentials are read with executionRoleArn, which the task definition lacks"), fix);
}

void check_health(const Json& container, std::size_t index, Problems& problems)
{
    const auto& check = part_of(container, "healthCheck");
    if (!check.is_object())
        return;
    const auto path = container_path(index) / "healthCheck";
    const auto& command = list_of(check, "command");
    const std::string first = !command.empty() && command[0].is_string() ? command[0].get<std::string>() : "";
    if (first != "CMD" && first != "CMD-SHELL" && first != "NONE")
        add(problems, "ECS-260", path / "command", QObject::tr("A health check's command begins with CMD or CMD-SHELL"),
            command.empty() ? std::nullopt
                            : std::optional(DraftProblem::Fix{ QObject::tr("Put CMD before it"),
                                { { Patch::Kind::Insert, path / "command" / std::size_t{ 0 }, "CMD" } } }));
    struct Range {
        const char* member;
        std::int64_t least, most;
    };
    for (const auto& [member, least, most] :
        { Range{ "interval", 5, 300 }, { "timeout", 2, 60 }, { "retries", 1, 10 }, { "startPeriod", 0, 300 } })
        if (const auto value = number_of(check, member); value && (*value < least || *value > most))
            add(problems, "ECS-261", path / member,
                QObject::tr("%1 is between %2 and %3").arg(QLatin1String(member)).arg(least).arg(most),
                set_to(QObject::tr("Set to %1").arg(std::clamp(*value, least, most)), path / member,
                    std::clamp(*value, least, most)));
}

void check_policies(const Json& container, std::size_t index, Problems& problems)
{
    const auto& policy = part_of(container, "restartPolicy");
    const auto path = container_path(index) / "restartPolicy";
    if (const auto period = number_of(policy, "restartAttemptPeriod"); period && (*period < 60 || *period > 1800))
        add(problems, "ECS-262", path / "restartAttemptPeriod", QObject::tr("The period is between 60 and 1800 s"),
            set_to(QObject::tr("Set to %1").arg(std::clamp<std::int64_t>(*period, 60, 1800)),
                path / "restartAttemptPeriod", std::clamp<std::int64_t>(*period, 60, 1800)));
    if (list_of(policy, "ignoredExitCodes").size() > 50)
        add(problems, "ECS-263", path / "ignoredExitCodes", QObject::tr("At most 50 exit codes are ignored"));
    const auto& files = list_of(container, "environmentFiles");
    if (files.size() > 10)
        add(problems, "ECS-264", container_path(index) / "environmentFiles",
            QObject::tr("At most 10 environment files are read"));
    for (std::size_t i = 0; i < files.size(); ++i)
        if (text_of(files[i], "type") != "s3" || !text_of(files[i], "value").ends_with(".env"))
            add(problems, "ECS-265", container_path(index) / "environmentFiles" / i,
                QObject::tr("An environment file has the type s3 and a name that ends in .env"));
}

void check_constraints(const Json& document, Problems& problems)
{
    const auto& constraints = list_of(document, "placementConstraints");
    if (constraints.size() > 10)
        add(problems, "ECS-270", { { "placementConstraints", 0 } }, QObject::tr("At most 10 constraints are allowed"));
    for (std::size_t i = 0; i < constraints.size(); ++i)
        if (text_of(constraints[i], "type") != "memberOf" || text_of(constraints[i], "expression").empty())
            add(problems, "ECS-271", Path{ { "placementConstraints", 0 }, { {}, i } },
                QObject::tr("A constraint here has the type memberOf and an expression"));
}

} // namespace

void find_semantic_problems(const Json& document, Problems& problems)
{
    check_family(document, problems);
    std::set<std::string> names;
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& container = containers_of(document)[i];
        check_name(container, i, names, problems);
        check_image(container, i, problems);
        check_memory(document, container, i, problems);
        check_roles(document, container, i, problems);
        check_health(container, i, problems);
        check_policies(container, i, problems);
    }
    check_sums(document, problems);
    check_essential(document, problems);
    check_volumes(document, problems);
    check_constraints(document, problems);
}

} // namespace quayside::ui
