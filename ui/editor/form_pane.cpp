#include "ui/editor/form_pane.h"

#include "ui/editor/document_parts.h"
#include "ui/forms/shape_form.h"
#include "ui/look/labels.h"
#include "ui/look/text_link.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

const api::Shape& container_shape()
{
    return *api::ecs_model().shape("ContainerDefinition");
}

api::Shape task_shape()
{
    auto shape = *api::find_operation("RegisterTaskDefinition")->input;
    std::erase_if(shape.members, [](const api::Member& member) { return member.name == "containerDefinitions"; });
    return shape;
}

bool is_in_container(const Path& path)
{
    return path.size() >= 2 && path[0].member == "containerDefinitions" && path[1].member.empty();
}

} // namespace

FormPane::FormPane(QWidget* parent)
    : QWidget(parent)
    , task_shape_(task_shape())
    , containers_(new QComboBox(this))
    , task_link_(new TextLink(tr("Task settings"), this))
    , forms_(new QStackedWidget(this))
    , container_form_(new ShapeForm(container_shape(), this))
    , task_form_(new ShapeForm(task_shape_, this))
{
    auto* bar = new QWidget(this);
    bar->setFixedHeight(Theme::get().scaled(32));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 2, 12, 2);
    row->setSpacing(8);
    row->addWidget(new TextLabel(tr("Container"), Type::Body, Role::Muted, bar));
    row->addWidget(containers_);
    row->addStretch();
    row->addWidget(task_link_);
    containers_->setAccessibleName(tr("Container"));
    containers_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    task_link_->setAccessibleName(tr("Task settings"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(new HLine(this));
    column->addWidget(forms_, 1);
    for (auto* form : { container_form_, task_form_ }) {
        forms_->addWidget(form);
        form->setMinimumWidth(Theme::get().scaled(240));
        form->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
        connect(form, &ShapeForm::edited, this, &FormPane::take);
    }
    container_form_->setAccessibleName(tr("Container"));
    task_form_->setAccessibleName(tr("Task settings"));
    connect(containers_, &QComboBox::activated, this, [this](int index) {
        show_container(static_cast<std::size_t>(index));
        emit container_chosen();
    });
    connect(task_link_, &QAbstractButton::clicked, this, [this] {
        show_container(std::nullopt);
        emit container_chosen();
    });
    setMinimumWidth(Theme::get().scaled(240));
}

FormPane::~FormPane() = default;

void FormPane::show_document(const Json& document)
{
    document_ = document;
    const auto count = containers_of(document_).size();
    if (container_ && *container_ >= count)
        container_ = count > 0 ? std::optional(count - 1) : std::nullopt;
    refresh();
}

void FormPane::refresh_names()
{
    const QSignalBlocker quiet(containers_);
    QStringList names;
    for (std::size_t i = 0; i < containers_of(document_).size(); ++i)
        names << place_text(document_, container_path(i));
    QStringList shown;
    for (int i = 0; i < containers_->count(); ++i)
        shown << containers_->itemText(i);
    if (names != shown) {
        containers_->clear();
        containers_->addItems(names);
    }
    containers_->setCurrentIndex(container_ ? static_cast<int>(*container_) : -1);
    containers_->setEnabled(!names.isEmpty());
}

void FormPane::refresh()
{
    refresh_names();
    forms_->setCurrentWidget(container_ ? container_form_ : task_form_);
    if (container_)
        container_form_->set_value(containers_of(document_)[*container_]);
    else
        task_form_->set_value(document_);
    set_problems(problems_);
}

void FormPane::show_container(std::optional<std::size_t> container)
{
    if (container && *container >= containers_of(document_).size())
        container.reset();
    if (container == container_)
        return;
    container_ = container;
    refresh();
}

void FormPane::take()
{
    if (container_) {
        auto& containers = document_["containerDefinitions"];
        containers[*container_] = container_form_->value();
        refresh_names();
    } else {
        document_ = task_form_->value();
    }
    emit edited(document_);
}

// Those of what is shown, worst last: a field has one line, which says the worst.
void FormPane::set_problems(const std::vector<DraftProblem>& problems)
{
    problems_ = problems;
    std::vector<api::Problem> shown;
    for (auto problem = problems.rbegin(); problem != problems.rend(); ++problem) {
        if (problem->severity == DraftProblem::Severity::Advice || problem->path.empty())
            continue;
        auto path = problem->path;
        if (is_in_container(path) != container_.has_value() || (container_ && path[1].index != *container_))
            continue;
        if (container_)
            path.erase(path.begin(), path.begin() + 2);
        shown.push_back({ api::Problem::Kind::Type, path_text(path), problem->text.toStdString() });
    }
    (container_ ? container_form_ : task_form_)->set_problems(shown);
}

void FormPane::focus_path(const Path& path)
{
    if (!is_in_container(path)) {
        show_container(std::nullopt);
        if (path.empty() || !task_form_->focus_path(path_text(path)))
            task_form_->setFocus();
        return;
    }
    show_container(path[1].index);
    const auto rest = path_text({ path.begin() + 2, path.end() });
    if (rest.empty() || !container_form_->focus_path(rest))
        container_form_->setFocus();
}

void FormPane::set_editable(bool editable)
{
    for (auto* form : { container_form_, task_form_ })
        form->widget()->setEnabled(editable);
}

} // namespace quayside::ui
