#pragma once

#include <QIcon>
#include <QString>

class QAbstractButton;
class QPushButton;
class QToolButton;
class QWidget;

namespace quayside::ui {

// How much a button asks to be pressed. The style reads it; at most one Primary per area.
enum class Emphasis { Normal, Primary, Destructive };

void set_emphasis(QAbstractButton* button, Emphasis emphasis);
Emphasis emphasis_of(const QWidget* widget);

// 24 px high instead of 28.
void set_small(QWidget* control, bool small = true);
bool is_small(const QWidget* widget);

// The border of a field: error or healthy instead of the usual one.
enum class FieldMark { None, Valid, Invalid };
void set_field_mark(QWidget* field, FieldMark mark);
FieldMark field_mark_of(const QWidget* widget);

QPushButton* primary_button(const QString& text, QWidget* parent = nullptr);
QPushButton* destructive_button(const QString& text, QWidget* parent = nullptr);

// A flat icon button with a tool tip that is its accessible name as well.
QToolButton* icon_button(const QIcon& icon, const QString& name, QWidget* parent = nullptr);

// Disables the button (or enables it where `reason` is empty) and says why in the tool tip.
void set_blocked(QWidget* control, const QString& reason);

} // namespace quayside::ui
