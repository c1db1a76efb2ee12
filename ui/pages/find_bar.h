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
    void set_found(bool found);
    void look(bool backwards); // for what is in the field

signals:
    void wanted(const QString& text, bool backwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLineEdit* field_;
    TextLabel* nothing_;
};

} // namespace quayside::ui
