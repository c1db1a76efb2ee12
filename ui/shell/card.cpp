#include "ui/shell/card.h"

#include "ui/look/labels.h"
#include "ui/look/style_paint.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kTitleHeight = 40;

} // namespace

Card::Card(
    Glyph glyph, const QString& title, const QString& text, QPushButton* button, const QString& remark, QWidget* parent)
    : QWidget(parent)
    , text_(new TextLabel(text))
    , facts_(new QGridLayout)
    , button_(button)
{
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 16);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    auto* picture = new QLabel;
    picture->setPixmap(icon(glyph, Role::Accent).pixmap(QSize(16, 16), devicePixelRatioF()));
    connect(&Theme::get(), &Theme::changed, this, [this, picture, glyph] {
        picture->setPixmap(icon(glyph, Role::Accent).pixmap(QSize(16, 16), devicePixelRatioF()));
    });
    head->setSpacing(8);
    head->addWidget(picture);
    head->addWidget(new TextLabel(title, Type::Title), 1);
    auto* head_box = new QWidget;
    head_box->setLayout(head);
    head->setContentsMargins(0, 0, 0, 0);
    head_box->setFixedHeight(Theme::get().scaled(kTitleHeight));
    column->addWidget(head_box);
    column->addSpacing(12);
    text_->setWordWrap(true);
    text_->setFixedHeight(Theme::get().scaled(40));
    text_->setAlignment((text_->alignment() & Qt::AlignHorizontal_Mask) | Qt::AlignTop);
    column->addWidget(text_);
    column->addSpacing(8);
    facts_->setHorizontalSpacing(12);
    facts_->setVerticalSpacing(0);
    facts_->setColumnStretch(1, 1);
    column->addLayout(facts_);
    column->addSpacing(12);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(12);
    foot->addWidget(button_);
    foot->addWidget(new ElidedLabel(remark, Type::Small, Role::Muted), 1);
    column->addLayout(foot);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void Card::set_text(const QString& text)
{
    text_->setText(text);
    text_->setToolTip(text);
}

void Card::add_fact(const QString& label, const QString& value)
{
    const int row = static_cast<int>(rows_.size());
    FactRow fact{ new ElidedLabel(value), new StatusPill };
    fact.state->setMinimumWidth(1);
    fact.state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    fact.state->hide();
    facts_->setRowMinimumHeight(row, Theme::get().scaled(24));
    auto* name = new ElidedLabel(label, Type::Body, Role::Muted);
    name->setFixedWidth(Theme::get().scaled(80));
    facts_->addWidget(name, row, 0);
    facts_->addWidget(fact.text, row, 1);
    facts_->addWidget(fact.state, row, 1);
    rows_.push_back(fact);
}

void Card::set_fact(int index, const QString& value, StateGlyph glyph)
{
    const auto& row = rows_[static_cast<std::size_t>(index)];
    row.text->set_text(value);
    row.state->set_state({ glyph, value, 0 });
    row.state->setToolTip(value);
    row.text->setVisible(glyph == StateGlyph::None);
    row.state->setVisible(glyph != StateGlyph::None);
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint_box(painter, rect(), colour(Role::Base), colour(accent_ ? Role::Accent : Role::Border), 6);
    painter.fillRect(QRect(1, Theme::get().scaled(kTitleHeight), width() - 2, 1), colour(Role::RowLine));
}

} // namespace quayside::ui
