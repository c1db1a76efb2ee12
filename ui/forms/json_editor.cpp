#include "ui/forms/json_editor.h"

#include "ui/look/theme.h"
#include "ui/look/tool_tip.h"

#include <Qsci/qscilexerjson.h>

#include <QKeyEvent>
#include <QTimer>

namespace quayside::ui {

namespace {

constexpr int kIdle = 150; // ms
constexpr int kLineHeight = 18; // px
constexpr int kSigns = 0; // margins
constexpr int kNumbers = 1;
constexpr int kGap = 2;
constexpr int kBand = 0; // markers; higher ones are painted over lower ones
constexpr int kBar = 1;
constexpr int kWarningLine = 2;
constexpr int kErrorLine = 3;
constexpr int kInfoSign = 4;
constexpr int kWarningSign = 5;
constexpr int kErrorSign = 6;
constexpr int kErrorWave = 8; // indicator; those below belong to lexers

struct CodeColours {
    QColor key, string, number, keyword;
};

CodeColours code_colours()
{
    if (colours().is_high_contrast())
        return { colour(Role::Accent), colour(Role::Healthy), colour(Role::Warning), colour(Role::Pending) };
    if (colours().is_dark())
        return { QColor(0x79B8FF), QColor(0x7FD693), QColor(0xF0A868), QColor(0xC3A6FA) };
    return { QColor(0x0A63BD), QColor(0x1A7537), QColor(0xA04A00), QColor(0x6B3FB5) };
}

QColor colour_of(int style, const CodeColours& code)
{
    switch (style) {
    case QsciLexerJSON::Property:
        return code.key;
    case QsciLexerJSON::String:
    case QsciLexerJSON::EscapeSequence:
    case QsciLexerJSON::IRI:
    case QsciLexerJSON::IRICompact:
        return code.string;
    case QsciLexerJSON::Number:
        return code.number;
    case QsciLexerJSON::Keyword:
    case QsciLexerJSON::KeywordLD:
        return code.keyword;
    default:
        return colour(Role::Text);
    }
}

// Scintilla knows points only; the theme's fonts have pixels.
QFont in_points(QFont font, const QWidget& widget)
{
    if (font.pixelSize() > 0)
        font.setPointSizeF(font.pixelSize() * 72.0 / widget.logicalDpiY());
    return font;
}

} // namespace

JsonEditor::JsonEditor(QWidget* parent)
    : QsciScintilla(parent)
    , idle_(new QTimer(this))
{
    setAccessibleName(tr("JSON"));
    setLayoutDirection(Qt::LeftToRight); // as code is
    setUtf8(true);
    setEolMode(EolUnix);
    setTabWidth(2);
    setIndentationsUseTabs(false);
    setAutoIndent(true);
    setBraceMatching(SloppyBraceMatch);
    setFrameShape(QFrame::NoFrame);
    setLexer(new QsciLexerJSON(this));
    setMarginType(kNumbers, NumberMargin);
    setMarginType(kGap, SymbolMarginDefaultBackgroundColor);
    setMarginMarkerMask(kGap, 1 << kBar);
    setMarginWidth(kGap, 8);
    setMarginMarkerMask(kNumbers, 0);
    setMarginType(kSigns, SymbolMarginDefaultBackgroundColor);
    setMarginMarkerMask(kSigns, 1 << kInfoSign | 1 << kWarningSign | 1 << kErrorSign);
    setMarginWidth(kSigns, 0);
    for (const int line : { kBand, kWarningLine, kErrorLine })
        markerDefine(Background, line);
    markerDefine(LeftRectangle, kBar);
    indicatorDefine(SquiggleIndicator, kErrorWave);
    setIndicatorDrawUnder(true, kErrorWave);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1L);
    SendScintilla(SCI_SETSCROLLWIDTH, 1L);
    idle_->setSingleShot(true);
    idle_->setInterval(kIdle);
    connect(idle_, &QTimer::timeout, this, &JsonEditor::edited);
    connect(this, &QsciScintilla::textChanged, this, [this] {
        refresh_margin();
        if (!quiet_)
            idle_->start();
    });
    connect(this, &QsciScintilla::cursorPositionChanged, this, [this] {
        if (!quiet_)
            emit caret_moved();
    });
    connect(&Theme::get(), &Theme::changed, this, &JsonEditor::refresh_look);
    refresh_look();
}

void JsonEditor::set_text(const QString& new_text)
{
    if (new_text == text())
        return;
    int line = 0;
    int column = 0;
    getCursorPosition(&line, &column);
    quiet_ = true;
    setText(new_text);
    setCursorPosition(line, column);
    quiet_ = false;
    idle_->stop();
    paint_marks();
}

void JsonEditor::set_marks(const std::vector<Mark>& marks)
{
    marks_ = marks;
    paint_marks();
}

void JsonEditor::paint_marks()
{
    for (const int marker : { kWarningLine, kErrorLine, kInfoSign, kWarningSign, kErrorSign })
        markerDeleteAll(marker);
    const int last = std::max(0, lines() - 1);
    clearIndicatorRange(0, 0, last, text(last).length(), kErrorWave);
    QStringList messages;
    for (const auto& mark : marks_) {
        const int line = std::clamp(mark.line - 1, 0, last);
        const bool error = mark.glyph == StateGlyph::Failed;
        const bool warning = mark.glyph == StateGlyph::Warning;
        if (error || warning)
            markerAdd(line, error ? kErrorLine : kWarningLine);
        markerAdd(line, error ? kErrorSign : warning ? kWarningSign : kInfoSign);
        if (const auto length = text(line).trimmed().length() + indentation(line); error)
            fillIndicatorRange(line, indentation(line), line, static_cast<int>(length), kErrorWave);
        messages << mark.message;
    }
    setToolTip(plain_tip(messages.join(u'\n')));
    setAccessibleDescription(messages.join(u'\n'));
}

void JsonEditor::show_gutter()
{
    setMarginWidth(kSigns, Theme::get().scaled(18));
}

void JsonEditor::show_band(int first, int last)
{
    markerDeleteAll(kBand);
    markerDeleteAll(kBar);
    for (int line = first; line > 0 && line <= last; ++line)
        for (const int marker : { kBand, kBar })
            markerAdd(line - 1, marker);
}

std::size_t JsonEditor::caret() const
{
    return static_cast<std::size_t>(SendScintilla(SCI_GETCURRENTPOS));
}

void JsonEditor::move_caret(std::size_t offset)
{
    quiet_ = true;
    SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(offset));
    quiet_ = false;
}

void JsonEditor::flush()
{
    if (!idle_->isActive())
        return;
    idle_->stop();
    emit edited();
}

QSize JsonEditor::sizeHint() const
{
    return { Theme::get().scaled(560), Theme::get().scaled(480) };
}

bool JsonEditor::event(QEvent* event)
{
    // Scintilla takes every key for itself, Escape included; a dialog wants that one.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* keys = static_cast<QKeyEvent*>(event);
        const bool undo = keys->matches(QKeySequence::Undo) || keys->matches(QKeySequence::Redo);
        if (keys->key() == Qt::Key_Escape || (undo_elsewhere_ && undo)) {
            event->ignore();
            return false;
        }
    }
    return QsciScintilla::event(event);
}

void JsonEditor::keyPressEvent(QKeyEvent* event)
{
    const bool back = event->key() == Qt::Key_Backtab;
    if (back || (event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier))
        focusNextPrevChild(!back);
    else if (event->key() == Qt::Key_Escape
        || (event->key() == Qt::Key_Return && event->modifiers() == Qt::ControlModifier))
        event->ignore();
    else
        QsciScintilla::keyPressEvent(event);
}

void JsonEditor::refresh_look()
{
    const auto code = code_colours();
    const auto font = in_points(font_of(Type::Mono), *this);
    auto* json = lexer();
    json->setDefaultPaper(colour(Role::Base));
    json->setDefaultColor(colour(Role::Text));
    json->setDefaultFont(font);
    for (int style = 0; style < 128; ++style) {
        if (json->description(style).isEmpty())
            continue;
        json->setFont(font, style);
        json->setPaper(colour(Role::Base), style);
        json->setColor(colour_of(style, code), style);
        json->setEolFill(false, style);
    }
    setPaper(colour(Role::Base));
    setColor(colour(Role::Text));
    setCaretForegroundColor(colour(Role::Text));
    setSelectionBackgroundColor(colour(Role::Selection));
    resetSelectionForegroundColor();
    setMarkerBackgroundColor(colour(Role::ErrorBg), kErrorLine);
    setMarkerBackgroundColor(colour(Role::WarningBg), kWarningLine);
    setMarkerBackgroundColor(colour(Role::Alt), kBand);
    setMarkerBackgroundColor(colour(Role::Accent), kBar);
    setMarkerForegroundColor(colour(Role::Accent), kBar);
    for (const auto& [sign, glyph] : { std::pair{ kInfoSign, StateGlyph::Info }, { kWarningSign, StateGlyph::Warning },
             { kErrorSign, StateGlyph::Failed } })
        markerDefine(glyph_icon(glyph).pixmap(Theme::get().scaled(12)), sign);
    setIndicatorForegroundColor(colour(Role::Error), kErrorWave);
    setMatchedBraceBackgroundColor(colour(Role::Alt));
    setMatchedBraceForegroundColor(colour(Role::Text));
    setUnmatchedBraceBackgroundColor(colour(Role::Base));
    setUnmatchedBraceForegroundColor(colour(Role::Error));
    setMarginsFont(in_points(font_of(Type::MonoSmall), *this));
    setMarginsForegroundColor(colour(Role::Muted));
    setMarginsBackgroundColor(colour(Role::Base));
    const int missing = std::max(0, Theme::get().scaled(kLineHeight) - textHeight(0));
    setExtraAscent(missing / 2);
    setExtraDescent(missing - missing / 2);
    refresh_margin();
}

void JsonEditor::refresh_margin()
{
    setMarginWidth(kNumbers, QString(std::max(3, static_cast<int>(QString::number(lines()).size())) + 1, '0'));
}

} // namespace quayside::ui
