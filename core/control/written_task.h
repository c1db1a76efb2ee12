#pragma once

#include "core/control/operation.h"
#include "core/model/task.h"

#include <memory>

namespace quayside::control {

// Tasks as Describer::task shows them, as text (api/write_reply.h): many of them make a large reply. What the tasks of
// one spec have in common is found out once.
class TaskWriter {
public:
    enum class Tags { With, Without };

    TaskWriter(const Operation& operation, Tags tags);
    ~TaskWriter();

    Json write(const model::Task& task);

    struct Common;

private:
    const Operation& operation_;
    Tags tags_;
    std::unique_ptr<Common> common_; // of the last task's spec
};

} // namespace quayside::control
