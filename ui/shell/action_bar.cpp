#include "ui/shell/action_bar.h"

#include "ui/look/buttons.h"
#include "ui/look/glyphs.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/session/batches.h"
#include "ui/session/session.h"
#include "ui/session/undo_log.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

constexpr std::chrono::seconds kOffer{ 10 };
constexpr std::chrono::milliseconds kTick{ 200 };

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace

ActionBar::ActionBar(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , sentence_(new ElidedLabel({}, Type::Body, Role::Text, this))
    , undo_(new QPushButton(theme_icon("edit-undo"), tr("&Undo"), this))
    , now_(new QPushButton(tr("Send no&w"), this))
    , cancel_(primary_button(tr("Ca&ncel"), this))
{
    setAccessibleName(tr("What has just been asked for"));
    setFixedHeight(Theme::get().scaled(36));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(32, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(sentence_, 1);
    for (auto* button : { undo_, now_, cancel_ }) {
        set_small(button);
        row->addWidget(button);
    }
    undo_->setToolTip(tr("Take it back (Ctrl+Z)"));
    now_->setToolTip(tr("Do not wait any longer"));
    cancel_->setToolTip(tr("Nothing has been sent yet, and nothing will be (Ctrl+Z)"));
    tick_.setInterval(kTick);
    offer_ends_.setSingleShot(true);
    offer_ends_.setInterval(kOffer);
    auto& batches = Batches::of(session_);
    auto& log = UndoLog::of(session_);
    connect(&tick_, &QTimer::timeout, this, &ActionBar::refresh);
    connect(&offer_ends_, &QTimer::timeout, this, [this] { offer_undo({}); });
    connect(&batches, &Batches::changed, this, &ActionBar::refresh);
    connect(&log, &UndoLog::done, this, &ActionBar::offer_undo);
    connect(&log, &UndoLog::changed, this, [this] {
        if (UndoLog::of(session_).undo_title() != offered_)
            offer_undo({});
    });
    connect(undo_, &QPushButton::clicked, &log, &UndoLog::undo);
    connect(cancel_, &QPushButton::clicked, this, &ActionBar::cancel);
    connect(now_, &QPushButton::clicked, &batches, &Batches::send_all_now);
    hide();
}

bool ActionBar::holds() const
{
    return Batches::of(session_).held() != nullptr;
}

QString ActionBar::sentence() const
{
    return isHidden() ? QString() : sentence_->text();
}

void ActionBar::cancel()
{
    if (const auto* batch = Batches::of(session_).held())
        Batches::of(session_).cancel(batch->number);
}

void ActionBar::offer_undo(const QString& title)
{
    offered_ = title;
    if (title.isEmpty())
        offer_ends_.stop();
    else
        offer_ends_.start();
    refresh();
}

void ActionBar::refresh()
{
    const auto* batch = Batches::of(session_).held();
    const bool appears = isHidden();
    for (auto* button : { now_, cancel_ })
        button->setVisible(batch);
    undo_->setVisible(!batch && !offered_.isEmpty());
    if (batch) {
        const auto left
            = std::chrono::ceil<std::chrono::seconds>(std::max(Duration::zero(), batch->held_until - now()));
        sentence_->set_text(tr("%1 in %2 s. It cannot be undone afterwards.").arg(batch->title).arg(left.count()));
        if (!tick_.isActive())
            tick_.start();
    } else {
        tick_.stop();
        sentence_->set_text(offered_.isEmpty() ? QString() : tr("Done: %1").arg(offered_));
    }
    setVisible(batch || !offered_.isEmpty());
    if (!appears || isHidden())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ActionBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto* batch = Batches::of(session_).held();
    painter.fillRect(rect(), colour(batch ? Role::WarningBg : Role::AccentBg));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Role::Border));
    paint_glyph(painter, QRectF(12, height() / 2.0 - 6, 12, 12), batch ? StateGlyph::Warning : StateGlyph::Healthy);
    if (!batch)
        return;
    const auto whole = batch->held_until - batch->begun;
    const double part = std::clamp(static_cast<double>((batch->held_until - now()).count())
            / static_cast<double>(std::max<std::int64_t>(1, whole.count())),
        0.0, 1.0);
    painter.fillRect(QRectF(0, height() - 3, width() * part, 3), colour(Role::Warning));
}

} // namespace quayside::ui
