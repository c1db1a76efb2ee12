#include "ui/forms/repository_dialogs.h"

#include "ui/forms/form_rows.h"
#include "ui/forms/message_area.h"
#include "ui/look/labels.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kWidth = 480;

QLineEdit* mono_line(const QString& name)
{
    auto* line = new QLineEdit;
    line->setAccessibleName(name);
    line->setFont(font_of(Type::Mono));
    return line;
}

TextLabel* note(const QString& text)
{
    auto* label = new TextLabel(text, Type::Body, Role::Muted);
    label->setWordWrap(true);
    return label;
}

} // namespace

CreateRepositoryDialog::CreateRepositoryDialog(Session& session, QWidget* parent)
    : ActionDialog(session, tr("Create repository"), tr("&Create repository"), parent)
    , name_(mono_line(tr("Name")))
{
    name_->setPlaceholderText(tr("web, or team/web"));
    auto* grid = form_grid();
    form_row(grid, tr("&Name"), name_);
    content()->addLayout(grid);
    add(note(tr("Images are pushed to it from the engines of this machine. The registry starts with the first "
                "repository, and listens on this machine alone.")));
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(kWidth));
    name_->setFocus();
}

std::optional<std::vector<ActionDialog::Call>> CreateRepositoryDialog::calls()
{
    return std::vector<Call>{ { "CreateRepository", { { "repositoryName", name_->text().trimmed().toStdString() } } } };
}

PushToRepositoryDialog::PushToRepositoryDialog(
    Session& session, const QString& uri, std::vector<Source> sources, QWidget* parent)
    : ActionDialog(session, tr("Push an image to %1").arg(uri.section(u'/', 1)), tr("&Push image"), parent)
    , uri_(uri)
    , sources_(std::move(sources))
    , image_(new QComboBox)
    , tag_(mono_line(tr("Tag")))
{
    image_->setAccessibleName(tr("Image"));
    image_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const auto& source : sources_)
        image_->addItem(tr("%1 on %2").arg(source.image, source.engine));
    const auto follow = [this] {
        const auto last = image_->currentIndex() < 0
            ? QString()
            : sources_[static_cast<std::size_t>(image_->currentIndex())].image.section(u'/', -1);
        tag_->setText(last.contains(u':') ? last.section(u':', 1) : QStringLiteral("latest"));
    };
    connect(image_, &QComboBox::currentIndexChanged, this, follow);
    follow();
    auto* grid = form_grid();
    form_row(grid, tr("&Image"), image_);
    form_row(grid, tr("&Tag"), tag_);
    content()->addLayout(grid);
    add(note(
        tr("It gets a name beside those that it has. Engines elsewhere, over tcp or ssh, cannot reach the registry "
           "of this machine.")));
    content()->addStretch();
    setMinimumWidth(Theme::get().scaled(kWidth));
    image_->setFocus();
}

std::string PushToRepositoryDialog::target() const
{
    return (uri_ + u':' + tag_->text().trimmed()).toStdString();
}

std::optional<std::vector<ActionDialog::Call>> PushToRepositoryDialog::calls()
{
    if (image_->currentIndex() < 0) {
        message()->show_problem(tr("No engine of this machine has an image with a name."));
        return std::nullopt;
    }
    const auto& [image, engine] = sources_[static_cast<std::size_t>(image_->currentIndex())];
    return std::vector<Call>{ { "TagImage",
        { { "engine", engine.toStdString() }, { "image", image.toStdString() }, { "newImage", target() } } } };
}

void PushToRepositoryDialog::succeeded(const std::vector<Json>& replies)
{
    const auto& engine = sources_[static_cast<std::size_t>(image_->currentIndex())].engine;
    session().call(
        "PushImage", { { "engine", engine.toStdString() }, { "image", target() } }, &session(), [](Result<Json>) {});
    ActionDialog::succeeded(replies);
}

} // namespace quayside::ui
