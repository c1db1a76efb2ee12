#pragma once

#include <QToolButton>

namespace quayside::ui {

// A button that opens its menu: with a text, a chevron follows it; an icon alone stands as it is.
class MenuButton : public QToolButton {
    Q_OBJECT

public:
    // `name` is for screen readers and the tool tip; the caller sets menu, icon and text.
    MenuButton(const QString& name, const QString& tip, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool has_text() const;
};

} // namespace quayside::ui
