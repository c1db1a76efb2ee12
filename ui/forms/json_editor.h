#pragma once

#include "ui/look/glyphs.h"

#include <Qsci/qsciscintilla.h>

#include <QString>

#include <vector>

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

    // What is wrong with a line (from 1): an error or a warning is tinted, an error underlined, and each has its glyph
    // in the gutter, if there is one.
    struct Mark {
        int line = 1;
        StateGlyph glyph = StateGlyph::Failed;
        QString message;

        bool operator==(const Mark&) const = default;
    };
    void set_marks(const std::vector<Mark>& marks);
    const std::vector<Mark>& marks() const { return marks_; }
    void show_gutter();
    void mark_error(int line, const QString& message) { set_marks({ { line, StateGlyph::Failed, message } }); }
    void clear_error() { set_marks({}); }

    // Puts these lines (from 1) on a band; 0: none.
    void show_band(int first, int last);
    // Places in the text are bytes.
    std::size_t caret() const;
    void move_caret(std::size_t offset);

    // Undo and redo are the window's: it knows of changes that were made elsewhere.
    void leave_undo_to_window() { undo_elsewhere_ = true; }
    // What was typed counts now.
    void flush();

    QSize sizeHint() const override;

signals:
    void edited(); // 150 ms after the last change by the person
    void caret_moved(); // by the person

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh_look();
    void refresh_margin();
    void paint_marks();

    QTimer* idle_;
    std::vector<Mark> marks_;
    bool quiet_ = false;
    bool undo_elsewhere_ = false;
};

} // namespace quayside::ui
