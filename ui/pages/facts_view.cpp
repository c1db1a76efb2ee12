#include "ui/pages/facts_view.h"

#include "ui/look/labels.h"
#include "ui/look/theme.h"
#include "ui/pages/link_label.h"

#include <QGridLayout>
#include <QLabel>

namespace quayside::ui {

namespace {

constexpr int kLine = 20;

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
    setBackgroundRole(QPalette::Base);
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
    content_->setBackgroundRole(QPalette::Base);
    content_->setAutoFillBackground(true);
    auto* grid = new QGridLayout(content_);
    grid->setContentsMargins(12, 8, 12, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, Theme::get().scaled(96));
    grid->setColumnStretch(1, 1);
    for (const auto& section : sections_)
        add_section(*grid, section);
    grid->setRowStretch(grid->rowCount(), 1);
    setWidget(content_);
}

void FactsView::add_section(QGridLayout& grid, const FactSection& section)
{
    if (!section.title.isEmpty()) {
        const int row = grid.rowCount();
        grid.setRowMinimumHeight(row, Theme::get().scaled(28));
        grid.addWidget(new SectionHeading(section.title), row, 0, 1, section.state.word.isEmpty() ? 2 : 1);
        if (!section.state.word.isEmpty()) {
            auto* pill = new StatusPill;
            pill->set_state(section.state);
            grid.addWidget(pill, row, 1);
        }
    }
    for (const auto& fact : section.facts) {
        const int row = grid.rowCount();
        auto* value = make_value(fact);
        grid.setRowMinimumHeight(row, Theme::get().scaled(kLine));
        grid.addWidget(new TextLabel(fact.label, Type::Body, Role::Muted), row, 0, Qt::AlignTop);
        grid.addWidget(value, row, 1, Qt::AlignTop);
        fill(value, fact);
        values_.push_back(value);
    }
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
    auto* label = new TextLabel({}, fact.mono ? Type::Mono : Type::Body);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(fact.wraps);
    label->setMinimumWidth(1);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return label;
}

} // namespace quayside::ui
