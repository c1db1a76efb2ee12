#include "ui/pages/facts_view.h"

#include "ui/look/focus_ring.h"
#include "ui/look/labels.h"
#include "ui/look/spoken_role.h"
#include "ui/look/theme.h"
#include "ui/pages/link_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kLine = 20;
constexpr int kLabel = 88;
constexpr int kWidestLabel = 152;

bool same_kind(const Fact& a, const Fact& b)
{
    return a.label == b.label && a.state.word.isEmpty() == b.state.word.isEmpty() && a.mono == b.mono
        && static_cast<bool>(a.link) == static_cast<bool>(b.link) && a.wraps == b.wraps;
}

void fill(QWidget* widget, const Fact& fact)
{
    if (auto* pill = qobject_cast<StatusPill*>(widget))
        return pill->set_state(fact.state);
    if (auto* link = qobject_cast<LinkLabel*>(widget))
        return link->set_target(fact.value, fact.link);
    auto* label = qobject_cast<QLabel*>(widget);
    if (label->text() != fact.value)
        label->setText(fact.value);
    label->setAccessibleName(fact.label);
    label->setToolTip(fact.value);
}

} // namespace

FactsView::FactsView(const QString& name, QWidget* parent)
    : QScrollArea(parent)
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    speak_as(*this, QAccessible::Grouping);
    ring_when_focused(*this);
    viewport()->setBackgroundRole(QPalette::Base);
}

bool FactsView::same_shape(const std::vector<FactSection>& other) const
{
    return std::equal(
        sections_.begin(), sections_.end(), other.begin(), other.end(), [](const FactSection& a, const FactSection& b) {
            return a.title == b.title && a.state == b.state
                && std::equal(a.facts.begin(), a.facts.end(), b.facts.begin(), b.facts.end(), &same_kind);
        });
}

void FactsView::set_sections(std::vector<FactSection> sections)
{
    if (sections == sections_ && content_)
        return;
    const bool keep = content_ && same_shape(sections);
    sections_ = std::move(sections);
    if (!keep)
        return rebuild();
    std::size_t i = 0;
    for (const auto& section : sections_)
        for (const auto& fact : section.facts)
            fill(values_[i++], fact);
}

void FactsView::rebuild()
{
    values_.clear();
    content_ = new QWidget;
    auto* column = new QVBoxLayout(content_);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(0);
    for (const auto& section : sections_)
        add_section(*column, section);
    column->addStretch(1);
    setWidget(content_);
    content_->setAutoFillBackground(false);
}

void FactsView::add_section(QVBoxLayout& column, const FactSection& section)
{
    if (!section.title.isEmpty()) {
        auto* head = new QHBoxLayout;
        head->setSpacing(12);
        auto* title = new SectionHeading(section.title);
        title->setMinimumHeight(Theme::get().scaled(28));
        head->addWidget(title);
        if (!section.state.word.isEmpty()) {
            auto* pill = new StatusPill;
            pill->set_state(section.state);
            head->addWidget(pill);
        }
        head->addStretch(1);
        column.addSpacing(4);
        column.addLayout(head);
    }
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, Theme::get().scaled(kLabel));
    grid->setColumnStretch(1, 1);
    for (int row = 0; const auto& fact : section.facts) {
        auto* label = new ElidedLabel(fact.label, Type::Body, Role::Muted);
        label->setFixedHeight(Theme::get().scaled(kLine));
        label->setMaximumWidth(Theme::get().scaled(kWidestLabel));
        auto* value = make_value(fact);
        value->setMinimumHeight(Theme::get().scaled(kLine));
        grid->addWidget(label, row, 0, Qt::AlignTop);
        grid->addWidget(value, row++, 1, fact.link ? Qt::AlignTop | Qt::AlignLeft : Qt::AlignTop);
        fill(value, fact);
        values_.push_back(value);
    }
    column.addLayout(grid);
}

QWidget* FactsView::make_value(const Fact& fact)
{
    if (!fact.state.word.isEmpty())
        return new StatusPill;
    if (fact.link) {
        auto* link = new LinkLabel;
        connect(link, &LinkLabel::opened, this, &FactsView::link_opened);
        return link;
    }
    auto* label = new TextLabel({}, fact.mono ? Type::MonoSmall : Type::Body);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    label->setWordWrap(fact.wraps);
    label->setMinimumWidth(1);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return label;
}

} // namespace quayside::ui
