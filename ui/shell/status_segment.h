#pragma once

#include "ui/look/glyphs.h"
#include "ui/look/palette.h"

#include <QAbstractButton>

#include <span>
#include <vector>

namespace quayside::ui {

// One fact in the status bar: words in their colours, one click to where it comes from, a hairline behind it.
class StatusSegment : public QAbstractButton {
    Q_OBJECT

public:
    struct Word {
        QString text;
        Role role = Role::Text;
        StateGlyph glyph = StateGlyph::None; // before the text

        bool operator==(const Word&) const = default;
    };

    // `name` is what the segment is about, `tip` what a click does.
    StatusSegment(const QString& name, const QString& tip, QWidget* parent = nullptr);
    void set_words(std::vector<Word> words);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // where there is no room it ends before its first muted word

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::span<const Word> main_words() const;
    QSize size_of(std::span<const Word> words) const;

    QString name_;
    std::vector<Word> words_;
};

} // namespace quayside::ui
