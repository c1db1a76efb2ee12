#include "ui/pages/images_page.h"

#include "ui/look/chip.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"
#include "ui/pages/action_button.h"
#include "ui/pages/job_output_dialog.h"
#include "ui/pages/job_strip.h"
#include "ui/pages/menu_button.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/repositories_pane.h"
#include "ui/session/image_jobs.h"
#include "ui/session/session.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

using Id = ImageActions::Id;

ImagesPage::ImagesPage(Session& session, ObjectActions& actions, QWidget* parent)
    : Page(PageKind::Images, session, actions, parent)
    , feed_(ImageFeed::of(session))
    , image_actions_(session, actions, this)
    , rows_(image_columns(), session.state())
    , jobs_(new JobStrip(tr("Image jobs"), this))
    , filter_(new FilterBar(this))
    , table_(new TableView("images", tr("Images"), this))
    , repositories_(new RepositoriesPane(session, actions, this))
    , stack_(new QStackedWidget(this))
    , engines_chip_(new Chip(tr("On engines"), this))
    , repositories_chip_(new Chip(tr("In repositories"), this))
    , registry_(new ElidedLabel({}, Type::Body, Role::Muted, this))
{
    rows_.sort(0, Qt::AscendingOrder);
    table_->set_rows(&rows_);
    filter_->set_rows(&rows_);
    table_->set_own_resort_chip(false);
    filter_->add_quick_filter(tr("Unused"), QStringLiteral("used=–"));
    add_tools();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(make_switch());
    column->addWidget(jobs_);
    column->addWidget(stack_, 1);
    stack_->addWidget(make_engines_pane());
    stack_->addWidget(repositories_);
    for (int i = 0; i < ImageActions::kActions; ++i)
        table_->addAction(image_actions_.action(static_cast<Id>(i)));
    connect_parts();
    show_images();
    show_jobs();
}

QWidget* ImagesPage::make_switch()
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(8, 6, 8, 0);
    row->setSpacing(8);
    auto* group = new QButtonGroup(line); // one of them, and arrow keys between them
    for (auto* chip : { engines_chip_, repositories_chip_ }) {
        chip->setCheckable(true);
        group->addButton(chip);
        row->addWidget(chip);
    }
    engines_chip_->setChecked(true);
    auto policy = registry_->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // so that the two stay where they are
    registry_->setSizePolicy(policy);
    row->addWidget(registry_, 1);
    row->addStretch(); // while no registry is named
    registry_->hide();
    connect(repositories_chip_, &Chip::toggled, this, &ImagesPage::show_repositories);
    return line;
}

QWidget* ImagesPage::make_engines_pane()
{
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(filter_);
    column->addWidget(table_, 1);
    pane->setFocusProxy(table_);
    return pane;
}

void ImagesPage::show_repositories(bool shown)
{
    (shown ? repositories_chip_ : engines_chip_)->setChecked(true);
    stack_->setCurrentIndex(shown ? 1 : 0);
    registry_->setVisible(shown);
}

void ImagesPage::show_registry()
{
    const auto& feed = RepositoryFeed::of(session());
    const bool works = feed.problem().isEmpty();
    registry_->set_role(works ? Role::Muted : Role::Error);
    if (!works)
        registry_->set_text(tr("The registry does not run: %1").arg(feed.problem()));
    else if (!feed.address().isEmpty())
        registry_->set_text(tr("The registry %1 is reached by the engines of this machine alone.").arg(feed.address()));
    else
        registry_->set_text({});
    repositories_chip_->set_count(feed.has_looked() ? static_cast<int>(feed.rows().size()) : -1);
}

void ImagesPage::add_tools()
{
    for (const Id id : { Id::Pull, Id::Build })
        filter_->add_tool(action_button(*image_actions_.action(id), this));
    auto* more = new MenuButton(tr("More for images"), tr("Push, tag, remove, registry logins"), this);
    more->setIcon(theme_icon("application-menu"));
    auto* menu = new QMenu(more);
    image_actions_.fill_menu(*menu);
    more->setMenu(menu);
    filter_->add_tool(more);
}

void ImagesPage::connect_parts()
{
    connect(&feed_, &ImageFeed::images_changed, this, &ImagesPage::show_images);
    connect(&RepositoryFeed::of(session()), &RepositoryFeed::changed, this, &ImagesPage::show_registry);
    connect(&feed_, &ImageFeed::jobs_changed, this, &ImagesPage::show_jobs);
    connect(jobs_, &JobStrip::output_wanted, this, &ImagesPage::show_output);
    connect(jobs_, &JobStrip::stop_wanted, this, [this](std::uint64_t job) {
        session().call("StopImageJob", { { "jobId", job } }, this, [](Result<Json>) {});
    });
    connect(table_, &TableView::clear_filter_requested, filter_, &FilterBar::clear);
    connect(table_, &TableView::menu_requested, this, [this](int, const QPoint& global) { show_menu(global); });
    connect(table_, &TableView::chosen, this, [this] {
        ImageFeed::Images selection;
        for (const int row : table_->selected_rows())
            selection.push_back(rows_.value(row));
        image_actions_.set_selection(std::move(selection));
    });
    connect(table_, &TableView::empty_action, this, [this] {
        auto* remedy = any_engine(session().state()) ? image_actions_.action(Id::Pull)
                                                     : actions().action(ObjectActions::Id::AddEngine);
        remedy->trigger();
    });
}

void ImagesPage::show_images()
{
    rows_.set_rows(feed_.images());
    engines_chip_->set_count(feed_.has_looked() ? static_cast<int>(feed_.images().size()) : -1);
    show_emptiness();
}

void ImagesPage::show_emptiness()
{
    const QIcon picture = icon(Glyph::Image, Role::Muted);
    if (!any_engine(session().state()))
        table_->set_empty(picture, tr("No engine is connected, so no images are known."), tr("Add an engine"));
    else if (!feed_.has_looked())
        table_->set_empty(picture, tr("The engines are being asked for their images."));
    else if (!feed_.problem().isEmpty())
        table_->set_empty(picture, feed_.problem());
    else
        table_->set_empty(picture, tr("The engines have no images yet."), tr("Pull an image"));
}

void ImagesPage::take(const model::ChangeSet& changes)
{
    if (!changes.of<model::Engine>().empty())
        show_emptiness();
}

void ImagesPage::show_jobs()
{
    std::vector<JobLineText> lines;
    for (const auto& job : feed_.jobs()) {
        const bool builds = job.kind == QLatin1String("BUILD");
        lines.push_back({ job.number, job.status, title_of(job), job.message, job.current, job.total, builds, builds });
    }
    jobs_->show_jobs(std::move(lines));
}

void ImagesPage::show_output(std::uint64_t job)
{
    const auto& jobs = feed_.jobs();
    const auto found = std::ranges::find(jobs, job, &ImageJobRow::number);
    if (found != jobs.end())
        actions().open(new JobOutputDialog(session(), job, tr("Output of the build of %1").arg(found->image), this));
}

void ImagesPage::show_menu(const QPoint& global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    image_actions_.fill_menu(*menu);
    menu->popup(global);
}

void ImagesPage::focus_filter()
{
    if (repositories_chip_->isChecked())
        repositories_->focus_filter();
    else
        filter_->focus_field();
}

void ImagesPage::focus_content()
{
    stack_->currentWidget()->setFocus();
}

void ImagesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    feed_.set_wanted(true);
    rows_.prepare_filter();
}

void ImagesPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    feed_.set_wanted(false);
}

} // namespace quayside::ui
