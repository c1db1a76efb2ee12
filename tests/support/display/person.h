#pragma once

#include "tests/support/display/reader.h"
#include "tests/support/program.h"

namespace quayside::test {

// Somebody at the console: sees what stands on the screen (by what the program says of it to screen readers), presses
// keys and clicks through the X server, and takes pictures of the screen. Nothing here looks into the program.
// Whatever is waited for has a bound of twenty seconds.
class Person {
public:
    // Pictures go to the folder that QUAYSIDE_SCREENSHOTS names, if it does.
    explicit Person(const Program& program);

    const QString& problem() const { return reader_.problem(); }
    Reader& reader() { return reader_; }

    // Waits for an object with this role whose name is, or fits, the pattern; none: it did not come.
    Heard see(const QString& role, const QString& name_pattern);
    // The same, and waits until it can be used.
    Heard see_usable(const QString& role, const QString& name_pattern);
    bool sees_now(const QString& role, const QString& name_pattern);
    bool sees_no_more(const QString& role, const QString& name_pattern);

    bool click(const QString& role, const QString& name_pattern);
    bool click(const Heard& object);
    void press(const QString& keys); // "alt+k", "Return"
    void type(const QString& text);
    // Waits for the window with this title to be the active one.
    bool is_at(const QString& title_pattern);
    // Waits until the text that a paste would bring has something in it that fits.
    bool has_copied(const QString& pattern);

    // The whole screen, as <name>.png.
    void photograph(const QString& name) const;

private:
    Heard program() const;

    const Program& program_;
    Reader reader_;
};

QString xdotool(const QStringList& arguments);

} // namespace quayside::test
