#pragma once

#include "core/model/task.h"
#include "ui/pages/diagnosis.h"

#include <QString>

// Exit codes and the reasons of an agent in plain words. Pure.
namespace quayside::ui {

// "killed by SIGKILL: out of memory, or longer to stop than it may"; empty: nothing more is known of this code.
QString exit_code_words(std::int64_t code);

// "exit code 137: killed by ..., OutOfMemoryError: ..."; empty: the container has not ended badly.
QString end_of_container(const model::Container& container);

// What kind of failure ended a task; TasksFail where it is none of the others.
Cause::Kind failure_kind(const model::Task& task);

// The index of the container that says most about why it failed.
std::size_t culprit_of(const model::Task& task);

QString container_name(const model::Task& task, std::size_t index);

} // namespace quayside::ui
