#include "ui/shell/view_tour.h"

#include "ui/pages/image_actions.h"
#include "ui/pages/images_page.h"
#include "ui/pages/repositories_pane.h"
#include "ui/pages/table_page.h"
#include "ui/session/session.h"
#include "ui/shell/view_tabs.h"
#include "ui/shell/window_menus.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAction>

namespace quayside::ui {

bool ViewTour::show_dialogs()
{
    bool good = show_task_dialogs();
    good = select_first(PageKind::Instances) && show_dialog("edit-attributes", Action::EditAttributes) && good;
    good = select_first(PageKind::Engines) && show_dialog("add-engine", Action::AddEngine) && good;
    good = show_dialog("remove-engine", Action::RemoveEngine) && good;
    good = show_dialog("create-cluster", Action::CreateCluster) && good;
    good = show_dialog("secrets", parts_.menus->secrets) && good;
    good = show_dialog("roles", parts_.menus->roles) && good;
    if (parts_.endpoints)
        good = show_dialog("connect-endpoint", parts_.menus->connect_endpoint) && good;
    good = show_image_dialogs() && good;
    return good;
}

bool ViewTour::show_task_dialogs()
{
    bool good = select_first(PageKind::TaskDefinitions);
    good = show_dialog("run-task", Action::RunTask) && good;
    good = show_dialog("note", Action::EditNote) && good;
    good = show_dialog("deregister", Action::Deregister) && good;
    select_running_task();
    return show_dialog("stop", Action::StopTasks) && good;
}

bool ViewTour::show_service_dialogs()
{
    bool good = select_first(PageKind::TaskDefinitions) && show_dialog("create-service", Action::CreateService);
    select_service(StateGlyph::Pending);
    good = show_dialog("update-service", Action::UpdateService) && good;
    good = show_dialog("scale-service", Action::ScaleService) && good;
    good = show_dialog("force-deployment", Action::ForceDeployment) && good;
    good = show_dialog("delete-service", Action::DeleteService) && good;
    good = select_first(PageKind::Instances) && show_dialog("drain", Action::Drain) && good;
    good = show_dialog("what-if", Action::WhatIf) && good;
    good = show_dialog("save-view", parts_.menus->save_view) && good;
    return good;
}

bool ViewTour::show_image_dialogs()
{
    using Of = ImageActions::Id;
    auto* page = qobject_cast<ImagesPage*>(parts_.tabs->open(PageKind::Images));
    auto* rows = page->table()->rows();
    if (!wait_for([rows] { return rows->rowCount() > 0; }))
        return complain("there is no image");
    page->table()->setCurrentIndex(rows->index(0, 0));
    auto& actions = page->image_actions();
    bool good = show_dialog("pull-image", actions.action(Of::Pull));
    good = show_dialog("build-image", actions.action(Of::Build)) && good;
    good = show_dialog("tag-image", actions.action(Of::Tag)) && good;
    good = show_dialog("remove-image", actions.action(Of::Remove)) && good;
    good = show_dialog("registry-logins", actions.action(Of::Logins)) && good;
    page->show_repositories(true);
    good = show("repositories") && good;
    good = show_dialog(
               "create-repository", page->repositories()->repository_actions().action(RepositoryActions::Id::Create))
        && good;
    page->show_repositories(false);
    parts_.tabs->close_current();
    return good;
}

} // namespace quayside::ui
