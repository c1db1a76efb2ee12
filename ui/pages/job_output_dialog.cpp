#include "ui/pages/job_output_dialog.h"

#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kInterval{ 500 };

} // namespace

JobOutputDialog::JobOutputDialog(Session& session, std::uint64_t job, const QString& title, QWidget* parent)
    : QDialog(parent)
    , session_(session)
    , job_(job)
    , text_(new QPlainTextEdit(this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    text_->setReadOnly(true);
    text_->setLayoutDirection(Qt::LeftToRight); // as in a terminal
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setFont(font_of(Type::Mono));
    text_->setAccessibleName(tr("Output"));
    text_->setPlaceholderText(tr("Nothing has been written yet."));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(text_);
    column->addWidget(buttons);
    resize(Theme::get().scaled(760), Theme::get().scaled(480));
    timer_.setInterval(kInterval);
    connect(&timer_, &QTimer::timeout, this, &JobOutputDialog::ask);
    timer_.start();
    ask();
}

void JobOutputDialog::ask()
{
    if (std::exchange(asking_, true))
        return;
    session_.query("ListImageJobs", { { "jobId", job_ } }, this, [this](Result<Json> reply) { take(reply); });
}

void JobOutputDialog::take(const Result<Json>& reply)
{
    asking_ = false;
    const Json jobs = reply ? reply->value("jobs", Json::array()) : Json::array();
    if (jobs.empty() || jobs[0].value("status", "") != "RUNNING")
        timer_.stop();
    if (jobs.empty())
        return;
    const auto text = from_utf8(jobs[0].value("output", std::string()));
    if (text == shown_)
        return;
    shown_ = text;
    auto* bar = text_->verticalScrollBar();
    const int place = bar->value();
    const bool at_end = place == bar->maximum();
    text_->setPlainText(text);
    bar->setValue(at_end ? bar->maximum() : place);
}

} // namespace quayside::ui
