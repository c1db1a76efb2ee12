#include "ui/editor/document_parts.h"
#include "ui/editor/export.h"
#include "ui/editor/import_dialog.h"
#include "ui/editor/notice_bar.h"
#include "ui/editor/task_definition_editor.h"
#include "ui/forms/json_editor.h"
#include "ui/look/text.h"
#include "ui/session/session.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

// How a draft comes from elsewhere and goes elsewhere.
namespace quayside::ui {

void TaskDefinitionEditor::import()
{
    json_->flush();
    const auto family = from_utf8(text_of(draft_.document().value(), "family"));
    auto* dialog = new ImportDialog(session_.state(), family, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, [this](const Json& document) {
        replace(document, tr("Import"));
        notice_->show_notice(
            tr("Imported. What was there before comes back with Undo."), { { tr("Undo"), [this] { undo(); } } });
    });
    dialog->open();
}

QString TaskDefinitionEditor::exported(Export as) const
{
    const auto& document = draft_.document().value();
    switch (as) {
    case Export::Json:
        return export_json(draft_.document().text());
    case Export::Cli:
        return export_cli(document, session_.installation().endpoint);
    case Export::DockerRun:
        return export_docker_run(document);
    case Export::Compose:
        return export_compose(document);
    }
    return {};
}

void TaskDefinitionEditor::fill_exports(QMenu& menu)
{
    const std::pair<Export, QString> all[]
        = { { Export::Json, tr("&JSON") }, { Export::Cli, tr("A line for the aws &CLI") },
              { Export::DockerRun, tr("&docker run") }, { Export::Compose, tr("A c&ompose file") } };
    for (const auto& [as, name] : all)
        connect(menu.addAction(name), &QAction::triggered, this, [this, what = as, title = QString(name).remove(u'&')] {
            json_->flush();
            const auto text = exported(what);
            QGuiApplication::clipboard()->setText(text);
            emit said(tr("Copied as %1").arg(title));
        });
}

} // namespace quayside::ui
