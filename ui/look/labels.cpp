#include "ui/look/labels.h"

#include "ui/look/style_paint.h"
#include "ui/look/tool_tip.h"

#include <QPainter>

namespace quayside::ui {

TextLabel::TextLabel(const QString& text, Type type, Role role, QWidget* parent)
    : QLabel(text, parent)
    , type_(type)
    , role_(role)
{
    setTextFormat(Qt::PlainText);
    if (isRightToLeft()) // whatever language the text is in
        setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
    connect(&Theme::get(), &Theme::changed, this, &TextLabel::refresh);
    refresh();
}

void TextLabel::set_role(Role role)
{
    role_ = role;
    refresh();
}

void TextLabel::set_type(Type type)
{
    type_ = type;
    refresh();
}

void TextLabel::refresh()
{
    setFont(font_of(type_));
    QPalette palette = QLabel::palette();
    for (const auto ink : { QPalette::WindowText, QPalette::Text }) // which one counts depends on the ground
        palette.setColor(ink, colour(role_));
    setPalette(palette);
}

SectionHeading::SectionHeading(const QString& text, QWidget* parent)
    : TextLabel(text, Type::Section, Role::Text, parent)
{
}

ElidedLabel::ElidedLabel(const QString& text, Type type, Role role, QWidget* parent)
    : QWidget(parent)
    , type_(type)
    , role_(role)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, &ElidedLabel::refresh);
    set_text(text);
}

void ElidedLabel::set_text(const QString& text)
{
    text_ = text;
    setAccessibleName(text);
    updateGeometry();
    refresh();
}

void ElidedLabel::set_role(Role role)
{
    role_ = role;
    update();
}

void ElidedLabel::set_elide_mode(Qt::TextElideMode mode)
{
    mode_ = mode;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(font_of(type_));
    return { metrics.horizontalAdvance(text_) + 2, metrics.height() + 2 };
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(font_of(type_));
    return { metrics.averageCharWidth() * 4, metrics.height() + 2 };
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFont font = font_of(type_);
    painter.setFont(font);
    painter.setPen(colour(isEnabled() ? role_ : Role::Disabled));
    const QString shown = QFontMetrics(font).elidedText(text_, mode_, width());
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
}

void ElidedLabel::resizeEvent(QResizeEvent*)
{
    refresh();
}

void ElidedLabel::refresh()
{
    const bool cut = QFontMetrics(font_of(type_)).horizontalAdvance(text_) > width();
    setToolTip(cut ? plain_tip(text_) : QString());
    update();
}

KeyCap::KeyCap(const QString& keys, QWidget* parent)
    : QWidget(parent)
    , keys_(keys)
{
    setAccessibleName(keys);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] { updateGeometry(); });
}

QSize KeyCap::sizeHint() const
{
    const QFontMetrics metrics(font_of(Type::Tiny));
    return { metrics.horizontalAdvance(keys_) + 10, metrics.height() + 4 };
}

void KeyCap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint_box(painter, rect(), colour(Role::Base), colour(Role::Border), 4);
    painter.setFont(font_of(Type::Tiny));
    painter.setPen(colour(Role::Muted));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, keys_);
}

HLine::HLine(QWidget* parent, Role role)
    : QWidget(parent)
    , role_(role)
{
    setFixedHeight(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HLine::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), colour(role_));
}

StatusPill::StatusPill(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, [this] { updateGeometry(); });
}

void StatusPill::set_state(const StateWord& state)
{
    if (state == state_)
        return;
    state_ = state;
    setAccessibleName(state.word);
    updateGeometry();
    update();
}

QSize StatusPill::sizeHint() const
{
    const QFontMetrics metrics(font_of(Type::Body));
    const int glyph = state_.glyph == StateGlyph::None ? 0 : 12 + 6;
    return { glyph + metrics.horizontalAdvance(state_.word) + 2, std::max(metrics.height(), 16) };
}

void StatusPill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QRect area = rect();
    if (state_.glyph != StateGlyph::None) {
        paint_glyph(painter, placed(painter, QRectF(rect()), QRectF(0, (height() - 12) / 2.0, 12, 12)), state_.glyph);
        area = placed(painter, area, area.adjusted(18, 0, 0, 0));
    }
    painter.setFont(font_of(Type::Body));
    painter.setPen(colour(role_of(state_.glyph)));
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, state_.word);
}

} // namespace quayside::ui
