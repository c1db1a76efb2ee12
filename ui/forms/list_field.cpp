#include "ui/forms/list_field.h"

#include "ui/forms/field_help.h"
#include "ui/forms/scalar_fields.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"

#include <nlohmann/json.hpp>

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostColumns = 6;
constexpr int kLeastCell = 56;
constexpr int kMostForHint = 96;
constexpr int kAroundText = 22;
constexpr int kAroundChoice = 40; // its arrow included

std::vector<const api::Member*> columns_of(const api::Shape& shape)
{
    std::vector<const api::Member*> columns;
    const auto common = common_members(shape);
    for (const auto& name : common)
        if (const auto* member = shape.find(name.toStdString()))
            columns.push_back(member);
    if (common.isEmpty())
        for (const auto& member : shape.members)
            columns.push_back(&member);
    return columns;
}

bool narrow(const api::Shape& shape)
{
    return shape.kind != api::Kind::String || !shape.enumeration.empty();
}

int stretch_of(const api::Member& member)
{
    return narrow(*member.shape) ? 2 : 3;
}

// Of a member that is a cell: its unit and the default of a choice are told by its help alone.
Hint cell_hint(const api::Shape& row, const api::Member& member)
{
    auto hint = hint_of(row, member);
    hint.unit.clear();
    if (!member.shape->enumeration.empty())
        hint.placeholder.clear();
    return hint;
}

// Of a cell and of its title alike. What a cell says while it is empty can be read, unless that is long.
int least_width(const Hint& hint, bool choice)
{
    const auto empty = choice ? ChoiceField::not_set(hint) : hint.placeholder;
    const int around = Theme::get().scaled(choice ? kAroundChoice : kAroundText);
    const int title = QFontMetrics(font_of(Type::Header)).horizontalAdvance(hint.label) + 2;
    const int inside = QFontMetrics(font_of(Type::Body)).horizontalAdvance(empty) + around;
    return std::clamp(std::max(title, inside), Theme::get().scaled(kLeastCell), Theme::get().scaled(kMostForHint));
}

int least_width(const api::Shape& row, const api::Member& member)
{
    return least_width(cell_hint(row, member), !member.shape->enumeration.empty());
}

} // namespace

bool fits_in_row(const api::Shape& shape)
{
    const auto columns = shape.kind == api::Kind::Structure ? columns_of(shape) : std::vector<const api::Member*>();
    return !columns.empty() && columns.size() <= kMostColumns
        && std::all_of(columns.begin(), columns.end(), [](const auto* member) { return is_scalar(*member->shape); });
}

RowField::RowField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    content()->addLayout(row);
    for (const auto* member : columns_of(shape)) {
        auto* cell = make_field(*member->shape, cell_hint(shape, *member), this);
        cell->set_problem_host(this);
        cell->setMinimumWidth(least_width(shape, *member));
        cell->setObjectName(QString::fromStdString(member->name));
        set_help(*cell, help_of(shape, *member));
        row->addWidget(cell, stretch_of(*member));
        cells_.emplace_back(member, cell);
        connect(cell, &Field::edited, this, &Field::edited);
    }
}

void RowField::set_value(const Json* value)
{
    original_ = value ? std::optional<Json>(*value) : std::nullopt;
    for (const auto& [member, cell] : cells_) {
        const bool has = value && value->is_object() && value->contains(member->name);
        cell->set_value(has ? &(*value)[member->name] : nullptr);
    }
}

std::optional<Json> RowField::value() const
{
    if (original_ && !original_->is_object())
        return original_;
    Json object = original_.value_or(Json::object());
    for (const auto& [member, cell] : cells_) {
        if (auto part = cell->value())
            object[member->name] = std::move(*part);
        else
            object.erase(member->name);
    }
    if (object.empty() && !original_)
        return std::nullopt;
    return object;
}

Field* RowField::child(const PathStep& step)
{
    for (const auto& [member, cell] : cells_)
        if (member->name == step.member)
            return cell;
    return nullptr;
}

QWidget* RowField::input()
{
    return cells_.front().second->input();
}

void RowField::clear_problems()
{
    Field::clear_problems();
    for (const auto& [member, cell] : cells_)
        cell->clear_problems();
}

ListField::ListField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : RowsField(shape, hint, parent)
{
    if (!is_scalar(*shape.element))
        add_header();
    if (auto* templates_button = offer_templates())
        add_beside(templates_button);
}

QToolButton* ListField::offer_templates()
{
    const auto templates = templates_of(shape());
    if (templates.empty())
        return nullptr;
    auto* button = new QToolButton(this);
    button->setText(tr("Templates"));
    button->setAccessibleName(tr("Templates for %1").arg(hint().label.toLower()));
    button->setToolTip(tr("Fill in what is asked for often"));
    button->setArrowType(Qt::DownArrow);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    templates_ = new QMenu(button);
    templates_->setToolTipsVisible(true);
    for (const auto& one : templates) {
        auto* action = templates_->addAction(one.title);
        action->setStatusTip(one.tip);
        action->setToolTip(one.tip);
        connect(action, &QAction::triggered, this, [this, json = one.json] {
            const Json list = Json::parse(json);
            set_value(&list);
            touch();
        });
    }
    connect(button, &QToolButton::clicked, this,
        [this, button] { templates_->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    return button;
}

void ListField::add_header()
{
    header_ = new QWidget(this);
    auto* row = new QHBoxLayout(header_);
    row->setContentsMargins(0, 0, 36, 0);
    row->setSpacing(8);
    for (const auto* member : columns_of(*shape().element)) {
        const auto label = hint_of(*shape().element, *member).label;
        auto* title = new ElidedLabel(label, Type::Header, Role::Muted, header_);
        title->setMinimumWidth(least_width(*shape().element, *member));
        title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        row->addWidget(title, stretch_of(*member));
    }
    header_->hide();
    content()->insertWidget(0, header_);
}

RowsField::Row ListField::make_row(QWidget* line, QHBoxLayout* layout)
{
    const auto& element = *shape().element;
    Field* field = is_scalar(element) ? make_field(element, hint(), line) : new RowField(element, hint(), line);
    layout->addWidget(field, 1);
    return { line, field->input(), field };
}

void ListField::show_value(const Row& row, const Json& value, std::size_t index)
{
    row.field->set_value(&value[index]);
}

Json ListField::collect() const
{
    Json array = Json::array();
    for (const auto& row : all_rows())
        if (auto part = row.field->value())
            array.push_back(std::move(*part));
    return array;
}

// Rows are told apart by their numbers, for those who hear the form rather than see it.
void ListField::rows_changed()
{
    if (header_)
        header_->setVisible(rows() > 0);
    for (std::size_t i = 0; i < all_rows().size(); ++i)
        all_rows()[i].line->setAccessibleName(tr("%1 %2").arg(hint().label).arg(i + 1));
}

Field* ListField::child(const PathStep& step)
{
    return step.member.empty() && step.index < all_rows().size() ? all_rows()[step.index].field : nullptr;
}

} // namespace quayside::ui
