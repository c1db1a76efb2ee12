#include "ui/shell/first_run_page.h"

#include "ui/look/buttons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/text_link.h"
#include "ui/pages/object_actions.h"
#include "ui/session/on_gui_thread.h"
#include "ui/session/session.h"
#include "ui/shell/card.h"
#include "ui/shell/first_steps.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace quayside::ui {

namespace {

constexpr int kContentWidth = 1040;
enum DockerFact { Socket, Engine, Running, Touches };

QVBoxLayout* column_of(QWidget* parent, const QString& heading)
{
    auto* column = new QVBoxLayout(parent);
    column->setContentsMargins(16, 0, 16, 0);
    column->setSpacing(0);
    column->addWidget(new SectionHeading(heading));
    column->addSpacing(8);
    return column;
}

QWidget* key_row(const QString& what, const QString& keys)
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* label = new ElidedLabel(what, Type::Body, Role::Muted);
    label->setFixedWidth(Theme::get().scaled(140));
    line->addWidget(label);
    line->addWidget(new KeyCap(keys));
    line->addStretch(1);
    row->setFixedHeight(Theme::get().scaled(24));
    return row;
}

} // namespace

FirstRunPage::FirstRunPage(Session& session, ObjectActions& actions, std::shared_ptr<client::Endpoints> endpoints,
    QAction* connect_endpoint, QWidget* parent)
    : QScrollArea(parent)
    , session_(session)
    , actions_(actions)
    , endpoints_(std::move(endpoints))
    , connect_endpoint_(connect_endpoint)
{
    setAccessibleName(tr("Welcome"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    content->setMaximumWidth(Theme::get().scaled(kContentWidth));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 48, 0, 24);
    column->setSpacing(0);
    column->addWidget(make_head());
    column->addSpacing(32);
    column->addWidget(make_cards());
    column->addSpacing(24);
    column->addWidget(make_lists());
    column->addStretch(1);
    auto* ground = new QWidget;
    auto* centre = new QHBoxLayout(ground);
    centre->setContentsMargins(16, 0, 16, 0);
    centre->addStretch(1);
    centre->addWidget(content, 1000);
    centre->addStretch(1);
    setWidget(ground);
    setBackgroundRole(QPalette::Window);
}

QWidget* FirstRunPage::make_head()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    auto* mark = new QLabel;
    const auto paint = [this, mark] { mark->setPixmap(app_mark(48, devicePixelRatioF())); };
    paint();
    connect(&Theme::get(), &Theme::changed, mark, paint);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(tr("Quayside"), Type::Display));
    words->addWidget(new TextLabel(tr("Run and understand containers on your own machines."), Type::Body, Role::Muted));
    row->addWidget(mark);
    row->addLayout(words, 1);
    return head;
}

Card* FirstRunPage::make_demo()
{
    auto* button = primary_button(tr("Start &demo"));
    button->setToolTip(tr("Makes a cluster of simulated engines and runs tasks on it"));
    auto* card = new Card(Glyph::Topology, tr("Explore the demo"),
        tr("A simulated cluster with live load, on engines that exist in this program only."), button,
        tr("ready in under 1 s"));
    card->set_outlined(true);
    card->add_fact(tr("Zones"), tr("3"));
    card->add_fact(tr("Services"), tr("4, one being deployed"));
    card->add_fact(tr("Needs"), tr("no Docker, no account"));
    card->add_fact(tr("Touches"), tr("nothing on this computer"));
    connect(button, &QPushButton::clicked, this, &FirstRunPage::start_demo);
    return card;
}

Card* FirstRunPage::make_docker()
{
    auto* button = new QPushButton(tr("Use Doc&ker…"));
    button->setToolTip(tr("Opens the dialog that adds the engine; nothing is changed before you agree"));
    auto* card = new Card(Glyph::Engine, tr("Use my Docker"), tr("Run tasks on the Docker engine of this computer."),
        button, tr("asks before the first write"));
    card->add_fact(tr("Socket"), tr("looking for it"));
    card->add_fact(tr("Engine"), dash());
    card->add_fact(tr("Running"), dash());
    card->add_fact(tr("Touches"), tr("what is labelled io.quayside.*"));
    connect(button, &QPushButton::clicked, this, [this] { actions_.add_docker(endpoint_); });
    return card;
}

Card* FirstRunPage::make_endpoint()
{
    auto* button = new QPushButton(tr("Connect…"));
    button->setToolTip(tr("Opens the dialog that tries an endpoint and keeps it"));
    if (!connect_endpoint_)
        set_blocked(button, tr("This window connects to no other endpoint"));
    auto* card = new Card(Glyph::Network, tr("Connect an endpoint"),
        tr("Any ECS-compatible endpoint, local or remote, in this same window."), button,
        tr("tried before it is kept"));
    card->add_fact(tr("Known"), tr("none yet"));
    card->add_fact(tr("Signed with"), tr("access key or AWS profile"));
    card->add_fact(tr("Secrets"), tr("kept encrypted"));
    card->add_fact(tr("Starts"), tr("read-only"));
    if (connect_endpoint_)
        connect(button, &QPushButton::clicked, connect_endpoint_, &QAction::trigger);
    return card;
}

void FirstRunPage::look_for_endpoints()
{
    using Known = Result<std::vector<client::RemoteEndpoint>>;
    if (!endpoints_)
        return;
    endpoints_->list(on_gui_thread<Known>(this, [this](const Known& known) {
        QStringList names;
        for (const auto& endpoint : known ? *known : std::vector<client::RemoteEndpoint>())
            names << from_utf8(endpoint.name);
        endpoint_card_->set_fact(0, names.isEmpty() ? tr("none yet") : names.join(QStringLiteral(", ")));
    }));
}

QWidget* FirstRunPage::make_cards()
{
    auto* cards = new QWidget;
    auto* row = new QHBoxLayout(cards);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    demo_ = make_demo();
    docker_ = make_docker();
    endpoint_card_ = make_endpoint();
    for (Card* card : { demo_, docker_, endpoint_card_ })
        row->addWidget(card, 1);
    return cards;
}

QWidget* FirstRunPage::make_lists()
{
    auto* lists = new QWidget;
    auto* row = new QHBoxLayout(lists);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    QWidget* parts[] = { new QWidget, new QWidget, new QWidget };
    for (QWidget* part : parts)
        row->addWidget(part, 1);
    auto* steps = column_of(parts[0], tr("First steps"));
    steps->addWidget(new FirstSteps(actions_));
    auto* imports = column_of(parts[1], tr("Bring something"));
    add_import(*imports, tr("Import a compose file"));
    add_import(*imports, tr("Paste a docker run line"));
    imports->addSpacing(12);
    imports->addWidget(new SectionHeading(tr("Good to know")));
    imports->addSpacing(8);
    for (const QString& fact :
        { tr("Nothing leaves this computer by itself."), tr("What is running goes on when you quit.") }) {
        auto* line = new TextLabel(fact);
        line->setFixedHeight(Theme::get().scaled(24));
        imports->addWidget(line);
    }
    auto* keys = column_of(parts[2], tr("Keys"));
    keys->addWidget(key_row(tr("Command palette"), tr("Ctrl+K")));
    keys->addWidget(key_row(tr("Switch view"), tr("Ctrl+1 … 0")));
    keys->addWidget(key_row(tr("Filter the table"), tr("Ctrl+Shift+F")));
    keys->addWidget(key_row(tr("Run a task"), tr("Ctrl+R")));
    keys->addWidget(key_row(tr("Stop what is selected"), tr("Del")));
    keys->addWidget(key_row(tr("Back, forward"), tr("Alt+← →")));
    keys->addWidget(key_row(tr("Next pane"), tr("F6")));
    for (auto* list : { steps, imports, keys })
        list->addStretch(1);
    return lists;
}

void FirstRunPage::add_import(QVBoxLayout& column, const QString& text)
{
    auto* row = new QWidget;
    row->setFixedHeight(Theme::get().scaled(24));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* link = new TextLink(text);
    line->addWidget(link);
    line->addStretch(1);
    column.addWidget(row);
    connect(
        link, &QAbstractButton::clicked, actions_.action(ObjectActions::Id::ImportTaskDefinition), &QAction::trigger);
}

void FirstRunPage::start_demo()
{
    set_blocked(demo_->button(), tr("The demo is starting"));
    session_.call("StartDemo", Json::object(), this, [this](const Result<Json>& reply) {
        set_blocked(demo_->button(), reply ? tr("The demo is running") : QString());
    });
}

void FirstRunPage::look_for_engines()
{
    session_.query("FindEngines", Json::object(), this, [this](const Result<Json>& reply) {
        show_found(reply);
        has_looked_ = true;
        emit looked();
    });
}

void FirstRunPage::show_found(const Result<Json>& reply)
{
    if (!reply)
        return docker_->set_fact(Socket, from_utf8(reply.error().message), StateGlyph::Warning);
    const Json none = Json::array();
    const Json& engines = reply->contains("engines") ? reply->at("engines") : none;
    if (engines.empty()) {
        docker_->set_fact(Socket, tr("none found"), StateGlyph::Stopped);
        docker_->set_fact(Engine, dash());
        return docker_->set_fact(Running, dash());
    }
    const Json& first = engines.front();
    endpoint_ = from_utf8(first.value("endpoint", std::string()));
    QString path = endpoint_;
    path.remove(QStringLiteral("unix://"));
    if (!first.value("reachable", false)) {
        docker_->set_text(from_utf8(first.value("problem", std::string("The engine does not answer."))));
        docker_->set_fact(Socket, path, StateGlyph::Warning);
        docker_->set_fact(Engine, tr("does not answer"));
        return docker_->set_fact(Running, dash());
    }
    docker_->set_text(tr("Run tasks on the Docker engine of this computer."));
    docker_->set_fact(Socket, tr("found, %1").arg(path), StateGlyph::Healthy);
    docker_->set_fact(Engine, tr("Docker %1").arg(from_utf8(first.value("version", std::string()))));
    docker_->set_fact(Running, tr("%n containers, left alone", nullptr, first.value("runningContainers", 0)));
}

void FirstRunPage::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    demo_->button()->setFocus();
    look_for_engines();
    look_for_endpoints();
}

} // namespace quayside::ui
