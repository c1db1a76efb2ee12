#include "ui/pages/zone_loss.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/text_link.h"
#include "ui/pages/explanation.h"
#include "ui/session/session.h"

#include <QHBoxLayout>
#include <QLabel>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr std::chrono::seconds kAgain{ 5 };
constexpr int kHeight = 32;

} // namespace

ZoneLoss::ZoneLoss(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , sentence_(new ElidedLabel)
    , what_if_(new TextLink(tr("What if…")))
{
    setFixedHeight(Theme::get().scaled(kHeight));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    auto* picture = new QLabel;
    const auto draw = [picture] { picture->setPixmap(icon(Glyph::WhatIf, Role::Text).pixmap(QSize(16, 16))); };
    draw();
    connect(&Theme::get(), &Theme::changed, picture, draw);
    what_if_->setToolTip(tr("What becomes of the tasks of a zone or a container instance that is lost"));
    row->addWidget(picture);
    row->addWidget(sentence_, 1);
    row->addWidget(what_if_);
    connect(what_if_, &QAbstractButton::clicked, this, &ZoneLoss::what_if_wanted);
    again_.setSingleShot(true);
    again_.setInterval(kAgain);
}

QString ZoneLoss::sentence() const
{
    return sentence_->text();
}

void ZoneLoss::ask(const std::string& cluster, std::vector<std::string> zones)
{
    const bool same = cluster == cluster_ && zones == zones_;
    if (same && (again_.isActive() || !to_ask_.empty()))
        return;
    cluster_ = cluster;
    zones_ = zones;
    to_ask_ = std::move(zones);
    ++round_;
    if (!same)
        homeless_.clear();
    again_.start();
    setVisible(!zones_.empty());
    ask_next();
}

void ZoneLoss::ask_next()
{
    if (to_ask_.empty())
        return;
    const std::string zone = to_ask_.back();
    session_.query("PreviewLoss", { { "cluster", cluster_ }, { "availabilityZone", zone } }, this,
        [this, zone, round = round_](const Result<Json>& reply) {
            if (round == round_)
                take(zone, reply);
        });
}

// A zone may have gone meanwhile: then nothing is said of it.
void ZoneLoss::take(const std::string& zone, const Result<Json>& reply)
{
    to_ask_.pop_back();
    homeless_.erase(zone);
    if (reply) {
        const auto moves = read_moves(*reply);
        homeless_[zone] = static_cast<int>(std::ranges::count(moves, QStringLiteral("stuck"), &TaskMove::outcome));
    }
    if (!to_ask_.empty())
        return ask_next();
    show_sentence();
    emit answered();
}

void ZoneLoss::show_sentence()
{
    const auto worst = std::ranges::max_element(homeless_, {}, [](const auto& entry) { return entry.second; });
    if (worst == homeless_.end())
        sentence_->set_text({});
    else if (worst->second == 0)
        sentence_->set_text(tr("Any one zone may be lost: the tasks of its services start elsewhere"));
    else
        sentence_->set_text(tr("Losing %1 would leave %2 without a place")
                                .arg(from_utf8(worst->first), counted(worst->second, tr("task"), tr("tasks"))));
}

} // namespace quayside::ui
