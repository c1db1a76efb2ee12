#pragma once

#include "core/api/service_model.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace quayside::ui {

// How a member is written on a form. The API model says what is allowed; this says what people read.
struct Hint {
    QString label{}; // "Memory limit"
    QString unit{}; // "MiB", behind the field
    QString placeholder{}; // what an empty field means: "picked by the agent"
    QString caption{}; // beside a check box: "Task stops when this stops"
    bool on_by_default = false; // a check box that was never touched
    bool mono = false; // images, commands, ARNs
    bool empty_is_text = false; // an emptied field is "" rather than absent
    QStringList suggestions{}; // completed while typing
};

Hint hint_of(const api::Shape& owner, const api::Member& member);

// The members that most people need, in the order of the form; the others stand behind "All fields". Empty: all are
// shown.
QStringList common_members(const api::Shape& shape);

// Whole lists that are asked for often, for the button beside "Add".
struct ListTemplate {
    QString title;
    QString tip;
    std::string json; // of the list
};
std::vector<ListTemplate> templates_of(const api::Shape& list);

// "taskRoleArn" as people read it: "Task role ARN".
QString words_of(const std::string& member);

} // namespace quayside::ui
