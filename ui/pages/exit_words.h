#pragma once

#include "core/model/task.h"
#include "ui/pages/diagnosis.h"

#include <QString>

// Exit codes and the reasons of an agent in plain words. Pure.
namespace quayside::ui {

// What an exit code says by itself: 127, "the command is not in the image"; empty: nothing that is agreed on.
QString exit_words(std::int64_t code);

// "exit code 127, the command is not in the image"
QString exit_text(std::int64_t code);

// "exit code 137, killed by .... OutOfMemoryError: ..."; empty: the container has not ended badly.
QString end_of_container(const model::Container& container);

// What kind of failure ended a task; TasksFail where it is none of the others.
Cause::Kind failure_kind(const model::Task& task);

// The index of the container that says most about why it failed.
std::size_t culprit_of(const model::Task& task);

QString container_name(const model::Task& task, std::size_t index); // its index where the name is not known

} // namespace quayside::ui
