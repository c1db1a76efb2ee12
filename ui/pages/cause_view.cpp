#include "ui/pages/cause_view.h"

#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/wrap_layout.h"
#include "ui/pages/link_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

TextLabel* wrapping(Type type, Role role)
{
    auto* label = new TextLabel({}, type, role);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

bool same(const std::vector<Evidence>& a, const std::vector<Evidence>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](const Evidence& x, const Evidence& y) { return x.text == y.text && x.where == y.where && x.at == y.at; });
}

} // namespace

CauseView::CauseView(QWidget* parent)
    : QWidget(parent)
    , state_(new StatusPill)
    , title_(wrapping(Type::Section, Role::Text))
    , detail_(wrapping(Type::Body, Role::Muted))
    , evidence_(new QWidget)
    , remedies_(new QWidget)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(state_, 0, Qt::AlignTop);
    head->addWidget(title_, 1);
    column->addLayout(head);
    column->addWidget(detail_);
    column->addWidget(evidence_);
    column->addWidget(remedies_);
    auto* lines = new QVBoxLayout(evidence_);
    lines->setContentsMargins(0, 2, 0, 2);
    lines->setSpacing(2);
    remedies_->setLayout(new WrapLayout(8));
}

void CauseView::set_cause(const Cause& cause, const std::vector<QString>& blocked, bool is_first)
{
    const bool new_evidence = !same(cause.evidence, cause_.evidence);
    cause_ = cause;
    state_->set_state(cause.state);
    title_->setText(cause.title);
    detail_->setText(cause.detail);
    detail_->setVisible(!cause.detail.isEmpty());
    setAccessibleName(cause.title);
    setAccessibleDescription(cause.detail);
    if (new_evidence)
        fill_evidence();
    evidence_->setVisible(!cause.evidence.empty());
    fill_remedies(blocked, is_first);
}

void CauseView::fill_evidence()
{
    qDeleteAll(evidence_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    for (const auto& evidence : cause_.evidence) {
        auto* line = new QWidget(evidence_);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        if (evidence.at != kNever)
            row->addWidget(new TextLabel(local_time(evidence.at), Type::MonoSmall, Role::Muted), 0, Qt::AlignTop);
        auto* words = wrapping(Type::Body, Role::Text);
        words->setText(evidence.text);
        row->addWidget(words, 1);
        if (evidence.where) {
            auto* link = new LinkLabel;
            link->set_target(tr("Show"), evidence.where);
            link->setAccessibleName(tr("Show: %1").arg(evidence.text));
            connect(link, &LinkLabel::opened, this, &CauseView::link_opened);
            row->addWidget(link, 0, Qt::AlignTop);
        }
        evidence_->layout()->addWidget(line);
    }
}

// The buttons stay as long as their verbs do: somebody may be about to press one.
void CauseView::fill_remedies(const std::vector<QString>& blocked, bool is_first)
{
    QStringList verbs;
    for (const auto& remedy : cause_.remedies)
        verbs << remedy.verb;
    if (verbs != verbs_) {
        verbs_ = verbs;
        qDeleteAll(remedies_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
        for (std::size_t i = 0; i < cause_.remedies.size(); ++i) {
            auto* button = new QPushButton(cause_.remedies[i].verb, remedies_);
            set_small(button);
            remedies_->layout()->addWidget(button);
            connect(button, &QPushButton::clicked, this, [this, i] {
                if (i < cause_.remedies.size())
                    emit remedy_wanted(Remedy(cause_.remedies[i]));
            });
        }
    }
    const auto buttons = remedies_->findChildren<QPushButton*>(QString(), Qt::FindDirectChildrenOnly);
    for (qsizetype i = 0; i < buttons.size(); ++i) {
        set_blocked(buttons[i], blocked[static_cast<std::size_t>(i)]);
        set_emphasis(buttons[i], is_first && i == 0 ? Emphasis::Primary : Emphasis::Normal);
    }
    remedies_->setVisible(!buttons.empty());
}

} // namespace quayside::ui
