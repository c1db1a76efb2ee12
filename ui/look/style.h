#pragma once

#include <QProxyStyle>

namespace quayside::ui {

// Fusion with our spacing, shapes and focus ring; everything else stays Fusion's. No style sheets anywhere.
class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
        const QWidget* widget) const override;
    QIcon standardIcon(
        StandardPixmap standard, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    void drawPrimitive(
        PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget) const override;

private:
    // Each returns false for what it leaves to Fusion.
    bool draw_button_part(PrimitiveElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const;
    bool draw_field_part(PrimitiveElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const;
    bool draw_view_part(PrimitiveElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const;
    bool draw_bar_part(PrimitiveElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const;
    bool draw_label(ControlElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const;
    bool draw_bar(ControlElement element, const QStyleOption* option, QPainter* p, const QWidget* w) const;
    void draw_combo_box(const QStyleOptionComplex* option, QPainter* p, const QWidget* w) const;
    void draw_spin_box(const QStyleOptionComplex* option, QPainter* p, const QWidget* w) const;
    void draw_scroll_bar(const QStyleOptionComplex* option, QPainter* p, const QWidget* w) const;
};

} // namespace quayside::ui
