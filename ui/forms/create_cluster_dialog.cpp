#include "ui/forms/create_cluster_dialog.h"

#include "ui/forms/document_editor.h"
#include "ui/forms/shape_form.h"
#include "ui/look/theme.h"

namespace quayside::ui {

CreateClusterDialog::CreateClusterDialog(Session& session, QWidget* parent)
    : OperationDialog(session, "CreateCluster", tr("Create cluster"), tr("&Create cluster"), parent)
{
    resize(Theme::get().scaled(560), Theme::get().scaled(380));
    editor()->form()->focus_path("clusterName");
}

} // namespace quayside::ui
