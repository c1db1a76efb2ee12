#include "ui/forms/build_image_dialog.h"

#include "ui/forms/engine_box.h"
#include "ui/forms/form_rows.h"
#include "ui/forms/message_area.h"
#include "ui/look/file_chooser.h"
#include "ui/look/theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kArgumentLines = 72; // height

QLineEdit* line(const QString& name, const QString& placeholder)
{
    auto* made = new QLineEdit;
    made->setAccessibleName(name);
    made->setPlaceholderText(placeholder);
    made->setFont(font_of(Type::Mono));
    return made;
}

void put(Json& input, const char* member, const QLineEdit* line)
{
    if (const auto text = line->text().trimmed(); !text.isEmpty())
        input[member] = text.toStdString();
}

} // namespace

BuildImageDialog::BuildImageDialog(Session& session, QWidget* parent)
    : ActionDialog(session, tr("Build image"), tr("&Build image"), parent)
    , engine_(new EngineBox(session, {}))
    , folder_(line(tr("Folder"), tr("/path/of/a/folder")))
    , image_(line(tr("Name"), tr("registry:port/repository:tag")))
    , dockerfile_(line(tr("Dockerfile"), QStringLiteral("Dockerfile")))
    , target_(line(tr("Stage"), tr("the last one")))
    , arguments_(new QPlainTextEdit)
    , anew_(new QCheckBox(tr("Build every step anew")))
{
    arguments_->setAccessibleName(tr("Arguments"));
    arguments_->setPlaceholderText(tr("NAME=value, one a line"));
    arguments_->setFont(font_of(Type::Mono));
    arguments_->setTabChangesFocus(true);
    arguments_->setFixedHeight(Theme::get().scaled(kArgumentLines));
    auto* grid = form_grid();
    form_row(grid, tr("&Folder"), make_folder_row(), folder_);
    form_row(grid, tr("&Name"), image_);
    form_row(grid, tr("&Engine"), engine_);
    form_row(grid, tr("&Dockerfile"), dockerfile_);
    form_row(grid, tr("&Stage"), target_);
    form_row(grid, tr("A&rguments"), arguments_);
    form_row(grid, {}, anew_);
    content()->addLayout(grid);
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(560));
    folder_->setFocus();
}

QWidget* BuildImageDialog::make_folder_row()
{
    auto* row = new QWidget;
    auto* choose = new QPushButton(tr("&Choose…"));
    choose->setAutoDefault(false);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(folder_, 1);
    layout->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, &BuildImageDialog::choose_folder);
    return row;
}

void BuildImageDialog::choose_folder()
{
    FileChooser::get().ask({ FileQuestion::Kind::Folder, tr("Folder to build from"), folder_->text() }, *this,
        [this](const QString& path) { folder_->setText(path); });
}

std::optional<Json> BuildImageDialog::arguments()
{
    Json arguments = Json::object();
    for (const auto& text : arguments_->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const auto equals = text.indexOf(u'=');
        if (equals <= 0) {
            message()->show_problem(tr("Arguments: “%1” is not NAME=value.").arg(text));
            arguments_->setFocus();
            return std::nullopt;
        }
        arguments[text.left(equals).trimmed().toStdString()] = text.mid(equals + 1).toStdString();
    }
    return arguments;
}

std::optional<std::vector<ActionDialog::Call>> BuildImageDialog::calls()
{
    const auto arguments = this->arguments();
    if (!arguments)
        return std::nullopt;
    Json input{ { "context", folder_->text().trimmed().toStdString() },
        { "image", image_->text().trimmed().toStdString() } };
    put(input, "dockerfile", dockerfile_);
    put(input, "target", target_);
    if (!arguments->empty())
        input["arguments"] = *arguments;
    if (anew_->isChecked())
        input["noCache"] = true;
    std::vector<Call> calls;
    for (const auto& engine : engine_->chosen()) {
        calls.push_back({ "BuildImage", input });
        calls.back().input["engine"] = engine;
    }
    if (calls.empty())
        message()->show_problem(tr("No engine is connected to build it on."));
    return calls;
}

} // namespace quayside::ui
