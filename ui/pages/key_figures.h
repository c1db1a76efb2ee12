#pragma once

#include "ui/look/states.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace quayside::ui {

struct KeyFigure {
    QString label;
    QString figure;
    QString note; // beside the figure, muted, or in the colour of the glyph
    StateGlyph glyph = StateGlyph::None;

    bool operator==(const KeyFigure&) const = default;
};

// One row of figures of equal width with hairlines between them; read as a whole by screen readers.
class KeyFigures : public QWidget {
    Q_OBJECT

public:
    explicit KeyFigures(QWidget* parent = nullptr);
    void set_figures(std::vector<KeyFigure> figures);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<KeyFigure> figures_;
};

} // namespace quayside::ui
