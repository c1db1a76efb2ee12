#include "ui/editor/task_sizes.h"

#include "ui/look/text.h"

#include <QObject>

#include <algorithm>

namespace quayside::ui {

const std::vector<TaskSize>& fargate_sizes()
{
    static const std::vector<TaskSize> sizes = [] {
        struct Row {
            std::int64_t cpu, least, most, step;
        };
        std::vector<TaskSize> all{ { 256, 512 }, { 256, 1024 }, { 256, 2048 } };
        for (const auto& row : { Row{ 512, 1024, 4096, 1024 }, { 1024, 2048, 8192, 1024 }, { 2048, 4096, 16384, 1024 },
                 { 4096, 8192, 30720, 1024 }, { 8192, 16384, 61440, 4096 }, { 16384, 32768, 122880, 8192 } })
            for (auto memory = row.least; memory <= row.most; memory += row.step)
                all.push_back({ row.cpu, memory });
        return all;
    }();
    return sizes;
}

bool is_fargate_size(const TaskSize& size)
{
    return std::ranges::find(fargate_sizes(), size) != fargate_sizes().end();
}

QString size_text(const TaskSize& size)
{
    return QObject::tr("%1 with %2")
        .arg(cpu_text(static_cast<double>(size.cpu)), memory_text(static_cast<double>(size.memory)));
}

} // namespace quayside::ui
