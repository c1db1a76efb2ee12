#include "ui/forms/shape_form.h"

#include "ui/forms/structure_field.h"
#include "ui/look/theme.h"

#include <QVBoxLayout>

namespace quayside::ui {

ShapeForm::ShapeForm(const api::Shape& shape, QWidget* parent)
    : QScrollArea(parent)
    , shape_(shape)
    , root_(new StructureField(shape, {}, this))
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addWidget(root_);
    layout->addStretch();
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusProxy(root_->input());
    connect(root_, &Field::edited, this, &ShapeForm::edited);
}

QSize ShapeForm::sizeHint() const
{
    return { Theme::get().scaled(560), Theme::get().scaled(480) };
}

void ShapeForm::set_value(const Json& value)
{
    root_->set_value(&value);
}

Json ShapeForm::value() const
{
    return root_->value().value_or(Json::object());
}

Field* ShapeForm::field(const std::string& path)
{
    Field* field = root_;
    for (const auto& step : parse_path(path))
        if (field = field->child(step); !field)
            return nullptr;
    return field;
}

std::vector<api::Problem> ShapeForm::set_problems(const std::vector<api::Problem>& problems)
{
    root_->clear_problems();
    std::vector<api::Problem> homeless;
    for (const auto& problem : problems) {
        if (auto* place = problem.path.empty() ? nullptr : field(problem.path)) {
            auto text = QString::fromStdString(problem.reason);
            if (!text.isEmpty())
                text[0] = text[0].toUpper();
            place->set_problem(text);
        } else {
            homeless.push_back(problem);
        }
    }
    return homeless;
}

bool ShapeForm::focus_path(const std::string& path)
{
    Field* field = root_;
    for (const auto& step : parse_path(path)) {
        auto* next = field->child(step);
        if (!next)
            return false;
        field->reveal(next);
        field = next;
    }
    field->input()->setFocus();
    ensureWidgetVisible(field);
    return true;
}

} // namespace quayside::ui
