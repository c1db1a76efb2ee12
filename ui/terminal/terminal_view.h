#pragma once

#include "ui/terminal/emulator.h"

#include <QAbstractScrollArea>
#include <QHash>
#include <QRawFont>
#include <QTimer>

#include <array>
#include <optional>

class QPainter;

namespace quayside::ui {

// A place in everything a terminal has shown. Lines keep their number when older ones are dropped.
struct TextPosition {
    std::int64_t line = 0;
    int column = 0;

    auto operator<=>(const TextPosition&) const = default;
};

// A terminal to look at and type into: what is written to it is shown at most once per frame, all keys but a few go to
// the program. Ctrl+Shift+C, V, A and the arrows with Ctrl+Shift are its own; Ctrl+Shift+Tab leaves it. Its content is
// untrusted and shown as characters only. GUI thread.
class TerminalView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TerminalView(QWidget* parent = nullptr);

    void write(const QByteArray& bytes);
    void begin_anew(); // another program, below what is there
    void clear_history();

    int rows() const { return emulator_.rows(); }
    int columns() const { return emulator_.columns(); }
    QString visible_text() const; // the lines in sight
    QString whole_text() const; // all that is kept
    int cursor_offset() const; // in the visible text; -1: out of sight
    QRect cell_rect(int row, int column) const; // in the viewport
    GridPosition cell_at(const QPoint& point) const; // of the rows in sight

    bool has_selection() const { return selection_.has_value(); }
    QString selected_text() const;
    void select_all();
    void select(TextPosition from, TextPosition to); // up to and without `to`
    void clear_selection();
    void copy();
    // Text with several lines is put before the person first, unless the program says that it takes pastes.
    void paste();
    void paste_text(const QString& text);
    void paste_now(const QString& text);
    // Selects the next place where this text stands, beginning from the selection; false if there is none.
    bool find(const QString& text, bool backwards);

    bool follows() const; // the end is in sight

signals:
    void typed(const std::string& bytes);
    void size_changed(int rows, int columns);
    void bell();
    void consent_wanted(const QString& text); // to paste this
    void find_wanted();
    void selection_changed();
    void painted(); // a frame

protected:
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Face {
        QRawFont raw;
        QHash<char32_t, quint32> glyphs; // 0: another font has to draw it
    };

    void take_theme();
    void fit(); // the grid into the viewport
    void show_soon();
    void frame();
    void answer();
    bool own_key(QKeyEvent* event);
    bool is_ours(const QKeyEvent* event) const;
    void extend_selection(int key);
    void send(const std::string& bytes);
    int top() const; // number of the first line in sight
    TextPosition position_at(const QPoint& point) const;
    TextPosition start_of_word(TextPosition at) const;
    TextPosition end_of_word(TextPosition at) const;
    bool gives_mouse(const QMouseEvent* event) const;
    void set_selection(TextPosition anchor, TextPosition end);
    void show_line(std::int64_t line);
    void paint_line(QPainter& painter, int row, const GridLine& line);
    void paint_run(QPainter& painter, int row, const GridLine& line, int from, int to);
    void paint_text(QPainter& painter, int row, const GridLine& line, int from, int to, const QColor& ink);
    void paint_cursor(QPainter& painter);
    quint32 glyph_of(Face& face, char32_t character) const;

    Emulator emulator_;
    QSize cell_{ 8, 16 };
    int ascent_ = 12;
    std::array<Face, 2> faces_; // regular, bold
    QTimer frame_timer_;
    int bells_ = 0;
    std::int64_t known_dropped_ = 0;
    struct Selection {
        TextPosition anchor;
        TextPosition end;
    };
    std::optional<Selection> selection_;
    bool selecting_ = false; // with the mouse
    bool leaving_ = false;
    int wheel_ = 0; // what is left of it
};

} // namespace quayside::ui
