#include "ui/pages/why_pane.h"

#include "ui/look/buttons.h"
#include "ui/look/focus_ring.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/spoken_role.h"
#include "ui/pages/cause_view.h"
#include "ui/pages/explain_tab.h"
#include "ui/pages/explain_view.h"
#include "ui/pages/remedies.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace quayside::ui {

namespace {

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

bool is_placed(ObjectRef::Kind kind)
{
    return kind == ObjectRef::Kind::Service || kind == ObjectRef::Kind::Task;
}

} // namespace

WhyPane::WhyPane(Session& session, ObjectActions& actions, Qt::Orientation orientation, QWidget* parent)
    : QSplitter(orientation, parent)
    , session_(session)
    , actions_(actions)
    , sentence_(new TextLabel({}, Type::Section))
    , copy_(icon_button(theme_icon("edit-copy"), tr("Copy as text")))
    , scroll_(new QScrollArea)
    , placement_(new ExplainTab(session))
{
    setAccessibleName(tr("Why it is steady or not"));
    setChildrenCollapsible(false);
    auto* content = new QWidget;
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 8, 4);
    sentence_->setWordWrap(true);
    head->addWidget(sentence_, 1);
    head->addWidget(copy_, 0, Qt::AlignTop);
    column_->addLayout(head);
    column_->addStretch(1);
    scroll_->setWidget(content);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::StrongFocus);
    scroll_->setAccessibleName(tr("Causes"));
    speak_as(*scroll_, QAccessible::Grouping);
    ring_when_focused(*scroll_);
    scroll_->viewport()->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    copy_->setFocusPolicy(Qt::StrongFocus);
    addWidget(scroll_);
    addWidget(placement_);
    setStretchFactor(0, 2);
    setStretchFactor(1, 3);
    setFocusProxy(scroll_);
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(250));
    second_.setInterval(std::chrono::seconds(1));
    connect(&soon_, &QTimer::timeout, this, &WhyPane::refresh);
    connect(&second_, &QTimer::timeout, this, &WhyPane::refresh);
    connect(&ChangeGate::of(session_), &ChangeGate::changed, this, &WhyPane::refresh);
    connect(placement_, &ExplainTab::link_opened, this, &WhyPane::link_opened);
    connect(copy_, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(as_text(diagnosis_)); });
}

void WhyPane::set_object(const ObjectRef& ref)
{
    ref_ = ref;
    ref_.explain = false;
    placement_->setVisible(is_placed(ref.kind));
    if (is_placed(ref.kind))
        placement_->set_object(ref_);
    refresh();
}

void WhyPane::showEvent(QShowEvent* event)
{
    QSplitter::showEvent(event);
    second_.start();
    refresh();
}

void WhyPane::hideEvent(QHideEvent* event)
{
    QSplitter::hideEvent(event);
    second_.stop();
}

void WhyPane::take(const model::ChangeSet& changes)
{
    if (is_placed(ref_.kind))
        placement_->take(changes);
    if (ref_ && isVisible() && !soon_.isActive())
        soon_.start();
}

void WhyPane::refresh()
{
    if (!ref_ || !isVisible())
        return;
    diagnosis_ = diagnose(session_.state(), ref_, now());
    sentence_->setText(diagnosis_.sentence);
    for (std::size_t i = 0; i < diagnosis_.causes.size(); ++i) {
        if (i == views_.size()) {
            views_.push_back(new CauseView);
            column_->insertWidget(column_->count() - 1, views_.back());
            connect(views_.back(), &CauseView::remedy_wanted, this, &WhyPane::carry_out);
            connect(views_.back(), &CauseView::link_opened, this, &WhyPane::link_opened);
        }
        const auto& cause = diagnosis_.causes[i];
        std::vector<QString> blocked;
        for (const auto& remedy : cause.remedies)
            blocked.push_back(why_not(session_, remedy));
        views_[i]->set_cause(cause, blocked, i == 0);
    }
    for (; views_.size() > diagnosis_.causes.size(); views_.pop_back())
        views_.back()->deleteLater(), views_.back()->hide();
    order_by_tab();
}

// What came after the window was built would be reached after all else in it.
void WhyPane::order_by_tab()
{
    QWidget* last = copy_;
    for (auto* view : views_)
        for (auto* widget : view->findChildren<QWidget*>())
            if (widget->focusPolicy() & Qt::TabFocus) {
                setTabOrder(last, widget);
                last = widget;
            }
}

void WhyPane::carry_out(const Remedy& remedy)
{
    if (remedy.kind == Remedy::Kind::Explain && placement_->isVisible())
        return placement_->setFocus();
    ui::carry_out(session_, actions_, remedy);
}

} // namespace quayside::ui
