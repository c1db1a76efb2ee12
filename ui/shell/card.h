#pragma once

#include "ui/look/glyphs.h"
#include "ui/look/icons.h"

#include <QString>
#include <QWidget>

#include <vector>

class QGridLayout;
class QHBoxLayout;
class QPushButton;

namespace quayside::ui {

class ElidedLabel;
class StatusPill;
class TextLabel;

// One choice on the welcome page: title, two lines of text, facts, a button and a remark beside it.
class Card : public QWidget {
    Q_OBJECT

public:
    Card(Glyph glyph, const QString& title, const QString& text, QPushButton* button, const QString& remark,
        QWidget* parent = nullptr);

    void set_outlined(bool accent) { accent_ = accent; }
    void set_text(const QString& text);
    void add_fact(const QString& label, const QString& value);
    void set_fact(int index, const QString& value, StateGlyph glyph = StateGlyph::None);
    QPushButton* button() const { return button_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct FactRow {
        ElidedLabel* text;
        StatusPill* state;
    };

    TextLabel* text_;
    QGridLayout* facts_;
    std::vector<FactRow> rows_;
    QPushButton* button_;
    bool accent_ = false;
};

} // namespace quayside::ui
