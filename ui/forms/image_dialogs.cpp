#include "ui/forms/image_dialogs.h"

#include "ui/forms/engine_box.h"
#include "ui/forms/form_rows.h"
#include "ui/forms/message_area.h"
#include "ui/look/theme.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

QLineEdit* image_line(const QString& name, const QString& text)
{
    auto* line = new QLineEdit(text);
    line->setAccessibleName(name);
    line->setPlaceholderText(QObject::tr("registry:port/repository:tag"));
    line->setFont(font_of(Type::Mono));
    return line;
}

// One call for each engine; nothing without an engine or an image.
std::vector<ActionDialog::Call> calls_for(const EngineBox& engines, const char* operation, const Json& input)
{
    std::vector<ActionDialog::Call> calls;
    for (const auto& engine : engines.chosen()) {
        Json one{ { "engine", engine } };
        one.update(input);
        calls.push_back({ operation, std::move(one) });
    }
    return calls;
}

} // namespace

PullImageDialog::PullImageDialog(Session& session, const QString& image, QWidget* parent)
    : ActionDialog(session, tr("Pull image"), tr("&Pull image"), parent)
    , image_(image_line(tr("Image"), image))
    , engine_(new EngineBox(session, {}))
{
    auto* grid = form_grid();
    form_row(grid, tr("&Image"), image_);
    form_row(grid, tr("&Engine"), engine_);
    content()->addLayout(grid);
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(480));
    image_->setFocus();
    image_->selectAll();
}

std::optional<std::vector<ActionDialog::Call>> PullImageDialog::calls()
{
    const auto image = image_->text().trimmed().toStdString();
    auto calls = calls_for(*engine_, "PullImage", { { "image", image } });
    if (calls.empty())
        message()->show_problem(tr("No engine is connected to pull it to."));
    return calls;
}

TagImageDialog::TagImageDialog(Session& session, const QString& image, const QStringList& engines, QWidget* parent)
    : ActionDialog(session, tr("Tag %1").arg(image), tr("&Add tag"), parent)
    , old_(image)
    , image_(image_line(tr("New name"), image.startsWith(QLatin1String("sha256:")) ? QString() : image))
    , engine_(new EngineBox(session, engines))
{
    auto* grid = form_grid();
    form_row(grid, tr("New &name"), image_);
    form_row(grid, tr("&Engine"), engine_);
    content()->addLayout(grid);
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(480));
    engine_->setCurrentIndex(engine_->count() - 1);
    image_->setFocus();
    image_->selectAll();
}

std::optional<std::vector<ActionDialog::Call>> TagImageDialog::calls()
{
    auto calls = calls_for(*engine_, "TagImage",
        { { "image", old_.toStdString() }, { "newImage", image_->text().trimmed().toStdString() } });
    if (calls.empty())
        message()->show_problem(tr("None of the engines that have it is connected."));
    return calls;
}

} // namespace quayside::ui
