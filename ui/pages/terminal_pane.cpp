#include "ui/pages/terminal_pane.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/tool_tip.h"
#include "ui/pages/find_bar.h"
#include "ui/terminal/terminal_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTime>
#include <QToolButton>

#include <algorithm>

namespace quayside::ui {

namespace {

using State = TerminalLink::State;

constexpr qsizetype kShownOfPaste = 1'000; // characters, when it is asked about

StateWord word_for(State state)
{
    switch (state) {
    case State::Open:
        return { StateGlyph::Healthy, TerminalPane::tr("Connected") };
    case State::Ended:
        return { StateGlyph::Stopped, TerminalPane::tr("Ended") };
    case State::Lost:
        return { StateGlyph::Failed, TerminalPane::tr("Connection lost") };
    case State::Refused:
        return { StateGlyph::Failed, TerminalPane::tr("Not opened") };
    default:
        return { StateGlyph::Pending, TerminalPane::tr("Connecting") };
    }
}

} // namespace

TerminalPane::TerminalPane(
    Session& session, std::shared_ptr<client::Terminals> terminals, TerminalLink::Target target, QWidget* parent)
    : QWidget(parent)
    , link_(session, std::move(terminals))
    , target_(std::move(target))
    , view_(new TerminalView(this))
    , find_(new FindBar(this))
    , state_(new StatusPill(this))
    , words_(new QLabel(this))
    , bell_(new TextLabel({}, Type::Small, Role::Muted, this))
    , again_(new QPushButton(tr("&Reconnect"), this))
{
    setAccessibleName(tr("Terminal: %1").arg(title()));
    view_->setAccessibleName(accessibleName());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(make_strip());
    column->addWidget(new HLine(this));
    column->addWidget(view_, 1);
    column->addWidget(find_);
    find_->hide();
    setFocusProxy(view_);
    connect(view_, &TerminalView::typed, &link_, [this](const std::string& bytes) { link_.type(bytes); });
    connect(view_, &TerminalView::size_changed, &link_, [this] { link_.resize(size()); });
    connect(view_, &TerminalView::consent_wanted, this, &TerminalPane::ask_for_consent);
    connect(view_, &TerminalView::find_wanted, this, &TerminalPane::show_find);
    connect(view_, &TerminalView::bell, this, [this] {
        bell_->setText(tr("Bell at %1").arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss"))));
        emit bell();
    });
    connect(find_, &FindBar::wanted, this,
        [this](const QString& text, bool backwards) { find_->set_found(view_->find(text, backwards)); });
    connect(find_, &FindBar::closed, view_, [this] { view_->setFocus(); });
    connect(again_, &QPushButton::clicked, this, &TerminalPane::connect_again);
    connect(&link_, &TerminalLink::output, view_, &TerminalView::write);
    connect(&link_, &TerminalLink::changed, this, &TerminalPane::show_state);
    link_.start(target_, size());
}

QWidget* TerminalPane::make_strip()
{
    auto* strip = new QWidget(this);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    auto* command = new TextLabel(from_utf8(target_.command), Type::Mono, Role::Text, strip);
    auto* place = new TextLabel(tr("in %1").arg(title()), Type::Body, Role::Muted, strip);
    auto* hint = new TextLabel(tr("Ctrl+Shift+Tab leaves"), Type::Small, Role::Muted, strip);
    hint->setToolTip(tr("All keys go to the program, except Ctrl+Shift with a key, and F6"));
    words_->setTextFormat(Qt::PlainText);
    words_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    words_->setAccessibleName(tr("Why it ended"));
    words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    words_->setWordWrap(false);
    set_small(again_);
    auto* find = icon_button(theme_icon("edit-find"), tr("Find (Ctrl+Shift+F)"), strip);
    auto* paste = icon_button(theme_icon("edit-paste"), tr("Paste (Ctrl+Shift+V)"), strip);
    row->addWidget(command);
    row->addWidget(place);
    row->addWidget(state_);
    row->addWidget(words_, 1);
    row->addWidget(again_);
    row->addWidget(bell_);
    row->addWidget(hint);
    row->addWidget(paste);
    row->addWidget(find);
    connect(find, &QToolButton::clicked, this, &TerminalPane::show_find);
    connect(paste, &QToolButton::clicked, this, [this] {
        view_->setFocus();
        view_->paste();
    });
    return strip;
}

QString TerminalPane::title() const
{
    return from_utf8(target_.container) + u' ' + short_id(from_utf8(target_.task));
}

client::TerminalSize TerminalPane::size() const
{
    return { static_cast<std::uint16_t>(view_->columns()), static_cast<std::uint16_t>(view_->rows()) };
}

void TerminalPane::connect_again()
{
    view_->begin_anew();
    link_.start(target_, size());
    view_->setFocus();
}

void TerminalPane::show_find()
{
    find_->show();
    find_->begin(view_->selected_text());
}

void TerminalPane::show_state()
{
    const auto state = link_.state();
    const bool over = state == State::Ended || state == State::Lost || state == State::Refused;
    state_->set_state(word_for(state));
    const QString said
        = state == State::Ended && link_.words().isEmpty() ? tr("The command ended with exit code 0.") : link_.words();
    words_->setText(over ? said : QString());
    words_->setToolTip(plain_tip(words_->text())); // a container's words; a tool tip takes markup
    words_->setFocusPolicy(over ? Qt::StrongFocus : Qt::NoFocus);
    again_->setVisible(over);
    emit changed();
}

// A line that ends is run at once by a shell.
void TerminalPane::ask_for_consent(const QString& text)
{
    const auto lines = text.count(u'\n') + 1;
    auto* box = new QMessageBox(
        QMessageBox::NoIcon, tr("Paste %n lines", nullptr, static_cast<int>(lines)), {}, QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("A shell runs each line as it comes."));
    box->setInformativeText(text.left(kShownOfPaste) + (text.size() > kShownOfPaste ? QStringLiteral("…") : QString()));
    auto* paste = box->addButton(tr("&Paste"), QMessageBox::AcceptRole);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(paste, &QAbstractButton::clicked, view_, [this, text] { view_->paste_now(text); });
    box->open();
}

} // namespace quayside::ui
