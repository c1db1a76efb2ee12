#pragma once

#include "ui/forms/action_dialog.h"
#include "ui/pages/diagnosis.h"
#include "ui/pages/object_actions.h"

#include <QString>
#include <QStringList>

#include <vector>

// The actions as others than menus ask for them, and what the window may do of them.
namespace quayside::ui {

// It changes nothing, but for drafts of the window's own.
bool only_looks(ObjectActions::Id id);

// Why the gate does not let this be done to what is selected; empty: it does.
QString refused(Session& session, const ObjectActions& actions, ObjectActions::Id id);

// Does it to this object, as if that were selected; says why where it cannot be done.
void run_for(ObjectActions& actions, ObjectActions::Id id, const ObjectRef& object);

// Why the window may not do what would help; empty: it may.
QString why_not(Session& session, const Remedy& remedy);
void carry_out(Session& session, ObjectActions& actions, const Remedy& remedy);

// Whether it concerns a protected cluster, unlocked or not.
bool is_guarded(Session& session, const std::string& operation, const Json& input);

// Gives calls that can be undone: at once, or after asking where they concern many objects or a protected cluster.
void give(Session& session, ObjectActions& actions, const QString& title, const QStringList& objects,
    std::vector<ActionDialog::Call> calls);

} // namespace quayside::ui
