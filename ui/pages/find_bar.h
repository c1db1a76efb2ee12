#pragma once

#include <QWidget>

class QLineEdit;

namespace quayside::ui {

class TextLabel;

// A field to search what is shown, with the way to the next and the previous place; Esc closes it. GUI thread.
class FindBar : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(QWidget* parent = nullptr);

    QLineEdit* field() const { return field_; }
    // Puts the keyboard into the field, with this text if there is any.
    void begin(const QString& text);
    // Which of how many is shown, from 1 on; 0 of them: there is none, and 0 of some: none of them yet.
    void set_place(int place, int hits);
    void set_found(bool found); // where nobody counts
    void look(bool backwards); // for what is in the field

signals:
    void edited(const QString& text);
    void wanted(const QString& text, bool backwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLineEdit* field_;
    TextLabel* nothing_;
};

} // namespace quayside::ui
