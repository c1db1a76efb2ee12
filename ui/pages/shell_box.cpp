#include "ui/pages/shell_box.h"

#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace quayside::ui {

namespace {

constexpr int kLines = 5;

AccessKey any_key()
{
    return { QStringLiteral("quayside"), QStringLiteral("quayside") };
}

AccessKey hidden_key()
{
    return { QStringLiteral("..."), QStringLiteral("...") };
}

// The newest one.
AccessKey read_key(const Json& reply)
{
    const auto keys = reply.value("accessKeys", Json::array());
    if (keys.empty())
        return hidden_key();
    return { from_utf8(keys.back().value("accessKeyId", std::string())),
        from_utf8(keys.back().value("secretAccessKey", std::string())) };
}

} // namespace

ShellBox::ShellBox(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , lines_(new QPlainTextEdit(this))
    , show_(new QPushButton(tr("Show &key"), this))
{
    lines_->setReadOnly(true);
    lines_->setTabChangesFocus(true);
    lines_->setLineWrapMode(QPlainTextEdit::NoWrap);
    lines_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    lines_->setAccessibleName(tr("Lines for a shell"));
    lines_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* copy_button = new QPushButton(tr("Copy &lines"), this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(copy_button);
    buttons->addWidget(show_);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(0);
    auto* heading = new SectionHeading(tr("For a shell"));
    heading->setMinimumHeight(Theme::get().scaled(28)); // as those of facts
    column->addWidget(heading);
    column->addWidget(lines_);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addStretch(1);
    connect(copy_button, &QPushButton::clicked, this, &ShellBox::copy);
    connect(show_, &QPushButton::clicked, this, [this] {
        with_key([this](const AccessKey& key) {
            lines_->setPlainText(shell_exports(session_.installation(), key));
            show_->hide();
        });
    });
    const auto set_face = [this] {
        lines_->setFont(font_of(Type::Mono));
        lines_->setFixedHeight(lines_->fontMetrics().lineSpacing() * kLines + Theme::get().scaled(32));
    };
    set_face();
    connect(&Theme::get(), &Theme::changed, this, set_face);
    connect(&session_, &Session::installation_changed, this, &ShellBox::refresh);
    refresh();
}

void ShellBox::refresh()
{
    lines_->setPlainText(shell_exports(
        session_.installation(), session_.installation().verifies_signatures() ? hidden_key() : any_key()));
    show_->setVisible(session_.installation().verifies_signatures());
}

QString ShellBox::text() const
{
    return lines_->toPlainText();
}

template <class Then>
void ShellBox::with_key(Then then)
{
    if (!session_.installation().verifies_signatures())
        return then(any_key());
    session_.query("ListAccessKeys", { { "withSecrets", true } }, this, [this, then](Result<Json> reply) {
        if (reply)
            then(read_key(*reply));
        else
            emit said(from_utf8(reply.error().message));
    });
}

void ShellBox::copy()
{
    with_key([this](const AccessKey& key) {
        QGuiApplication::clipboard()->setText(shell_exports(session_.installation(), key));
        emit said(tr("Copied the lines for a shell"));
    });
}

} // namespace quayside::ui
