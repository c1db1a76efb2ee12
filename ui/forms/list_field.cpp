#include "ui/forms/list_field.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostColumns = 6;

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
        auto cell_hint = hint_of(shape, *member);
        cell_hint.unit.clear();
        auto* cell = make_field(*member->shape, cell_hint, this);
        cell->set_problem_host(this);
        cell->setMinimumWidth(56);
        cell->setObjectName(QString::fromStdString(member->name));
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
    : Field(shape, hint, parent)
    , lines_(new QVBoxLayout)
    , add_(icon_button(theme_icon("list-add"), tr("Add to %1").arg(hint.label.toLower()), this))
{
    lines_->setSpacing(4);
    if (!is_scalar(*shape.element))
        add_header();
    content()->addLayout(lines_);
    add_->setText(tr("Add"));
    add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add_->setFocusPolicy(Qt::StrongFocus);
    content()->addWidget(add_, 0, Qt::AlignLeft);
    connect(add_, &QToolButton::clicked, this, [this] {
        touched_ = true;
        append(nullptr)->input()->setFocus();
        emit edited();
    });
}

void ListField::add_header()
{
    header_ = new QWidget(this);
    auto* row = new QHBoxLayout(header_);
    row->setContentsMargins(0, 0, 36, 0);
    row->setSpacing(8);
    for (const auto* member : columns_of(*shape().element)) {
        const auto label = hint_of(*shape().element, *member).label;
        auto* title = new TextLabel(label, Type::Header, Role::Muted, header_);
        title->setMinimumWidth(56);
        title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        row->addWidget(title, stretch_of(*member));
    }
    header_->hide();
    content()->addWidget(header_);
}

Field* ListField::append(const Json* value)
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const auto& element = *shape().element;
    Field* field = is_scalar(element) ? make_field(element, hint(), line) : new RowField(element, hint(), line);
    field->set_value(value);
    row->addWidget(field, 1);
    auto* remove_button = icon_button(theme_icon("list-remove"), tr("Remove this row"), line);
    remove_button->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(remove_button, 0, Qt::AlignTop);
    lines_->addWidget(line);
    line->show(); // at once: it gets the keyboard next
    rows_.push_back({ line, field });
    connect(field, &Field::edited, this, [this] {
        touched_ = true;
        emit edited();
    });
    connect(remove_button, &QToolButton::clicked, this, [this, line] {
        touched_ = true;
        remove(line);
        emit edited();
    });
    refresh_names();
    return field;
}

void ListField::remove(QWidget* line)
{
    const auto found = std::find_if(rows_.begin(), rows_.end(), [line](const Row& row) { return row.line == line; });
    const auto index = static_cast<std::size_t>(found - rows_.begin());
    rows_.erase(found);
    line->hide();
    line->deleteLater();
    (index < rows_.size() ? rows_[index].field->input() : add_)->setFocus();
    refresh_names();
}

// Rows are told apart by their numbers, for those who hear the form rather than see it.
void ListField::refresh_names()
{
    if (header_)
        header_->setVisible(!rows_.empty());
    for (std::size_t i = 0; i < rows_.size(); ++i)
        rows_[i].line->setAccessibleName(tr("%1 %2").arg(hint().label).arg(i + 1));
}

void ListField::set_value(const Json* value)
{
    original_ = value ? std::optional<Json>(*value) : std::nullopt;
    touched_ = false;
    const auto count = value && value->is_array() ? value->size() : 0;
    while (rows_.size() > count) {
        rows_.back().line->hide();
        rows_.back().line->deleteLater();
        rows_.pop_back();
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (i < rows_.size())
            rows_[i].field->set_value(&(*value)[i]);
        else
            append(&(*value)[i]);
    }
    refresh_names();
}

std::optional<Json> ListField::value() const
{
    if (!touched_)
        return original_;
    Json array = Json::array();
    for (const auto& row : rows_)
        if (auto part = row.field->value())
            array.push_back(std::move(*part));
    if (array.empty())
        return std::nullopt;
    return array;
}

Field* ListField::child(const PathStep& step)
{
    return step.member.empty() && step.index < rows_.size() ? rows_[step.index].field : nullptr;
}

QWidget* ListField::input()
{
    return rows_.empty() ? static_cast<QWidget*>(add_) : rows_.front().field->input();
}

void ListField::clear_problems()
{
    Field::clear_problems();
    for (const auto& row : rows_)
        row.field->clear_problems();
}

} // namespace quayside::ui
