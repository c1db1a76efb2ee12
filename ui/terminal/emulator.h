#pragma once

#include "ui/terminal/grid.h"

#include <Qt>

#include <deque>
#include <memory>
#include <string>
#include <string_view>

namespace quayside::ui {

struct GridPosition {
    int row = 0; // on the screen
    int column = 0;

    bool operator==(const GridPosition&) const = default;
};

// What a program writes to its terminal as a grid of characters, and keys as that program expects them. Of what it asks
// only the place of the cursor and the kind of the terminal are answered; its titles, its access to the clipboard and
// its links are dropped. No window, no clock.
class Emulator {
public:
    static constexpr int kHistory = 10'000; // lines above the screen

    Emulator(int rows, int columns);
    ~Emulator();
    Emulator(const Emulator&) = delete;
    Emulator& operator=(const Emulator&) = delete;

    void write(std::string_view bytes);
    void resize(int rows, int columns);
    // Another program begins below what is shown, with everything as at first.
    void begin_anew();
    void clear_history();

    int rows() const { return rows_; }
    int columns() const { return columns_; }
    int history() const { return static_cast<int>(history_.size()); }
    std::int64_t dropped() const { return dropped_; } // lines beyond kHistory, all in all
    int lines() const { return history() + rows_; }
    GridLine line(int number) const; // the oldest is 0
    GridPosition cursor() const { return cursor_; }
    bool cursor_visible() const { return cursor_visible_; }
    bool full_screen() const { return full_screen_; } // a program has the screen for itself, without history
    bool wants_mouse() const { return wants_mouse_; }
    int bells() const { return bells_; }

    // What is to be sent: the answers since the last call.
    std::string take_answers();
    // Bytes for a key; empty for one that means nothing to programs.
    std::string key(int key, Qt::KeyboardModifiers modifiers, const QString& text);
    bool brackets_pastes() const;
    // For text that is typed by somebody else: without control characters, in brackets if the program asks for them.
    std::string paste(const QString& text);
    // Bytes for the mouse, where the program wants it. The wheel is buttons 4 and 5.
    std::string mouse(GridPosition at, int button, bool pressed, Qt::KeyboardModifiers modifiers);

private:
    struct Terminal; // of the library
    struct Hooks;

    void place_cursor(int row, int column);
    template <class Act>
    std::string output_of(Act act) const;

    std::unique_ptr<Terminal> terminal_;
    int rows_;
    int columns_;
    std::deque<GridLine> history_;
    std::int64_t dropped_ = 0;
    GridPosition cursor_;
    bool cursor_visible_ = true;
    bool full_screen_ = false;
    bool wants_mouse_ = false;
    int bells_ = 0;
    mutable std::string output_; // of the library, until it is asked for
    std::string answers_;
};

} // namespace quayside::ui
