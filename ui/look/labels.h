#pragma once

#include "ui/look/states.h"
#include "ui/look/theme.h"

#include <QLabel>
#include <QWidget>

namespace quayside::ui {

// One line of plain text in one of the theme's faces and colours, which follow the theme. Never rich text: what it
// shows may come from a container.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    explicit TextLabel(const QString& text, Type type = Type::Body, Role role = Role::Text, QWidget* parent = nullptr);
    void set_role(Role role);
    void set_type(Type type);

private:
    void refresh();
    Type type_;
    Role role_;
};

// Heading of a section: 13 px, 600.
class SectionHeading : public TextLabel {
    Q_OBJECT
public:
    explicit SectionHeading(const QString& text, QWidget* parent = nullptr);
};

// Shows as much as fits, ends in an ellipsis, and has the whole text as tool tip and accessible name.
class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(
        const QString& text = {}, Type type = Type::Body, Role role = Role::Text, QWidget* parent = nullptr);
    void set_text(const QString& text);
    const QString& text() const { return text_; }
    void set_role(Role role);
    void set_elide_mode(Qt::TextElideMode mode);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    QString text_;
    Type type_;
    Role role_;
    Qt::TextElideMode mode_ = Qt::ElideRight;
};

// A key or key combination in a small frame: "Ctrl+K".
class KeyCap : public QWidget {
    Q_OBJECT
public:
    explicit KeyCap(const QString& keys, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString keys_;
};

// A 1 px line in the border colour.
class HLine : public QWidget {
    Q_OBJECT
public:
    explicit HLine(QWidget* parent = nullptr, Role role = Role::Border);
    QSize sizeHint() const override { return { 0, 1 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Role role_;
};

// Glyph and word of a state.
class StatusPill : public QWidget {
    Q_OBJECT
public:
    explicit StatusPill(QWidget* parent = nullptr);
    void set_state(const StateWord& state);
    const StateWord& state() const { return state_; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StateWord state_;
};

} // namespace quayside::ui
