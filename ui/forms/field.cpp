#include "ui/forms/field.h"

#include "ui/forms/lazy_field.h"
#include "ui/forms/list_field.h"
#include "ui/forms/map_field.h"
#include "ui/forms/scalar_fields.h"
#include "ui/forms/structure_field.h"
#include "ui/forms/tabbed_list_field.h"
#include "ui/look/buttons.h"
#include "ui/look/glyphs.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

Field::Field(const api::Shape& shape, Hint hint, QWidget* parent)
    : QWidget(parent)
    , shape_(shape)
    , hint_(std::move(hint))
    , layout_(new QVBoxLayout(this))
{
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(2);
}

Field* Field::child(const PathStep&)
{
    return nullptr;
}

void Field::reveal(Field*)
{
}

void Field::set_problem(const QString& text)
{
    mark(!text.isEmpty());
    input()->setAccessibleDescription(text.isEmpty() ? toolTip() : text); // said as the field is turned to
    if (problem_host_) {
        if (!text.isEmpty())
            problem_host_->set_problem(hint_.label + ": " + text);
        return;
    }
    if (!problem_ && !text.isEmpty())
        layout_->addWidget(problem_ = new ProblemLine(this));
    if (problem_)
        problem_->set_text(text);
}

void Field::clear_problems()
{
    mark(false);
    input()->setAccessibleDescription(toolTip());
    if (problem_)
        problem_->set_text({});
}

void Field::mark(bool invalid)
{
    if (input() != this)
        set_field_mark(input(), invalid ? FieldMark::Invalid : FieldMark::None);
}

ProblemLine::ProblemLine(QWidget* parent)
    : QWidget(parent)
    , label_(new TextLabel({}, Type::Small, Role::Error, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(18, 0, 0, 0);
    label_->setWordWrap(true);
    label_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(label_);
    setMinimumHeight(20);
}

void ProblemLine::set_text(const QString& text)
{
    label_->setText(text);
    label_->setAccessibleName(text);
    setVisible(!text.isEmpty());
}

QString ProblemLine::text() const
{
    return label_->text();
}

void ProblemLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint_glyph(painter, QRectF(0, 4, 12, 12), StateGlyph::Failed);
}

bool is_scalar(const api::Shape& shape)
{
    return shape.kind != api::Kind::Structure && shape.kind != api::Kind::List && shape.kind != api::Kind::Map;
}

Field* make_field(const api::Shape& shape, const Hint& hint, QWidget* parent)
{
    switch (shape.kind) {
    case api::Kind::Structure:
        if (shape.document)
            return new JsonField(shape, hint, parent);
        return new StructureField(shape, hint, parent);
    case api::Kind::List:
        if (is_scalar(*shape.element) || fits_in_row(*shape.element))
            return new ListField(shape, hint, parent);
        return new TabbedListField(shape, hint, parent);
    case api::Kind::Map:
        return new MapField(shape, hint, parent);
    case api::Kind::Boolean:
        return new SwitchField(shape, hint, parent);
    default:
        if (!shape.enumeration.empty())
            return new ChoiceField(shape, hint, parent);
        return new TextField(shape, hint, parent);
    }
}

} // namespace quayside::ui
