#pragma once

#include <QAbstractButton>

namespace quayside::ui {

// Accent-coloured text that does something with a click, Enter or Space. Where there is no room for all of it, its tool
// tip tells it.
class TextLink : public QAbstractButton {
    Q_OBJECT

public:
    explicit TextLink(const QString& text = {}, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace quayside::ui
