#include "ui/terminal/emulator.h"

#include <vterm.h>

#include <algorithm>
#include <array>
#include <optional>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostAnswers = 64 * 1024; // bytes: who asks without end is not answered without end

GridColour colour_of(const VTermColor& colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour))
        return {};
    if (VTERM_COLOR_IS_INDEXED(&colour))
        return { GridColour::Kind::Indexed, colour.indexed.idx, 0, 0 };
    return { GridColour::Kind::True, colour.rgb.red, colour.rgb.green, colour.rgb.blue };
}

GridCell cell_of(const VTermScreenCell& from)
{
    GridCell cell;
    constexpr std::uint32_t behind_wide = 0xffffffff;
    const bool covered = from.chars[0] == behind_wide;
    cell.character = covered ? 0 : static_cast<char32_t>(from.chars[0]);
    cell.width = covered ? 0 : static_cast<std::uint8_t>(std::clamp<int>(from.width, 1, 2));
    cell.style.ink = colour_of(from.fg);
    cell.style.ground = colour_of(from.bg);
    cell.style.bold = from.attrs.bold;
    cell.style.italic = from.attrs.italic;
    cell.style.underline = from.attrs.underline != 0;
    cell.style.strike = from.attrs.strike;
    cell.style.reverse = from.attrs.reverse;
    return cell;
}

void append(GridLine& line, const VTermScreenCell& from)
{
    line.cells.push_back(cell_of(from));
    QString marks;
    for (int i = 1; i < VTERM_MAX_CHARS_PER_CELL && from.chars[0] != 0xffffffff && from.chars[i] != 0; ++i) {
        const auto code = static_cast<char32_t>(from.chars[i]);
        marks += QString::fromUcs4(&code, 1);
    }
    if (!marks.isEmpty())
        line.marks.emplace_back(static_cast<int>(line.cells.size()) - 1, marks);
}

bool is_blank(const GridCell& cell)
{
    return cell.character == 0 && cell.width == 1 && cell.style == GridPen();
}

VTermModifier modifiers_of(Qt::KeyboardModifiers modifiers)
{
    int set = VTERM_MOD_NONE;
    set |= modifiers & Qt::ShiftModifier ? VTERM_MOD_SHIFT : 0;
    set |= modifiers & Qt::AltModifier ? VTERM_MOD_ALT : 0;
    set |= modifiers & Qt::ControlModifier ? VTERM_MOD_CTRL : 0;
    return static_cast<VTermModifier>(set);
}

VTermKey named_key(int key)
{
    if (key >= Qt::Key_F1 && key <= Qt::Key_F24)
        return static_cast<VTermKey>(VTERM_KEY_FUNCTION(1 + key - Qt::Key_F1));
    constexpr std::array<std::pair<int, VTermKey>, 17> known{ { { Qt::Key_Return, VTERM_KEY_ENTER },
        { Qt::Key_Enter, VTERM_KEY_ENTER }, { Qt::Key_Tab, VTERM_KEY_TAB }, { Qt::Key_Backtab, VTERM_KEY_TAB },
        { Qt::Key_Backspace, VTERM_KEY_BACKSPACE }, { Qt::Key_Escape, VTERM_KEY_ESCAPE }, { Qt::Key_Up, VTERM_KEY_UP },
        { Qt::Key_Down, VTERM_KEY_DOWN }, { Qt::Key_Left, VTERM_KEY_LEFT }, { Qt::Key_Right, VTERM_KEY_RIGHT },
        { Qt::Key_Insert, VTERM_KEY_INS }, { Qt::Key_Delete, VTERM_KEY_DEL }, { Qt::Key_Home, VTERM_KEY_HOME },
        { Qt::Key_End, VTERM_KEY_END }, { Qt::Key_PageUp, VTERM_KEY_PAGEUP }, { Qt::Key_PageDown, VTERM_KEY_PAGEDOWN },
        { Qt::Key_Clear, VTERM_KEY_KP_5 } } };
    const auto found
        = std::find_if(known.begin(), known.end(), [key](const auto& entry) { return entry.first == key; });
    return found == known.end() ? VTERM_KEY_NONE : found->second;
}

// Of these the library makes sequences that hardly any program knows.
bool knows_alt_alone(VTermKey key)
{
    return key == VTERM_KEY_ENTER || key == VTERM_KEY_ESCAPE || key == VTERM_KEY_BACKSPACE;
}

// The control character of Ctrl and this key, as terminals have always had them.
std::optional<char> control_of(int key)
{
    if (key >= Qt::Key_At && key <= Qt::Key_Underscore)
        return static_cast<char>(key - Qt::Key_At);
    constexpr std::array<std::pair<int, char>, 4> others{ { { Qt::Key_Space, '\0' }, { Qt::Key_2, '\0' },
        { Qt::Key_Slash, '\x1f' }, { Qt::Key_Question, '\x7f' } } };
    for (const auto& [known, control] : others)
        if (known == key)
            return control;
    return {};
}

// ESC [ … R and ESC [ … c: where the cursor is, and what kind of terminal this is.
std::string allowed_answers(std::string_view output)
{
    std::string allowed;
    for (std::size_t at = output.find("\x1b["); at != std::string_view::npos; at = output.find("\x1b[", at + 1)) {
        const auto end = output.find_first_not_of("0123456789;?>", at + 2);
        if (end != std::string_view::npos && (output[end] == 'R' || output[end] == 'c'))
            allowed += output.substr(at, end + 1 - at);
    }
    return allowed;
}

} // namespace

struct Emulator::Terminal {
    Terminal(int rows, int columns)
        : vterm(vterm_new(rows, columns), vterm_free)
        , screen(vterm_obtain_screen(vterm.get()))
        , state(vterm_obtain_state(vterm.get()))
    {
    }

    std::unique_ptr<VTerm, decltype(&vterm_free)> vterm;
    VTermScreen* screen;
    VTermState* state;
};

struct Emulator::Hooks {
    static Emulator& of(void* user) { return *static_cast<Emulator*>(user); }

    static int move_cursor(VTermPos to, VTermPos, int, void* user)
    {
        of(user).place_cursor(to.row, to.col);
        return 1;
    }
    static int set_property(VTermProp property, VTermValue* value, void* user)
    {
        if (property == VTERM_PROP_CURSORVISIBLE)
            of(user).cursor_visible_ = value->boolean;
        else if (property == VTERM_PROP_ALTSCREEN)
            of(user).full_screen_ = value->boolean;
        else if (property == VTERM_PROP_MOUSE)
            of(user).wants_mouse_ = value->number != VTERM_PROP_MOUSE_NONE;
        return 1;
    }
    static int bell(void* user)
    {
        ++of(user).bells_;
        return 1;
    }
    static int push(int columns, const VTermScreenCell* cells, void* user)
    {
        auto& emulator = of(user);
        GridLine line;
        line.cells.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column)
            append(line, cells[column]);
        while (!line.cells.empty() && is_blank(line.cells.back()))
            line.cells.pop_back();
        line.cells.shrink_to_fit();
        emulator.history_.push_back(std::move(line));
        if (emulator.history_.size() > kHistory) {
            emulator.history_.pop_front();
            ++emulator.dropped_;
        }
        return 1;
    }
    static int pop(int columns, VTermScreenCell* cells, void* user)
    {
        auto& emulator = of(user);
        if (emulator.history_.empty())
            return 0;
        const auto line = std::move(emulator.history_.back());
        emulator.history_.pop_back();
        for (int column = 0; column < columns; ++column)
            cells[column] = back(emulator, line, column);
        return 1;
    }
    static void take_output(const char* bytes, std::size_t size, void* user) { of(user).output_.append(bytes, size); }

private:
    static VTermColor colour_back(const GridColour& colour, const VTermColor& standard)
    {
        VTermColor made = standard;
        if (colour.kind == GridColour::Kind::Indexed)
            vterm_color_indexed(&made, colour.red);
        else if (colour.kind == GridColour::Kind::True)
            vterm_color_rgb(&made, colour.red, colour.green, colour.blue);
        return made;
    }
    static VTermScreenCell back(const Emulator& emulator, const GridLine& line, int column)
    {
        VTermColor ink;
        VTermColor ground;
        vterm_state_get_default_colors(emulator.terminal_->state, &ink, &ground);
        const GridCell cell
            = column < static_cast<int>(line.cells.size()) ? line.cells[static_cast<std::size_t>(column)] : GridCell();
        VTermScreenCell made{};
        made.chars[0] = cell.width == 0 ? 0xffffffff : static_cast<std::uint32_t>(cell.character);
        made.width = static_cast<char>(cell.width == 2 ? 2 : 1);
        made.attrs.bold = cell.style.bold;
        made.attrs.italic = cell.style.italic;
        made.attrs.underline = cell.style.underline ? VTERM_UNDERLINE_SINGLE : VTERM_UNDERLINE_OFF;
        made.attrs.strike = cell.style.strike;
        made.attrs.reverse = cell.style.reverse;
        made.fg = colour_back(cell.style.ink, ink);
        made.bg = colour_back(cell.style.ground, ground);
        return made;
    }
};

Emulator::Emulator(int rows, int columns)
    : terminal_(std::make_unique<Terminal>(rows, columns))
    , rows_(rows)
    , columns_(columns)
{
    static const VTermScreenCallbacks callbacks
        = { nullptr, nullptr, Hooks::move_cursor, Hooks::set_property, Hooks::bell, nullptr, Hooks::push, Hooks::pop };
    vterm_set_utf8(terminal_->vterm.get(), 1);
    vterm_output_set_callback(terminal_->vterm.get(), Hooks::take_output, this);
    vterm_screen_set_callbacks(terminal_->screen, &callbacks, this);
    vterm_screen_set_damage_merge(terminal_->screen, VTERM_DAMAGE_SCROLL);
    vterm_screen_enable_altscreen(terminal_->screen, 1);
    vterm_screen_reset(terminal_->screen, 1);
    output_.clear();
}

Emulator::~Emulator() = default;

void Emulator::write(std::string_view bytes)
{
    vterm_input_write(terminal_->vterm.get(), bytes.data(), bytes.size());
    vterm_screen_flush_damage(terminal_->screen);
    if (answers_.size() < kMostAnswers)
        answers_ += allowed_answers(output_);
    output_.clear();
}

void Emulator::resize(int rows, int columns)
{
    if (rows == rows_ && columns == columns_)
        return;
    rows_ = rows;
    columns_ = columns;
    vterm_set_size(terminal_->vterm.get(), rows, columns);
    VTermPos at;
    vterm_state_get_cursorpos(terminal_->state, &at);
    place_cursor(at.row, at.col);
    output_.clear();
}

// The library leaves it outside of the screen in some odd modes.
void Emulator::place_cursor(int row, int column)
{
    cursor_ = { std::clamp(row, 0, rows_ - 1), std::clamp(column, 0, columns_ - 1) };
}

void Emulator::begin_anew()
{
    write("\x1b\\\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?2004l\x1b[r");
    vterm_state_reset(terminal_->state, 0);
    int last = rows_ - 1;
    while (last > 0 && line(history() + last).text().isEmpty())
        --last;
    write("\x1b[?25h\x1b[" + std::to_string(last + 1) + ";1H\r\n");
    answers_.clear();
}

void Emulator::clear_history()
{
    dropped_ += history();
    history_.clear();
}

GridLine Emulator::line(int number) const
{
    if (number < history())
        return history_[static_cast<std::size_t>(number)];
    GridLine line;
    line.cells.reserve(static_cast<std::size_t>(columns_));
    VTermScreenCell cell;
    for (int column = 0; column < columns_; ++column) {
        vterm_screen_get_cell(terminal_->screen, { number - history(), column }, &cell);
        append(line, cell);
    }
    return line;
}

std::string Emulator::take_answers()
{
    return std::exchange(answers_, {});
}

template <class Act>
std::string Emulator::output_of(Act act) const
{
    output_.clear();
    act(terminal_->vterm.get());
    return std::exchange(output_, {});
}

std::string Emulator::key(int key, Qt::KeyboardModifiers modifiers, const QString& text)
{
    if (const auto named = named_key(key); named != VTERM_KEY_NONE) {
        auto held = modifiers_of(key == Qt::Key_Backtab ? modifiers | Qt::ShiftModifier : modifiers);
        if (knows_alt_alone(named))
            held = static_cast<VTermModifier>(held & VTERM_MOD_ALT);
        return output_of([&](VTerm* vterm) { vterm_keyboard_key(vterm, named, held); });
    }
    const std::string escape = modifiers & Qt::AltModifier ? "\x1b" : "";
    if (modifiers & Qt::ControlModifier)
        if (const auto control = control_of(key))
            return escape + *control;
    return text.isEmpty() ? std::string() : escape + text.toStdString();
}

bool Emulator::brackets_pastes() const
{
    return !output_of(vterm_keyboard_start_paste).empty();
}

std::string Emulator::paste(const QString& text)
{
    QString cleaned = text;
    cleaned.replace(QStringLiteral("\r\n"), QStringLiteral("\r")).replace(u'\n', u'\r');
    cleaned.removeIf([](QChar c) { return c.category() == QChar::Other_Control && c != u'\r' && c != u'\t'; });
    return output_of(vterm_keyboard_start_paste) + cleaned.toStdString() + output_of(vterm_keyboard_end_paste);
}

std::string Emulator::mouse(GridPosition at, int button, bool pressed, Qt::KeyboardModifiers modifiers)
{
    if (!wants_mouse_)
        return {};
    const auto held = modifiers_of(modifiers);
    return output_of([&](VTerm* vterm) {
        vterm_mouse_move(vterm, at.row, at.column, held);
        if (button > 0)
            vterm_mouse_button(vterm, button, pressed, held);
    });
}

} // namespace quayside::ui
