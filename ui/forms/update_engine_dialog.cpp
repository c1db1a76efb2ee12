#include "ui/forms/update_engine_dialog.h"

#include "core/base/fields.h"
#include "ui/forms/engine_way.h"
#include "ui/forms/error_path.h"
#include "ui/forms/form_rows.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace quayside::ui {

UpdateEngineDialog::UpdateEngineDialog(Session& session, const model::Engine& engine, QWidget* parent)
    : ActionDialog(session, tr("Change engine %1").arg(from_utf8(engine.name)), tr("&Save"), parent)
    , engine_(engine.name)
    , name_(new QLineEdit(from_utf8(engine.name), this))
    , way_(new EngineWay(session, this))
    , bind_address_(new QLineEdit(from_utf8(engine.bind_address), this))
{
    name_->setObjectName("name");
    name_->setAccessibleName(tr("Name"));
    bind_address_->setObjectName("bindAddress");
    bind_address_->setAccessibleName(tr("Published ports listen on"));
    bind_address_->setPlaceholderText(tr("127.0.0.1 on this machine, 0.0.0.0 elsewhere"));
    auto* names = form_grid();
    form_row(names, tr("&Name"), name_);
    content()->addLayout(names);
    add(way_);
    auto* grid = form_grid();
    form_row(grid, tr("&Ports listen on"), bind_address_);
    content()->addLayout(grid);
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(600));
    way_->set_way({ { "endpoint", engine.endpoint }, { "tls", fields_to_json(engine.tls) },
        { "ssh", fields_to_json(engine.ssh) }, { "allowPlaintext", engine.allow_plaintext } });
    way_->focus_endpoint();
}

std::optional<std::vector<ActionDialog::Call>> UpdateEngineDialog::calls()
{
    Json input = { { "tls", Json::object() }, { "ssh", Json::object() }, { "allowPlaintext", false } };
    input.update(way_->way());
    input["engine"] = engine_;
    input["name"] = name_->text().trimmed().toStdString();
    input["bindAddress"] = bind_address_->text().trimmed().toStdString();
    return std::vector<Call>{ { "UpdateEngine", std::move(input) } };
}

void UpdateEngineDialog::failed(const Error& error)
{
    ActionDialog::failed(error);
    way_->mark(error_path(error.message));
}

} // namespace quayside::ui
