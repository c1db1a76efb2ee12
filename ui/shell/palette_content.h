#pragma once

#include "ui/pages/object_ref.h"
#include "ui/palette/palette_entry.h"

class QMenuBar;

namespace quayside::ui {

class ObjectActions;
class Session;

// Everything that the menus have, the services of the cluster to be scaled at once, and every object that `show` can
// show.
PaletteContent palette_content(
    const QMenuBar& menus, Session& session, const ObjectActions& actions, std::function<void(const ObjectRef&)> show);

} // namespace quayside::ui
