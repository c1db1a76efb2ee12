#pragma once

#include "core/client/endpoints.h"

#include <QString>

#include <memory>

class QDockWidget;
class QStackedWidget;

namespace quayside::ui {

class Banner;
class ActionBar;
class BottomPane;
class CommandPalette;
class DetailsPane;
class JobList;
class MainToolBar;
class Navigator;
class ObjectActions;
class ProgressView;
class Protection;
class Session;
class StatusView;
class ViewPlaces;
class ViewTabs;
class WindowMenus;

// What the window is made of; Qt owns all of it.
struct WindowParts {
    Session& session;
    QString state_directory{};
    std::shared_ptr<client::Endpoints> endpoints{};
    QString endpoint{};
    ObjectActions* actions = nullptr;
    WindowMenus* menus = nullptr;
    MainToolBar* tools = nullptr;
    Navigator* navigator = nullptr;
    DetailsPane* details = nullptr;
    BottomPane* bottom = nullptr;
    StatusView* status = nullptr;
    CommandPalette* palette = nullptr;
    Banner* banner = nullptr;
    ActionBar* action_bar = nullptr;
    Protection* protection = nullptr;
    JobList* jobs = nullptr;
    ProgressView* progress = nullptr;
    ViewPlaces* places = nullptr;
    ViewTabs* tabs = nullptr; // the first of the places
    QStackedWidget* centre = nullptr; // progress, places
    QDockWidget* navigator_dock = nullptr;
    QDockWidget* details_dock = nullptr;
    QDockWidget* bottom_dock = nullptr;
};

} // namespace quayside::ui
