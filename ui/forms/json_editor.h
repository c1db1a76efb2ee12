#pragma once

#include <Qsci/qsciscintilla.h>

#include <QString>

class QTimer;

namespace quayside::ui {

// A JSON document as plain text, coloured, with line numbers. Tab leaves it, as on every other field: lines indent
// themselves.
class JsonEditor : public QsciScintilla {
    Q_OBJECT
public:
    explicit JsonEditor(QWidget* parent = nullptr);

    // Keeps the caret's place; no `edited` follows.
    void set_text(const QString& text);

    // Tints a line (from 1) and underlines it; with a message that belongs to it. Replaces an earlier mark.
    void mark_error(int line, const QString& message);
    void clear_error();

    QSize sizeHint() const override;

signals:
    void edited(); // 150 ms after the last change by the person

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh_look();
    void refresh_margin();

    QTimer* idle_;
    bool quiet_ = false;
};

} // namespace quayside::ui
