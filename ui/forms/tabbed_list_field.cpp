#include "ui/forms/tabbed_list_field.h"

#include "ui/forms/structure_field.h"
#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

// "Containers": "Container 2" for one that has no name yet.
QString title_of(const std::optional<Json>& value, const QString& list_label, std::size_t index)
{
    if (value && value->is_object())
        for (const char* key : { "name", "containerName", "family" })
            if (const auto found = value->find(key);
                found != value->end() && found->is_string() && !found->get_ref<const std::string&>().empty())
                return QString::fromStdString(found->get_ref<const std::string&>());
    const auto singular = list_label.endsWith('s') ? list_label.chopped(1) : list_label;
    return QStringLiteral("%1 %2").arg(singular).arg(index + 1);
}

} // namespace

TabbedListField::TabbedListField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
    , tabs_(new QTabBar(this))
    , add_(icon_button(theme_icon("list-add"), tr("Add to %1").arg(hint.label.toLower()), this))
    , remove_(
          icon_button(theme_icon("list-remove"), tr("Remove the shown one from %1").arg(hint.label.toLower()), this))
{
    tabs_->setAccessibleName(hint.label);
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    tabs_->setUsesScrollButtons(true);
    add_->setText(tr("Add"));
    add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(4);
    bar->addWidget(tabs_);
    for (auto* button : { add_, remove_ }) {
        button->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(button);
    }
    bar->addStretch();
    content()->addLayout(bar);
    content()->addWidget(new HLine(this));
    content()->addSpacing(4);
    remove_->hide();
    connect(tabs_, &QTabBar::currentChanged, this, &TabbedListField::show_current);
    connect(add_, &QToolButton::clicked, this, [this] {
        append(std::nullopt);
        select(count() - 1);
        elements_.back().field->input()->setFocus();
        touch();
    });
    connect(remove_, &QToolButton::clicked, this, &TabbedListField::remove_current);
}

void TabbedListField::append(std::optional<Json> value)
{
    elements_.push_back({ std::move(value) });
    const QSignalBlocker quiet(tabs_);
    // Container names are text: an ampersand in one is no shortcut.
    tabs_->addTab(title_of(elements_.back().held, hint().label, elements_.size() - 1).replace('&', "&&"));
}

Field* TabbedListField::build(std::size_t index)
{
    auto& element = elements_[index];
    if (element.field)
        return element.field;
    element.field = new StructureField(*shape().element, hint(), this);
    element.field->set_value(element.held ? &*element.held : nullptr);
    content()->addWidget(element.field);
    connect(element.field, &Field::edited, this, &TabbedListField::touch);
    return element.field;
}

// Hidden tabs take no room: a stack would be as high as its highest page.
void TabbedListField::show_current()
{
    const int index = tabs_->currentIndex();
    const bool any = index >= 0 && index < count();
    remove_->setVisible(any);
    auto* shown = any ? build(static_cast<std::size_t>(index)) : nullptr;
    for (const auto& element : elements_)
        if (element.field)
            element.field->setVisible(element.field == shown);
}

void TabbedListField::select(int index)
{
    tabs_->setCurrentIndex(index);
    show_current();
}

void TabbedListField::remove_current()
{
    const int index = tabs_->currentIndex();
    if (index < 0)
        return;
    if (auto* field = elements_[static_cast<std::size_t>(index)].field) {
        field->hide();
        field->deleteLater();
    }
    elements_.erase(elements_.begin() + index);
    tabs_->removeTab(index);
    show_current();
    touch();
}

void TabbedListField::refresh_titles()
{
    for (std::size_t i = 0; i < elements_.size(); ++i)
        tabs_->setTabText(static_cast<int>(i), title_of(elements_[i].value(), hint().label, i).replace('&', "&&"));
}

void TabbedListField::touch()
{
    touched_ = true;
    refresh_titles();
    emit edited();
}

void TabbedListField::set_value(const Json* value)
{
    original_ = value ? std::optional<Json>(*value) : std::nullopt;
    touched_ = false;
    const auto count_wanted = value && value->is_array() ? value->size() : 0;
    while (elements_.size() > count_wanted) {
        const QSignalBlocker quiet(tabs_);
        if (auto* field = elements_.back().field) {
            field->hide();
            field->deleteLater();
        }
        elements_.pop_back();
        tabs_->removeTab(count());
    }
    for (std::size_t i = 0; i < count_wanted; ++i) {
        if (i >= elements_.size())
            append((*value)[i]);
        else if (elements_[i].field)
            elements_[i].field->set_value(&(*value)[i]);
        else
            elements_[i].held = (*value)[i];
    }
    refresh_titles();
    show_current();
}

std::optional<Json> TabbedListField::value() const
{
    if (!touched_)
        return original_;
    Json array = Json::array();
    for (const auto& element : elements_)
        array.push_back(element.value().value_or(Json::object()));
    if (array.empty())
        return std::nullopt;
    return array;
}

Field* TabbedListField::child(const PathStep& step)
{
    return step.member.empty() && step.index < elements_.size() ? build(step.index) : nullptr;
}

void TabbedListField::reveal(Field* child)
{
    for (int i = 0; i < count(); ++i)
        if (elements_[static_cast<std::size_t>(i)].field == child)
            select(i);
}

QWidget* TabbedListField::input()
{
    const int index = tabs_->currentIndex();
    return index >= 0 && elements_[static_cast<std::size_t>(index)].field
        ? elements_[static_cast<std::size_t>(index)].field->input()
        : add_;
}

void TabbedListField::clear_problems()
{
    Field::clear_problems();
    for (const auto& element : elements_)
        if (element.field)
            element.field->clear_problems();
}

} // namespace quayside::ui
