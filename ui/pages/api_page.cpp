#include "ui/pages/api_page.h"

#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/pages/facts_view.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/shell_box.h"
#include "ui/session/session.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kHead = 212; // height of what is above the table

QString signatures_text(const std::string& mode)
{
    if (mode == "strict")
        return QObject::tr("Strict: every request is signed with an access key");
    if (mode == "off")
        return QObject::tr("Off: nobody looks at them");
    return QObject::tr("Lenient: a request may be unsigned, and signatures are not verified");
}

} // namespace

ApiPage::ApiPage(Session& session, ObjectActions& actions, QWidget* parent)
    : Page(PageKind::Api, session, actions, parent)
    , feed_(session)
    , rows_(request_columns(), session.state())
    , facts_(new FactsView(tr("Endpoint"), this))
    , shell_(new ShellBox(session, this))
    , filter_(new FilterBar(this))
    , table_(new TableView("requests", tr("Requests"), this))
{
    auto* head = new QWidget(this);
    head->setAutoFillBackground(true);
    head->setBackgroundRole(QPalette::Base);
    head->setFixedHeight(Theme::get().scaled(kHead));
    auto* halves = new QHBoxLayout(head);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    halves->addWidget(facts_, 1);
    halves->addWidget(shell_, 1);
    rows_.sort(0, Qt::DescendingOrder);
    table_->set_rows(&rows_);
    filter_->set_rows(&rows_);
    table_->set_own_resort_chip(false);
    table_->set_empty(
        icon(Glyph::Terminal, Role::Muted), tr("No request has come over HTTP yet."), tr("Copy lines for a shell"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(new HLine(this));
    column->addWidget(filter_);
    column->addWidget(table_, 1);
    connect(&feed_, &RequestFeed::changed, this, &ApiPage::show_requests);
    connect(&session, &Session::installation_changed, this, &ApiPage::show_facts);
    connect(table_, &TableView::clear_filter_requested, filter_, &FilterBar::clear);
    connect(table_, &TableView::empty_action, shell_, &ShellBox::copy);
    connect(shell_, &ShellBox::said, &actions, &ObjectActions::said);
    show_facts();
}

void ApiPage::show_facts()
{
    const auto& here = session().installation();
    const QString state = from_utf8(here.state_directory);
    facts_->set_sections({ { .title = tr("Endpoint"),
        .facts = {
            { .label = tr("Address"), .value = from_utf8(here.endpoint), .mono = true },
            { .label = tr("Signatures"), .value = signatures_text(here.signatures), .wraps = true },
            { .label = tr("Region"), .value = from_utf8(here.arns.region), .mono = true },
            { .label = tr("Account"), .value = from_utf8(here.arns.account), .mono = true },
            { .label = tr("State"), .value = state.isEmpty() ? tr("In memory only") : state, .wraps = true },
        } } });
}

void ApiPage::show_requests()
{
    const auto& requests = feed_.requests();
    rows_.set_rows({ requests.begin(), requests.end() });
}

void ApiPage::focus_filter()
{
    filter_->focus_field();
}

void ApiPage::focus_content()
{
    table_->setFocus();
}

void ApiPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    feed_.set_wanted(true);
}

void ApiPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    feed_.set_wanted(false);
}

} // namespace quayside::ui
