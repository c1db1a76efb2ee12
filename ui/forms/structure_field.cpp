#include "ui/forms/structure_field.h"

#include "ui/forms/field_help.h"
#include "ui/forms/lazy_field.h"
#include "ui/look/labels.h"

#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kLabelWidth = 132;

QGridLayout* make_grid()
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, Theme::get().scaled(kLabelWidth));
    return grid;
}

QString label_text(const Field& field, bool required)
{
    return required ? StructureField::tr("%1 (required)").arg(field.hint().label) : field.hint().label;
}

} // namespace

StructureField::StructureField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
{
    const auto common = common_members(shape);
    auto* grid = make_grid();
    content()->addLayout(grid);
    for (const auto& name : common)
        if (const auto* member = shape.find(name.toStdString()))
            add(*member, false, grid);
    for (const auto& member : shape.members) {
        if (common.contains(QString::fromStdString(member.name)))
            continue;
        if (common.isEmpty() && !member.deprecated)
            add(member, false, grid);
        else
            rare_.push_back(&member);
    }
    if (rare_.empty())
        return;
    all_fields_ = folding_button(tr("All fields (%1 more)").arg(rare_.size()), this);
    content()->addWidget(all_fields_);
    connect(all_fields_, &QToolButton::toggled, this, [this](bool open) {
        if (open)
            build_rare();
        if (rare_page_)
            rare_page_->setVisible(open);
    });
}

void StructureField::add(const api::Member& member, bool rare, QGridLayout* grid)
{
    const auto hint = hint_of(shape(), member);
    const bool deep = !is_scalar(*member.shape);
    const bool folded = deep && (rare || common_members(shape()).isEmpty());
    auto* field = folded ? new LazyField(*member.shape, hint, this) : make_field(*member.shape, hint, this);
    field->setObjectName(QString::fromStdString(member.name));
    set_help(*field, help_of(shape(), member));
    field->set_value(original_of(member));
    entries_.push_back({ &member, field, rare });
    if (folded)
        grid->addWidget(field, grid->rowCount(), 0, 1, 2);
    else if (deep)
        add_section(field, member.required, grid);
    else
        add_line(field, member.required && member.shape->kind != api::Kind::Boolean, grid);
    connect(field, &Field::edited, this, &Field::edited);
}

void StructureField::add_line(Field* field, bool required, QGridLayout* grid)
{
    auto* label = new TextLabel(label_text(*field, required), Type::Body, Role::Muted, this);
    label->setMinimumHeight(Theme::get().scaled(28));
    label->setBuddy(field->input());
    label->setToolTip(field->toolTip());
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addWidget(field, row, 1);
}

void StructureField::add_section(Field* field, bool required, QGridLayout* grid)
{
    const int row = grid->rowCount();
    auto* heading = new SectionHeading(label_text(*field, required), this);
    heading->setContentsMargins(0, 8, 0, 0);
    heading->setToolTip(field->toolTip());
    grid->addWidget(heading, row, 0, 1, 2);
    grid->addWidget(field, row + 1, 0, 1, 2);
}

void StructureField::build_rare()
{
    if (rare_page_)
        return;
    rare_page_ = new QWidget(this);
    auto* grid = make_grid();
    rare_page_->setLayout(grid);
    for (const auto* member : rare_)
        add(*member, true, grid);
    content()->addWidget(rare_page_);
}

const Json* StructureField::original_of(const api::Member& member) const
{
    if (!original_ || !original_->is_object())
        return nullptr;
    const auto found = original_->find(member.name);
    return found == original_->end() ? nullptr : &*found;
}

bool StructureField::has_rare_value() const
{
    return std::any_of(rare_.begin(), rare_.end(), [this](const auto* member) { return original_of(*member); });
}

void StructureField::set_value(const Json* value)
{
    original_ = value ? std::optional<Json>(*value) : std::nullopt;
    if (all_fields_ && !rare_page_ && has_rare_value())
        all_fields_->setChecked(true);
    for (const auto& entry : entries_)
        entry.field->set_value(original_of(*entry.member));
}

std::optional<Json> StructureField::value() const
{
    if (original_ && !original_->is_object())
        return original_;
    Json object = original_.value_or(Json::object());
    for (const auto& entry : entries_) {
        if (auto part = entry.field->value())
            object[entry.member->name] = std::move(*part);
        else
            object.erase(entry.member->name);
    }
    if (object.empty() && !original_)
        return std::nullopt;
    return object;
}

StructureField::Entry* StructureField::find(const std::string& name)
{
    const auto found
        = std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) { return entry.member->name == name; });
    return found == entries_.end() ? nullptr : &*found;
}

Field* StructureField::child(const PathStep& step)
{
    if (!find(step.member)) {
        build_rare();
        rare_page_->setVisible(all_fields_ && all_fields_->isChecked());
    }
    auto* entry = find(step.member);
    return entry ? entry->field : nullptr;
}

void StructureField::reveal(Field* child)
{
    for (const auto& entry : entries_)
        if (entry.field == child && entry.rare)
            all_fields_->setChecked(true);
}

QWidget* StructureField::input()
{
    return entries_.empty() ? this : entries_.front().field->input();
}

void StructureField::clear_problems()
{
    Field::clear_problems();
    for (const auto& entry : entries_)
        entry.field->clear_problems();
}

} // namespace quayside::ui
