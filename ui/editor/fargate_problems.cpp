#include "ui/editor/document_parts.h"
#include "ui/editor/problems.h"
#include "ui/editor/task_sizes.h"
#include "ui/look/text.h"

#include <QObject>

#include <algorithm>

// What a task definition that asks for Fargate has to hold.
namespace quayside::ui {

namespace {

using Severity = DraftProblem::Severity;
using Class = DraftProblem::Class;
using Problems = std::vector<DraftProblem>;

void add(Problems& problems, const char* code, const Path& path, const QString& text,
    std::optional<DraftProblem::Fix> fix = {})
{
    problems.push_back({ Severity::Error, Class::Semantics, code, path, text, std::move(fix) });
}

// The smallest legal pair that has at least as much of both; the largest if none has.
TaskSize nearest(const TaskSize& wanted)
{
    const auto& sizes = fargate_sizes();
    const auto found = std::ranges::find_if(
        sizes, [&](const TaskSize& size) { return size.cpu >= wanted.cpu && size.memory >= wanted.memory; });
    return found == sizes.end() ? sizes.back() : *found;
}

void check_size(const Json& document, Problems& problems)
{
    const TaskSize asked{ task_cpu(document).value_or(0), task_memory(document).value_or(0) };
    if (is_fargate_size(asked))
        return;
    const auto size = nearest({ reserved_cpu(document), reserved_memory(document) });
    const DraftProblem::Fix fix{ QObject::tr("Set to %1").arg(size_text(size)),
        { { Patch::Kind::Set, { { "cpu", 0 } }, std::to_string(size.cpu) },
            { Patch::Kind::Set, { { "memory", 0 } }, std::to_string(size.memory) } } };
    if (asked.cpu == 0 || asked.memory == 0)
        add(problems, "ECS-251", { { asked.cpu == 0 ? "cpu" : "memory", 0 } },
            QObject::tr("Fargate needs CPU and memory of the task"), fix);
    else
        add(problems, "ECS-252", { { "memory", 0 } },
            QObject::tr("%1 is no size that Fargate has").arg(size_text(asked)), fix);
}

void check_container(const Json& document, std::size_t index, Problems& problems)
{
    const auto& container = containers_of(document)[index];
    const auto path = container_path(index);
    const bool role = !text_of(document, "executionRoleArn").empty();
    if (flag_of(container, "privileged", false))
        add(problems, "ECS-253", path / "privileged", QObject::tr("Fargate runs no privileged container"),
            DraftProblem::Fix{ QObject::tr("Remove it"), { { Patch::Kind::Remove, path / "privileged" } } });
    const auto image = text_of(container, "image");
    if (!role && image.find(".dkr.ecr.") != std::string::npos && image.find(".amazonaws.com") != std::string::npos)
        add(problems, "ECS-254", path / "image", QObject::tr("On Fargate, images of ECR need executionRoleArn"));
    if (!role && text_of(part_of(container, "logConfiguration"), "logDriver") == "awslogs")
        add(problems, "ECS-255", path / "logConfiguration" / "logDriver",
            QObject::tr("On Fargate, awslogs needs executionRoleArn"));
}

} // namespace

void find_fargate_problems(const Json& document, Problems& problems)
{
    const auto& wanted = list_of(document, "requiresCompatibilities");
    if (std::ranges::find(wanted, Json("FARGATE")) == wanted.end())
        return;
    if (text_of(document, "networkMode") != "awsvpc")
        add(problems, "ECS-250", { { "networkMode", 0 } }, QObject::tr("Fargate has network mode awsvpc only"),
            DraftProblem::Fix{
                QObject::tr("Set to awsvpc"), { { Patch::Kind::Set, { { "networkMode", 0 } }, "awsvpc" } } });
    check_size(document, problems);
    if (!list_of(document, "placementConstraints").empty())
        add(problems, "ECS-256", { { "placementConstraints", 0 } }, QObject::tr("Fargate has no placement constraints"),
            DraftProblem::Fix{
                QObject::tr("Remove them"), { { Patch::Kind::Remove, { { "placementConstraints", 0 } } } } });
    if (text_of(document, "pidMode") == "host")
        add(problems, "ECS-257", { { "pidMode", 0 } }, QObject::tr("Fargate has pidMode task only"),
            DraftProblem::Fix{ QObject::tr("Set to task"), { { Patch::Kind::Set, { { "pidMode", 0 } }, "task" } } });
    const auto storage = number_of(part_of(document, "ephemeralStorage"), "sizeInGiB");
    if (storage && (*storage < 21 || *storage > 200))
        add(problems, "ECS-258", Path{ { "ephemeralStorage", 0 }, { "sizeInGiB", 0 } },
            QObject::tr("Storage is between 21 and 200 GiB"));
    for (std::size_t i = 0; i < containers_of(document).size(); ++i)
        check_container(document, i, problems);
}

} // namespace quayside::ui
